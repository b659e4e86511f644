"""A judgement's board: findings down, grades across, and which way each one speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView

from ilacs_desktop.domain.support import AGAINST, FOR
from ilacs_desktop.services.judgements import boards
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.services.judgements.boards import BoardRow
    from ilacs_desktop.ui.desk import Desk

_MOST_ROWS = 9
_HINT = (
    "Arrows go to a finding and a grade; F: it speaks for that grade, A: against, Delete: off. "
    "People put findings here; no grade follows from them."
)


class BoardPanel(Panel):
    """The board of one area; arrows walk it and three letters put findings on it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Board")
        self._desk = desk
        self._area = ""
        self._scale = desk.edition.scale
        grades = [
            Column[boards.BoardRow](
                grade.label, _stance_of(grade.key), chip=_chip_of(grade.key), width=11
            )
            for grade in self._scale
        ]
        self.model: TableModel[BoardRow] = TableModel(
            (Column("Finding", _text, second=_second), *grades),
            key=lambda row: row.id,
            parent=self,
        )
        self.table = RecordTable("Board of findings by grade", self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self._none = Words("No finding in this area yet.", "soft", wrap=True)
        self._counts = Words("", "caption", wrap=True)
        self.grade = ChoiceField(options=[(one.key, one.label) for one in self._scale])
        self.grade.set_key(self._scale[0].key)
        name_field(self.grade, "Grade it speaks to")
        self.pro = Button("Speaks for", keys="F")
        self.con = Button("Speaks against", keys="A")
        self.off = Button("Take off")
        row = FlowRow()
        for one in (self.grade, self.pro, self.con, self.off):
            row.add(one)
        for widget in (
            self._none,
            self.table,
            self._counts,
            row,
            Words(_HINT, "caption", wrap=True),
        ):
            self.add(widget)
        self._connect()

    def _connect(self) -> None:
        for keys, act in (("F", self.speak_for), ("A", self.speak_against), ("Del", self.take_off)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        self.pro.clicked.connect(self.speak_for)
        self.con.clicked.connect(self.speak_against)
        self.off.clicked.connect(self.take_off)
        self.table.selectionModel().currentChanged.connect(self._on_moved)

    def show_area(self, area: str) -> None:
        """Show the board of an area."""
        self._area = area
        rows = boards.rows(self._desk.work, area)
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        said = []
        for grade in self._scale:
            pro, con = boards.counts(rows, grade.key)
            if pro or con:
                said.append(f"{grade.label}: {pro} for, {con} against")
        self._counts.setText(" · ".join(said))
        self._counts.setVisible(bool(said))
        height = self.table.verticalHeader().defaultSectionSize() * min(len(rows), _MOST_ROWS)
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(height + head + dress.px(4))

    def _place(self, stance: str) -> None:
        work, area = self._desk.work, self._area
        finding, grade = self.table.current_key(), self.grade.key()
        if finding is not None and grade is not None:
            self._desk.do(lambda: boards.place(work, str(finding), area, str(grade), stance))

    @Slot()
    def speak_for(self) -> None:
        """Say that the current finding speaks for the current grade."""
        self._place(FOR)

    @Slot()
    def speak_against(self) -> None:
        """Say that the current finding speaks against the current grade."""
        self._place(AGAINST)

    @Slot()
    def take_off(self) -> None:
        """Take the current finding off the current grade."""
        self._place("")

    @Slot(QModelIndex, QModelIndex)
    def _on_moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.column() > 0:
            self.grade.set_key(self._scale[current.column() - 1].key)


def _text(row: BoardRow) -> str:
    return f"{row.sign} {row.text}".strip()


def _second(row: BoardRow) -> str:
    return f"{row.state_words} · {row.figures}"


def _stance_of(grade: str) -> Callable[[BoardRow], str]:
    return lambda row: "" if row.stances.get(grade) else "–"


def _chip_of(grade: str) -> Callable[[BoardRow], ChipValue | None]:
    def chip(row: BoardRow) -> ChipValue | None:
        stance = row.stances.get(grade)
        if not stance:
            return None
        return ChipValue("strength" if stance == FOR else "concern", stance)

    return chip
