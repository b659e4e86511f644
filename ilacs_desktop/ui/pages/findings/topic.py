"""Beside the matrix: the cell it stands on opened, with its figures, its notes and the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.findings import coverage
from ilacs_desktop.services.findings.finding_rows import figure_words
from ilacs_desktop.services.findings.opened_cell import opened
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue
from ilacs_desktop.ui.pages.evidence.list import when
from ilacs_desktop.ui.pages.findings.quotes import QuoteList
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.short_list import ShortList, ShortRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ilacs_desktop.services.findings.coverage import Cell, TopicRow
    from ilacs_desktop.services.findings.finding_rows import FindingRow
    from ilacs_desktop.services.findings.opened_cell import NoteLine, Opened
    from ilacs_desktop.ui.desk import Desk

_MOST_NAMES = 8


class TopicView(QWidget):
    """One coverage topic.

    Signals:
        finding_opened: id of a finding to read.
        note_opened: id of a note to read.
        finding_asked: ids of the notes to make a finding from.
    """

    finding_opened = Signal(str)
    note_opened = Signal(str)
    finding_asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._topic = ""
        self._notes: tuple[str, ...] = ()
        self._name = Words("", "name", wrap=True)
        self._place = Words("", "soft", wrap=True)
        self._sides = FlowRow(gap=1)
        self._shown_sides: tuple[tuple[str, str], ...] = ()
        self._counts = Words("", wrap=True)
        self.make = Button("&Make finding")
        self.make.setToolTip("Make a finding from these notes (Ctrl+Shift+F)")
        self.aside = Button("&Set aside…")
        self._back = Button("Take &up again")
        self.reason = LineField(placeholder="Why it is not looked at")
        self.reason.setAccessibleName("Reason for setting the topic aside")
        self._findings_head = Words("Findings on this topic", "heading", wrap=True)
        self.findings = ShortList("Findings on this topic", most=6)
        self._notes_head = Words("", "heading", wrap=True)
        self.notes = QuoteList("Notes on this topic")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        panel = Panel()
        buttons = FlowRow()
        for button in (self.make, self.aside, self._back):
            buttons.add(button)
        for widget in (
            self._name,
            self._place,
            self._sides,
            self._counts,
            buttons,
            self.reason,
            self._notes_head,
            self.notes,
            self._findings_head,
            self.findings,
        ):
            panel.add(widget)
        panel.body.addStretch(1)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(panel)
        self.reason.hide()

    def _connect(self) -> None:
        self.findings.row_opened.connect(self.finding_opened)
        self.notes.row_opened.connect(self.note_opened)
        self.make.clicked.connect(self.ask_finding)
        self.aside.clicked.connect(self._on_aside)
        self._back.clicked.connect(self._on_back)
        self.reason.returnPressed.connect(self._on_reason)
        words = {"reason": self.reason}
        self._half = HalfWritten(self._desk, "set-aside", words, lambda: self._topic)

    def show_topic(
        self,
        row: TopicRow,
        column: int,
        label: str,
        findings: Mapping[str, FindingRow],
    ) -> None:
        """Show a topic and the notes of one of its cells.

        Args:
            row: the topic.
            column: place of the origin among its cells; -1 for the whole topic.
            label: what the cell's origin is called.
            findings: every finding by id.
        """
        if row.key != self._topic:
            self.reason.hide()
        self._topic = row.key
        cell = row.whole if column < 0 else row.cells[column]
        self._notes = cell.notes
        held = opened(self._desk.work, cell.notes)
        self._name.setText(row.label)
        self._place.setText(label or "Every source")
        self._show_sides(row, cell)
        self._counts.setText(_counts(row, cell, held))
        self.aside.setVisible(not row.set_aside)
        self._back.setVisible(row.set_aside)
        self._show_notes(held)
        on_topic = [findings[one] for one in row.findings if one in findings]
        self.findings.show_rows([_finding_row(one) for one in on_topic])
        self.findings.setVisible(bool(on_topic))
        self._findings_head.setText(
            f"Findings on this topic · {len(on_topic)}"
            if on_topic
            else "No finding on this topic yet"
        )

    def _show_sides(self, row: TopicRow, cell: Cell) -> None:
        chips: list[tuple[Any, str]] = []
        if cell.strengths:
            chips.append(("strength", counted(cell.strengths, "strength")))
        if cell.concerns:
            chips.append(("concern", counted(cell.concerns, "concern")))
        if cell.neither:
            chips.append(("neutral", f"{cell.neither} neither"))
        if row.is_disputed:
            chips.append(("concern", "disputed"))
        if row.is_one_source:
            chips.append(("one", "one source"))
        self._sides.setVisible(bool(chips))
        if tuple(chips) == self._shown_sides:
            return
        self._shown_sides = tuple(chips)
        self._sides.clear()
        for kind, text in chips:
            self._sides.add(Chip(kind, text))

    def _show_notes(self, held: Opened) -> None:
        self._notes_head.setText(f"Notes · {len(held.notes)}" if held.notes else "")
        self._notes_head.setVisible(bool(held.notes))
        self.notes.show_rows([_note_row(one) for one in held.notes])
        self.notes.setVisible(bool(held.notes))
        self.make.setEnabled(bool(held.notes))

    @Slot()
    def ask_finding(self) -> None:
        """Ask for a finding from the notes shown."""
        if self._notes:
            self.finding_asked.emit(self._notes)

    @Slot()
    def _on_aside(self) -> None:
        self.reason.setVisible(self.reason.isHidden())
        if not self.reason.isHidden():
            self.reason.set_text("")
            self.reason.setFocus()

    @Slot()
    def _on_reason(self) -> None:
        reason = self.reason.text()
        if not reason.strip():
            return
        self.reason.hide()
        work, topic = self._desk.work, self._topic
        self._half.do(lambda: coverage.set_aside(work, topic, reason))
        self._back.setFocus()

    @Slot()
    def _on_back(self) -> None:
        work, topic = self._desk.work, self._topic
        self._desk.do(lambda: coverage.take_back(work, topic))


def _counts(row: TopicRow, cell: Cell, held: Opened) -> str:
    lines = []
    if row.set_aside:
        lines.append(f"Set aside: {row.reason}")
    if not cell.count and row.is_untouched:
        lines.append("Nobody has looked at this yet.")
    elif not cell.count and not row.set_aside:
        lines.append("No note from here.")
    if not cell.count:
        return "\n".join(lines)
    kinds = f": {_listed(held.kinds)}" if held.kinds else ""
    said = counted(cell.sources, "source") if cell.sources else "No source said"
    lines.append(f"{said}{kinds}")
    lines.append(
        f"{counted(cell.children, 'child', 'children')}: {_few(held.children)}"
        if held.children
        else "No child named"
    )
    lines.append(f"{counted(cell.inspectors, 'inspector')}: {_few(held.inspectors)}")
    return "\n".join(lines)


def _listed(kinds: tuple[tuple[str, int], ...]) -> str:
    named = [(label or "source not said", count) for label, count in kinds]
    return ", ".join(f"{label} ({count})" if count > 1 else label for label, count in named)


def _few(names: tuple[str, ...]) -> str:
    more = len(names) - _MOST_NAMES
    shown = ", ".join(names[:_MOST_NAMES])
    return f"{shown} and {more} more" if more > 0 else shown


def _note_row(line: NoteLine) -> ShortRow:
    words = (line.source or "Source not said", line.child, line.inspector, when(line.seen_at))
    kind = {"strength": "strength", "concern": "concern"}.get(line.stance)
    chip = ChipValue(kind) if kind else None  # type: ignore[arg-type]
    return ShortRow(line.id, line.text, " · ".join(part for part in words if part), chip)


def _finding_row(row: FindingRow) -> ShortRow:
    words = f"{row.state_words} · {figure_words(row.figures)}"
    chip = ChipValue("strength") if row.sign == "+" else ChipValue("concern")
    return ShortRow(row.id, row.text or "Nothing written yet", words, chip)
