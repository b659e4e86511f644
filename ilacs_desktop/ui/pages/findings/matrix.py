"""The coverage matrix, walked with the arrow keys."""

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

from ilacs_desktop.ui import dress, tokens
from ilacs_desktop.ui.models.coverage import CoverageModel, comes_to, signs
from ilacs_desktop.ui.widgets.chip import chip_size, paint_chip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ilacs_desktop.services.coverage import AreaCoverage, TopicRow

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TOPIC_LETTERS = 20
_SIGN_INKS = {"+": "good", "△": "caution", "·": "soft"}


class Matrix(QTableView):
    """Topics by origin; one cell is current.

    Signals:
        cell_chosen: (topic, origin) of the current cell; origin empty for the whole topic, None
            both where the table is empty.
        cell_opened: the same, by Enter or a double click.
    """

    cell_chosen = Signal(object, object)
    cell_opened = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("coverage_matrix")
        self.setAccessibleName("Coverage: topics by where the evidence comes from")
        self._table = CoverageModel(self)
        self.setModel(self._table)
        self.setItemDelegate(_CellDelegate(self))
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
        self.horizontalHeader().setHighlightSections(False)
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
        self._tell(current)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_sizes()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_topics()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.px(200), dress.px(220))

    def _set_sizes(self) -> None:
        row = dress.row_height(self.font())
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        head = self.horizontalHeader()
        head.setMinimumSectionSize(dress.space(10))
        metrics, strong = QFontMetrics(self.font()), QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        heavy = QFontMetrics(strong)
        last, rows = self._table.columnCount() - 1, self._table.rowCount()
        for column in range(last + 1):
            if column == 0:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                continue
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            if column == last:
                chip = chip_size("one", "one source", self.font()).width()
                self.setColumnWidth(column, chip + dress.space(4))
                continue
            title = str(self._table.headerData(column, Qt.Orientation.Horizontal))
            texts = (self._table.words(row, column) for row in range(rows))
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            heading = heavy.horizontalAdvance(title) + dress.space(4.5)
            self.setColumnWidth(column, max(heading, widest + dress.space(3)))
        self._fit_topics()

    def _fit_topics(self) -> None:
        """Give the topics the width that is left; below a readable one the table scrolls."""
        last = self._table.columnCount() - 1
        if last < 1:
            return
        others = sum(self.columnWidth(column) for column in range(1, last + 1))
        least = QFontMetrics(self.font()).averageCharWidth() * _TOPIC_LETTERS
        self.setColumnWidth(0, max(least, self.viewport().width() - others))

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


class _CellDelegate(QStyledItemDelegate):
    """Paint a topic, a count with its signs, or what it comes to."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view, model = self.parent(), index.model()
        topic = model.topic(index.row()) if isinstance(model, CoverageModel) else None
        if topic is None or not isinstance(model, CoverageModel) or not isinstance(view, Matrix):
            return
        shown = dress.current_tokens()
        box: QRect = option.rect
        font: QFont = option.font
        in_row = view.currentIndex().row() == index.row()
        painter.save()
        if in_row:
            painter.fillRect(box, QColor(shown.accent_on))
        painter.setPen(QColor(shown.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(dress.space(2), 0, -dress.space(2), -1)
        cell = model.cell(index.row(), index.column())
        if index.column() == 0:
            self._paint_topic(painter, inner, topic, font, strong=in_row)
        elif cell is not None:
            _paint_signs(painter, box, signs(cell), font)
        else:
            value = comes_to(topic)
            size = chip_size(value.kind, value.text, font)
            top = inner.top() + (inner.height() - size.height()) // 2
            width = min(size.width(), inner.width())
            chip = QRect(inner.left(), top, width, size.height())
            paint_chip(painter, chip, value.kind, value.text, font)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected and view.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(shown.accent), tokens.FOCUS_PX))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 4, 4)
        painter.restore()

    def _paint_topic(
        self, painter: QPainter, box: QRect, topic: TopicRow, font: QFont, *, strong: bool
    ) -> None:
        shown = dress.current_tokens()
        made = QFont(font)
        if strong:
            made.setWeight(QFont.Weight.DemiBold)
        painter.setFont(made)
        painter.setPen(QColor(shown.soft if topic.set_aside else shown.text))
        fitting = QFontMetrics(made).elidedText(
            topic.label, Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, _LEFT, fitting)


def _paint_signs(
    painter: QPainter, box: QRect, pairs: tuple[tuple[str, int], ...], font: QFont
) -> None:
    """Paint each sign in its colour with its count, the whole in the middle of the cell."""
    shown = dress.current_tokens().as_dict()
    painter.setFont(font)
    metrics = QFontMetrics(font)
    if not pairs:
        painter.setPen(QColor(shown["soft"]))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "—")
        return
    gap = metrics.horizontalAdvance(" ")
    words = [(sign, f"{count}") for sign, count in pairs]
    width = sum(metrics.horizontalAdvance(f"{sign} {count}") for sign, count in words)
    left = box.left() + (box.width() - width - gap * (len(words) - 1)) // 2
    for sign, count in words:
        for text, ink in ((f"{sign} ", _SIGN_INKS[sign]), (count, "text")):
            wide = metrics.horizontalAdvance(text)
            painter.setPen(QColor(shown[ink]))
            painter.drawText(QRect(left, box.top(), wide + 1, box.height() - 1), _LEFT, text)
            left += wide
        left += gap
