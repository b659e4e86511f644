"""Key slots, identity and the index of inspections."""
