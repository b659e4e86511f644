"""How far the cards have come, by inspector and by cohort; selected cards are given out here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from ilacs_desktop.services import case_lists, cases
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import RecordTable
from ilacs_desktop.ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.case_lists import CaseRow, Progress
    from ilacs_desktop.ui.desk import Desk


class ProgressView(Scrolled):
    """Counts only: what is done, begun and not begun, and who has which card."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._people = _Counts("By inspector", "Inspector")
        self._cohorts = _Counts("By cohort", "Cohort")
        self._model: TableModel[CaseRow] = TableModel(
            (
                Column("Child", lambda row: row.child, width=12, strong=True),
                Column("About", lambda row: row.about),
                Column("Inspector", lambda row: row.inspector_name or "nobody yet", width=20),
                Column("State", lambda row: case_lists.state_words(row.state), width=12, soft=True),
            ),
            key=lambda row: row.id,
            parent=self,
        )
        self.table = RecordTable("Cards to give out", self._model, sortable=True, several=True)
        self.table.setMinimumHeight(dress.px(240))
        self.member = ChoiceField()
        self.member.setMinimumContentsLength(22)
        name_field(self.member, "Give the chosen cards to")
        self.give = Button("Give the chosen cards")
        tables = Columns(1, 1)
        tables.add(0, self._people)
        tables.add(1, self._cohorts)
        panel = Panel("Who looks at which child")
        row = FlowRow()
        row.add(Words("Choose rows with Shift or Ctrl, then give them to", "soft"))
        row.add(self.member)
        row.add(self.give)
        panel.add(row)
        panel.add(self.table, 1)
        column = self.column
        column.addWidget(tables)
        column.addWidget(panel, 1)
        self.give.clicked.connect(self._on_give)

    def show_work(self) -> None:
        """Show the counts as they are now."""
        work = self._desk.work
        self._people.show_rows(case_lists.progress_by_inspector(work))
        self._cohorts.show_rows(case_lists.progress_by_cohort(work))
        self._model.set_rows(case_lists.case_rows(work))
        self.member.set_options((*((one.id, one.name) for one in work.members), ("", "nobody")))
        if self.member.key() is None and work.my_member is not None:
            self.member.set_key(work.my_member.id)

    @Slot()
    def _on_give(self) -> None:
        chosen = tuple(str(key) for key in self.table.chosen_keys())
        work, member = self._desk.work, str(self.member.key() or "")
        if chosen:
            self._desk.do(lambda: cases.assign(work, chosen, member))


class _Counts(Panel):
    def __init__(self, heading: str, first: str) -> None:
        super().__init__(heading)
        self._model: TableModel[Progress] = TableModel(
            (
                Column(first, lambda one: one.label),
                Column("Cards", lambda one: str(one.cards), width=6, right=True),
                Column("Begun", lambda one: str(one.begun), width=7, right=True),
                Column("Done", lambda one: str(one.done), width=6, right=True),
                Column("Signed", lambda one: str(one.signed), width=7, right=True),
            ),
            key=lambda one: one.key,
            parent=self,
        )
        self._table = RecordTable(heading, self._model)
        self.add(self._table)

    def show_rows(self, rows: tuple[Progress, ...]) -> None:
        """Show the counts."""
        self._model.set_rows(rows)
        height = self._table.verticalHeader().defaultSectionSize()
        head = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(max(1, min(len(rows), 8)) * height + head + dress.px(4))
