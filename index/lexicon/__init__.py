"""The words of questions, as data."""
