"""One function per use case: the only door for the window and the command line."""
