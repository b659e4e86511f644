"""Item models: declared columns over frozen values."""
