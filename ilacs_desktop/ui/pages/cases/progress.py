"""How far the cards have come, by inspector, cohort and team; cards are given out here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from ilacs_desktop.domain.records import Case
from ilacs_desktop.services.cases import case_lists
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.pages.cases.give import GiveRow
from ilacs_desktop.ui.widgets.choices import TickBox
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import RecordTable
from ilacs_desktop.ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.cases.case_lists import CaseRow, Progress
    from ilacs_desktop.ui.desk import Desk

_MOST_ROWS = 7


class ProgressView(Scrolled):
    """Counts only: what is done, begun and not begun, who has which card and who has looked.

    Signals:
        case_asked: id of a child's card to show.
        group_asked: kind, key and label of a group whose cards are to be shown.
        told: something to say in the status line.
    """

    case_asked = Signal(str)
    group_asked = Signal(str, str, str)
    told = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.people = _Counts("By inspector", "Inspector", "inspector")
        self.cohorts = _Counts("By cohort", "Cohort", "cohort", most=2 * _MOST_ROWS + 2)
        self.teams = _Counts("By the LA's team", "Team", "team")
        self._model: TableModel[CaseRow] = TableModel(
            (
                Column("Child", lambda row: row.child, width=12, strong=True),
                Column("About", lambda row: row.about),
                Column("Given to", lambda row: row.inspector_name or "nobody yet", width=20),
                Column("Looked at by", lambda row: row.looked or "nobody yet", width=26),
                Column("State", lambda row: case_lists.state_words(row.state), width=12, soft=True),
            ),
            key=lambda row: row.id,
            parent=self,
        )
        self.table = RecordTable("Cards to give out", self._model, sortable=True, several=True)
        self.table.setMinimumHeight(dress.px(240))
        self.only_free = TickBox("Only those given to nobody")
        self.give = GiveRow(desk, self.table)
        self._lay_out()
        for counts in (self.people, self.cohorts, self.teams):
            counts.group_asked.connect(self.group_asked)
        self.table.record_opened.connect(self._on_opened)
        self.only_free.ticked.connect(self._on_only_free)
        self.give.told.connect(self.told)

    def _lay_out(self) -> None:
        tables = Columns(1, 1)
        tables.add(0, self.people)
        tables.add(0, self.teams)
        tables.end(0)
        tables.add(1, self.cohorts)
        tables.end(1)
        self._told = Words("Enter opens the cards of a row.", "caption")
        self._empty = EmptyState(
            "users",
            "No children’s cards yet",
            "How far the cards are stands here by inspector, cohort and team, and who looks at "
            "which child. Add children on Cards, or draw a sample on the Data page.",
        )
        panel = Panel("Who looks at which child")
        panel.add(self.only_free)
        panel.add(self.table, 1)
        panel.add(self.give)
        column = self.column
        column.addWidget(self._empty)
        column.addWidget(self._told)
        column.addWidget(tables)
        column.addWidget(panel, 1)
        self._filled = (self._told, tables, panel)

    def show_work(self) -> None:
        """Show the counts as they are now."""
        work = self._desk.work
        self.people.show_rows(case_lists.progress_by_inspector(work))
        self.cohorts.show_rows(case_lists.progress_by_cohort(work))
        self.teams.show_rows(case_lists.progress_by_team(work))
        free = "-" if self.only_free.isChecked() else ""
        self._model.set_rows(case_lists.case_rows(work, inspector=free))
        self.give.show_work()
        is_empty = not work.snapshot.all(Case)
        self._empty.setVisible(is_empty)
        for part in self._filled:
            part.setHidden(is_empty)

    def first_focus(self) -> QWidget:
        """Return where the keys go when this is shown."""
        return self.people.table

    @Slot()
    def _on_only_free(self) -> None:
        self.show_work()

    @Slot(object)
    def _on_opened(self, key: object) -> None:
        if key is not None:
            self.case_asked.emit(str(key))


class _Counts(Panel):
    """Counts by one thing; Enter on a row asks for its cards.

    Signals:
        group_asked: kind, key and label of the row.
    """

    group_asked = Signal(str, str, str)

    def __init__(self, heading: str, first: str, kind: str, *, most: int = _MOST_ROWS) -> None:
        super().__init__(heading)
        self._kind, self._most = kind, most
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
        self.table = RecordTable(heading, self._model)
        self.table.record_opened.connect(self._on_opened)
        self.add(self.table)

    def show_rows(self, rows: tuple[Progress, ...]) -> None:
        """Show the counts."""
        self._model.set_rows(rows)
        self.setVisible(bool(rows))
        height = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(max(1, min(len(rows), self._most)) * height + head + dress.px(4))

    @Slot(object)
    def _on_opened(self, key: object) -> None:
        row = self._model.value_of(str(key))
        if row is not None:
            self.group_asked.emit(self._kind, row.key, row.label)
