"""Collects garbage on the GUI thread alone: a widget freed on another thread crashes Qt."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 1_000


class Collector(QObject):
    """Does by a timer what Python would do on whatever thread happens to allocate."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()
        self._is_released = False

    def settle(self) -> None:
        """Leave what is there now out of later collections.

        The app, an inspection's records and its pages stay as long as it is open; looking
        through all of them takes a tenth of a second in which the window stands still.
        """
        gc.freeze()

    def release(self) -> None:
        """Look through everything again, at the next turn: an inspection was closed."""
        gc.unfreeze()
        self._is_released = True

    @Slot()
    def _collect(self) -> None:
        """Collect the oldest generation whose threshold is passed, as Python itself does."""
        if self._is_released:
            self._is_released = False
            gc.collect()
            self.settle()
            return
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give the collecting back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
