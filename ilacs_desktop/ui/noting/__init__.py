"""The quick note and quiet mode."""
