"""Who goes where: one day, member by member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Activity
from ilacs_desktop.services.plan import timetable
from ilacs_desktop.services.record.time_words import day_words
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.plan.timetable import Card, Whereabouts
    from ilacs_desktop.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class _Line:
    """One member's activity, or the word that there is none."""

    member: Whereabouts
    card: Card | None
    is_first: bool


class WhereView(QWidget):
    """Where everyone is on one day; tomorrow to begin with."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day: date | None = None
        self._title = Words("", "title")
        self._place = Words("", "soft")
        self._before = Button("E&arlier", icon="chevron-left")
        self._after = Button("&Later", icon="chevron-right")
        self.model: TableModel[_Line] = TableModel(
            (
                Column("Who", _who, strong=True, width=22),
                Column("Time", lambda line: line.card.hours if line.card else "", width=14),
                Column("Activity", _what, second=_where, chip=_chip),
            ),
            key=lambda line: (line.member.member, line.card.id if line.card else ""),
            parent=self,
        )
        self.table = ShortTable("Who goes where", self.model)
        head = FlowRow()
        head.add(self._title)
        head.add(self._place)
        head.add_end(self._before)
        head.add_end(self._after)
        panel = Panel()
        panel.add(self.table)
        self._teaching = Words(
            "Nobody goes anywhere yet on this day. On Timetable, type an activity in one line or "
            "press a member’s letter on one; who goes where then stands here.",
            "soft",
            wrap=True,
        )
        panel.add(self._teaching)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 3)
        column.addWidget(head)
        column.addWidget(panel)
        column.addStretch(1)
        self._before.clicked.connect(self._on_before)
        self._after.clicked.connect(self._on_after)
        self.table.record_opened.connect(self._on_opened)

    def show_work(self) -> None:
        """Show the chosen day as it is planned now."""
        work = self._desk.work
        today = work.now().date()
        if self._day is None:
            self._day = timetable.next_day(work, today) or today
        self._title.setText(day_words(self._day))
        self._place.setText(timetable.place_in_week(work, self._day))
        lines = _lines(timetable.who_goes_where(work, self._day))
        self.model.set_rows(lines)
        self._teaching.setVisible(all(line.card is None for line in lines))

    def _go(self, step: int) -> None:
        planned = sorted(
            {
                one.day
                for one in self._desk.snapshot.all(Activity)
                if one.state != "cancelled" and one.day
            }
        )
        now = self._day.isoformat() if self._day is not None else ""
        ahead = [day for day in planned if (day > now if step > 0 else day < now)]
        if ahead:
            self._day = date.fromisoformat(ahead[0] if step > 0 else ahead[-1])
        elif self._day is not None:
            self._day += timedelta(days=step)
        self.show_work()

    @Slot()
    def _on_before(self) -> None:
        self._go(-1)

    @Slot()
    def _on_after(self) -> None:
        self._go(1)

    @Slot(object)
    def _on_opened(self, key: tuple[str, str]) -> None:
        if key[1]:
            self._desk.show(Activity.KIND, key[1])


def _lines(people: Sequence[Whereabouts]) -> list[_Line]:
    found: list[_Line] = []
    for one in people:
        cards: tuple[Card | None, ...] = one.cards or (None,)
        found += [_Line(one, card, is_first=not at) for at, card in enumerate(cards)]
    return found


def _who(line: _Line) -> str:
    if not line.is_first:
        return ""
    return f"{line.member.name} (you)" if line.member.is_me else line.member.name


def _what(line: _Line) -> str:
    return line.card.title if line.card else "Nothing planned"


def _where(line: _Line) -> str:
    return line.card.place if line.card else ""


def _chip(line: _Line) -> ChipValue | None:
    if line.card is None:
        return None
    if line.card.clash:
        return ChipValue("concern", "two places")
    return ChipValue("done", "done") if line.card.state == "done" else None
