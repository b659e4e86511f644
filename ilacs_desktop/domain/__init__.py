"""Rules of the work as pure functions and frozen values; standard library alone."""
