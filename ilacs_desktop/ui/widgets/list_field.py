"""A list of short texts: one is added with Enter, one is taken away by its button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import LineField

if TYPE_CHECKING:
    from collections.abc import Sequence


class ListField(QWidget):
    """Texts in the order they were added; nothing half typed ever becomes one.

    Signals:
        items_changed: the tuple of texts, after the person added one or took one away.
    """

    items_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent)
        self._items: tuple[str, ...] = ()
        self._rows = QVBoxLayout()
        dress.set_space(self._rows, 0, 1)
        self.line = LineField(placeholder=placeholder)
        self._add = Button("Add")
        self._add.setAutoDefault(False)
        foot = QHBoxLayout()
        dress.set_space(foot, 0, 1)
        foot.addWidget(self.line, 1)
        foot.addWidget(self._add)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        column.addLayout(self._rows)
        column.addLayout(foot)
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self._on_add)
        self._add.clicked.connect(self._on_add)

    def items(self) -> tuple[str, ...]:
        """Return the texts."""
        return self._items

    def set_items(self, items: Sequence[str]) -> None:
        """Show these texts; nothing is emitted, and what is being typed stays."""
        if tuple(items) == self._items:
            return
        self._items = tuple(items)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, text in enumerate(self._items):
            self._rows.addWidget(self._row(at, text))

    def _row(self, at: int, text: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        dress.set_space(row, 0, 1)
        row.addWidget(Words(text, wrap=True), 1)
        remove = IconButton("x", f"Take away: {text}")
        remove.setObjectName(f"remove_{at}")
        remove.clicked.connect(self._on_remove)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    @Slot()
    def _on_add(self) -> None:
        text = " ".join(self.line.text().split())
        if not text:
            return
        self.line.set_text("")
        if text not in self._items:
            self.set_items((*self._items, text))
            self.items_changed.emit(self._items)

    @Slot()
    def _on_remove(self) -> None:
        at = int(self.sender().objectName().removeprefix("remove_"))
        self.set_items(tuple(one for place, one in enumerate(self._items) if place != at))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.items_changed.emit(self._items)
