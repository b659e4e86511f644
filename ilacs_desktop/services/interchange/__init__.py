"""The documented interchange file: load, dump, schema."""
