"""Fetching and keeping: sources, spiders, pages, papers and the archive."""
