"""A crawl under way: its politeness, budgets, safety, what it keeps, and how its sources fare."""
