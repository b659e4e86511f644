"""The one window: its menu, keys, pages on the screen, and where a person is in it."""
