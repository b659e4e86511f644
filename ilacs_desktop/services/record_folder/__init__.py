"""The evidence record as a folder or one packed file, to be read and checked without the app."""
