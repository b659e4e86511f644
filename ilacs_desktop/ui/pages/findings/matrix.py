"""The coverage matrix, walked with the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScrollArea, QTableView, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.coverage import CoverageModel
from ilacs_desktop.ui.pages.findings.matrix_cells import (
    CellDelegate,
    band_height,
    cells_height,
    row_height,
    sign_lines,
    strong,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from ilacs_desktop.services.findings.coverage import AreaCoverage, TopicRow

_TOPIC_LETTERS = 20
"""How many letters a line of a topic's name has before the columns fold under it."""


class Matrix(QTableView):
    """Topics by origin; one cell is current.

    Signals:
        cell_chosen: (topic, origin) of the current cell; origin empty for the whole topic, None
            both where the table is empty.
        cell_opened: the same, by Enter or a double click.
        folded: the cells went under the topics' names, or beside them again.
    """

    cell_chosen = Signal(object, object)
    cell_opened = Signal(object, object)
    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("coverage_matrix")
        self.setAccessibleName("Coverage: topics by where the evidence comes from")
        self._table = CoverageModel(self)
        self._is_sizing = False
        self._sized: tuple[object, ...] = ()
        self.setModel(self._table)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(dress.px(24))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(dress.space(5))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.activated.connect(self._on_activated)

    @property
    def table(self) -> CoverageModel:
        """Return the rows shown."""
        return self._table

    def show_area(self, area: AreaCoverage | None, columns: tuple[tuple[str, str], ...]) -> None:
        """Show an area's topics."""
        place = self.currentIndex()
        topic = self._table.topic(place.row()) if place.isValid() else None
        self._table.show_area(area, columns)
        self._set_sizes()
        if not self._table.rowCount():
            self._tell(QModelIndex())
            return
        if not self.currentIndex().isValid():
            at = max(self._table.row_of(topic.key), 0) if topic is not None else 0
            column = place.column() if place.isValid() else 0
            self.setCurrentIndex(self._table.index(at, min(column, len(columns))))
        else:
            self._tell(self.currentIndex())

    def current_topic(self) -> TopicRow | None:
        """Return the topic of the current cell."""
        return self._table.topic(self.currentIndex().row())

    def choose(self, topic: str) -> bool:
        """Make a topic current; say whether it is shown."""
        row = self._table.row_of(topic)
        if row < 0:
            return False
        self.setCurrentIndex(self._table.index(row, 0))
        return True

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self._bring_up()
        self._tell(current)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        self._bring_up()

    def _bring_up(self) -> None:
        """Scroll whatever holds the table to the current cell, as the keys walk on."""
        if not self.hasFocus():
            return
        box = self.visualRect(self.currentIndex())
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inner = above.widget() if above is not None else None
        if above is not None and inner is not None and box.isValid():
            at = self.viewport().mapTo(inner, box.center())
            above.ensureVisible(at.x(), at.y(), 0, box.height())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_sizes()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_sizes()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.px(200), dress.px(220))

    def _set_sizes(self) -> None:
        """Give columns and rows their sizes; folded where the topics' names find no room."""
        last, rows = self._table.columnCount() - 1, self._table.rowCount()
        shown = (self._table.shown, self.viewport().width(), self.font().key())
        if last < 1 or self._is_sizing or shown == self._sized:
            return
        self._sized = shown
        # Changing a size may show or hide the scroll bar, which asks for sizes again.
        self._is_sizing = True
        widths = self._usual_widths(last, rows)
        letter = QFontMetrics(self.font()).averageCharWidth()
        room = self.viewport().width() - sum(widths[1:])
        folded = room < letter * _TOPIC_LETTERS
        brief = False
        if folded:
            widths, brief = self._folded_widths(last)
        else:
            widths[0] = room
        if (folded, brief) != (self._table.is_folded, self._table.is_brief):
            self._table.set_heads(folded=folded, brief=brief)
            self.folded.emit()
        self.setColumnHidden(last, folded)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self._set_heights(widths)
        self._is_sizing = False

    def _heading_widths(self, last: int) -> list[int]:
        heavy = QFontMetrics(strong(self.font()))
        heads = (self._table.heading(column) for column in range(1, last))
        return [heavy.horizontalAdvance(head) + dress.space(3.5) for head in heads]

    def _usual_widths(self, last: int, rows: int) -> list[int]:
        metrics = QFontMetrics(self.font())
        heavy = QFontMetrics(strong(self.font()))
        widths = [0]
        for column in range(1, last + 1):
            title = self._table.heading(column)
            lines = (
                line for row in range(rows) for line in self._table.words(row, column).splitlines()
            )
            widest = max((metrics.horizontalAdvance(line) for line in lines), default=0)
            heading = heavy.horizontalAdvance(title) + dress.space(3.5)
            widths.append(max(heading, widest + dress.space(3)))
        return widths

    def _folded_widths(self, last: int) -> tuple[list[int], bool]:
        """Return the widths of folded columns, and whether only the shortest headings fit."""
        first = dress.px(24)
        room = max(self.viewport().width() - first, 1)
        wanted = self._heading_widths(last)
        spare = room - sum(wanted)
        brief = spare < 0
        if brief:
            wanted, spare = [0] * len(wanted), room
        each, left = divmod(spare, max(len(wanted), 1))
        return [first, *(one + each + (at < left) for at, one in enumerate(wanted))], brief

    def _set_heights(self, widths: list[int]) -> None:
        font = self.font()
        for row in range(self._table.rowCount()):
            topic = self._table.topic(row)
            if topic is None:
                continue
            if not self._table.is_folded:
                self.setRowHeight(row, row_height(topic, font, widths))
                continue
            lines = max(
                (
                    len(sign_lines(cell, font, widths[column]))
                    for column in range(1, len(widths))
                    if (cell := self._table.cell(row, column)) is not None
                ),
                default=1,
            )
            band = band_height(topic, font, self.viewport().width())
            self.setRowHeight(row, band + cells_height(lines, font))

    def _tell(self, index: QModelIndex | QPersistentModelIndex) -> None:
        topic = self._table.topic(index.row()) if index.isValid() else None
        if topic is None:
            self.cell_chosen.emit(None, None)
            return
        self.cell_chosen.emit(topic.key, self._table.origin(index.column()))

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        topic = self._table.topic(index.row())
        if topic is not None:
            self.cell_opened.emit(topic.key, self._table.origin(index.column()))
