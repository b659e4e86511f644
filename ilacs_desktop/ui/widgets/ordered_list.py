"""A list of sentences in an order that people choose: Alt with ↑ ↓ moves the one at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from typing_extensions import override

from ilacs_desktop.ui.widgets.wrapping import WrappingList

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class OrderedList(WrappingList):
    """A wrapping list whose rows can be moved by keyboard.

    Signals:
        shift_asked: -1 for up, 1 for down.
    """

    shift_asked = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and held == Qt.KeyboardModifier.AltModifier:
            self.shift_asked.emit(step)
            event.accept()
            return
        super().keyPressEvent(event)
