"""Entries in plain English: clauses, sentences, and the yes or no they come to."""
