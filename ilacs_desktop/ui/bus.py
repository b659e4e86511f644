"""The one way by which screens learn that records have changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """Carry every change to whoever shows it.

    Signals:
        changed: what a command changed (kinds, ids, initiator), once it is on the disk.
    """

    changed = Signal(object)
