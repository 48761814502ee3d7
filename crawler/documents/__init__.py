"""Foreign bytes to articles: pages, papers, feeds, saved files, and what is taken out of them."""
