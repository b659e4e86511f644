"""Data: Annex A received, its quality, cohorts, samples, journeys and documents seen."""
