"""A child's journey down a line, one event a row, each read as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.chip import chip_size, paint_chip
from ilacs_desktop.ui.widgets.record_table import MasterList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ilacs_desktop.services.data.journeys import JourneyLine


class JourneyList(MasterList):
    """The events of one child's journey, oldest first."""

    def __init__(self, name: str = "Journey", parent: QWidget | None = None) -> None:
        self._rows: TableModel[JourneyLine] = TableModel(
            (
                Column(
                    "Event",
                    lambda line: f"{line.day}  {line.title}",
                    second=lambda line: line.detail,
                    chip=_chip,
                ),
            ),
            key=lambda line: line.key,
        )
        super().__init__(name, None, parent)
        self._rows.setParent(self)
        self.set_model(self._rows)
        self.setItemDelegate(_EventDelegate(self))
        # It is read, not chosen from: the ring shows where the keys are.
        self.setSelectionMode(self.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, lines: Sequence[JourneyLine]) -> None:
        """Show a journey, each event as high as its words and the list as high as all of them."""
        self._rows.set_rows(lines)
        self._fit_rows()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_rows()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()

    def _fit_rows(self) -> None:
        width, font = self.viewport().width(), self.font()
        high = 0
        self.verticalHeader().setMinimumSectionSize(dress.row_height(font))
        for row, line in enumerate(self._rows.rows):
            height = _row_height(line, width, font)
            self.setRowHeight(row, height)
            high += height
        self.setFixedHeight(high + dress.px(4))

    def line_at(self, row: int) -> JourneyLine | None:
        """Return the event of a row."""
        return self._rows.value_at(row)


def _chip(line: JourneyLine) -> ChipValue | None:
    return ChipValue(line.mark_kind, line.mark) if line.mark else None


class _EventDelegate(QStyledItemDelegate):
    """Paint the line with its dot, then day and event, then what the list says of it."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view = self.parent()
        line = view.line_at(index.row()) if isinstance(view, JourneyList) else None
        if not isinstance(view, JourneyList) or line is None:
            super().paint(painter, option, index)
            return
        shown = dress.current_tokens()
        font: QFont = option.font
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(option.rect)
        title, detail = _boxes(line, box, font)
        first = QRect(title.left(), title.top(), title.width(), QFontMetrics(font).height())
        _paint_dot(painter, box, first, index.row(), index.model().rowCount())
        if line.mark:
            size = chip_size(line.mark_kind, line.mark, font)
            at = QRect(QPoint(title.right() + dress.space(1), title.top()), size)
            paint_chip(painter, at, line.mark_kind, line.mark, font)
        painter.setFont(_strong(font))
        painter.setPen(QColor(shown.text))
        painter.drawText(title, _WRAPPED, line.day)
        painter.setFont(font)
        painter.drawText(title, _WRAPPED, _after_day(line, font))
        painter.setPen(QColor(shown.soft))
        painter.drawText(detail, _WRAPPED, line.detail)
        painter.restore()


_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_NO_END = 1 << 20


def _strong(font: QFont) -> QFont:
    used = QFont(font)
    used.setWeight(QFont.Weight.DemiBold)
    return used


def _after_day(line: JourneyLine, font: QFont) -> str:
    """Return the event's title with room before it for the day, which is painted heavier."""
    metrics = QFontMetrics(font)
    day = QFontMetrics(_strong(font)).horizontalAdvance(line.day) + dress.space(1)
    # No-break spaces: the room stays where the title goes on in a second line.
    return "\u00a0" * -(-day // max(metrics.horizontalAdvance("\u00a0"), 1)) + line.title


def _boxes(line: JourneyLine, box: QRect, font: QFont) -> tuple[QRect, QRect]:
    """Return where day and title stand, and where the detail stands below them."""
    metrics = QFontMetrics(font)
    left = box.left() + dress.space(5)
    width = max(box.right() - dress.space(1) - left, 1)
    mark = chip_size(line.mark_kind, line.mark, font).width() + dress.space(1) if line.mark else 0
    room = QRect(left, box.top() + dress.space(1), max(width - mark, 1), _NO_END)
    needed = metrics.boundingRect(room, _WRAPPED, _after_day(line, font)).height()
    title = QRect(left, room.top(), room.width(), max(needed, metrics.height()))
    below = QRect(left, title.bottom() + dress.px(4), width, _NO_END)
    high = metrics.boundingRect(below, _WRAPPED, line.detail).height() if line.detail else 0
    return title, QRect(left, below.top(), width, high)


def _row_height(line: JourneyLine, width: int, font: QFont) -> int:
    _, detail = _boxes(line, QRect(0, 0, width, 0), font)
    return max(detail.bottom() + dress.space(2), dress.row_height(font))


def _paint_dot(painter: QPainter, box: QRect, upper: QRect, row: int, count: int) -> None:
    shown = dress.current_tokens()
    middle = QPoint(box.left() + dress.space(2), upper.center().y())
    painter.setPen(QPen(QColor(shown.line), dress.px(2)))
    if row > 0:
        painter.drawLine(QPoint(middle.x(), box.top()), middle)
    if row < count - 1:
        painter.drawLine(middle, QPoint(middle.x(), box.bottom() + 1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(shown.accent))
    painter.drawEllipse(middle, dress.px(4), dress.px(4))
