"""A stack that is only as large as what it shows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress


class CurrentStack(QStackedWidget):
    """Pages in one place; those not shown ask for no room."""

    def __init__(
        self, parent: QWidget | None = None, *, fills: bool = False, least: int = 0
    ) -> None:
        """Make a stack.

        Args:
            parent: the owning widget.
            fills: whether it takes the room there is and lets its pages scroll for themselves;
                otherwise it asks for the height that its page wants.
            least: how high one that fills is at least, in pixels at the usual text size.
        """
        super().__init__(parent)
        self._least = least
        self._fills = fills
        self.currentChanged.connect(self._on_current_changed)

    @override
    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        if shown is None:
            return super().sizeHint()
        return self.minimumSizeHint() if self._fills else shown.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        least = super().minimumSizeHint() if shown is None else shown.minimumSizeHint()
        # Large text leaves little room: then the page around it scrolls.
        return least.expandedTo(QSize(0, dress.px(self._least))) if self._fills else least

    @override
    def hasHeightForWidth(self) -> bool:
        shown = self.currentWidget()
        return not self._fills and shown is not None and shown.hasHeightForWidth()

    @override
    def heightForWidth(self, width: int) -> int:
        shown = self.currentWidget()
        return -1 if shown is None else shown.heightForWidth(width)

    @Slot()
    def _on_current_changed(self) -> None:
        self.updateGeometry()
