"""Values that the rules do not understand: a person says once what each means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from ilacs_desktop.services.data import annex_rules, annex_values
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.data.annex_values import UnknownValue
    from ilacs_desktop.ui.desk import Desk


class ValuesPanel(Panel):
    """The values, and the way to decide on one; cohorts and strata follow the decision."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Values with no known code", parent)
        self._desk = desk
        self._shown = ""
        self._model: TableModel[UnknownValue] = TableModel(
            (
                Column("As sent", lambda one: one.raw, strong=True),
                Column("Column", lambda one: one.title, width=34),
                Column("Lists", lambda one: ", ".join(map(str, one.lists)), width=9, soft=True),
                Column("Rows", lambda one: f"{one.rows:,}", width=8, right=True),
                Column("Means", lambda one: one.meaning or "not decided", width=26, soft=True),
            ),
            key=lambda one: (one.column, one.raw),
            parent=self,
        )
        self.table = RecordTable("Values with no known code", self._model)
        self.code = ChoiceField()
        name_field(self.code, "The chosen value means")
        self.decide = Button("&Decide")
        self.undecide = Button("Take the decision back", "link")
        row = FlowRow()
        row.add(Words("The chosen value means", "soft"))
        row.add(self.code)
        row.add(self.decide)
        row.add(self.undecide)
        self.add(self.table)
        self.add(row)
        self.hide()
        self.table.record_chosen.connect(self._on_chosen)
        self.decide.clicked.connect(self._on_decide)
        self.undecide.clicked.connect(self._on_undecide)

    def show_work(self) -> None:
        """Ask for the values of the data set in use."""
        work = self._desk.work
        self._desk.runner.read(
            lambda: annex_values.unknown_values(work), self._show_values, key="unknown-values"
        )

    def _show_values(self, values: tuple[UnknownValue, ...]) -> None:
        self._model.set_rows(values)
        self.setVisible(bool(values))
        one = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(min(len(values), 5) * one + head + dress.px(6))
        self._on_chosen(None)

    def _chosen(self) -> UnknownValue | None:
        key = self.table.current_key()
        return self._model.value_of(key) if key is not None else None

    @Slot(object)
    def _on_chosen(self, _key: object) -> None:
        one = self._chosen()
        if one is None:
            return
        if one.column != self._shown:
            self._shown = one.column
            self.code.set_options(annex_values.code_options(self._desk.work, one.column))
        self.code.set_key(None)
        self.undecide.setVisible(bool(one.meaning))

    @Slot()
    def _on_decide(self) -> None:
        one, code = self._chosen(), self.code.key()
        if one is None or code is None:
            self.code.setFocus()
            return
        work, column, raw, chosen = self._desk.work, one.column, one.raw, str(code)
        self._desk.do(lambda: annex_rules.decide(work, column, raw, chosen))

    @Slot()
    def _on_undecide(self) -> None:
        one = self._chosen()
        if one is not None:
            work, column, raw = self._desk.work, one.column, one.raw
            self._desk.do(lambda: annex_rules.decide(work, column, raw, ""))
