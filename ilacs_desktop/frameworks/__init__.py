"""Loads and checks the dated framework editions."""
