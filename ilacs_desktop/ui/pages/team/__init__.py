"""Team: history, the record checked, two versions to choose from."""
