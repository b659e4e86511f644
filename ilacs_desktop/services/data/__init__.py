"""The Data page: Annex A, cohorts, journeys, samples, documents seen."""
