"""The stages after fieldwork: a table in working days, and what can be said of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.record.time_words import day_words, short_day
from ilacs_desktop.services.stages import la_comments, stages
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField, TickBox
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.record_table import RecordTable
from ilacs_desktop.ui.widgets.scrolled import scrolling
from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.stages.stages import StageLine
    from ilacs_desktop.ui.desk import Desk

_KINDS = ("stage", "la_comment", "inspection", "setting", "pinned", "judgement", "finding")


class StagesView(QWidget):
    """Where the document is, when each stage is due and was done, and what holds it up."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now = Words("", "title", wrap=True)
        self._told = Words("", "soft", wrap=True)
        self.model: TableModel[StageLine] = TableModel(
            (
                Column("Stage", lambda one: one.label, second=_second, chip=_chip, strong=True),
                Column("Due", lambda one: one.due_words, second=_basis, width=28),
                Column("Done", _done, second=lambda one: one.by, width=15),
            ),
            key=lambda one: one.key,
            parent=self,
        )
        self.table = RecordTable("Stages after fieldwork", self.model)
        self.card = StageCard(desk)
        self.hold = HoldPanel(desk)
        top = Panel()
        top.add(self._now)
        top.add(self._told)
        left = Panel(pad=0)
        left.add(self.table, 1)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        dress.set_space(inner, 0, 2)
        for widget in (self.card, self.hold):
            inner.addWidget(widget)
        inner.addStretch(1)
        self.panes_shown = ThreePane(left, scrolling(holder), list_title="Stages")
        self.panes_shown.restore_state({"list": 620})
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(top)
        column.addWidget(self.panes_shown, 1)
        self.table.record_chosen.connect(self._on_chosen)
        self.table.record_opened.connect(self._on_opened)
        shortcut = QShortcut(QKeySequence("D"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.card.mark)

    def show_changes(self, changes: Changes | None) -> None:
        """Show the stages as they are now."""
        if changes is not None and not changes.touches(*_KINDS):
            return
        work = self._desk.work
        lines = stages.lines(work)
        running = stages.running(work)
        self._now.setText(running or "Fieldwork is not over yet")
        done, every = la_comments.answered(work)
        late = [one.label for one in lines if one.state == "late"]
        parts = [
            f"Late: {', '.join(late)}" if late and not stages.hold(work).is_on else "",
            f"{done} of {every} comments of the LA answered" if every else "",
            "Days are working days in England; those marked “default, check” want checking.",
        ]
        self._told.setText(" · ".join(part for part in parts if part))
        before = self.table.current_key()
        self.model.set_rows(lines)
        if before is None:
            now = next((one.key for one in lines if one.state in ("now", "late")), None)
            if now is not None:
                self.table.choose(now)
        self._show_current()
        self.hold.show_hold()

    def choose(self, record: str) -> bool:
        """Show a stage by its record's id."""
        key = next((one.key for one in self.model.rows if one.id == record), None)
        return key is not None and self.table.choose(key)

    def first_focus(self) -> QWidget:
        """Return what takes the focus: the table."""
        return self.table

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return self.panes_shown.shown_panes()

    def _show_current(self) -> None:
        key = self.table.current_key()
        line = self.model.value_of(key) if key is not None else None
        self.card.setVisible(line is not None)
        if line is not None:
            self.card.show_stage(line)

    @Slot(object)
    def _on_chosen(self, _key: object) -> None:
        self._show_current()

    @Slot(object)
    def _on_opened(self, _key: object) -> None:
        self.panes_shown.front("work")
        self.card.day.setFocus()


def _second(one: StageLine) -> str:
    missing = "does not come in this inspection" if one.state == "unneeded" else ""
    return " · ".join(part for part in (one.actor, missing or one.note) if part)


def _basis(one: StageLine) -> str:
    if one.is_own:
        usual = f" (usually {short_day(one.usual)})" if one.usual else ""
        return f"Own day: {one.due_reason}{usual}"
    return one.basis if one.due is not None else ""


def _done(one: StageLine) -> str:
    return short_day(one.done) if one.done is not None else ""


def _chip(one: StageLine) -> ChipValue | None:
    words = stages.STATES[one.state]
    kinds = {"done": "done", "late": "concern", "now": "accent", "unneeded": "neutral"}
    return ChipValue(kinds[one.state], words) if words else None  # type: ignore[arg-type]


class StageCard(Panel):
    """One stage: done on which day, and a day of its own with a reason."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Stage", parent)
        self._desk = desk
        self._line: StageLine | None = None
        self._title = Words("", "strong", wrap=True)
        self.day = OptionalDateEdit()
        self.note = LineField(placeholder="Anything to say of it")
        self.done = Button("&Done", "primary", keys="D")
        self.back = Button("Not done after all")
        self.due = OptionalDateEdit()
        self.reason = LineField(placeholder="Why this day, as it will stand in the record")
        self.set_due = Button("&Set the day")
        self.usual = Button("Take the &usual day", "link")
        self._form = FormRows()
        self._form.add_row("Done &on", self.day, "Today, where nothing is said.")
        self._form.add_row("&Note", self.note)
        self._own = FormRows()
        self._own.add_row("A day of its o&wn", self.due)
        self._own.add_row("&Because", self.reason)
        first, second = FlowRow(), FlowRow()
        for button in (self.done, self.back):
            first.add(button)
        for button in (self.set_due, self.usual):
            second.add(button)
        for widget in (self._title, self._form, first, self._own, second):
            self.add(widget)
        words = {"note": self.note, "reason": self.reason}
        self._half = HalfWritten(desk, "stage", words, self._about)
        self.done.clicked.connect(self.mark)
        self.back.clicked.connect(self._on_back)
        self.set_due.clicked.connect(self._on_set)
        self.usual.clicked.connect(self._on_usual)

    def _about(self) -> str:
        return self._line.key if self._line is not None else ""

    def show_stage(self, line: StageLine) -> None:
        """Show a stage; what is typed for the same one stays."""
        other = self._line is None or line.key != self._line.key
        self._line = line
        self._title.setText(line.label)
        if other:
            self.day.set_date(line.done)
            self.due.set_date(line.due if line.is_own else None)
            self.note.set_text(line.note)
            self.reason.set_text(line.due_reason)
            self._half.offer()
            self._own.show_wrong(self.reason, "")
        is_done = line.done is not None
        self.done.setVisible(not is_done)
        self.back.setVisible(is_done)
        self.usual.setVisible(line.is_own)
        lead = self._desk.work.is_lead
        for button in (self.set_due, self.usual):
            button.setEnabled(lead)
        self._own.set_row_shown(self.due, shown=not is_done)
        self._own.set_row_shown(self.reason, shown=not is_done)
        self.set_due.setVisible(not is_done)

    def _do(self, command: Callable[[], Changes]) -> None:
        self._half.do(command)

    @Slot()
    def mark(self) -> None:
        """Note that the stage is done."""
        line = self._line
        if line is None or line.done is not None:
            return
        work, day, note = self._desk.work, self.day.value(), self.note.text()
        self._do(lambda: stages.mark_done(work, line.key, day, note))

    @Slot()
    def _on_back(self) -> None:
        work, line = self._desk.work, self._line
        if line is not None:
            self.day.set_date(None)
            self._do(lambda: stages.take_back(work, line.key))

    @Slot()
    def _on_set(self) -> None:
        work, line, day, reason = self._desk.work, self._line, self.due.value(), self.reason.text()
        if line is None or day is None:
            self.due.setFocus()
            return
        if not reason.strip():
            self._own.show_wrong(self.reason, "Say why, such as an agreed extension.")
            self.reason.setFocus()
            return
        self._own.show_wrong(self.reason, "")
        self._do(lambda: stages.set_day(work, line.key, day, reason))

    @Slot()
    def _on_usual(self) -> None:
        work, line = self._desk.work, self._line
        if line is not None:
            self.due.set_date(None)
            self.reason.set_text("")
            self._do(lambda: stages.set_day(work, line.key, None))


class HoldPanel(Panel):
    """The document on hold: why, since when, and going on again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("On hold", parent)
        self._desk = desk
        self._told = Words("", wrap=True)
        self.why = ChoiceField(options=stages.HELD_FOR)
        self.why.set_key("complaint")
        self.note = LineField(placeholder="The reason in a sentence")
        self.put = Button("&Put on hold")
        self.shift_days = TickBox("Move the days not done yet by the days on hold")
        self.shift_days.set_ticked(True)
        self.lift = Button("Go on")
        self._form = FormRows()
        self._form.add_row("For", self.why)
        self._form.add_row("Reason of the hold", self.note)
        row = FlowRow()
        for button in (self.put, self.lift):
            row.add(button)
        parts: tuple[QWidget, ...] = (self._told, self._form, self.shift_days, row)
        for widget in parts:
            self.add(widget)
        self._half = HalfWritten(desk, "hold", {"note": self.note})
        self.put.clicked.connect(self._on_put)
        self.lift.clicked.connect(self._on_lift)

    def show_hold(self) -> None:
        """Show whether the document is on hold."""
        work = self._desk.work
        held = stages.hold(work)
        on = held.is_on
        self._told.setText(_hold_words(held))
        self._form.setVisible(not on)
        self.put.setVisible(not on)
        self.shift_days.setVisible(on and held.days > 0)
        self.lift.setVisible(on)
        for button in (self.put, self.lift):
            button.setEnabled(work.is_lead)

    @Slot()
    def _on_put(self) -> None:
        work, why, note = self._desk.work, str(self.why.key()), self.note.text()
        if not note.strip():
            self.note.setFocus()
            self._form.show_wrong(self.note, "Say why in a sentence.")
            return
        self._form.show_wrong(self.note, "")
        self._half.do(lambda: stages.put_on_hold(work, why, note), self._on_done)

    @Slot()
    def _on_lift(self) -> None:
        work, move = self._desk.work, self.shift_days.isChecked()
        self._desk.do(lambda: stages.lift_hold(work, move=move))

    def _on_done(self, _changes: object) -> None:
        self.note.set_text("")


def _hold_words(held: stages.Hold) -> str:
    if held.since is None:
        return "A complaint, an election or anything else may hold the document up at any stage."
    days = f"{held.days} working {'day' if held.days == 1 else 'days'}"
    why = dict(stages.HELD_FOR).get(held.why, "")
    said = f"{why}: {held.note}" if why else held.note
    if held.is_on:
        return f"On hold since {day_words(held.since)} ({days}). {said}. Nothing is late meanwhile."
    until = day_words(held.until) if held.until else ""
    return f"Was on hold from {day_words(held.since)} to {until} ({days}). {said}."
