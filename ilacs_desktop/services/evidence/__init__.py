"""The Evidence page and the quick note: what was seen, by whom, how well."""
