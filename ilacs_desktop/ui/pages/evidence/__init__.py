"""Evidence: the notes and what they are tied to."""
