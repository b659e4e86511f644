"""Columns of panels that become one column where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_LEAST_EMS = 21


class Columns(QWidget):
    """Two or more columns side by side, or one below the other when there is no room."""

    def __init__(
        self, *stretches: int, parent: QWidget | None = None, least_ems: int = _LEAST_EMS
    ) -> None:
        """Make empty columns.

        Args:
            stretches: how the width is shared, one figure a column.
            parent: the owning widget.
            least_ems: how wide a column must be to stand beside the others, in line heights.
        """
        super().__init__(parent)
        self._least_ems = least_ems
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        dress.set_space(self._row, 0, 3)
        self._columns: list[QVBoxLayout] = []
        self._holders: list[QWidget] = []
        for stretch in stretches:
            holder = QWidget()
            column = QVBoxLayout(holder)
            dress.set_space(column, 0, 3)
            self._row.addWidget(holder, stretch)
            self._columns.append(column)
            self._holders.append(holder)

    def add(self, column: int, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget at the foot of a column, counted from 0."""
        self._columns[column].addWidget(widget, stretch)

    def end(self, column: int) -> None:
        """Keep what a column holds at its top."""
        self._columns[column].addStretch(1)

    @override
    def minimumSizeHint(self) -> QSize:
        # The columns fold by themselves, so the window may be as narrow as the widest of them.
        widths = [holder.minimumSizeHint().width() for holder in self._holders]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        em = QFontMetrics(QApplication.font()).height()
        one = self.width() < self._least_ems * em * len(self._columns)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = down if one else across
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
        super().resizeEvent(event)
