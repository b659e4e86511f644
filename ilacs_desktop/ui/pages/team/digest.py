"""The digest of a day on the screen: it writes itself; only the meeting's note is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import LineOfEnquiry
from ilacs_desktop.services.plan import timetable
from ilacs_desktop.services.today import digest
from ilacs_desktop.services.today.digest_findings import Line
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.team.evening import EveningPanel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.more_button import MoreButton
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.plan.timetable import Card
    from ilacs_desktop.services.today.digest import AreaNews, Digest
    from ilacs_desktop.ui.desk import Desk

_FEW = 10
_CHIPS = {
    "strength": ChipValue("strength"),
    "concern": ChipValue("concern"),
    "risk": ChipValue("risk", "immediate risk"),
}


@dataclass(frozen=True, slots=True)
class _Told:
    """One line of a panel; ``group`` is said on the first of its group alone."""

    group: str
    line: Line


class LinesPanel(Panel):
    """Lines of the digest under one heading, each opened with Enter.

    Signals:
        opened: kind and id of the record to open.
    """

    opened = Signal(str, str)

    def __init__(self, heading: str, *, grouped: bool = False) -> None:
        super().__init__(heading)
        self._lines: tuple[_Told, ...] = ()
        what: Column[_Told] = Column(
            "What", lambda one: one.line.text, second=lambda one: one.line.detail, chip=_chip
        )
        group: Column[_Told] = Column("Group", lambda one: one.group, strong=True, width=9)
        self.model: TableModel[_Told] = TableModel(
            (group, what) if grouped else (what,),
            key=lambda one: (one.line.kind, one.line.id, one.group),
            parent=self,
        )
        self.table = ShortTable(heading, self.model, lines=3, second=2)
        self._more = MoreButton()
        self.add(self.table)
        self.add(self._more)
        self.table.record_opened.connect(self._on_opened)
        self._more.clicked.connect(self._show)

    def show_lines(self, groups: Sequence[tuple[str, Sequence[Line]]]) -> None:
        """Show lines by group; the panel hides where there is none."""
        self._lines = tuple(
            _Told(name if not at else "", line)
            for name, lines in groups
            for at, line in enumerate(lines)
        )
        self.setVisible(bool(self._lines))
        self._show()

    @Slot()
    def _show(self) -> None:
        self.model.set_rows(self._lines if self._more.isChecked() else self._lines[:_FEW])
        self._more.show_kept_back(max(0, len(self._lines) - _FEW))

    @Slot(object)
    def _on_opened(self, key: tuple[str, str, str]) -> None:
        self.opened.emit(key[0], key[1])


def _chip(one: _Told) -> ChipValue | None:
    return _CHIPS.get(one.line.sign)


class DigestView(QWidget):
    """What one day brought, by judgement area, and what is planned for the next.

    Signals:
        export_asked: the day, ISO, whose digest is wanted as a PDF.
    """

    export_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day: date | None = None
        self._title = Words("", "title")
        self._place = Words("", "soft")
        self.before = Button("Earlier", icon="chevron-left")
        self.after = Button("Later", icon="chevron-right")
        self.export = Button("E&xport PDF…")
        self._figures = Words("", "soft", wrap=True)
        self._none = Words(
            "Nothing was written on this day. What the team notes comes here by itself, by area: "
            "new, changed, disputed, lines of enquiry closed, and the plan for the next day.",
            "soft",
            wrap=True,
        )
        self.evening = EveningPanel(desk)
        self.referrals = LinesPanel("Referrals back")
        self.happened = LinesPanel("Held and signed off")
        self.areas = {
            area.key: LinesPanel(area.short, grouped=True)
            for area in desk.edition.areas_in_body_order()
        }
        self.areas[""] = LinesPanel("No judgement area yet", grouped=True)
        self.closed = LinesPanel("Lines of enquiry closed")
        self.plan = LinesPanel("Plan")
        self.due = LinesPanel("Due by then")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = FlowRow()
        head.add(self._title)
        head.add(self._place)
        for button in (self.before, self.after, self.export):
            head.add_end(button)
        columns = Columns(3, 2)
        for panel in (self.referrals, self.happened, *self.areas.values()):
            columns.add(0, panel)
        columns.end(0)
        for side in (self.evening, self.closed, self.plan, self.due):
            columns.add(1, side)
        columns.end(1)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 3)
        for widget in (head, self._figures, self._none):
            column.addWidget(widget)
        column.addWidget(columns, 1)

    def _connect(self) -> None:
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.export.clicked.connect(self._on_export)
        sides = (self.closed, self.plan, self.due)
        for panel in (self.referrals, self.happened, *self.areas.values(), *sides):
            panel.hide()
            panel.opened.connect(self._desk.show)

    @property
    def day(self) -> date:
        """Return the day that is shown; today to begin with."""
        return self._day or self._desk.work.now().date()

    def show_day(self, day: date) -> None:
        """Show another day."""
        self._day = None if day == self._desk.work.now().date() else day
        self.show_work()

    def show_work(self) -> None:
        """Show the day as it stands now."""
        work, day = self._desk.work, self.day
        self.evening.show_day(day)
        self._desk.runner.read(lambda: digest.digest(work, day), self._show_digest, key="digest")

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.evening.note if self.evening.note.isVisibleTo(self) else self.before

    def _show_digest(self, told: Digest) -> None:
        if told.day != self.day:
            return
        self._title.setText(told.words)
        self._place.setText(told.place_in_week)
        self._figures.setText(f"{told.figures}.")
        self._figures.setVisible(not told.is_empty)
        self._none.setVisible(told.is_empty)
        self.referrals.show_lines([("", told.referrals)])
        self.happened.show_lines([("", told.happened)])
        news = {area.key: area for area in told.areas}
        for key, panel in self.areas.items():
            panel.show_lines(_groups(news.get(key)))
        self.closed.show_lines(
            [
                (
                    "",
                    [
                        Line(LineOfEnquiry.KIND, one.id, "", one.question, one.answer)
                        for one in told.closed
                    ],
                )
            ]
        )
        self.plan.set_heading(f"Plan for {told.next_words}" if told.next_words else "Plan")
        self.plan.show_lines([("", [_planned(card) for card in told.plan])])
        self.due.show_lines([("", told.due)])

    def _go(self, step: int) -> None:
        """Go to the next day on site that way, else to the next day of the calendar."""
        day = self.day
        on_site = timetable.fieldwork_days(self._desk.work)
        ahead = [one for one in on_site if (one > day if step > 0 else one < day)]
        if ahead:
            day = ahead[0] if step > 0 else ahead[-1]
        else:
            day += timedelta(days=step)
        self.show_day(day)

    @Slot()
    def _on_before(self) -> None:
        self._go(-1)

    @Slot()
    def _on_after(self) -> None:
        self._go(1)

    @Slot()
    def _on_export(self) -> None:
        self.export_asked.emit(self.day.isoformat())


def _groups(area: AreaNews | None) -> list[tuple[str, Sequence[Line]]]:
    if area is None:
        return []
    return [("New", area.new), ("Changed", area.changed), ("Disputed", area.disputed)]


def _planned(card: Card) -> Line:
    people = ", ".join(card.people) or "nobody named yet"
    parts = (people, card.place, card.clash)
    words = f"{card.hours}  {card.title or card.kind_words}"
    return Line("activity", card.id, "", words, " · ".join(part for part in parts if part))
