"""Word files: written from a publication, and read again when they come back changed."""
