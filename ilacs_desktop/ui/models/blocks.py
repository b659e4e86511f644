"""A table of any length that holds only the blocks near what is on the screen."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from typing_extensions import override

from ilacs_desktop.ui.models.table import Column, DeclaredModel

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtCore import QObject

Row: TypeAlias = tuple[Any, ...]

BLOCK_ROWS = 200
_BLOCKS_KEPT = 30
_NOWHERE = QModelIndex()


class BlockModel(DeclaredModel[Row]):
    """Rows that come block by block when they are looked at; they are known by their number.

    Signals:
        block_wanted: first row and number of rows to fetch; answer with ``put_block``.
    """

    block_wanted = Signal(object, object)

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._count = 0
        self._blocks: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._asked: set[int] = set()

    def set_count(self, count: int) -> None:
        """Show a table of so many rows, none of which is here yet."""
        self.beginResetModel()
        self._count = count
        self._blocks.clear()
        self._asked.clear()
        self.endResetModel()

    def put_block(self, first: int, rows: Sequence[Row]) -> None:
        """Take a block that was wanted; one for a table no longer shown is left out."""
        number = first // BLOCK_ROWS
        if number not in self._asked:
            return
        self._asked.discard(number)
        self._blocks[number] = tuple(rows)
        while len(self._blocks) > _BLOCKS_KEPT:
            self._blocks.popitem(last=False)
        last = min(first + len(rows), self._count) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    @override
    def value_at(self, row: int) -> Row | None:
        number, at = divmod(row, BLOCK_ROWS)
        block = self._blocks.get(number)
        if block is None:
            self._ask(number)
            return None
        self._blocks.move_to_end(number)
        return block[at] if at < len(block) else None

    @override
    def key_at(self, row: int) -> Hashable | None:
        return row if 0 <= row < self._count else None

    @override
    def row_of(self, key: Hashable) -> int:
        return key if isinstance(key, int) and 0 <= key < self._count else -1

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def _ask(self, number: int) -> None:
        first = number * BLOCK_ROWS
        if number in self._asked or first >= self._count:
            return
        self._asked.add(number)
        self.block_wanted.emit(first, min(BLOCK_ROWS, self._count - first))
