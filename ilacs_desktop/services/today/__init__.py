"""The Today page and the digest of the day."""
