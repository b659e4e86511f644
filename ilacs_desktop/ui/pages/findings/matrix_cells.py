"""How the coverage matrix is measured and painted: beside each other, or folded under the name.

Folded, a row begins with a band as wide as the table (the topic, what is marked, what it comes
to) and its cells stand below; each cell paints its own slice of the band.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from ilacs_desktop.domain.support import counted
from ilacs_desktop.ui.looks import dress, tokens
from ilacs_desktop.ui.models.coverage import (
    CoverageModel,
    findings_words,
    marks_of,
    signs,
    summary_lines,
)
from ilacs_desktop.ui.widgets.chip import chip_size, paint_chip

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from ilacs_desktop.services.findings.coverage import Cell, TopicRow

_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SIGN_INKS = {"+": "good", "△": "caution", "·": "soft"}
_DEEP = 10_000

Pairs = tuple[tuple[str, int], ...]


def strong(font: QFont) -> QFont:
    """Return the font of the headings."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def side_pad() -> int:
    """Return the room at either side of a cell."""
    return dress.space(2)


def _top_pad() -> int:
    return dress.space(1.5)


def _wrapped_height(text: str, font: QFont, width: int) -> int:
    box = QRect(0, 0, max(width, 1), _DEEP)
    return QFontMetrics(font).boundingRect(box, int(_WRAP), text).height()


def _mark_places(
    topic: TopicRow, font: QFont, width: int, words: str
) -> tuple[tuple[QRect, ...], int]:
    """Return where the chips and the words after them stand, and how high they are together.

    The corner is at 0, 0; the last box is that of the words, where there are any.
    """
    metrics = QFontMetrics(font)
    sizes = [chip_size(one.kind, one.text, font) for one in marks_of(topic)]
    if words:
        sizes.append(QSize(metrics.horizontalAdvance(words), metrics.height()))
    boxes: list[QRect] = []
    left = top = deep = 0
    for size in sizes:
        if left and left + size.width() > width:
            left, top = 0, deep + dress.space(0.5)
        boxes.append(QRect(left, top, min(size.width(), width), size.height()))
        left += size.width() + dress.space(1.5)
        deep = max(deep, top + size.height())
    return tuple(boxes), deep


def sign_lines(cell: Cell, font: QFont, width: int) -> tuple[Pairs, ...]:
    """Return the signs of a cell on as many lines as its width asks for."""
    metrics = QFontMetrics(font)
    lines: list[list[tuple[str, int]]] = []
    used = 0
    for sign, count in signs(cell):
        wide = metrics.horizontalAdvance(f"{sign} {count} ")
        if not lines or used + wide > width:
            lines.append([])
            used = 0
        lines[-1].append((sign, count))
        used += wide
    return tuple(tuple(line) for line in lines)


def topic_height(topic: TopicRow, font: QFont, width: int, words: str) -> int:
    """Return how high a topic's name and its marks are in a column of that width.

    Args:
        topic: the row.
        font: of the table.
        width: of the column.
        words: what stands after the marks.
    """
    inner = width - 2 * side_pad()
    name = _wrapped_height(topic.label, font, inner)
    _, marks = _mark_places(topic, font, inner, words)
    return name + (marks + dress.px(1) if marks else 0)


def _band_words(topic: TopicRow) -> str:
    if not topic.notes:
        return findings_words(topic)
    sources = counted(topic.sources, "source")
    return f"{sources}, {summary_lines(topic)[1]}, {findings_words(topic)}"


def band_height(topic: TopicRow, font: QFont, width: int) -> int:
    """Return how high the band of a folded row is, with the room above it."""
    words = _band_words(topic)
    summary = _wrapped_height(words, font, width - 2 * side_pad()) if words else 0
    return _top_pad() + topic_height(topic, font, width, "") + summary + dress.space(1)


def row_height(topic: TopicRow, font: QFont, widths: list[int]) -> int:
    """Return how high a row is whose cells stand beside each other.

    Args:
        topic: the row.
        font: of the table.
        widths: of the topic, then of each origin's column; what it comes to fits by itself.
    """
    line = QFontMetrics(font).height()
    summary = len(summary_lines(topic)) * line
    name = topic_height(topic, font, widths[0], findings_words(topic))
    return max(max(name, summary) + 2 * _top_pad(), dress.row_height(font))


def cells_height(lines: int, font: QFont) -> int:
    """Return how high the cells below a band are."""
    return max(lines, 1) * QFontMetrics(font).height() + _top_pad()


