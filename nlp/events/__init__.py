"""One module a family of events; each reads sentences of a passage and yields events."""
