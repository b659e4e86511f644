"""The ground of every full-window state: one panel in the middle, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.notices import Banner

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class FullView(QScrollArea):
    """A view that fills the window; its content keeps a width that reads well, and scrolls.

    Attributes:
        content: what a subclass fills.
        banner: says what went wrong, above the content.
    """

    def __init__(
        self, name: str, parent: QWidget | None = None, *, width: int = 420, on_panel: bool = True
    ) -> None:
        """Make an empty view.

        Args:
            name: what it is, said by a screen reader.
            parent: the owning widget.
            width: of the content at the usual text size, in pixels.
            on_panel: whether the content lies on one panel; otherwise it brings its own.
        """
        super().__init__(parent)
        self._width = width
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.banner = Banner()
        self.content = QFrame() if on_panel else QWidget()
        if on_panel:
            self.content.setProperty("role", "panel")
        self._middle = QWidget()
        self._middle.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self._middle)
        dress.set_space(column, (0, 6, 0, 6), 3)
        column.addStretch(1)
        column.addWidget(self.banner)
        column.addWidget(self.content)
        column.addStretch(2)
        ground = QWidget()
        ground.setProperty("role", "ground")
        row = QHBoxLayout(ground)
        dress.set_space(row, 0, 0)
        row.addStretch(1)
        row.addWidget(self._middle)
        row.addStretch(1)
        self.setWidget(ground)

    def show_error(self, error: BaseException) -> None:
        """Say what went wrong, what was kept and what to do."""
        self.banner.show_error(error)
        self.ensureWidgetVisible(self.banner)

    def first_focus(self) -> QWidget:
        """Return what takes the focus when the view is shown."""
        return self

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.px(240), dress.px(160))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A scroll area is told of its viewport's size, so the viewport itself is not asked for.
        room = event.size().width() - dress.space(4)
        self._middle.setFixedWidth(max(dress.px(200), min(dress.px(self._width), room)))
