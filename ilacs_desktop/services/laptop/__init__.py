"""What belongs to one laptop: its vault and keys, settings, lock and cover."""
