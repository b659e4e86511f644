"""A view that scrolls when the window is lower than what it holds."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui import dress


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
