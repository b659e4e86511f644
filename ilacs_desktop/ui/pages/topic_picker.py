"""Coverage topics of a record: those it has, and a line that finds another as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.short_list import ShortList, ShortRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ilacs_desktop.domain.edition import Edition

_MOST = 6
_LONGEST = 26
"""Letters of a topic's label on its button; a longer one is cut, so that the pane can be narrow."""


class TopicPicker(QWidget):
    """The topics of one record as buttons that take them off, and a way to add one.

    Signals:
        topics_changed: the tuple of topic keys, when the person changes them.
    """

    topics_changed = Signal(object)

    def __init__(self, edition: Edition, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all = [
            (topic.key, topic.label, area.short)
            for area in edition.areas_in_body_order()
            for topic in area.topics
        ]
        self._labels = {key: label for key, label, _ in self._all}
        self._held: tuple[str, ...] | None = None
        self._chips = FlowRow(gap=1)
        self.finder = _FindLine(placeholder="Add a topic: type a part of it")
        self.finder.setAccessibleName("Add a topic")
        self._found = ShortList("Topics found", most=_MOST)
        self._found.hide()
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        for widget in (self._chips, self.finder, self._found):
            column.addWidget(widget)
        self.finder.textEdited.connect(self._on_find)
        self.finder.returnPressed.connect(self._on_return)
        self.finder.down_pressed.connect(self._on_down)
        self._found.row_opened.connect(self._add)
        self._found.clicked.connect(self._on_clicked)

    def show_topics(self, keys: Sequence[str]) -> None:
        """Show a record's topics."""
        held = tuple(keys)
        if held == self._held:
            return
        self._held = held
        self._chips.clear()
        for key in held:
            label = self._labels.get(key, key)
            short = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"
            button = Button(short, icon="x")
            button.setProperty("topic", key)
            button.setAccessibleName(f"Take off topic {label}")
            button.setToolTip(f"Take this topic off: {label}")
            button.clicked.connect(self._on_off)
            self._chips.add(button)
        self._chips.setVisible(bool(held))

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the keys shown."""
        return self._held or ()

    def _set(self, keys: Sequence[str]) -> None:
        self.show_topics(keys)
        self.topics_changed.emit(tuple(keys))

    @Slot()
    def _on_off(self) -> None:
        key = str(self.sender().property("topic"))
        self._set([one for one in self.topics if one != key])

    @Slot(str)
    def _on_find(self, text: str) -> None:
        words = text.casefold().split()
        found = [
            ShortRow(key, label, area)
            for key, label, area in self._all
            if words
            and key not in self.topics
            and all(word in f"{label} {area}".casefold() for word in words)
        ][:_MOST]
        self._found.show_rows(found)
        self._found.setVisible(bool(found))

    @Slot()
    def _on_return(self) -> None:
        if self._found.rows and self.finder.text().strip():
            self._add(self._found.rows[0].key)

    @Slot()
    def _on_down(self) -> None:
        if self._found.rows:
            self._found.setFocus()

    @Slot()
    def _on_clicked(self) -> None:
        self._add(str(self._found.current_key()))

    @Slot(str)
    def _add(self, key: str) -> None:
        self.finder.set_text("")
        self._found.hide()
        self.finder.setFocus()
        if key not in self.topics:
            self._set([*self.topics, key])


class _FindLine(LineField):
    """A line from which the arrow goes down into what was found."""

    down_pressed = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
            return
        super().keyPressEvent(event)
