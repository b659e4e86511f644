"""The KIT meetings at the left of the KIT page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.list_panel import ListPanel
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.wrapping import WrappingList

if TYPE_CHECKING:
    from ilacs_desktop.domain.records import KitMeeting
    from ilacs_desktop.ui.desk import Desk


class MeetingList(QWidget):
    """Every meeting in the order of the days.

    Signals:
        meeting_chosen: id of the current meeting; None in an empty list.
        plan_asked: the person wants to plan one more.
        timetable_asked: the person wants those of the timetable.
    """

    meeting_chosen = Signal(object)
    plan_asked = Signal()
    timetable_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._numbers: dict[str, int] = {}
        self._points: dict[str, int] = {}
        self.model: TableModel[KitMeeting] = TableModel(
            (Column("Meeting", self._text, second=self._second, chip=_chip, strong=True),),
            key=lambda one: one.id,
            parent=self,
        )
        self.list = WrappingList("KIT meetings", self.model)
        self.list.setObjectName("meeting_list")
        self._plan = Button("&Plan", icon="plus")
        self._timetable = Button("Plan those of the timetable", "link")
        self._first = EmptyState(
            "messages-square",
            "No KIT meetings yet",
            "Plan the meetings of the timetable in one step, or one by one.",
            "Plan those of the timetable",
        )
        self._stack = QStackedWidget()
        for widget in (self.list, self._first):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(
            ListPanel("KIT meetings", self._stack, end=self._plan, fields=(self._timetable,))
        )
        self.list.record_chosen.connect(self.meeting_chosen)
        self._plan.clicked.connect(self.plan_asked)
        self._timetable.clicked.connect(self.timetable_asked)
        self._first.acted.connect(self._on_first)

    def show_work(self) -> None:
        """Show the meetings as they are now."""
        work = self._desk.work
        meetings = kit.meetings(work)
        self._numbers = {one.id: at for at, one in enumerate(meetings, 1)}
        self._points = {one.id: len(kit.items_of(work, one.id)) for one in meetings}
        self.model.set_rows(meetings)
        if self.model.rowCount():
            last = self.model.rowCount() - 1
            self.model.dataChanged.emit(self.model.index(0, 0), self.model.index(last, 0))
        missing = bool(kit.planned_days(work))
        self._timetable.setVisible(missing and bool(meetings))
        self._first.button.setText("Plan those of the timetable" if missing else "Plan a meeting")
        self._stack.setCurrentWidget(self.list if meetings else self._first)

    def current(self) -> str:
        """Return the id of the current meeting; empty where there is none."""
        key = self.list.current_key()
        return str(key) if key is not None else ""

    def choose(self, meeting: str) -> bool:
        """Make a meeting current."""
        return self.list.choose(meeting)

    def choose_next(self) -> bool:
        """Make the next meeting current, or the last where all were held; say whether one is."""
        rows = self.model.rows
        planned = [one for one in rows if one.state != "held"]
        return bool(rows) and self.list.choose((planned or rows[-1:])[0].id)

    def step(self, by: int) -> None:
        """Move to the next or the previous meeting."""
        key = self.model.key_at(self.model.row_of(self.list.current_key()) + by)
        if key is not None:
            self.list.choose(key)

    def _text(self, meeting: KitMeeting) -> str:
        day = read_day(meeting.day)
        return f"KIT {self._numbers.get(meeting.id, 0)} · {short_day(day) if day else 'no day'}"

    def _second(self, meeting: KitMeeting) -> str:
        count = self._points.get(meeting.id, 0)
        points = f"{count} point{'' if count == 1 else 's'}" if count else ""
        parts = (meeting.start[:5], points, meeting.place)
        return " · ".join(part for part in parts if part)

    @Slot()
    def _on_first(self) -> None:
        if kit.planned_days(self._desk.work):
            self.timetable_asked.emit()
        else:
            self.plan_asked.emit()


def _chip(meeting: KitMeeting) -> ChipValue | None:
    if meeting.given_at:
        return ChipValue("done", "given")
    if kit.is_going_on(meeting):
        return ChipValue("accent", "going on")
    return ChipValue("neutral", "held") if meeting.state == "held" else None
