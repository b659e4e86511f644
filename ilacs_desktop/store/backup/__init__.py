"""Backup sets: made, thinned, carried, restored."""
