"""The index on disk: its generations, the engine and the columns, and how documents are matched and scored."""
