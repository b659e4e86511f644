"""Rows whose first text goes on over a second line rather than being cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import DeclaredModel, Face
from ilacs_desktop.ui.widgets.chip import chip_size, paint_chip
from ilacs_desktop.ui.widgets.record_table import MasterList, RowDelegate

if TYPE_CHECKING:
    from typing import Any

    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget


def broken(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Return a text as it is set in a width: so many lines at most, the last one cut.

    Args:
        text: what to set; line ends count as spaces.
        font: in what.
        width: pixels there are.
        most: how many lines there may be.
    """
    text = " ".join(text.split())
    if not text:
        return []
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        start, length = line.textStart(), line.textLength()
        is_last = len(lines) == most - 1
        lines.append(text[start:] if is_last else text[start : start + length].rstrip())
    layout.endLayout()
    if len(lines) == most:
        metrics = QFontMetrics(font)
        lines[-1] = metrics.elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)
    return lines


class WrappingDelegate(RowDelegate):
    """Paints as every row is painted, but over as many lines as the text needs, up to a limit."""

    def __init__(self, parent: QObject | None = None, *, lines: int = 2, second: int = 1) -> None:
        """Make the delegate.

        Args:
            parent: the table.
            lines: how many lines the first text may take.
            second: how many lines the softer second text may take.
        """
        super().__init__(parent)
        self._lines, self._second = lines, second

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
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(shown.accent_on))
        painter.setPen(QPen(QColor(shown.line)))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(dress.space(2), dress.space(2), -dress.space(2), -dress.space(2))
        font: QFont = option.font
        self._paint_texts(painter, _paint_chip(painter, inner, face, font), face, font)
        painter.restore()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), self.height_for(index, option.font, option.rect.width()))

    def height_for(
        self, index: QModelIndex | QPersistentModelIndex, font: QFont, width: int
    ) -> int:
        """Return how high a cell is in a width."""
        model = index.model()
        if not isinstance(model, DeclaredModel):
            return dress.row_height(font)
        face = model.face(index.row(), index.column())
        room = width - dress.space(4)
        if face.chip is not None and face.text:
            room -= chip_size(face.chip.kind, face.chip.text, font).width() + dress.space(2)
        count = len(broken(face.text, _first_font(font, face), room, self._lines))
        count += len(broken(face.second, font, room, self._second))
        text = count * QFontMetrics(font).height() + max(0, count - 1) * dress.px(2)
        return max(dress.row_height(font), text + dress.space(4))

    def _paint_texts(self, painter: QPainter, box: QRect, face: Face, font: QFont) -> None:
        shown = dress.current_tokens()
        first = _first_font(font, face)
        ink = shown.soft if face.soft else shown.text
        texts = [(one, first, ink) for one in broken(face.text, first, box.width(), self._lines)]
        texts += [
            (one, font, shown.soft) for one in broken(face.second, font, box.width(), self._second)
        ]
        height = QFontMetrics(font).height()
        top = box.top()
        side = Qt.AlignmentFlag.AlignRight if face.right else Qt.AlignmentFlag.AlignLeft
        for text, used, colour in texts:
            painter.setFont(used)
            painter.setPen(QColor(colour))
            line = QRect(box.left(), top, box.width(), height)
            painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, text)
            top += height + dress.px(2)


def fit_rows(table: QTableView, delegate: WrappingDelegate) -> None:
    """Make every row of a table as high as its highest cell."""
    model = table.model()
    for row in range(model.rowCount()):
        heights = (
            delegate.height_for(model.index(row, column), table.font(), table.columnWidth(column))
            for column in range(model.columnCount())
        )
        height = max(heights, default=0)
        if height != table.rowHeight(row):
            table.setRowHeight(row, height)


class WrappingList(MasterList):
    """A master list of sentences: the first text of a row goes on over a second line."""

    def __init__(
        self, name: str, model: DeclaredModel[Any] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, None, parent)
        self._wrapping = WrappingDelegate(self)
        self.setItemDelegate(self._wrapping)
        if model is not None:
            self.set_model(model)

    @override
    def set_model(self, model: DeclaredModel[Any]) -> None:
        super().set_model(model)
        changes = (model.modelReset, model.rowsInserted, model.rowsRemoved)
        for told in (*changes, model.layoutChanged, model.dataChanged):
            told.connect(self._fit)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        if self.model() is not None:
            fit_rows(self, self._wrapping)


def _first_font(font: QFont, face: Face) -> QFont:
    made = QFont(font)
    if face.strong:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _paint_chip(painter: QPainter, box: QRect, face: Face, font: QFont) -> QRect:
    """Paint the chip level with the first line; return the room left over."""
    if face.chip is None:
        return box
    size = chip_size(face.chip.kind, face.chip.text, font)
    top = box.top() + (QFontMetrics(font).height() - size.height()) // 2
    left = box.right() - size.width() + 1 if face.text else box.left()
    chip_box = QRect(max(left, box.left()), top, min(size.width(), box.width()), size.height())
    paint_chip(painter, chip_box, face.chip.kind, face.chip.text, font)
    return box.adjusted(0, 0, -size.width() - dress.space(2), 0)
