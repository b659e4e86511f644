"""ILACS Desktop: evidence, findings and letters for inspections of children's services."""

__version__ = "0.1.0"
