"""A few records below each other, as high as they are, opened by Enter or a double click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.record_table import MasterList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent


@dataclass(frozen=True, slots=True)
class ShortRow:
    """One record.

    Attributes:
        key: what it is known by; unique in its list.
        text: its first line.
        second: its softer second line.
        chip: a chip at its end.
    """

    key: str
    text: str
    second: str = ""
    chip: ChipValue | None = None


class ShortList(MasterList):
    """A list without a scroll bar of its own, unless it grows beyond what is useful.

    Signals:
        row_opened: the key of the row opened by Enter or a double click.
        entered: the list took the focus.
    """

    row_opened = Signal(str)
    entered = Signal()

    def __init__(
        self, name: str, parent: QWidget | None = None, *, most: int = 12, lines: int = 2
    ) -> None:
        """Make an empty list.

        Args:
            name: what it lists, said by a screen reader.
            parent: the owning widget.
            most: how many rows it shows before it scrolls.
            lines: lines of text a row has, 1 or 2.
        """
        second = (lambda row: row.second) if lines > 1 else None
        self._model: TableModel[ShortRow] = TableModel(
            (Column("", lambda row: row.text, second=second, chip=lambda row: row.chip),),
            key=lambda row: row.key,
        )
        super().__init__(name, self._model, parent)
        self._model.setParent(self)
        self._most = most
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.record_opened.connect(self._on_opened)
        self._fit()

    def show_rows(self, rows: Sequence[ShortRow]) -> None:
        """Show other rows; the chosen one stays where it is still among them."""
        self._model.set_rows(rows)
        self._fit()
        self._quieten()

    @property
    def rows(self) -> tuple[ShortRow, ...]:
        """Return the rows shown."""
        return self._model.rows

    @override
    def sizeHint(self) -> QSize:
        return QSize(dress.space(40), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.space(20), self._height())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            self.selectRow(self.currentIndex().row())
        self.entered.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._quieten()

    def _quieten(self) -> None:
        # Several short lists stand on one page: only the one with the focus shades its row.
        if not self.hasFocus():
            self.clearSelection()

    def _height(self) -> int:
        shown = min(max(self._model.rowCount(), 1), self._most)
        return shown * self.verticalHeader().defaultSectionSize() + dress.px(4)

    def _fit(self) -> None:
        scrolls = self._model.rowCount() > self._most
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if scrolls
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(self._height())

    @Slot(object)
    def _on_opened(self, key: object) -> None:
        self.row_opened.emit(str(key))
