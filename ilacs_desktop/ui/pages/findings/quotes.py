"""A list of texts shown in full, each row as high as its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.chip import chip_size, paint_chip
from ilacs_desktop.ui.widgets.short_list import ShortList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFont, QPainter, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.ui.widgets.short_list import ShortRow

_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_DEEP = 100_000


class QuoteList(ShortList):
    """Notes to read where they stand; Enter or a double click opens one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._fitted = 0
        super().__init__(name, parent, most=_DEEP)
        self.setItemDelegate(_QuoteDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def show_rows(self, rows: Sequence[ShortRow]) -> None:
        self._fitted = 0
        super().show_rows(rows)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._fitted:
            self._fit()

    @override
    def _height(self) -> int:
        return sum(self.rowHeight(row) for row in range(len(self.rows))) + dress.px(4)

    @override
    def _fit(self) -> None:
        width = self._fitted = self.viewport().width()
        for at, row in enumerate(self.rows):
            self.setRowHeight(at, _quote_height(row, self.font(), width))
        self.setFixedHeight(max(self._height(), dress.row_height(self.font())))


def _gap() -> int:
    return dress.space(1.5)


def _text_box(row: ShortRow, font: QFont, width: int) -> QRect:
    """Return where the words stand: left of the chip, with room at the sides."""
    chip = chip_size(row.chip.kind, row.chip.text, font).width() if row.chip is not None else 0
    taken = chip + dress.space(2) if chip else 0
    return QRect(dress.space(1), _gap(), max(width - dress.space(2) - taken, 1), _DEEP)


def _quote_height(row: ShortRow, font: QFont, width: int) -> int:
    metrics, box = QFontMetrics(font), _text_box(row, font, width)
    deep = metrics.boundingRect(box, int(_WRAP), row.text).height()
    if row.second:
        deep += metrics.boundingRect(box, int(_WRAP), row.second).height() + dress.px(2)
    return max(deep + 2 * _gap(), dress.row_height(font))


class _QuoteDelegate(QStyledItemDelegate):
    """Paint the words in full, the softer line below them, and the chip at the end."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view = self.parent()
        if not isinstance(view, QuoteList) or index.row() >= len(view.rows):
            return
        row, shown = view.rows[index.row()], dress.current_tokens()
        box: QRect = option.rect
        font: QFont = option.font
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(shown.accent_on))
        painter.setPen(QColor(shown.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        words = _text_box(row, font, box.width()).translated(box.topLeft())
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(shown.text))
        painter.drawText(words, int(_WRAP), row.text)
        if row.second:
            deep = metrics.boundingRect(words, int(_WRAP), row.text).height() + dress.px(2)
            painter.setPen(QColor(shown.soft))
            painter.drawText(words.adjusted(0, deep, 0, 0), int(_WRAP), row.second)
        if row.chip is not None:
            size = chip_size(row.chip.kind, row.chip.text, font)
            left = box.right() - size.width() - dress.space(1)
            place = QRect(left, words.top(), size.width(), size.height())
            paint_chip(painter, place, row.chip.kind, row.chip.text, font)
        painter.restore()
