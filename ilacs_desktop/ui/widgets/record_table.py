"""The table and the master list of records: one row is one record, read as one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ilacs_desktop.ui.looks import dress, tokens
from ilacs_desktop.ui.models.table import DeclaredModel, Face
from ilacs_desktop.ui.widgets import folded_rows
from ilacs_desktop.ui.widgets.chip import chip_size, paint_chip

if TYPE_CHECKING:
    from collections.abc import Hashable
    from typing import Any

    from PySide6.QtGui import QPaintEvent, QResizeEvent

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LEAST_SHARE = 0.8
"""Columns are narrowed so far before the rows are folded."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """Paint a cell: text, a softer second line, a chip, and the line under the row."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        if not isinstance(model, DeclaredModel):
            super().paint(painter, option, index)
            return
        face = model.face(index.row(), index.column())
        shown = dress.current_tokens()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(shown.accent_on))
        painter.setPen(QColor(shown.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        table = self.parent()
        if isinstance(table, RecordTable) and table.is_folded:
            folded_rows.paint_row(painter, model, index.row(), box, font)
            painter.restore()
            return
        inner = box.adjusted(dress.space(2), 0, -dress.space(2), -1)
        inner = _paint_chip(painter, inner, face, font)
        _paint_texts(painter, inner, face, font)
        painter.restore()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + dress.space(4), hint.height())


class RecordTable(QTableView):
    """A table of records that always has a current one and keeps it through refreshes.

    Signals:
        record_chosen: the key of the current record, whenever it becomes another.
        record_opened: the key of the record opened by Enter or a double click.
    """

    record_chosen = Signal(object)
    record_opened = Signal(object)

    def __init__(
        self,
        name: str,
        model: DeclaredModel[Any] | None = None,
        parent: QWidget | None = None,
        *,
        sortable: bool = False,
        several: bool = False,
    ) -> None:
        """Make a table.

        Args:
            name: what the table lists, said by a screen reader.
            model: its rows; may also come later, by ``set_model``.
            parent: the owning widget.
            sortable: whether a click on a heading sorts by it.
            several: whether several rows may be chosen at once.
        """
        super().__init__(parent)
        self._declared: DeclaredModel[Any] | None = None
        self._chosen: Hashable | None = None
        self._folded = False
        self._measured = False
        self._has_heading = True
        self.setAccessibleName(name)
        self._set_manners(sortable=sortable, several=several)
        self.activated.connect(self._on_activated)
        if model is not None:
            self.set_model(model)

    def set_model(self, model: DeclaredModel[Any]) -> None:
        """Show a model; the table does not own it."""
        self._declared = model
        self.setModel(model)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._measure_folded)
        model.layoutChanged.connect(self._measure_folded)
        model.dataChanged.connect(self._measure_folded)
        model.modelReset.connect(self._keep_current)
        model.rowsInserted.connect(self._keep_current)
        model.rowsRemoved.connect(self._keep_current)
        model.layoutChanged.connect(self._keep_current)
        self._set_sizes()
        self._keep_current()

    @property
    def is_folded(self) -> bool:
        """Whether each record stands in lines of its own, for want of room side by side."""
        return self._folded

    def current_key(self) -> Hashable | None:
        """Return the key of the current record; None in an empty table."""
        index = self.currentIndex()
        if self._declared is None or not index.isValid():
            return None
        return self._declared.key_at(index.row())

    def chosen_keys(self) -> tuple[Hashable, ...]:
        """Return the keys of all chosen rows, from the top down."""
        if self._declared is None:
            return ()
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        keys = (self._declared.key_at(row) for row in rows)
        return tuple(key for key in keys if key is not None)

    def choose(self, key: Hashable) -> bool:
        """Make a record the current one; say whether it is in the table."""
        row = self._declared.row_of(key) if self._declared is not None else -1
        if row < 0 or self._declared is None:
            return False
        self.setCurrentIndex(self._declared.index(row, 0))
        self.selectRow(row)
        return True

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        ends = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)
        if action in ends:
            # Rows are whole here: Qt's Home and End would go along one, and its Ctrl goes down.
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self._tell_choice()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_sizes()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fold()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            self._paint_ring()

    def _set_manners(self, *, sortable: bool, several: bool) -> None:
        self.setItemDelegate(RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(dress.space(6))
        head.setSectionsClickable(sortable)
        self.setSortingEnabled(False)
        if sortable:
            head.setSortIndicatorShown(True)
            head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            head.sortIndicatorChanged.connect(self._on_sort_asked)

    def _set_sizes(self) -> None:
        if self._declared is not None:
            self._set_row_height(self._declared)
            self._set_widths(self._declared)
            self._fold()

    def _set_row_height(self, model: DeclaredModel[Any]) -> None:
        row = dress.row_height(self.font())
        if model.has_second_lines:
            row += round(QFontMetrics(self.font()).height() * 1.15)
        rows = self.verticalHeader()
        if rows.defaultSectionSize() == row and rows.minimumSectionSize() == row:
            return
        # In silence, and all at once: otherwise each of thousands of rows is resized and told of
        # by itself, and the window waits for seconds.
        rows.blockSignals(True)  # noqa: FBT003 - Qt's own
        rows.setMinimumSectionSize(min(row, rows.minimumSectionSize()))
        rows.setDefaultSectionSize(row)
        rows.setMinimumSectionSize(row)
        rows.blockSignals(False)  # noqa: FBT003
        self.updateGeometries()
        self.viewport().update()

    def _set_widths(self, model: DeclaredModel[Any]) -> None:
        head = self.horizontalHeader()
        one = QFontMetrics(self.font()).averageCharWidth() * self._share(model)
        for at, column in enumerate(model.columns):
            if column.width and not self._folded:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(at, int(column.width * one) + dress.space(4))
            else:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def _share(self, model: DeclaredModel[Any]) -> float:
        """Return how much of its width each column gets, so that all are seen side by side."""
        edges = len(model.columns) * dress.space(4)
        wanted = folded_rows.needed_width(model, self.font()) - edges
        return min((self.viewport().width() - edges) / max(wanted, 1), 1.0)

    def _fold(self) -> None:
        """Fold the rows where their columns do not fit, and unfold them where they do."""
        model = self._declared
        if model is None or len(model.columns) < 2:
            return
        wanted = folded_rows.needed_width(model, self.font())
        narrow = wanted * _LEAST_SHARE > self.viewport().width()
        if narrow != self._folded:
            self._folded = narrow
            for at in range(1, len(model.columns)):
                self.setColumnHidden(at, narrow)
            self._show_heading(narrow=narrow)
            self._set_row_height(model)
            self._set_widths(model)
            if not narrow:
                self._end_own_heights()
        elif not narrow:
            self._set_widths(model)
            self.updateGeometries()
        self._measure_folded()

    def _show_heading(self, *, narrow: bool) -> None:
        """Hide the headings of folded rows; a table that has none shows none afterwards."""
        head = self.horizontalHeader()
        if narrow:
            self._has_heading = not head.isHidden()
        head.setVisible(not narrow and self._has_heading)

    def _end_own_heights(self) -> None:
        """Make rows that were measured one by one as high as all others again."""
        if self._measured:
            usual = self.verticalHeader().defaultSectionSize()
            for row in range(self.model().rowCount()):
                self.setRowHeight(row, usual)
        self._measured = False

    @Slot()
    def _measure_folded(self) -> None:
        if not self._folded or self._declared is None:
            return
        width = self.viewport().width()
        measured, others = folded_rows.row_heights(self._declared, width, self.font())
        self.verticalHeader().setDefaultSectionSize(others)
        if self._measured and not measured:
            self._end_own_heights()
        self._measured = bool(measured)
        for row, height in enumerate(measured):
            self.setRowHeight(row, height)

    def _paint_ring(self) -> None:
        row = self.currentIndex().row()
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(dress.current_tokens().accent), tokens.FOCUS_PX))
        box = QRect(0, top, self.viewport().width(), height).adjusted(1, 1, -1, -2)
        painter.drawRoundedRect(box, 4, 4)

    @Slot()
    def _keep_current(self) -> None:
        model = self._declared
        if model is None or model.rowCount() == 0:
            self._tell_choice()
            return
        if not self.currentIndex().isValid():
            # A table without a current index has crashed screen readers before.
            at = max(model.row_of(self._chosen), 0) if self._chosen is not None else 0
            self.setCurrentIndex(model.index(at, 0))
        if not self.selectionModel().hasSelection():
            self.selectRow(self.currentIndex().row())
        self._tell_choice()

    def _tell_choice(self) -> None:
        key = self.current_key()
        if key != self._chosen:
            self._chosen = key
            self.record_chosen.emit(key)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        if self._declared is not None and index.isValid():
            self.record_opened.emit(self._declared.key_at(index.row()))

    @Slot(int, Qt.SortOrder)
    def _on_sort_asked(self, column: int, order: Qt.SortOrder) -> None:
        if self._declared is not None:
            self._declared.sort(column, order)


