"""The documents of the on-site day: a file each says what its document says, from the records."""
