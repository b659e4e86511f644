"""Cohorts and samples: choose a cohort, draw with the seed shown, read who was drawn and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.data import cohorts, sample_rows
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.pages.data.draw import DrawForm
from ilacs_desktop.ui.pages.data.drawn import DrawnView
from ilacs_desktop.ui.widgets.panel import Panel
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.stack import CurrentStack
from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from ilacs_desktop.services.data.cohorts import CohortRow
    from ilacs_desktop.services.data.sample_rows import DrawRow
    from ilacs_desktop.ui.desk import Desk


class SamplesView(QWidget):
    """Cohorts at the left, drawing in the middle, earlier draws at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._cohorts: TableModel[CohortRow] = TableModel(
            (
                Column(
                    "Cohort",
                    lambda row: _title(row.title),
                    second=_second,
                    strong=True,
                ),
            ),
            key=lambda row: row.key,
            parent=self,
        )
        self.cohorts = MasterList("Cohorts", self._cohorts)
        self._draws: TableModel[DrawRow] = TableModel(
            (
                Column(
                    "Sample",
                    lambda row: f"{row.drawn} of {row.frame}, {_title(row.title)}",
                    second=lambda row: f"{row.cards} with a card · {row.reason}",
                ),
            ),
            key=lambda row: row.id,
            parent=self,
        )
        self.draws = MasterList("Samples drawn", self._draws)
        self.form = DrawForm(desk)
        self.drawn = DrawnView(desk)
        self._middle = CurrentStack()
        self._middle.addWidget(self.form)
        self._middle.addWidget(self.drawn)
        left, right = Panel("Cohorts", pad=3), Panel("Samples drawn", pad=3)
        left.add(self.cohorts, 1)
        right.add(self.draws, 1)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        self.panes = ThreePane(
            left, self._middle, right, list_title="Cohorts", context_title="Samples drawn"
        )
        column.addWidget(self.panes)
        self.cohorts.record_chosen.connect(self._on_cohort)
        self.cohorts.clicked.connect(self._on_cohort_clicked)
        self.draws.record_opened.connect(self._on_draw)
        self.draws.clicked.connect(self._on_draw_clicked)
        self.form.drawn.connect(self.choose_draw)
        self.drawn.left.connect(self._show_form)

    def show_work(self) -> None:
        """Show cohorts and draws as they are now."""
        work = self._desk.work
        self._cohorts.set_rows(cohorts.cohort_rows(work))
        self._draws.set_rows(sample_rows.draw_rows(work))
        self._show_cohort()
        self.drawn.show_work()

    @Slot(str)
    def choose_draw(self, draw: str) -> bool:
        """Show a recorded draw."""
        self._draws.set_rows(sample_rows.draw_rows(self._desk.work))
        found = self.draws.choose(draw)
        if found:
            self.drawn.show_draw(draw)
            self._middle.setCurrentWidget(self.drawn)
            self.panes.front("work")
        return found

    @Slot()
    def _show_form(self) -> None:
        self._middle.setCurrentWidget(self.form)

    def _show_cohort(self) -> None:
        key = self.cohorts.current_key()
        row = self._cohorts.value_of(key) if key is not None else None
        if row is not None:
            self.form.show_cohort(row)

    @Slot(object)
    def _on_cohort(self, _key: object) -> None:
        self._show_cohort()
        self._middle.setCurrentWidget(self.form)

    @Slot()
    def _on_cohort_clicked(self) -> None:
        self._show_form()

    @Slot(object)
    def _on_draw(self, key: object) -> None:
        if key is not None:
            self.choose_draw(str(key))

    @Slot()
    def _on_draw_clicked(self) -> None:
        self._on_draw(self.draws.current_key())


def _title(title: str) -> str:
    """Return a cohort's title without the number of its list."""
    return title.partition(": ")[2] or title


def _second(row: CohortRow) -> str:
    opened = "open" if row.open_only else "all"
    return f"List {row.list_number}, {opened} · {row.size:,} children"
