"""Knowing: entries merged from readings, the search index, questions and answers."""
