"""What the inspection follows: its own copy of the edition, with the basis of each rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.inspection import rules
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import NumberField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from ilacs_desktop.services.inspection.rules import Deadline, Fact
    from ilacs_desktop.ui.desk import Desk


class RulesPanel(Panel):
    """Edition, event and deadlines, each with what it rests on."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("What this inspection follows", parent)
        self._desk = desk
        self._facts: tuple[Fact, ...] = ()
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        dress.set_space(self._column, 0, 2)
        self._model: TableModel[Deadline] = TableModel(
            (
                Column("Stage", lambda row: row.label, second=lambda row: row.who),
                Column("Usual day", lambda row: row.due, second=_basis, chip=_check_chip, width=40),
            ),
            key=lambda row: row.key,
            parent=self,
        )
        self.add(
            Words(
                "The inspection carries its own copy of these rules. A newer app changes nothing "
                "in it.",
                "soft",
                wrap=True,
            )
        )
        self.add(self._holder)
        self.add(Line())
        self.add(Words("Deadlines after fieldwork", "heading"))
        self.table = ShortTable("Deadlines after fieldwork", self._model, opens=False)
        self.days = NumberField(most=260)
        self._usual = Button("Take the usual days")
        self.add(self.table)
        self.add(self._change_row())
        self.table.record_chosen.connect(self._on_chosen)
        self.days.number_committed.connect(self._on_days)
        self._usual.clicked.connect(self._on_usual)

    def _change_row(self) -> QWidget:
        form = FormRows()
        form.add_row("&Working days of this stage", self.days, "For this inspection alone.")
        self._chosen = Words("", "strong", wrap=True)
        self.add(self._chosen)
        row = FlowRow()
        row.add(form)
        row.add(self._usual)
        return row

    @property
    def _stage(self) -> Deadline | None:
        key = self.table.current_key()
        return None if key is None else self._model.value_of(key)

    @Slot()
    def _on_chosen(self) -> None:
        stage = self._stage
        self.days.setEnabled(stage is not None)
        self._usual.setEnabled(stage is not None and stage.is_own)
        self._chosen.setText("" if stage is None else stage.label)
        if stage is not None:
            self.days.set_number(stage.days or 0)
            self.days.setSuffix(f" {stage.counts_from}")

    @Slot(object)
    def _on_days(self, days: int) -> None:
        stage, work = self._stage, self._desk.work
        if stage is not None and days != stage.days:
            self._desk.do(lambda: rules.set_deadline(work, stage.key, days))

    @Slot()
    def _on_usual(self) -> None:
        stage, work = self._stage, self._desk.work
        if stage is not None:
            self._desk.do(lambda: rules.set_deadline(work, stage.key, None))

    def show_rules(self) -> None:
        """Show the rules that the inspection carries."""
        work = self._desk.work
        self._model.set_rows(rules.deadlines(work))
        self._on_chosen()
        facts = rules.facts(work)
        if facts != self._facts:
            self._facts = facts
            self._lay_facts()

    def _lay_facts(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for fact in self._facts:
            head = FlowRow()
            head.add(Words(fact.label, "soft"))
            head.add_end(
                Chip("concern", fact.basis) if fact.check else Words(fact.basis, "caption")
            )
            pair = QWidget()
            rows = QVBoxLayout(pair)
            dress.set_space(rows, 0, 0)
            rows.addWidget(head)
            rows.addWidget(Words(fact.words, wrap=True))
            self._column.addWidget(pair)


def _basis(row: Deadline) -> str:
    return "" if row.check else row.basis


def _check_chip(row: Deadline) -> ChipValue | None:
    return ChipValue("concern", "default, check") if row.check else None
