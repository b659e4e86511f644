"""Coverage as a table: a topic a row, an origin a column, and what it comes to at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from ilacs_desktop.domain.support import counted
from ilacs_desktop.ui.models.table import ChipValue
from ilacs_desktop.ui.widgets.chip import chip_spoken

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from ilacs_desktop.services.coverage import AreaCoverage, Cell, TopicRow

SHORT_ORIGINS: dict[str, str] = {
    "record": "Record",
    "child": "Child",
    "family": "Family",
    "agency": "Agency",
    "observation": "Observed",
    "data": "Data",
    "staff": "Staff",
    "leaders": "Leaders",
    "": "Not said",
}
"""Headings for narrow columns; an edition's own origin goes by its first word."""

_ALWAYS = frozenset({"record", "child", "family", "agency", "observation"})
_NOWHERE = QModelIndex()


class CoverageModel(QAbstractTableModel):
    """The topics of one judgement area."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[tuple[str, str], ...] = ()
        self._rows: tuple[TopicRow, ...] = ()
        self._places: tuple[int, ...] = ()

    def show_area(self, area: AreaCoverage | None, columns: tuple[tuple[str, str], ...]) -> None:
        """Show an area's topics; the same topics again keep the place."""
        rows, columns, self._places = _shown_columns(area, columns)
        same = [row.key for row in rows] == [row.key for row in self._rows]
        if same and columns == self._columns:
            self._rows = rows
            last = self.index(len(rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._columns, self._rows = columns, rows
        self.endResetModel()

    def topic(self, row: int) -> TopicRow | None:
        """Return the topic of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, topic: str) -> int:
        """Return the row of a topic, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.key == topic), -1)

    def origin(self, column: int) -> str | None:
        """Return the key of a column's origin; None for the first and the last column."""
        at = column - 1
        return self._columns[at][0] if 0 <= at < len(self._columns) else None

    def cell(self, row: int, column: int) -> Cell | None:
        """Return the notes of a cell; None in the first and the last column."""
        topic = self.topic(row)
        at = column - 1
        if topic is None or not 0 <= at < len(self._places):
            return None
        return topic.cells[self._places[at]]

    def words(self, row: int, column: int) -> str:
        """Return what a cell shows as text."""
        topic = self.topic(row)
        return "" if topic is None else self._text(topic, column)

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns) + 2

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        topic = self.topic(index.row()) if index.isValid() else None
        if topic is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(topic, index.column())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._sentence(topic, index.column())
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        origin = self.origin(section)
        if role == Qt.ItemDataRole.DisplayRole:
            if origin is None:
                return "Topic" if section == 0 else "Comes to"
            return SHORT_ORIGINS.get(origin) or self._columns[section - 1][1].split()[0]
        if role == Qt.ItemDataRole.ToolTipRole and origin is not None:
            return self._columns[section - 1][1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if origin is None else Qt.AlignmentFlag.AlignHCenter
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, topic: TopicRow, column: int) -> str:
        if column == 0:
            return topic.label
        if column > len(self._places):
            return comes_to(topic).text
        cell = topic.cells[self._places[column - 1]]
        return " ".join(f"{sign} {count}" for sign, count in signs(cell)) or "—"

    def _sentence(self, topic: TopicRow, column: int) -> str:
        if column == 0:
            notes = counted(topic.notes, "note") if topic.notes else "nobody has looked at it yet"
            return f"{topic.label}: {topic.reason or notes}"
        if column > len(self._places):
            value = comes_to(topic)
            return f"{topic.label}: {chip_spoken(value.kind, value.text)}"
        cell = topic.cells[self._places[column - 1]]
        parts = [
            counted(cell.strengths, "strength") if cell.strengths else "",
            counted(cell.concerns, "concern") if cell.concerns else "",
            f"{cell.neither} neither" if cell.neither else "",
        ]
        said = ", ".join(part for part in parts if part) or "none"
        return f"{topic.label}, {self._columns[column - 1][1]}: {said}"


def _shown_columns(
    area: AreaCoverage | None, columns: tuple[tuple[str, str], ...]
) -> tuple[tuple[TopicRow, ...], tuple[tuple[str, str], ...], tuple[int, ...]]:
    """Return rows, columns and the columns' places among the cells.

    Sources about a child always show, so that an empty column asks its question; of the others
    those that hold nothing in this area are left out, for the sake of the topics' names.
    """
    rows = area.rows if area is not None else ()
    places = tuple(
        at
        for at, (key, _) in enumerate(columns)
        if key in _ALWAYS or any(row.cells[at].count for row in rows)
    )
    return rows, tuple(columns[at] for at in places), places


def signs(cell: Cell) -> tuple[tuple[str, int], ...]:
    """Return the signs of a cell with their counts."""
    pairs = (("+", cell.strengths), ("△", cell.concerns), ("·", cell.neither))
    return tuple((sign, count) for sign, count in pairs if count)


def comes_to(topic: TopicRow) -> ChipValue:
    """Return what a topic comes to, in plain words: counts and what a person said."""
    if topic.set_aside:
        return ChipValue("neutral", "set aside")
    if topic.is_untouched:
        return ChipValue("neutral", "nobody yet")
    if topic.is_disputed:
        return ChipValue("concern", "disputed")
    if topic.is_one_source:
        return ChipValue("one", "one source")
    return ChipValue("neutral", counted(topic.sources, "source"))
