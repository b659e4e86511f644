"""Rows of Annex A in sealed blocks."""
