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

    from ilacs_desktop.services.findings.coverage import AreaCoverage, Cell, TopicRow

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

BRIEF_ORIGINS: dict[str, str] = {
    "record": "Rec.",
    "child": "Child",
    "family": "Fam.",
    "agency": "Ag.",
    "observation": "Obs.",
    "data": "Data",
    "staff": "Staff",
    "leaders": "Lead.",
    "": "n/s",
}
"""Headings where even short ones find no room; read aloud they are the full names."""

NO_SOURCE = "no source said"

_ALWAYS = frozenset({"record", "child", "family", "agency", "observation"})
_NOWHERE = QModelIndex()


class CoverageModel(QAbstractTableModel):
    """The topics of one judgement area."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[tuple[str, str], ...] = ()
        self._rows: tuple[TopicRow, ...] = ()
        self._places: tuple[int, ...] = ()
        self._folded = self._brief = False

    @property
    def is_folded(self) -> bool:
        """Whether the cells stand below the topic's name, which then has no column."""
        return self._folded

    @property
    def is_brief(self) -> bool:
        """Whether headings are at their shortest."""
        return self._brief

    def set_heads(self, *, folded: bool, brief: bool) -> None:
        """Say whether the cells stand below the names, and how short the headings are."""
        if (folded, brief) != (self._folded, self._brief):
            self._folded, self._brief = folded, brief
            last = self.columnCount() - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(last, 0))

    def brief_words(self) -> str:
        """Say what the shortest headings stand for."""
        pairs = ((_brief(key, label), label) for key, label in self._columns)
        return " · ".join(f"{brief} {label}" for brief, label in pairs if brief != label)

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

    @property
    def shown(self) -> tuple[object, ...]:
        """Return all that is shown, to tell whether it is the same as before."""
        return (self._columns, self._rows)

    def heading(self, column: int) -> str:
        """Return the usual heading of a column, whether or not the shortest ones show."""
        origin = self.origin(column)
        if origin is None:
            return "Topic" if column == 0 else "Comes to"
        return _short(*self._columns[column - 1])

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
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._more(topic, index.column())
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
                return "" if self._folded else self.heading(section)
            return _brief(*self._columns[section - 1]) if self._brief else self.heading(section)
        spoken = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        if role in spoken:
            return self.heading(section) if origin is None else self._columns[section - 1][1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if origin is None else Qt.AlignmentFlag.AlignHCenter
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, topic: TopicRow, column: int) -> str:
        if column == 0:
            return topic.label
        if column > len(self._places):
            return "\n".join(summary_lines(topic))
        return sign_words(topic.cells[self._places[column - 1]]) or "—"

    def _sentence(self, topic: TopicRow, column: int) -> str:
        if column == 0:
            marks = [chip_spoken(one.kind, one.text) for one in marks_of(topic)]
            said = [_side_words(topic.whole)] if topic.notes else []
            why = [topic.reason] if topic.set_aside and topic.reason else []
            return f"{topic.label}: {', '.join((*said, *marks, *why))}".removesuffix(": ")
        if column > len(self._places):
            return f"{topic.label}, all sources: {whole_words(topic)}"
        cell = topic.cells[self._places[column - 1]]
        return f"{topic.label}, {self._columns[column - 1][1]}: {_side_words(cell)}"

    def _more(self, topic: TopicRow, column: int) -> str:
        cell = self.cell(self._rows.index(topic), column) or topic.whole
        return _who_words(cell) if cell.count else ""


def _short(key: str, label: str) -> str:
    return SHORT_ORIGINS.get(key) or label.split()[0]


def _brief(key: str, label: str) -> str:
    return BRIEF_ORIGINS.get(key) or f"{label[:3]}."


def _side_words(cell: Cell) -> str:
    parts = (
        counted(cell.strengths, "strength") if cell.strengths else "",
        counted(cell.concerns, "concern") if cell.concerns else "",
        f"{cell.neither} neither" if cell.neither else "",
    )
    return ", ".join(part for part in parts if part) or "none"


def source_words(cell: Cell) -> str:
    """Return how many sources there are; nought says that nobody named one."""
    return counted(cell.sources, "source") if cell.sources else NO_SOURCE


def _who_words(cell: Cell) -> str:
    return ", ".join(
        (
            source_words(cell),
            counted(cell.children, "child", "children"),
            counted(cell.inspectors, "inspector"),
        )
    )


def summary_lines(topic: TopicRow) -> tuple[str, ...]:
    """Return what a topic comes to: sides and sources, then children and inspectors."""
    whole = topic.whole
    if not whole.count:
        return ()
    children = counted(whole.children, "child", "children")
    return (
        f"{sign_words(whole)}   {source_words(whole)}",
        f"{children}, {counted(whole.inspectors, 'inspector')}",
    )


def findings_words(topic: TopicRow) -> str:
    """Return how many findings rest on a topic; empty where there is nothing to rest on."""
    if topic.findings:
        return counted(len(topic.findings), "finding")
    return "no finding yet" if topic.notes else ""


def whole_words(topic: TopicRow) -> str:
    """Return what a topic comes to as a sentence."""
    findings = findings_words(topic)
    if not topic.notes:
        return ", ".join(part for part in ("nobody has looked at it yet", findings) if part)
    parts = [_side_words(topic.whole), _who_words(topic.whole), findings]
    parts += [chip_spoken(one.kind, one.text) for one in marks_of(topic)]
    return ", ".join(parts)


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


def sign_words(cell: Cell) -> str:
    """Return the signs of a cell as text; empty where it holds nothing."""
    return " ".join(f"{sign} {count}" for sign, count in signs(cell))


def marks_of(topic: TopicRow) -> tuple[ChipValue, ...]:
    """Return what is marked beside a topic's name: what a person said, and what is thin."""
    if topic.set_aside:
        return (ChipValue("neutral", "set aside"),)
    if topic.is_untouched:
        return (ChipValue("neutral", "nobody yet"),)
    disputed = (ChipValue("concern", "disputed"),) if topic.is_disputed else ()
    thin = (ChipValue("one", "one source"),) if topic.is_one_source else ()
    unsaid = (ChipValue("neutral", NO_SOURCE),) if topic.is_source_unsaid else ()
    return (*disputed, *thin, *unsaid)
