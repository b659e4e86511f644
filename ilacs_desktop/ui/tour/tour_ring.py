"""A frame round what a step of the tour speaks of; it stands still, and nothing is in its way."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid
from typing_extensions import override

from ilacs_desktop.ui.looks import dress

_WIDE = 3


class TourRing(QWidget):
    """Lies over the window, takes no click and no focus, and tells a screen reader nothing."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self.hide()

    def point_at(self, target: QWidget | None) -> None:
        """Stand round a widget, wherever it is by now; vanish where it cannot be seen."""
        window = self.parentWidget()
        shown = target is not None and isValid(target) and target.isVisible()
        if not shown or target is None or window is None or target.window() is not window:
            self.hide()
            return
        seen = target.visibleRegion().boundingRect()
        if seen.isEmpty():
            # Scrolled out of sight: a frame round nothing would mislead.
            self.hide()
            return
        gap = dress.space(1)
        box = QRect(target.mapTo(window, seen.topLeft()), seen.size())
        box = box.adjusted(-gap, -gap, gap, gap)
        box = box.intersected(window.rect())
        if box != self.geometry():
            self.setGeometry(box)
        if self.isHidden():
            self.show()
        self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(dress.current_tokens().accent), _WIDE)
        # Dashes as well as a colour: no other frame in the window is broken.
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 6, 6)
