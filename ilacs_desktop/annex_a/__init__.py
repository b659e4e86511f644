"""Reads what local authorities send: matching, quality checks, cohorts, journeys."""
