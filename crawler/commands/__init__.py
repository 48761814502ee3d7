"""The commands of the crawler and the archive, one module each, loaded when called."""
