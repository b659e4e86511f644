"""Tables as lists of declared columns over frozen values."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from ilacs_desktop.ui.widgets.chip import chip_spoken, chip_words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from PySide6.QtCore import QObject

    from ilacs_desktop.ui.widgets.chip import ChipKind

RowT = TypeVar("RowT")

_NOWHERE = QModelIndex()
_LOADING = "…"
_MOST_STEPS = 400
"""More rows than this coming or going at once are shown by one reset, which is quicker."""


@dataclass(frozen=True, slots=True)
class ChipValue:
    """A chip inside a table cell."""

    kind: ChipKind
    text: str = ""


# Without slots: on Python 3.11 a slotted frozen generic breaks when written Column[Case](...).
@dataclass(frozen=True)
class Column(Generic[RowT]):
    """One column of a table.

    Attributes:
        title: its heading, also said before its value to a screen reader.
        text: what a cell says.
        second: a softer second line in the same cell.
        chip: a chip after the text.
        width: in average characters; 0 takes the room that is left.
        right: whether figures are set to the right.
        strong: whether the text is set heavier, as the first column of a master list is.
        soft: whether the text is read second.
        sort: what to sort by when it is not the text.
    """

    title: str
    text: Callable[[RowT], str]
    second: Callable[[RowT], str] | None = None
    chip: Callable[[RowT], ChipValue | None] | None = None
    width: int = 0
    right: bool = False
    strong: bool = False
    soft: bool = False
    sort: Callable[[RowT], Any] | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """All that a painted cell shows."""

    text: str
    second: str = ""
    chip: ChipValue | None = None
    right: bool = False
    strong: bool = False
    soft: bool = False


class DeclaredModel(QAbstractTableModel, Generic[RowT]):
    """A read-only table of declared columns; where its rows come from is a subclass's matter."""

    def __init__(self, columns: Sequence[Column[RowT]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    @abstractmethod
    def value_at(self, row: int) -> RowT | None:
        """Return the value of a row; None where it is not here yet."""

    @abstractmethod
    def key_at(self, row: int) -> Hashable | None:
        """Return the key of a row; None where it is not here yet."""

    @abstractmethod
    def row_of(self, key: Hashable) -> int:
        """Return the row of a key, or -1."""

    @property
    def has_second_lines(self) -> bool:
        """Say whether rows need the height of two lines."""
        return any(column.second is not None for column in self.columns)

    def face(self, row: int, column: int) -> Face:
        """Return all that a cell shows, at the price of one call."""
        value = self.value_at(row)
        declared = self.columns[column]
        if value is None:
            return Face(_LOADING, soft=True)
        return Face(
            declared.text(value),
            declared.second(value) if declared.second else "",
            declared.chip(value) if declared.chip else None,
            declared.right,
            declared.strong,
            declared.soft,
        )

    def sentence(self, row: int) -> str:
        """Return the row as a screen reader says it: each value with its heading before it."""
        parts = []
        for at, declared in enumerate(self.columns):
            said = _said(self.face(row, at))
            if said:
                parts.append(f"{declared.title}: {said}" if at and declared.title else said)
        return ", ".join(parts)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(self.face(index.row(), index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            face = self.face(index.row(), index.column())
            return "\n".join(part for part in (face.text, face.second) if part) or None
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[index.column()].right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft
            if self.columns[section].right:
                side = Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class TableModel(DeclaredModel[RowT]):
    """Rows that are all in memory, refreshed without losing place or choice."""

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        key: Callable[[RowT], Hashable],
        parent: QObject | None = None,
    ) -> None:
        """Make an empty table.

        Args:
            columns: its columns, in order.
            key: returns what a row is known by, from one refresh to the next.
            parent: the owning object.
        """
        super().__init__(columns, parent)
        self._key = key
        self._rows: list[RowT] = []
        self._at: dict[Hashable, int] | None = {}
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    @property
    def rows(self) -> tuple[RowT, ...]:
        """Return all rows in the order shown."""
        return tuple(self._rows)

    @override
    def value_at(self, row: int) -> RowT | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @override
    def key_at(self, row: int) -> Hashable | None:
        return self._key(self._rows[row]) if 0 <= row < len(self._rows) else None

    @override
    def row_of(self, key: Hashable) -> int:
        return self._index().get(key, -1)

    def value_of(self, key: Hashable) -> RowT | None:
        """Return the row known by a key."""
        return self.value_at(self.row_of(key))

    def set_rows(self, rows: Iterable[RowT]) -> None:
        """Show other rows; views keep their place and choice on the rows that stay."""
        wanted = self._in_order(list(rows))
        keys = [self._key(row) for row in wanted]
        had, has = set(self._index()), set(keys)
        if len(had ^ has) > _MOST_STEPS:
            self.beginResetModel()
            self._rows, self._at = wanted, None
            self.endResetModel()
            return
        self._remove_missing(has)
        known = [key for key in keys if key in had]
        if known != [self._key(row) for row in self._rows]:
            self._reorder(known)
        self._insert_and_change(wanted, keys, had)

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self.set_rows(list(self._rows))

    def _in_order(self, rows: list[RowT]) -> list[RowT]:
        if self._sorted_by is None:
            return rows
        at, order = self._sorted_by
        declared = self.columns[at]
        if declared.sort is not None:
            by: Callable[[RowT], Any] = declared.sort
        else:
            by = lambda row: declared.text(row).casefold()  # noqa: E731 - narrower than a def here
        return sorted(rows, key=by, reverse=order == Qt.SortOrder.DescendingOrder)

    def _remove_missing(self, keys: set[Hashable]) -> None:
        last = len(self._rows)
        while last > 0:
            if self._key(self._rows[last - 1]) in keys:
                last -= 1
                continue
            first = last - 1
            while first > 0 and self._key(self._rows[first - 1]) not in keys:
                first -= 1
            self.beginRemoveRows(_NOWHERE, first, last - 1)
            del self._rows[first:last]
            self._at = None
            self.endRemoveRows()
            last = first

    def _reorder(self, keys: list[Hashable]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self.key_at(index.row()) for index in before]
        by_key = {self._key(row): row for row in self._rows}
        self._rows = [by_key[key] for key in keys]
        self._at = None
        after = [
            self.index(self.row_of(key), index.column()) if key is not None else QModelIndex()
            for key, index in zip(held, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert_and_change(
        self, wanted: list[RowT], keys: list[Hashable], had: set[Hashable]
    ) -> None:
        at = 0
        while at < len(wanted):
            if keys[at] in had:
                self._change(at, wanted[at])
                at += 1
                continue
            last = at
            while last + 1 < len(wanted) and keys[last + 1] not in had:
                last += 1
            self.beginInsertRows(_NOWHERE, at, last)
            self._rows[at:at] = wanted[at : last + 1]
            self._at = None
            self.endInsertRows()
            at = last + 1

    def _change(self, at: int, row: RowT) -> None:
        if self._rows[at] != row:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def _index(self) -> dict[Hashable, int]:
        if self._at is None:
            self._at = {self._key(row): at for at, row in enumerate(self._rows)}
        return self._at


def _shown(face: Face) -> str:
    if face.text or face.chip is None:
        return face.text
    return chip_words(face.chip.kind, face.chip.text)


def _said(face: Face) -> str:
    parts = [face.text, face.second]
    if face.chip is not None:
        parts.append(chip_spoken(face.chip.kind, face.chip.text))
    return ", ".join(part for part in parts if part and part != _LOADING)
