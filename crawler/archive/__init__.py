"""The SQLite archive: articles with their versions, fetch state, runs and readings."""
