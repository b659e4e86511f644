"""Loads what the window needs later: libraries on another thread, all that is Qt on this one.

A class of widgets made on another thread while this one is inside Qt has ended the app at a start:
the binding is not made for it. So each module of the window is imported here, one at a time, and
keys and painting come between.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from ilacs_desktop import ui

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAUSE_MS = 5
_NOT_HERE = ("selftest",)
_ROOMS = ("looks", "models", "fields", "widgets", "dialogs", "generated", "frame", "noting")
"""What the pages are made of comes first: then no import brings many others along."""


def load_libraries() -> None:
    """Import what opening and drawing need and is not Qt; on another thread than the GUI's."""
    from ilacs_desktop import services
    from ilacs_desktop.publish import pdf
    from ilacs_desktop.services.data import annex_rules

    for found in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
        importlib.import_module(found.name)
    pdf.preload()
    # The Data page asks for them as it is made.
    annex_rules.preload()


def modules() -> list[str]:
    """Return the modules of the window that are not imported yet, what others need first."""
    found = _below(ui.__path__, f"{ui.__name__}.")
    return sorted((name for name in found if name not in sys.modules), key=_turn)


def _below(path: list[str], prefix: str) -> Iterator[str]:
    # Not by walk_packages, which imports each package on its way.
    for one in pkgutil.iter_modules(path, prefix):
        room = one.name.rpartition(".")[2]
        if room not in _NOT_HERE:
            yield one.name
        if one.ispkg:
            yield from _below([f"{where}/{room}" for where in path], f"{one.name}.")


def _turn(name: str) -> tuple[int, bool, int]:
    room = name.split(".")[2]
    turn = _ROOMS.index(room) if room in _ROOMS else len(_ROOMS) + (room == "controllers")
    return turn, name.endswith(".page"), -name.count(".")


class WindowLoader(QObject):
    """Imports the window's modules one after the other, while nothing else is to be done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[str] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._next)

    def begin(self) -> None:
        """Begin to import; where everything is here already nothing happens."""
        self._waiting = modules()[::-1]
        if self._waiting:
            self._timer.start()

    def stop(self) -> None:
        """Import no more; what is needed yet is imported when it is made."""
        self._waiting = []
        self._timer.stop()

    @Slot()
    def _next(self) -> None:
        while self._waiting:
            name = self._waiting.pop()
            if name not in sys.modules:
                importlib.import_module(name)
                return
        self._timer.stop()
