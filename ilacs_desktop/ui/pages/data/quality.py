"""The quality of Annex A: what the checks found, by rule and by list, and the LA's own comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.data import data_sets
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.data.values import ValuesPanel
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.record_table import RecordTable
from ilacs_desktop.ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from ilacs_desktop.services.data.data_sets import DefectLine
    from ilacs_desktop.ui.desk import Desk

_LEVELS = (("", "Errors and queries"), ("error", "Errors"), ("query", "Queries"))


class QualityView(Scrolled):
    """One line for each check that found something in one list.

    Signals:
        list_asked: number of a list to show.
    """

    list_asked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.by_list = ChoiceField(options=((0, "All lists"),))
        self.by_level = ChoiceField(options=_LEVELS)
        self.by_level.setMinimumContentsLength(18)
        self._count = Words("", "soft")
        self._model: TableModel[DefectLine] = TableModel(
            (
                Column("", lambda _one: "", chip=_chip, width=10),
                Column("What was found", lambda one: one.title),
                Column("List", lambda one: str(one.list_number), width=6, right=True),
                Column("Column", lambda one: one.column, width=30, soft=True),
                Column(
                    "Rows",
                    lambda one: f"{one.count:,}",
                    width=8,
                    right=True,
                    sort=lambda one: one.count,
                ),
                Column("First in rows", _first_rows, width=24, soft=True),
            ),
            key=lambda one: (one.list_number, one.rule, one.column),
            parent=self,
        )
        self.table = RecordTable("What the checks found", self._model, sortable=True)
        self.table.setMinimumHeight(dress.px(200))
        self._notes = Words("", wrap=True)
        self.values = ValuesPanel(desk)
        self._lay_out()
        self.by_list.key_chosen.connect(self._on_narrowed)
        self.by_level.key_chosen.connect(self._on_narrowed)
        self.table.record_opened.connect(self._on_opened)

    def _lay_out(self) -> None:
        panel = Panel(pad=0)
        head = FlowRow()
        for field, words in ((self.by_level, "Level"), (self.by_list, "List")):
            name_field(field, f"Show: {words.lower()}")
            head.add(field)
        head.add(self._count)
        top = QVBoxLayout()
        dress.set_space(top, (3, 3, 3, 1), 1)
        top.addWidget(head)
        panel.add_layout(top)
        panel.add(self.table, 1)
        panel.add(Line())
        foot = QVBoxLayout()
        dress.set_space(foot, (3, 1, 3, 3), 1)
        foot.addWidget(Words("Enter opens the list. Rows are numbered as in the sheet.", "caption"))
        panel.add_layout(foot)
        self._remarks = Panel("Comments and remarks")
        self._remarks.add(self._notes)
        column = self.column
        column.addWidget(panel, 1)
        column.addWidget(self.values)
        column.addWidget(self._remarks)

    def show_work(self) -> None:
        """Show what the checks found in the data set in use."""
        work = self._desk.work
        summaries = data_sets.list_summaries(work)
        self.by_list.set_options(
            ((0, "All lists"), *((one.number, f"List {one.number}") for one in summaries))
        )
        for field, usual in ((self.by_list, 0), (self.by_level, "")):
            if field.key() is None:
                field.set_key(usual)
        found = data_sets.defects(
            work,
            list_number=int(str(self.by_list.key() or 0)),
            level=str(self.by_level.key() or ""),
        )
        self._model.set_rows(found)
        errors = sum(one.count for one in found if one.level == "error")
        queries = sum(one.count for one in found if one.level == "query")
        self._count.setText(f"{errors:,} rows with errors · {queries:,} to query")
        notes = data_sets.notes(work)
        self._notes.setText("\n".join(f"· {note}" for note in notes[:12]))
        self._remarks.setVisible(bool(notes))
        self.values.show_work()

    @Slot()
    def _on_narrowed(self) -> None:
        self.show_work()

    @Slot(object)
    def _on_opened(self, key: object) -> None:
        if isinstance(key, tuple):
            self.list_asked.emit(int(key[0]))


def _chip(one: DefectLine) -> ChipValue:
    return ChipValue("concern", "error") if one.level == "error" else ChipValue("ask", "query")


def _first_rows(one: DefectLine) -> str:
    return ", ".join(str(row) for row in one.first_rows)
