"""Whether a file is whole, and what can be read of one that is not."""