class CellDelegate(QStyledItemDelegate):
    """Paint a topic, a count with its signs, or what it comes to."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view, model = self.parent(), index.model()
        if not isinstance(view, QTableView) or not isinstance(model, CoverageModel):
            return
        topic = model.topic(index.row())
        if topic is None:
            return
        box: QRect = option.rect
        font: QFont = option.font
        in_row = view.currentIndex().row() == index.row()
        painter.save()
        painter.setClipRect(box)
        shown = dress.current_tokens()
        if in_row:
            painter.fillRect(box, QColor(shown.accent_on))
        painter.setPen(QColor(shown.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        cell = model.cell(index.row(), index.column())
        ring = box
        if model.is_folded:
            whole = QRect(0, box.top(), view.viewport().width(), box.height())
            high = band_height(topic, font, whole.width())
            self._paint_band(painter, whole, topic, font)
            rest = box.adjusted(0, high, 0, -1)
            if cell is not None:
                _paint_signs(painter, rest, cell, font)
            ring = rest if cell is not None else whole
        elif index.column() == 0:
            top = box.adjusted(0, _top_pad(), 0, 0)
            self._paint_topic(painter, top, topic, font, findings_words(topic))
        elif cell is not None:
            _paint_signs(painter, box, cell, font)
        else:
            _paint_summary(painter, box, topic, font)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if model.is_folded and in_row and view.currentIndex().column() == 0:
            chosen, ring = True, QRect(0, box.top(), view.viewport().width(), box.height())
        if chosen:
            # The cell that stands opened beside the table stays marked when the focus is there.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(shown.accent), tokens.FOCUS_PX if view.hasFocus() else 1))
            painter.drawRoundedRect(ring.adjusted(1, 1, -1, -2), 4, 4)
        painter.restore()

    def _paint_topic(
        self, painter: QPainter, box: QRect, topic: TopicRow, font: QFont, words: str
    ) -> int:
        """Paint the name and the marks below it; return where they end."""
        shown = dress.current_tokens()
        inner = box.adjusted(side_pad(), 0, -side_pad(), 0)
        painter.setFont(font)
        painter.setPen(QColor(shown.soft if topic.set_aside else shown.text))
        painter.drawText(inner, int(_WRAP), topic.label)
        top = inner.top() + _wrapped_height(topic.label, font, inner.width())
        boxes, deep = _mark_places(topic, font, inner.width(), words)
        for one, place in zip(marks_of(topic), boxes, strict=False):
            at = place.translated(inner.left(), top + dress.px(1))
            paint_chip(painter, at, one.kind, one.text, font)
        if words:
            painter.setFont(font)
            painter.setPen(QColor(shown.soft))
            place = boxes[-1].translated(inner.left(), top + dress.px(1))
            painter.drawText(place, int(_LEFT), words)
        return top + (deep + dress.px(1) if deep else 0)

    def _paint_band(self, painter: QPainter, whole: QRect, topic: TopicRow, font: QFont) -> None:
        box = whole.adjusted(0, _top_pad(), 0, 0)
        top = self._paint_topic(painter, box, topic, font, "")
        inner = QRect(side_pad(), top, whole.width() - 2 * side_pad(), whole.height())
        painter.setFont(font)
        painter.setPen(QColor(dress.current_tokens().soft))
        painter.drawText(inner, int(_WRAP), _band_words(topic))


def _paint_summary(painter: QPainter, box: QRect, topic: TopicRow, font: QFont) -> None:
    if not topic.notes:
        return
    metrics = QFontMetrics(font)
    line = metrics.height()
    place = QRect(box.left() + side_pad(), box.center().y() - line, box.width(), line)
    wide = _paint_pairs(painter, place, signs(topic.whole), font) + metrics.horizontalAdvance("  ")
    painter.setPen(QColor(dress.current_tokens().soft))
    sources = place.adjusted(wide, 0, 0, 0)
    painter.drawText(sources, int(_LEFT), counted(topic.sources, "source"))
    painter.drawText(place.translated(0, line), int(_LEFT), summary_lines(topic)[1])


def _paint_signs(painter: QPainter, box: QRect, cell: Cell, font: QFont) -> None:
    """Paint each sign in its colour with its count, the whole in the middle of the cell."""
    metrics = QFontMetrics(font)
    lines = sign_lines(cell, font, box.width())
    if not lines:
        painter.setFont(font)
        painter.setPen(QColor(dress.current_tokens().soft))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "—")
        return
    top = box.top() + (box.height() - len(lines) * metrics.height()) // 2
    for at, pairs in enumerate(lines):
        wide = metrics.horizontalAdvance(" ".join(f"{sign} {count}" for sign, count in pairs))
        left = box.left() + (box.width() - wide) // 2
        place = QRect(left, top + at * metrics.height(), wide, metrics.height())
        _paint_pairs(painter, place, pairs, font)


def _paint_pairs(painter: QPainter, box: QRect, pairs: Pairs, font: QFont) -> int:
    """Paint signs with their counts in one line; return how wide they are."""
    shown = dress.current_tokens().as_dict()
    metrics = QFontMetrics(font)
    painter.setFont(font)
    left = box.left()
    for sign, count in pairs:
        for text, ink in ((f"{sign} ", _SIGN_INKS[sign]), (f"{count} ", "text")):
            wide = metrics.horizontalAdvance(text)
            painter.setPen(QColor(shown[ink]))
            painter.drawText(QRect(left, box.top(), wide + 1, box.height()), int(_LEFT), text)
            left += wide
    return left - box.left()
