"""The pages, one module a view."""
