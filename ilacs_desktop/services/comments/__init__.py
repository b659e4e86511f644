"""Comments on the draft: what the QA reader says of a place, answered and closed."""
