"""The lines of one item of the agenda, each set in full: they are read across a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.ui.widgets.short_list import ShortRow


class AgendaList(ShortTable):
    """Lines below each other, opened by Enter or a double click.

    Signals:
        entered: the list took the focus.
    """

    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._rows: TableModel[ShortRow] = TableModel(
            (
                Column(
                    "",
                    lambda row: row.text,
                    second=lambda row: row.second,
                    chip=lambda row: row.chip,
                ),
            ),
            key=lambda row: row.key,
        )
        super().__init__(name, self._rows, parent, opens=False, lines=12, second=4)
        self._rows.setParent(self)

    @property
    def rows(self) -> tuple[ShortRow, ...]:
        """Return the rows shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[ShortRow]) -> None:
        """Show other rows; the chosen one stays where it is still among them."""
        self._rows.set_rows(rows)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
