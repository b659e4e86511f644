"""The keys that cover and lock work while a menu or a list is open, which takes every key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_POPUPS = 10


class CoveringKeys(QObject):
    """Hears keys before an open menu or list does, and only while one is open.

    Signals:
        asked: the name of the command whose keys were pressed; every menu and list is closed.
    """

    asked = Signal(str)

    def __init__(self, keys: Mapping[str, str], parent: QObject | None = None) -> None:
        """Hear some keys.

        Args:
            keys: the keys of each command, as Qt writes them, by the command's name.
            parent: the owner.
        """
        super().__init__(parent)
        self._names = {QKeySequence(one).toString(): name for name, one in keys.items()}
        self._hears = False

    @Slot()
    def look(self) -> None:
        """Begin to hear where a menu or list is open, and end where none is any more."""
        self._hear(on=QApplication.activePopupWidget() is not None)

    def _hear(self, *, on: bool) -> None:
        app = QApplication.instance()
        if app is None or on == self._hears:
            return
        self._hears = on
        if on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        return is_key and self.takes(event)  # type: ignore[arg-type]

    def takes(self, event: QKeyEvent) -> bool:
        """Take a key that covers or locks where a menu or list is open; say whether it was one."""
        name = self._names.get(QKeySequence(event.keyCombination()).toString())
        if name is None or QApplication.activePopupWidget() is None:
            return False
        for _ in range(_MOST_POPUPS):
            popup = QApplication.activePopupWidget()
            if popup is None:
                break
            popup.close()
        self._hear(on=False)
        self.asked.emit(name)
        return True
