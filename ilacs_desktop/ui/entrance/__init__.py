"""What fills the window before an inspection is open, and the cover."""
