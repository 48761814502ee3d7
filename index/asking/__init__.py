"""A question in English: what it asks, understood without a language model, and what is found for it."""
