"""The window: all that knows Qt."""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401 - what is looked up below comes with it


def _leave_sources_unread() -> None:
    """Keep the binding from reading the source of every module that is imported after it.

    It looks there for its own name, for switches of its naming that we never use; at a start that
    takes a tenth of the time until the window is up. Every module counts as one that names it.
    """
    features = sys.modules.get("shibokensupport.feature")
    if hasattr(features, "_mod_uses_pyside"):
        setattr(features, "_mod_uses_pyside", bool)  # noqa: B010 - a module's own name


_leave_sources_unread()
