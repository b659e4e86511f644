"""The view of a moment: draft, findings and evidence as they stood, to be read alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from ilacs_desktop.services.record.time_words import day_words, read_moment, short_day
from ilacs_desktop.services.versions import as_at
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.finding_lines import SIGNS
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.moments import MomentField
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.stack import CurrentStack
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from datetime import date, datetime

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.versions.as_at import AsAt, Moment, PastFinding, PastNote
    from ilacs_desktop.ui.desk import Desk

_SHOWN = (("draft", "Draft"), ("findings", "Findings"), ("notes", "Evidence"))


class PastView(QWidget):
    """A day and an hour to choose, and the inspection as it stood then; nothing can be edited."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._moments: tuple[Moment, ...] = ()
        self._at: datetime | None = None
        self.moment = MomentField("As it stood at", now=False, today=self._today)
        name_field(self.moment, "As it stood at: day")
        self.show_it = Button("&Show")
        self.earlier = Button("Change be&fore")
        self.later = Button("Change a&fter")
        self._told = Words("", "caution", wrap=True)
        self._step = Words("", "soft", wrap=True)
        self.switch = ViewSwitch("What stood then", _SHOWN)
        self.draft = QTextEdit()
        self.draft.setReadOnly(True)
        self.draft.setTabChangesFocus(True)
        self.draft.setProperty("role", "prose")
        self.draft.setAccessibleName("The draft as it stood, read only")
        self._findings: TableModel[PastFinding] = TableModel(
            (
                Column(
                    "Finding",
                    lambda one: one.text or "(nothing written yet)",
                    second=_finding_words,
                    chip=lambda one: ChipValue(SIGNS.get(one.sign, "neutral")),
                ),
            ),
            key=lambda one: one.id,
            parent=self,
        )
        self.findings = MasterList("Findings as they stood", self._findings)
        self._notes: TableModel[PastNote] = TableModel(
            (Column("Note", lambda one: one.text or "(nothing written yet)", second=_note_words),),
            key=lambda one: one.id,
            parent=self,
        )
        self.notes = MasterList("Evidence as it stood", self._notes)
        self._stack = CurrentStack(fills=True)
        for widget in (self.draft, self.findings, self.notes):
            self._stack.addWidget(widget)
        self._lay_out()
        self.show_it.clicked.connect(self._on_show)
        self.moment.moment_committed.connect(self._on_moment)
        self.earlier.clicked.connect(self._on_earlier)
        self.later.clicked.connect(self._on_later)
        self.switch.view_chosen.connect(self._on_view)

    def _lay_out(self) -> None:
        panel = Panel("As it stood", pad=3)
        row = FlowRow()
        self.moment.setMinimumWidth(dress.px(300))
        for widget in (self.moment, self.show_it, self.earlier, self.later):
            row.add(widget)
        for part in (row, self._told, self._step, self.switch):
            panel.add(part)
        panel.add(self._stack, 1)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(panel)

    def show_changes(self, changes: Changes | None) -> None:
        """Read what moments there are when the view is opened; what is past does not change."""
        if changes is None:
            work = self._desk.work
            self._desk.runner.read(lambda: as_at.moments(work), self._take_moments, key="moments")

    def panes(self) -> tuple[QWidget, ...]:
        """Return the one pane there is."""
        return (self,)

    def _take_moments(self, found: tuple[Moment, ...]) -> None:
        self._moments = found
        if self._at is None and found:
            self.show_at(found[0].at)

    def _today(self) -> date:
        return self._desk.work.now().date()

    def show_at(self, at: datetime) -> None:
        """Show the inspection as it stood at a moment."""
        self._at = at
        self.moment.set_moment(at.isoformat(timespec="minutes"))
        self._told.setText("Reading…")
        work = self._desk.work
        self._desk.runner.read(lambda: as_at.as_at(work, at), self._take, key="as-at")

    @Slot()
    def _on_show(self) -> None:
        self._on_moment(self.moment.moment())

    @Slot(str)
    def _on_moment(self, text: str) -> None:
        at = read_moment(text)
        if at is None:
            self._told.setText("Choose a day and an hour.")
            return
        # To the end of that very minute.
        self.show_at(self._as_written(at).replace(second=59))

    def _as_written(self, at: datetime) -> datetime:
        """Return the hour as the clock of whoever wrote then showed it, on whichever machine."""
        wall = at.replace(tzinfo=None)
        held = min(
            self._moments, key=lambda one: abs(one.at.replace(tzinfo=None) - wall), default=None
        )
        if held is not None:
            return wall.replace(tzinfo=held.at.tzinfo)
        return at if at.tzinfo is not None else at.astimezone()

    @Slot()
    def _on_earlier(self) -> None:
        before = [one.at for one in self._moments if self._at is not None and one.at < self._at]
        if before:
            self.show_at(before[0])

    @Slot()
    def _on_later(self) -> None:
        after = [one.at for one in self._moments if self._at is not None and one.at > self._at]
        if after:
            self.show_at(after[-1])

    @Slot(str)
    def _on_view(self, view: str) -> None:
        shown = {"draft": self.draft, "findings": self.findings, "notes": self.notes}
        self._stack.setCurrentWidget(shown[view])

    def _take(self, past: AsAt) -> None:
        when = f"{day_words(past.at.date(), year=True)}, {past.at:%H:%M}"
        changes = "1 change" if past.later == 1 else f"{past.later:,} changes"
        since = (
            f"{changes} since then are left out." if past.later else "Nothing was changed since."
        )
        self._told.setText(f"△ As it stood on {when}: to read, not to edit. {since}")
        newest = past.newest
        self._step.setText(
            f"Last change before: {newest.step}, {newest.author}, "
            f"{short_day(newest.at.date())} {newest.at:%H:%M}."
            if newest is not None
            else "Nothing had been written yet."
        )
        self.draft.setPlainText(_draft_words(past))
        self._findings.set_rows(past.findings)
        self._notes.set_rows(past.notes)
        self.switch.set_figure("findings", len(past.findings))
        self.switch.set_figure("notes", len(past.notes))


def _draft_words(past: AsAt) -> str:
    parts = []
    for section in past.document.sections:
        written = [item for item in section.items if not item.is_default]
        if not written:
            continue
        lines = [section.heading or section.title]
        for item in written:
            sign = f"{item.number}. " if item.number else "• " if item.bullet else ""
            lines.append(f"{sign}{item.printed}")
        parts.append("\n\n".join(lines))
    return "\n\n\n".join(parts) or "Nothing of the document had been written yet."


def _finding_words(one: PastFinding) -> str:
    notes = f"{one.notes_for} for, {one.notes_against} against"
    now = "otherwise now" if one.changed_since else ""
    return " · ".join(part for part in (one.area, one.state, one.support, notes, now) if part)


def _note_words(one: PastNote) -> str:
    seen = read_moment(one.seen_at)
    when = f"{short_day(seen.date())} {seen:%H:%M}" if seen else ""
    under = "1 finding" if one.findings == 1 else f"{one.findings} findings"
    now = "otherwise now" if one.changed_since else ""
    return " · ".join(part for part in (when, one.author, under, now) if part)
