"""The note of the team's meeting in the evening, written by the lead and read by everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from ilacs_desktop.domain.records import Activity
from ilacs_desktop.services.today import evening
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.ui.desk import Desk

_PLACEHOLDER = "What the team agreed, what is still open, who follows what tomorrow"


class EveningPanel(Panel):
    """The note of one day's meeting; it is part of the digest."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Evening meeting", parent)
        self._desk = desk
        self._day: date | None = None
        self._bindings = Bindings(desk, Activity)
        self._what = Words("", "caption", wrap=True)
        self.note = ProseEdit(lines=4, placeholder=_PLACEHOLDER)
        self.note.setAccessibleName("Note of the evening meeting")
        self.read = Words("", "prose", wrap=True)
        self.begin = Button("Note a team meeting", icon="plus")
        for widget in (self._what, self.note, self.read, self.begin):
            self.add(widget)
        self._bindings.tie(self.note, "note", "Write note of the evening meeting")
        self.begin.clicked.connect(self._on_begin)

    def show_day(self, day: date) -> None:
        """Show a day's meeting; the same one again keeps what is being typed."""
        self._day = day
        work = self._desk.work
        held = evening.meeting(work, day)
        if held is None:
            self._what.setText("No team meeting is on the timetable of this day.")
        else:
            hours = f", {held.start}" if held.start else ""
            self._what.setText(f"{held.title or 'Team meeting'}{hours}")
            self._bindings.show(work.snapshot.record(Activity, held.id))
        writes = held is not None and work.is_lead
        words = held.note if held is not None else ""
        self.note.setVisible(writes)
        self.read.setText(words or "The lead has noted nothing yet.")
        self.read.setVisible(held is not None and not writes)
        self.begin.setVisible(held is None and work.is_lead)

    @Slot()
    def _on_begin(self) -> None:
        work, day = self._desk.work, self._day
        if day is not None:
            self._desk.do(lambda: evening.begin(work, day), self._on_begun)

    def _on_begun(self, _changes: object) -> None:
        if self._day is not None:
            self.show_day(self._day)
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)
