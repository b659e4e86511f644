"""An inspection as a whole: made, set up, its rules and settings."""
