"""Texts of help that ship with the app."""

from __future__ import annotations

from ilacs_desktop.paths import resource

PROTECTION = "protection.md"


def protection() -> str:
    """Return how the data is protected, as Markdown."""
    return resource("help", PROTECTION).read_text(encoding="utf-8")
