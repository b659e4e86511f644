"""A judgement's board: each finding, and for or against which grade it speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from ilacs_desktop.domain.support import AGAINST, FOR
from ilacs_desktop.services.judgements import boards
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from ilacs_desktop.services.judgements.boards import BoardRow
    from ilacs_desktop.ui.desk import Desk

_HINT = (
    "Up and Down go to a finding, Left and Right to a grade. F: it speaks for that grade, A: "
    "against it, Delete: off. "
    "People put findings here; no grade follows from them."
)


class BoardPanel(Panel):
    """The board of one area; arrows walk it and three letters put findings on it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Board")
        self._desk = desk
        self._area = ""
        self._scale = desk.edition.scale
        self.model: TableModel[BoardRow] = TableModel(
            (Column("Finding", _text, second=self._stances),),
            key=lambda row: row.id,
            parent=self,
        )
        self.table = ShortTable(
            "Board of findings by grade", self.model, opens=False, lines=3, second=3
        )
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
        hint = Words(_HINT, "caption", wrap=True)
        for part in (self._counts, row, hint, self._none, self.table):
            self.add(part)
        self._connect()

    def _connect(self) -> None:
        keys = [
            ("F", self.speak_for),
            ("A", self.speak_against),
            ("Del", self.take_off),
            ("Left", self.last_grade),
            ("Right", self.next_grade),
        ]
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        self.pro.clicked.connect(self.speak_for)
        self.con.clicked.connect(self.speak_against)
        self.off.clicked.connect(self.take_off)

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

    def _stances(self, row: BoardRow) -> str:
        said = []
        for stance in (FOR, AGAINST):
            labels = [one.label for one in self._scale if row.stances.get(one.key) == stance]
            if labels:
                said.append(f"{stance}: {', '.join(labels)}")
        return " · ".join((*said, row.state_words, row.figures))

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

    def _step(self, by: int) -> None:
        keys = [one.key for one in self._scale]
        at = keys.index(str(self.grade.key())) + by
        if 0 <= at < len(keys):
            self.grade.set_key(keys[at])
            announce(self.table, f"Grade: {self._scale[at].label}")

    @Slot()
    def last_grade(self) -> None:
        """Go to the grade before."""
        self._step(-1)

    @Slot()
    def next_grade(self) -> None:
        """Go to the next grade."""
        self._step(1)


def _text(row: BoardRow) -> str:
    return f"{row.sign} {row.text}".strip()
