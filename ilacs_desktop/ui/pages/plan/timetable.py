"""The timetable view of the Plan page: the board, and beside it the activity that was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services import plan, timetable
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.pages.plan.activity import ActivityForm
from ilacs_desktop.ui.pages.plan.board import Board
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.desk import Desk

_FORM_EMS = 17
_TOGETHER_EMS = 42
_KEYS = (
    "Arrows go from one activity to the next. Alt with ← → moves it to another day, Alt with ↑ ↓ "
    "a quarter of an hour. Enter opens it."
)


class TimetableView(QWidget):
    """The days of the event, and the form of one activity."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._placed = False
        self.board = Board()
        self.form = ActivityForm(desk)
        self.form.hide()
        row = QHBoxLayout()
        dress.set_space(row, 0, 3)
        row.addWidget(self.board, 1)
        row.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addLayout(row, 1)
        column.addWidget(Words(_KEYS, "caption", wrap=True))
        self.board.opened.connect(self.open)
        self.board.day_moved.connect(self._on_day_moved)
        self.board.time_moved.connect(self._on_time_moved)
        self.board.add_asked.connect(self.add)
        self.form.left.connect(self.close_form)
        self.form.removed.connect(self.close_form)

    def show_work(self) -> None:
        """Show the timetable as it is now."""
        work = self._desk.work
        self.board.show_days(timetable.board(work, work.now().date()))
        if self.form.activity and not self.form.show_activity(self.form.activity):
            self.close_form()

    @Slot(str)
    def open(self, activity: str) -> bool:
        """Open an activity's form beside the board."""
        if not self.form.show_activity(activity):
            return False
        self.board.set_open(activity)
        self.form.show()
        self._fold()
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @Slot()
    def close_form(self) -> None:
        """Close the form and go back to the activity on the board."""
        self.board.set_open("")
        self.form.hide()
        self._fold()
        self.board.focus(self.board.current)

    @Slot(str)
    def add(self, day: str) -> None:
        """Add an activity on a day and open it."""
        work = self._desk.work
        self._desk.do(lambda: plan.add_activity(work, day), self._on_added)

    def add_near(self) -> None:
        """Add an activity on the day of the current one, else on the first day on site."""
        card = self.board.card(self.board.current)
        days = timetable.fieldwork_days(self._desk.work)
        first = days[0].isoformat() if days else ""
        self.add(card.card.day if card is not None else first)

    def delete_current(self) -> None:
        """Delete the activity that is open, or has the focus."""
        work, activity = self._desk.work, self.form.activity or self.board.current
        if activity:
            self._desk.do(lambda: plan.remove_activity(work, activity))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._placed:
            self._placed = True
            self._bring_today()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """On a narrow window the open form takes the place of the board."""
        em = QFontMetrics(QApplication.font()).height()
        is_open = not self.form.isHidden()
        narrow = self.width() < _TOGETHER_EMS * em
        self.board.setVisible(not (is_open and narrow))
        if narrow:
            self.form.setMinimumWidth(0)
            self.form.setMaximumWidth(16_777_215)
        else:
            self.form.setFixedWidth(_FORM_EMS * em)

    def _bring_today(self) -> None:
        days = [day.isoformat() for day in timetable.fieldwork_days(self._desk.work)]
        today = self._desk.work.now().date().isoformat()
        if days:
            # The week on site in one look; in a second week, that one.
            week = next((day for day in days[::5] if day <= today < _after(day)), days[0])
            self.board.bring_day(week)

    @Slot(str, int)
    def _on_day_moved(self, activity: str, by: int) -> None:
        work = self._desk.work
        self._desk.do(lambda: plan.shift_day(work, activity, by), self._on_moved)

    @Slot(str, int)
    def _on_time_moved(self, activity: str, by: int) -> None:
        work, minutes = self._desk.work, by * plan.STEP_MINUTES
        self._desk.do(lambda: plan.shift_time(work, activity, minutes), self._on_moved)

    def _on_moved(self, changes: Changes) -> None:
        self.board.focus(changes.made)

    def _on_added(self, changes: Changes) -> None:
        self.board.focus(changes.made)
        self.open(changes.made)


def _after(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=7)).isoformat()
