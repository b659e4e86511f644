"""A row that goes on in the next line where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress

if TYPE_CHECKING:
    from collections.abc import Iterable


class FlowLayout(QLayout):
    """Items side by side at their own width, in as many lines as it takes.

    An item put in by ``add_end`` stands at the right end of its line.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._ends: set[int] = set()

    def add_end(self, widget: QWidget) -> None:
        """Add a widget that stands at the right end."""
        self.addWidget(widget)
        self._ends.add(len(self._items) - 1)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self._ends = {end - (end > index) for end in self._ends if end != index}
        return self._items.pop(index)

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    @override
    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        gaps = self.spacing() * max(len(hints) - 1, 0)
        width = sum(hint.width() for hint in hints) + gaps
        return self._with_margins(QSize(width, max((hint.height() for hint in hints), default=0)))

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _with_margins(self, size: QSize) -> QSize:
        edge = self.contentsMargins()
        return size + QSize(edge.left() + edge.right(), edge.top() + edge.bottom())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Place the items, or only find out how high they would be; return that height."""
        edge = self.contentsMargins()
        room = rect.adjusted(edge.left(), edge.top(), -edge.right(), -edge.bottom())
        top = room.top()
        for line in self._lines(room.width()):
            height = max(item.sizeHint().height() for item, _ in line)
            if place:
                self._place_line(line, QRect(room.left(), top, room.width(), height))
            top += height + self.spacing()
        used = top - self.spacing() if top > room.top() else top
        return used - rect.top() + edge.bottom()

    def _lines(self, width: int) -> Iterable[list[tuple[QLayoutItem, bool]]]:
        line: list[tuple[QLayoutItem, bool]] = []
        used = 0
        for at, item in enumerate(self._items):
            if item.isEmpty():
                continue
            needed = item.sizeHint().width() + (self.spacing() if line else 0)
            if line and used + needed > width:
                yield line
                line, used = [], 0
                needed = item.sizeHint().width()
            line.append((item, at in self._ends))
            used += needed
        if line:
            yield line

    def _place_line(self, line: list[tuple[QLayoutItem, bool]], box: QRect) -> None:
        widths = [min(item.sizeHint().width(), box.width()) for item, _ in line]
        spare = box.width() - sum(widths) - self.spacing() * (len(line) - 1)
        left = box.left()
        for (item, at_end), width in zip(line, widths, strict=True):
            if at_end:
                left, spare = left + spare, 0
            height = item.sizeHint().height()
            top = box.top() + (box.height() - height) // 2
            item.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
            left += width + self.spacing()


class FlowRow(QWidget):
    """A wrapping row of chips, buttons or facts; also the head of a page."""

    def __init__(self, parent: QWidget | None = None, *, gap: float = 2) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        dress.set_space(self._flow, 0, gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add a widget after the others."""
        self._flow.addWidget(widget)

    def add_end(self, widget: QWidget) -> None:
        """Add a widget at the right end; those that follow stand right of it."""
        self._flow.add_end(widget)

    def clear(self) -> None:
        """Take every widget out and delete it."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.updateGeometry()
