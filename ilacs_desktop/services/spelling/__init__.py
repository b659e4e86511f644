"""Spelling in British English with the field's words; knows nothing of documents."""
