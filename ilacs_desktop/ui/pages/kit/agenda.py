"""Beside a KIT meeting: the agenda that builds itself, each line one key away from a point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.ui import dress
from ilacs_desktop.ui.models.table import ChipValue
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.short_list import ShortList, ShortRow

if TYPE_CHECKING:
    from ilacs_desktop.services.kit_agenda import Agenda, Line


class AgendaView(QWidget):
    """What there is to bring up.

    Signals:
        taken: tuple of lines that become points of the meeting.
    """

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agenda: Agenda | None = None
        self._lists: dict[str, ShortList] = {}
        self._heads: dict[str, Words] = {}
        self._last = ""
        self._since = Words("", "soft", wrap=True)
        self.take = Button("Ta&ke chosen")
        self.take.setToolTip("Make the chosen line a point of the meeting (Enter)")
        self.take_all = Button("Take all")
        self._panel = Panel("Agenda")
        self._panel.add(self._since)
        buttons = FlowRow()
        buttons.add(self.take)
        buttons.add(self.take_all)
        self._buttons = buttons
        self._panel.add(buttons)
        self._parts = QVBoxLayout()
        dress.set_space(self._parts, 0, 1)
        self._panel.add_layout(self._parts)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self._panel)
        column.addStretch(1)
        self.take.clicked.connect(self._on_take)
        self.take_all.clicked.connect(self._on_take_all)

    def show_agenda(self, agenda: Agenda, *, given: bool) -> None:
        """Show an agenda; a meeting that was given takes no more."""
        self._agenda = agenda
        self._since.setText(agenda.since or "The first meeting of this inspection")
        self._buttons.setVisible(not given)
        self.take_all.setEnabled(bool(agenda.open_lines))
        self.take.setEnabled(bool(agenda.open_lines))
        for section in agenda.sections:
            listed = self._list(section.key, section.label)
            rows = [
                ShortRow(_key(at, line), line.text, line.second, _chip(line))
                for at, line in enumerate(section.lines)
            ]
            listed.show_rows(rows)
            listed.setVisible(bool(rows))
            self._heads[section.key].setVisible(bool(rows))

    @property
    def lists(self) -> dict[str, ShortList]:
        """Return the list of each section by its key."""
        return self._lists

    def _list(self, key: str, label: str) -> ShortList:
        if key not in self._lists:
            head = Words(label, "heading", wrap=True)
            listed = ShortList(label, most=8)
            listed.setProperty("section", key)
            listed.row_opened.connect(self._on_opened)
            listed.entered.connect(self._on_entered)
            self._parts.addWidget(head)
            self._parts.addWidget(listed)
            self._heads[key], self._lists[key] = head, listed
        return self._lists[key]

    def _line(self, section: str, key: str) -> Line | None:
        for one in self._agenda.sections if self._agenda else ():
            if one.key == section:
                return next(
                    (line for at, line in enumerate(one.lines) if _key(at, line) == key), None
                )
        return None

    def _take(self, line: Line | None) -> None:
        if line is not None and line.can_take and not line.is_taken:
            self.taken.emit((line,))

    @Slot(str)
    def _on_opened(self, key: str) -> None:
        self._take(self._line(str(self.sender().property("section")), key))

    @Slot()
    def _on_entered(self) -> None:
        self._last = str(self.sender().property("section"))

    @Slot()
    def _on_take(self) -> None:
        listed = self._lists.get(self._last)
        if listed is not None:
            self._take(self._line(self._last, str(listed.current_key())))

    @Slot()
    def _on_take_all(self) -> None:
        if self._agenda is not None:
            self.taken.emit(self._agenda.open_lines)


def _key(at: int, line: Line) -> str:
    return f"{line.about or at}/{line.kind}"


def _chip(line: Line) -> ChipValue | None:
    if line.is_taken:
        return ChipValue("done")
    shape: Any = line.shape
    return ChipValue(shape) if shape else None
