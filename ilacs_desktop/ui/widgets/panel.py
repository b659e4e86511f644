"""The quiet panel that all content lies on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout


class Words(QLabel):
    """Plain text in one of the window's voices; never rich text, so no record can inject any."""

    def __init__(
        self,
        text: str = "",
        role: str = "",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a label.

        Args:
            text: what it says.
            role: soft, caption, heading, strong, title, name, prose, good, caution or none.
            wrap: whether long text goes over several lines.
            parent: the owning widget.
        """
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)


class Panel(QFrame):
    """A rounded ground with an optional heading; never put one inside another.

    Attributes:
        head: the row of the heading; add what belongs at its right end.
        body: the column of the content.
    """

    def __init__(self, heading: str = "", parent: QWidget | None = None, *, pad: float = 4) -> None:
        """Make a panel.

        Args:
            heading: a short soft heading; also the panel's name to a screen reader.
            parent: the owning widget.
            pad: room inside the edge, in steps of 4 px; 0 for a list that fills the panel.
        """
        super().__init__(parent)
        self.setProperty("role", "panel")
        column = QVBoxLayout(self)
        # A list that fills the panel still leaves its round edge visible.
        dress.set_space(column, pad or (0.25, 0.25, 0.25, 1.5), 2)
        self.head = QHBoxLayout()
        dress.set_space(self.head, 0, 2)
        self.body = QVBoxLayout()
        dress.set_space(self.body, 0, 2)
        self._heading = Words("", "heading")
        self.head.addWidget(self._heading, 1)
        column.addLayout(self.head)
        column.addLayout(self.body, 1)
        self.set_heading(heading)

    def set_heading(self, heading: str) -> None:
        """Show a heading, or none where it is empty."""
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        self.setAccessibleName(heading)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget at the end of the content."""
        self.body.addWidget(widget, stretch)

    def add_layout(self, layout: QLayout, stretch: int = 0) -> None:
        """Add a layout at the end of the content."""
        self.body.addLayout(layout, stretch)


class Line(QFrame):
    """A thin line that divides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "line")
        self.setFixedHeight(1)
