"""Children heard so far: by area and by method, in plain counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.support import counted
from ilacs_desktop.services import coverage
from ilacs_desktop.services.evidence import METHODS
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from ilacs_desktop.services.coverage import Heard
    from ilacs_desktop.ui.desk import Desk


class HeardView(QWidget):
    """A table of who was heard how; what is missing is said in words."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        areas = {area.key: area.short for area in desk.edition.areas}
        methods = dict(METHODS)
        self._model: TableModel[Heard] = TableModel(
            (
                Column("Area", lambda row: areas.get(row.area, "Area not said"), strong=True),
                Column("How", lambda row: methods.get(row.method, "Not said"), width=26),
                Column(
                    "Children",
                    lambda row: str(row.children) if row.children else "—",
                    width=12,
                    right=True,
                    sort=lambda row: row.children,
                ),
                Column(
                    "Notes",
                    lambda row: str(row.notes),
                    width=10,
                    right=True,
                    sort=lambda r: r.notes,
                ),
            ),
            key=lambda row: (row.area, row.method),
            parent=self,
        )
        self.table = RecordTable("Children heard", self._model)
        self._total = Words("", "strong", wrap=True)
        self._missing = Words("", "soft", wrap=True)
        panel = Panel()
        for widget in (self._total, self._missing):
            panel.add(widget)
        panel.add(self.table, 1)
        panel.add(
            Words(
                "Children are counted where their card is named; groups and surveys by note.",
                "caption",
                wrap=True,
            )
        )
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(panel, 1)

    def show_work(self) -> None:
        """Show who was heard so far."""
        heard = coverage.children_heard(self._desk.work)
        self._model.set_rows(heard)
        self.table.setVisible(bool(heard))
        methods = {one.method for one in heard}
        if not heard:
            self._total.setText("No child has been heard yet.")
        else:
            notes = sum(one.notes for one in heard)
            ways = counted(len(methods), "way")
            self._total.setText(f"{counted(notes, 'note')} with a child’s own view, in {ways}.")
        practice = [
            one for one in self._desk.edition.areas_in_body_order() if one.kind == "practice"
        ]
        silent = [one.short for one in practice if one.key not in {row.area for row in heard}]
        self._missing.setText(f"Nobody heard yet: {', '.join(silent)}." if silent else "")
        self._missing.setVisible(bool(silent))
