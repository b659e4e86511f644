"""A view that scrolls when the window is lower than what it holds."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress

WidgetT = TypeVar("WidgetT", bound=QWidget)


class Scrolled(QScrollArea):
    """A quiet scrolling ground.

    Attributes:
        column: what stands on it, from the top down.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("role", "ground")
        self.column = QVBoxLayout(inner)
        dress.set_space(self.column, 0, 2)
        self.setWidget(inner)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.px(200), dress.px(160))


def scrolling(widget: QWidget) -> QScrollArea:
    """Return a pane that scrolls what it holds, up and down alone."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    widget.setProperty("role", "ground")
    area.setWidget(widget)
    return area


def inner_of(area: QWidget) -> Any:
    """Return what a scrolling pane holds, or the view itself where it does not scroll."""
    return area.widget() if isinstance(area, QScrollArea) else area


def scrolled(area: QWidget, kind: type[WidgetT]) -> WidgetT:
    """Return what a scrolling pane holds, or the view itself where it does not scroll."""
    inner = inner_of(area)
    if not isinstance(inner, kind):
        raise TypeError(f"{type(inner).__name__} stands where {kind.__name__} should")
    return inner


def into_view(widget: QWidget, part: QRect) -> None:
    """Scroll what is around a widget until a part of it is seen whole, where it fits.

    Args:
        widget: stands, with others, on what scrolls.
        part: in the widget's own measures.
    """
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    held = around.widget() if isinstance(around, QScrollArea) else None
    if isinstance(around, QScrollArea) and held is not None:
        middle = widget.mapTo(held, part.center())
        around.ensureVisible(middle.x(), middle.y(), 0, part.height() // 2 + dress.px(4))


def to_top(widget: QWidget) -> None:
    """Scroll what is around a widget to its beginning, as for another record in it."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if isinstance(around, QScrollArea):
        around.verticalScrollBar().setValue(0)
