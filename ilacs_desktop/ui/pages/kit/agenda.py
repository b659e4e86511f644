"""Beside a KIT meeting: the agenda that builds itself, each line one key away from a point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue
from ilacs_desktop.ui.pages.kit.agenda_list import AgendaList
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.short_list import ShortRow

if TYPE_CHECKING:
    from ilacs_desktop.services.kit.kit_agenda import Agenda, Line

TAKE_ALL_KEYS = "Ctrl+Return"
_MOST = 8
"""So many lines that are for information alone."""
_OPENED = {"action": "kit_item", "request": "request"}


class AgendaView(QWidget):
    """What there is to bring up.

    Signals:
        taken: tuple of lines that become points of the meeting.
        opened: (kind, id) of what a line speaks of that becomes no point.
    """

    taken = Signal(object)
    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agenda: Agenda | None = None
        self._lists: dict[str, AgendaList] = {}
        self._heads: dict[str, Words] = {}
        self._last = ""
        self._after: tuple[str, str] | None = None
        self._told = Words("", "soft", wrap=True)
        self._told.hide()
        self._since = Words("", "soft", wrap=True)
        self.take = Button("Ta&ke chosen", keys="Enter")
        self.take.setToolTip("Make the chosen line a point of the meeting (Enter)")
        self.take_all = Button("Take all", keys="Ctrl+Enter")
        self._panel = Panel("Agenda")
        self._panel.add(self._since)
        buttons = FlowRow()
        buttons.add(self.take)
        buttons.add(self.take_all)
        self._buttons = buttons
        self._panel.add(buttons)
        self._panel.add(self._told)
        self._parts = QVBoxLayout()
        dress.set_space(self._parts, 0, 1)
        self._panel.add_layout(self._parts)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self._panel)
        column.addStretch(1)
        self.take.clicked.connect(self._on_take)
        self.take_all.clicked.connect(self._on_take_all)
        keys = QShortcut(QKeySequence(TAKE_ALL_KEYS), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._on_take_all)

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
            if len(rows) > _MOST and not any(line.can_take for line in section.lines):
                more = len(rows) - _MOST
                rows = [*rows[:_MOST], ShortRow("more", f"and {more} more")]
            listed.show_rows(rows)
            listed.setVisible(bool(rows))
            self._heads[section.key].setVisible(bool(rows))
        if self._after is not None:
            self.to_next_line()

    def to_next_line(self) -> None:
        """Move to the next line that can be taken, after the one taken last."""
        open_ = [
            (section.key, _key(at, line))
            for section in (self._agenda.sections if self._agenda else ())
            for at, line in enumerate(section.lines)
            if (line.can_take and not line.is_taken) or (section.key, _key(at, line)) == self._after
        ]
        at = open_.index(self._after) + 1 if self._after in open_ else 0
        rest = [one for one in (*open_[at:], *open_[:at]) if one != self._after]
        self._after = None
        if rest:
            section, key = rest[0]
            listed = self._lists[section]
            listed.choose(key)
            listed.setFocus()
            self._bring_to_view(listed)

    def _bring_to_view(self, listed: AgendaList) -> None:
        """Scroll to the current row: a list is often higher than what holds it."""
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if holder is not None:
            row = listed.visualRect(listed.currentIndex())
            for corner in (row.bottomLeft(), row.topLeft()):
                at = listed.viewport().mapTo(self, corner)
                holder.ensureVisible(at.x(), at.y(), 0, dress.space(4))

    @property
    def lists(self) -> dict[str, AgendaList]:
        """Return the list of each section by its key."""
        return self._lists

    def _list(self, key: str, label: str) -> AgendaList:
        if key not in self._lists:
            head = Words(label, "heading", wrap=True)
            listed = AgendaList(label)
            listed.setProperty("section", key)
            listed.record_opened.connect(self._on_opened)
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

    def _take(self, section: str, key: str) -> None:
        line = self._line(section, key)
        self._tell("")
        if line is None:
            self._tell("Nothing is chosen. Choose a line below with the arrows, then press Enter.")
        elif line.is_taken:
            self._tell("This line is a point of the meeting already.")
        elif line.can_take:
            self._after = (section, key)
            self.taken.emit((line,))
        elif line.kind in _OPENED and line.about:
            self.opened.emit(_OPENED[line.kind], line.about)
        else:
            self._tell("This line is for information; it becomes no point.")

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    @Slot(object)
    def _on_opened(self, key: object) -> None:
        self._take(str(self.sender().property("section")), str(key))

    @Slot()
    def _on_entered(self) -> None:
        self._last = str(self.sender().property("section"))

    @Slot()
    def _on_take(self) -> None:
        listed = self._lists.get(self._last)
        self._take(self._last, str(listed.current_key()) if listed is not None else "")

    @Slot()
    def _on_take_all(self) -> None:
        lines = self._agenda.open_lines if self._agenda is not None else ()
        if lines and not self._buttons.isHidden():
            self._tell("")
            self.taken.emit(lines)
        else:
            self._tell("Every line that can become a point is one already.")


def _key(at: int, line: Line) -> str:
    return f"{line.about or at}/{line.kind}"


def _chip(line: Line) -> ChipValue | None:
    if line.is_taken:
        return ChipValue("done")
    shape: Any = line.shape
    return ChipValue(shape) if shape else None
