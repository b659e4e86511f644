"""Small windows that open beside the work, never with exec."""
