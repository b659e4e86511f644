"""Search over everything, with filters."""
