"""Showing: the pages and the caretrail command."""
