"""Beside the matrix: one topic, the findings on it, and the notes behind the current cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Case, Evidence
from ilacs_desktop.domain.support import counted
from ilacs_desktop.services import coverage
from ilacs_desktop.services.cases import child_name
from ilacs_desktop.services.finding_rows import figure_words
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.models.table import ChipValue
from ilacs_desktop.ui.pages.evidence.list import when
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.short_list import ShortList, ShortRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.services.coverage import TopicRow
    from ilacs_desktop.services.finding_rows import FindingRow
    from ilacs_desktop.ui.desk import Desk


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
        self._counts = Words("", "soft", wrap=True)
        self.make = Button("&Make finding")
        self.make.setToolTip("Make a finding from these notes (Ctrl+Shift+F)")
        self.aside = Button("Set aside…")
        self._back = Button("Take up again")
        self.reason = LineField(placeholder="Why it is not looked at")
        self.reason.setAccessibleName("Reason for setting the topic aside")
        self._findings_head = Words("Findings on this topic", "heading")
        self.findings = ShortList("Findings on this topic", most=6)
        self._notes_head = Words("", "heading", wrap=True)
        self.notes = ShortList("Notes on this topic", most=10)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        panel = Panel()
        buttons = FlowRow()
        for button in (self.make, self.aside, self._back):
            buttons.add(button)
        for widget in (
            self._name,
            self._counts,
            buttons,
            self.reason,
            self._findings_head,
            self.findings,
            self._notes_head,
            self.notes,
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
        self._name.setText(row.label)
        self._counts.setText(f"Set aside: {row.reason}" if row.set_aside else _counts(row))
        self.aside.setVisible(not row.set_aside)
        self._back.setVisible(row.set_aside)
        held = [findings[one] for one in row.findings if one in findings]
        self.findings.show_rows([_finding_row(one) for one in held])
        self.findings.setVisible(bool(held))
        self._findings_head.setText(
            "Findings on this topic" if held else "No finding on this topic yet"
        )
        cells = row.cells if column < 0 else (row.cells[column],)
        self._notes = tuple(dict.fromkeys(note for cell in cells for note in cell.notes))
        place = "every source" if column < 0 else label.lower()
        self._notes_head.setText(
            f"Notes from {place} · {len(self._notes)}"
            if self._notes
            else f"No notes from {place}"
            if column >= 0
            else "Nobody has looked at this yet"
        )
        self.notes.show_rows([self._note_row(one) for one in self._notes])
        self.notes.setVisible(bool(self._notes))
        self.make.setEnabled(bool(self._notes))

    def _note_row(self, note: str) -> ShortRow:
        found = self._desk.snapshot.one(Evidence, note)
        case = self._desk.snapshot.get(Case, found.case) if found.case else None
        sources = {one.key: one.label for one in self._desk.edition.source_kinds}
        words = [sources.get(found.source, ""), child_name(case) if case else ""]
        chip = None
        if found.stance in ("strength", "concern"):
            chip = ChipValue("strength" if found.stance == "strength" else "concern")
        second = " · ".join(part for part in (*words, when(found.seen_at)) if part)
        return ShortRow(note, " ".join(found.text.split()), second, chip)

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
        self._desk.do(lambda: coverage.set_aside(work, topic, reason))

    @Slot()
    def _on_back(self) -> None:
        work, topic = self._desk.work, self._topic
        self._desk.do(lambda: coverage.take_back(work, topic))


def _counts(row: TopicRow) -> str:
    if row.is_untouched:
        return "Nobody has looked at this yet."
    parts = [counted(row.notes, "note"), counted(row.sources, "source")]
    parts.append(counted(row.children, "child", "children"))
    parts.append(counted(row.inspectors, "inspector"))
    return ", ".join(parts)


def _finding_row(row: FindingRow) -> ShortRow:
    words = f"{row.state_words} · {figure_words(row.figures)}"
    chip = ChipValue("strength") if row.sign == "+" else ChipValue("concern")
    return ShortRow(row.id, row.text or "Nothing written yet", words, chip)
