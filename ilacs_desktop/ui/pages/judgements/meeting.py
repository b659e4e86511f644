"""The grading meeting: opened by the lead, with its date and who is present."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.plan import team
from ilacs_desktop.services.record.time_words import day_words, read_day
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import TickList
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words

if TYPE_CHECKING:
    from ilacs_desktop.ui.desk import Desk

_CLOSED = (
    "Grades are closed until the grading meeting. Every grade reads “to be decided” till then."
)
_FOR_LEAD = "Open it when the team meets to decide; from then on grades can be chosen."
_NOT_LEAD = "The lead inspector opens it."


class MeetingPanel(Panel):
    """One line while the meeting is open; the form to open it before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._editing = self._filled = False
        self._offered: list[tuple[str, str]] = []
        self._words = Words("", wrap=True)
        self._more = Words("", "soft", wrap=True)
        self.correct = Button("Correct date or who was there", "link")
        self.correct.setObjectName("correct_meeting")
        self.day = OptionalDateEdit()
        self.present = TickList(columns=2)
        self.open = Button("&Open the grading meeting", "primary")
        self.open.setObjectName("open_meeting")
        self.leave = Button("Cancel")
        self._form = self._make_form()
        for widget in (self._words, self._more, self.correct, self._form):
            self.add(widget)
        self.open.clicked.connect(self._on_open)
        self.leave.clicked.connect(self._on_leave)
        self.correct.clicked.connect(self._on_correct)

    def _make_form(self) -> QWidget:
        form = QWidget()
        rows = FormRows()
        rows.add_row("Da&te of the meeting", self.day)
        rows.add_row("&Who is present", self.present)
        buttons = FlowRow()
        buttons.add(self.open)
        buttons.add(self.leave)
        column = QVBoxLayout(form)
        dress.set_space(column, 0, 3)
        column.addWidget(rows)
        column.addWidget(buttons)
        return form

    def show_work(self) -> None:
        """Show the meeting as it stands."""
        work = self._desk.work
        held = judgements.meeting(work.snapshot)
        is_open, lead = bool(held.opened_at), work.is_lead
        self.set_heading("Grading meeting")
        asks = lead and (self._editing or not is_open)
        if not asks:
            self._filled = False
        elif not self._filled:
            self._fill()
        else:
            self._offer_members()
        self._form.setVisible(asks)
        self.leave.setVisible(is_open)
        self.correct.setVisible(is_open and lead and not self._editing)
        self.open.setText("Save" if is_open else "&Open the grading meeting")
        if is_open:
            day = read_day(held.opened_at)
            when = day_words(day, year=True) if day else held.opened_at
            names = ", ".join(team.names(work.snapshot, held.present))
            self._words.setText(f"Opened for {when}" + (f" · present: {names}" if names else ""))
            self._more.hide()
        else:
            self._words.setText(_CLOSED)
            self._more.setText(_FOR_LEAD if lead else _NOT_LEAD)
            self._more.show()

    def _fill(self) -> None:
        self._filled = True
        work = self._desk.work
        held = judgements.meeting(work.snapshot)
        last = read_day(work.inspection.fieldwork_end)
        self.day.set_date(read_day(held.opened_at) or last)
        self._offer_members()
        if held.present:
            self.present.set_ticked(held.present)

    def _offer_members(self) -> None:
        """Offer the team as it is now; whoever has joined it since is taken to be present."""
        members = self._desk.work.members
        options = [(one.id, one.name or one.letter) for one in members if one.role != "qa"]
        if options == self._offered:
            return
        before = {key for key, _ in self._offered}
        new = {key for key, _ in options} - before
        ticked = {*self.present.ticked(), *new}
        self._offered = options
        self.present.set_options(options)
        self.present.set_ticked(ticked)

    @Slot()
    def _on_open(self) -> None:
        work, day = self._desk.work, self.day.value()
        at = day.isoformat() if isinstance(day, date) else ""
        present = [str(key) for key in self.present.ticked()]
        self._desk.do(lambda: judgements.open_meeting(work, at, present), self._on_opened)

    def _on_opened(self, _changes: object) -> None:
        self._editing = False
        self.show_work()

    @Slot()
    def _on_correct(self) -> None:
        self._editing = True
        self.show_work()
        self.day.setFocus()

    @Slot()
    def _on_leave(self) -> None:
        self._editing = False
        self.show_work()
