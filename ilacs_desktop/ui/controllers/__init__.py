"""Controllers: what the window does when something is asked of it."""
