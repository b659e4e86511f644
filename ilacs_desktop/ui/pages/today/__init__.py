"""Today: what needs this person now."""
