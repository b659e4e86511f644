"""The timetable view of the Plan page: the board, and beside it the activity that was opened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import Activity
from ilacs_desktop.services.plan import activity_line, plan, timetable
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.plan.activity import ActivityForm
from ilacs_desktop.ui.pages.plan.board import Board
from ilacs_desktop.ui.pages.plan.one_line import OneLine
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.plan.activity_line import TypedActivity
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.ui.desk import Desk

_FORM_EMS = 17
_TOGETHER_EMS = 42
_WEEK = 5
_KEYS = (
    "Arrows go from one activity to the next. Alt with ← → moves it to another day, Alt with ↑ ↓ "
    "a quarter of an hour; the mouse drags it. A letter sends a member. Enter opens it."
)


class TimetableView(QWidget):
    """The days of the event, and the form of one activity."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._placed = False
        self.line = OneLine(desk)
        self.earlier = Button("Earlier", icon="chevron-left")
        self.later = Button("Later", icon="chevron-right")
        self.export = Button("Export PDF…")
        self.board = Board()
        self.board.hours_of = self._hours_of
        self.form = ActivityForm(desk)
        self.form.hide()
        self._letters = Words("", "caption", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        under = QHBoxLayout()
        dress.set_space(under, 0, 2)
        under.addWidget(self.line.said, 1)
        for button in (self.earlier, self.later, self.export):
            under.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        dress.set_space(row, 0, 3)
        row.addWidget(self.board, 1)
        row.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self.line)
        column.addLayout(under)
        column.addLayout(row, 1)
        column.addWidget(self._letters)
        column.addWidget(Words(_KEYS, "caption", wrap=True))

    def _connect(self) -> None:
        self.line.added.connect(self._on_line)
        self.line.form_asked.connect(self.add_near)
        self.line.left.connect(self._on_line_left)
        self.earlier.clicked.connect(self._on_earlier)
        self.later.clicked.connect(self._on_later)
        self.board.opened.connect(self.open)
        self.board.day_moved.connect(self._on_day_moved)
        self.board.time_moved.connect(self._on_time_moved)
        self.board.dropped.connect(self._on_dropped)
        self.board.lettered.connect(self._on_lettered)
        self.board.add_asked.connect(self.add)
        self.board.turned.connect(self._on_turned)
        self.form.left.connect(self.close_form)
        self.form.removed.connect(self.close_form)

    def show_work(self) -> None:
        """Show the timetable as it is now."""
        work = self._desk.work
        self.board.show_days(timetable.board(work, work.now().date()))
        self._letters.setText(_letters(work))
        self.line.set_day(self._near_day())
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
        card = self.board.card(activity)
        if card is not None:
            self.board.reveal(card.card.day)
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

    @Slot()
    def add_near(self) -> None:
        """Add an activity on the day of the current one, else on the first day on site."""
        self.add(self._near_day())

    def _near_day(self) -> str:
        card = self.board.card(self.board.current)
        days = timetable.fieldwork_days(self._desk.work)
        first = days[0].isoformat() if days else ""
        return card.card.day if card is not None else first

    def begin_line(self) -> None:
        """Begin to type an activity in one line."""
        self.close_form()
        self.line.set_day(self._near_day())
        self.line.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

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
        if not days:
            return
        # The week on site in one look; in a second week, that one; one day alone: today.
        week = next((day for day in days[::5] if day <= today < _week_after(day)), days[0])
        shown = len(self.board.days_shown)
        self.board.bring_day(today if shown < _WEEK and today in days else week)

    @Slot()
    def _on_turned(self) -> None:
        before, after = self.board.hidden_days
        for button, count, way in ((self.earlier, before, "Earlier"), (self.later, after, "Later")):
            button.setVisible(bool(before or after))
            button.setEnabled(bool(count))
            button.setAccessibleName(f"{way} days, {count} more")

    @Slot()
    def _on_earlier(self) -> None:
        self.board.turn(-1)

    @Slot()
    def _on_later(self) -> None:
        self.board.turn(1)

    def _hours_of(self, activity: str, day: str, behind: str) -> str:
        work = self._desk.work
        if work.snapshot.get(Activity, activity) is None:
            return ""
        start, end = plan.hours_at(work, activity, day, behind)
        return f"{start} to {end}" if end else start or "any time"

    @Slot(object)
    def _on_line(self, typed: TypedActivity) -> None:
        work = self._desk.work
        self._desk.do(lambda: activity_line.add(work, typed), self._on_line_added)

    def _on_line_added(self, changes: Changes) -> None:
        self.line.clear()
        self.board.focus(changes.made)
        # The next one can be typed at once; the arrows are one Esc away.
        self.line.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_line_left(self) -> None:
        self.board.focus(self.board.current)

    @Slot(str, int)
    def _on_day_moved(self, activity: str, by: int) -> None:
        work = self._desk.work
        self._desk.do(lambda: plan.shift_day(work, activity, by), self._on_moved)

    @Slot(str, int)
    def _on_time_moved(self, activity: str, by: int) -> None:
        work, minutes = self._desk.work, by * plan.STEP_MINUTES
        self._desk.do(lambda: plan.shift_time(work, activity, minutes), self._on_moved)

    @Slot(str, str, str)
    def _on_dropped(self, activity: str, day: str, behind: str) -> None:
        work = self._desk.work
        self._desk.do(lambda: plan.put_behind(work, activity, day, behind), self._on_moved)

    @Slot(str, str)
    def _on_lettered(self, activity: str, letter: str) -> None:
        work = self._desk.work
        self._desk.do(lambda: plan.send_or_keep(work, activity, letter), self._on_moved)

    def _on_moved(self, changes: Changes) -> None:
        self.board.focus(changes.made)

    def _on_added(self, changes: Changes) -> None:
        self.board.focus(changes.made)
        self.open(changes.made)


def _letters(work: Work) -> str:
    mine = work.my_member
    return " · ".join(
        f"{one.letter} {'you' if mine is not None and one.id == mine.id else one.name}"
        for one in work.members
        if one.letter
    )


def _week_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=7)).isoformat()
