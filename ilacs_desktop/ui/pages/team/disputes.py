"""What has two versions, for a person to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.panel import Panel
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.record.settling import Dispute


class DisputesPanel(Panel):
    """Every field that two people wrote without knowing of each other; hidden without any.

    Signals:
        opened: (kind, record, field) of the one to choose.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Two versions: choose", parent)
        self.model: TableModel[Dispute] = TableModel(
            (
                Column(
                    "Kind",
                    lambda _one: "",
                    chip=lambda one: ChipValue("accent", one.kind_words),
                    width=20,
                ),
                Column("Record", lambda one: one.title, second=lambda one: one.field_words),
                Column("Versions", lambda one: f"{one.versions} versions", soft=True, width=11),
            ),
            key=lambda one: (one.kind, one.record, one.field),
            parent=self,
        )
        self.table = ShortTable("Two versions: choose", self.model)
        self.add(self.table)
        self.table.record_opened.connect(self.opened)

    def show_disputes(self, disputes: tuple[Dispute, ...]) -> None:
        """Show what waits for a choice."""
        self.model.set_rows(disputes)
        self.setVisible(bool(disputes))
