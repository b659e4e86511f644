"""A child's journey down a line, one event a row, each read as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ilacs_desktop.ui import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.chip import chip_size, paint_chip
from ilacs_desktop.ui.widgets.record_table import MasterList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.journeys import JourneyLine


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

    def show_lines(self, lines: Sequence[JourneyLine]) -> None:
        """Show a journey."""
        self._rows.set_rows(lines)

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
        upper, lower = _halves(QRect(option.rect), font)
        _paint_dot(painter, QRect(option.rect), upper, index.row(), index.model().rowCount())
        indent = dress.space(5)
        inner = upper.adjusted(indent, 0, -dress.space(1), 0)
        if line.mark:
            size = chip_size(line.mark_kind, line.mark, font)
            top = inner.top() + (inner.height() - size.height()) // 2
            box = QRect(inner.right() - size.width() + 1, top, size.width(), size.height())
            paint_chip(painter, box, line.mark_kind, line.mark, font)
            inner = inner.adjusted(0, 0, -size.width() - dress.space(1), 0)
        used = _write(painter, inner, line.day, font, strong=True)
        _write(painter, inner.adjusted(used + dress.space(2), 0, 0, 0), line.title, font)
        _write(painter, lower.adjusted(indent, 0, 0, 0), line.detail, font, ink=shown.soft)
        painter.restore()


def _halves(box: QRect, font: QFont) -> tuple[QRect, QRect]:
    half = QFontMetrics(font).height() + dress.px(4)
    top = box.top() + max(0, (box.height() - 2 * half) // 2)
    upper = QRect(box.left(), top, box.width(), half)
    return upper, QRect(box.left(), top + half, box.width() - dress.space(1), half)


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


def _write(
    painter: QPainter, box: QRect, text: str, font: QFont, *, strong: bool = False, ink: str = ""
) -> int:
    """Write one line and return how wide it is."""
    used = QFont(font)
    if strong:
        used.setWeight(QFont.Weight.DemiBold)
    painter.setFont(used)
    painter.setPen(QColor(ink or dress.current_tokens().text))
    metrics = QFontMetrics(used)
    fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)
    return metrics.horizontalAdvance(fitting)
