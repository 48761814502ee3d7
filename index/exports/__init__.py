"""The formats entries are exported in, one module each; docs/exports.md documents their fields."""
