"""What was received when, and the end of it: the lead destroys a data set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from ilacs_desktop.services.data import annex, data_sets
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.prompts import Question
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import RecordTable
from ilacs_desktop.ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.data.data_sets import ReceivedFile, SetRow
    from ilacs_desktop.ui.desk import Desk


class ReceivedView(Scrolled):
    """Data sets, and the files that they came in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sets: TableModel[SetRow] = TableModel(
            (
                Column("Received", lambda row: _moment(row.received), width=20, strong=True),
                Column("By", lambda row: row.by, width=20),
                Column("Files", lambda row: row.files),
                Column("Rows", lambda row: f"{row.rows:,}", width=9, right=True),
                Column(
                    "State",
                    lambda row: data_sets.STATE_WORDS.get(row.state, row.state),
                    width=10,
                    soft=True,
                ),
            ),
            key=lambda row: row.id,
            parent=self,
        )
        self.sets = RecordTable("Data sets received", self._sets)
        self._files: TableModel[ReceivedFile] = TableModel(
            (
                Column("File", lambda row: row.name),
                Column("SHA-256", lambda row: row.digest, width=66, soft=True),
            ),
            key=lambda row: (row.digest, row.received),
            parent=self,
        )
        self._file_table = RecordTable("Received files", self._files)
        self.destroy_button = Button("Destroy this data set…")
        panel = Panel("Data sets")
        panel.add(self.sets)
        panel.add(
            Words(
                "Destroying ends the rows, their keys and their search for good. Counts and the "
                "sampling record stay.",
                "soft",
                wrap=True,
            )
        )
        row = FlowRow()
        row.add(self.destroy_button)
        panel.add(row)
        files = Panel("Received files, kept encrypted as they came")
        files.add(self._file_table)
        column = self.column
        column.addWidget(panel)
        column.addWidget(files)
        column.addStretch(1)
        self.destroy_button.clicked.connect(self._on_destroy)

    def show_work(self) -> None:
        """Show what was received."""
        work = self._desk.work
        self._sets.set_rows(data_sets.history(work))
        self._files.set_rows(data_sets.received_files(work))
        for table, count in (
            (self.sets, len(self._sets.rows)),
            (self._file_table, len(self._files.rows)),
        ):
            one = table.verticalHeader().defaultSectionSize()
            head = table.horizontalHeader().sizeHint().height()
            table.setFixedHeight(max(min(count, 8), 1) * one + head + dress.px(6))
        self.destroy_button.setVisible(work.is_lead)
        self.destroy_button.setEnabled(
            any(row.state != data_sets.DESTROYED for row in self._sets.rows)
        )

    @Slot()
    def _on_destroy(self) -> None:
        key = self.sets.current_key()
        row = self._sets.value_of(key) if key is not None else None
        if row is None or row.state == data_sets.DESTROYED:
            return
        work, data_set = self._desk.work, row.id

        def answered(yes: bool) -> None:  # noqa: FBT001 - the prompt's own answer
            if yes:
                self._desk.do(lambda: annex.destroy(work, data_set))

        self._desk.prompts.ask(
            Question(
                f"Destroy the data set received {_moment(row.received)}?",
                f"{row.rows:,} rows are destroyed for good on this laptop and cannot be brought "
                "back. Counts and the sampling record stay.",
                "Destroy",
                grave=True,
            ),
            answered,
        )


def _moment(iso: str) -> str:
    hour = iso[11:16]
    return f"{data_sets.day_text(iso)} {hour}".strip()