class MasterList(RecordTable):
    """The list at the left of a page: one column, two lines a record, no heading."""

    def __init__(
        self,
        name: str,
        model: DeclaredModel[Any] | None = None,
        parent: QWidget | None = None,
        *,
        several: bool = False,
    ) -> None:
        super().__init__(name, model, parent, several=several)
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _paint_chip(painter: QPainter, box: QRect, face: Face, font: QFont) -> QRect:
    """Paint the chip at the right end, or at the left if alone; return the room left over."""
    if face.chip is None:
        return box
    size = chip_size(face.chip.kind, face.chip.text, font)
    top = box.top() + (box.height() - size.height()) // 2
    left = box.right() - size.width() + 1 if face.text else box.left()
    width = min(size.width(), box.width())
    chip_box = QRect(max(left, box.left()), top, width, size.height())
    paint_chip(painter, chip_box, face.chip.kind, face.chip.text, font)
    return box.adjusted(0, 0, -size.width() - dress.space(2), 0)


def _paint_texts(painter: QPainter, box: QRect, face: Face, font: QFont) -> None:
    shown = dress.current_tokens()
    first = QFont(font)
    if face.strong:
        first.setWeight(QFont.Weight.DemiBold)
    side = _RIGHT if face.right else _LEFT
    upper, lower = box, box
    if face.second:
        half = QFontMetrics(font).height()
        top = box.top() + (box.height() - 2 * half - dress.px(2)) // 2
        upper = QRect(box.left(), top, box.width(), half)
        lower = QRect(box.left(), top + half + dress.px(2), box.width(), half)
    _paint_line(painter, upper, side, face.text, first, shown.soft if face.soft else shown.text)
    if face.second:
        _paint_line(painter, lower, side, face.second, font, shown.soft)


def _paint_line(
    painter: QPainter, box: QRect, side: Qt.AlignmentFlag, text: str, font: QFont, ink: str
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    fitting = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side, fitting)
