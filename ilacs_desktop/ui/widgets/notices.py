"""What a page says when it is empty, and what it says when something went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ilacs_desktop.errors import KnownError
from ilacs_desktop.ui.looks import dress, icons
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from typing import Literal

    BannerKind = Literal["caution", "good"]


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say something that nothing focused says."""
    if words:
        # Its many enumerations would be made before the first window is up.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class EmptyState(QWidget):
    """An empty page or list: what it is for, and what to do first.

    Signals:
        acted: the button was pressed.
    """

    acted = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        words: str = "",
        button: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        title_words = Words(title, "strong", wrap=True)
        title_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        more = Words(words, "soft", wrap=True)
        more.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        dress.set_space(column, 6, 2)
        column.addStretch(1)
        column.addWidget(icons.Picture(icon, "soft", 32))
        column.addWidget(title_words)
        column.addWidget(more)
        self.button = Button(button, "primary")
        # Only ever hidden here: shown before it has a parent, a widget is a window for a moment.
        more.setHidden(not words)
        if not button:
            self.button.hide()
        self.button.clicked.connect(self._on_clicked)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addStretch(1)
        column.addSpacing(dress.space(1))
        column.addLayout(row)
        column.addStretch(2)

    @Slot()
    def _on_clicked(self) -> None:
        self.acted.emit()


class Banner(QFrame):
    """A message above the work that waits without being in the way.

    Signals:
        closed: the person closed it.
        acted: the person pressed its button.
    """

    closed = Signal()
    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "caution-ground")
        self._shape = Words("△", "strong")
        self._what = Words("", "strong", wrap=True)
        self._kept = Words("", wrap=True)
        self._todo = Words("", wrap=True)
        self._act = Button("")
        self._close = IconButton("x", "Close this message")
        texts = QVBoxLayout()
        dress.set_space(texts, 0, 0.5)
        for words in (self._what, self._kept, self._todo):
            texts.addWidget(words)
        row = QHBoxLayout(self)
        dress.set_space(row, (3, 2, 2, 2), 2)
        row.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        row.addWidget(self._act, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._act.clicked.connect(self._on_act_clicked)
        self._close.clicked.connect(self.dismiss)
        self._act.hide()
        self.hide()

    def show_error(self, error: BaseException, button: str = "") -> None:
        """Say what happened, what was kept and what to do.

        Args:
            error: a known error speaks for itself; any other is named as our fault.
            button: a next step to offer.
        """
        if isinstance(error, KnownError):
            self.show_message(error.what, error.kept, error.todo, button=button)
        else:
            self.show_message(
                f"Something went wrong in the app ({type(error).__name__}).",
                "What was saved before is safe.",
                "Try again; if it happens again, tell whoever looks after the app.",
                button=button,
            )

    def show_message(
        self,
        what: str,
        kept: str = "",
        todo: str = "",
        *,
        kind: BannerKind = "caution",
        button: str = "",
    ) -> None:
        """Show a message in up to three sentences."""
        self._shape.setText("✓" if kind == "good" else "△")
        for words, text in ((self._what, what), (self._kept, kept), (self._todo, todo)):
            words.setText(text)
            words.setVisible(bool(text))
        self._act.setText(button)
        self._act.setVisible(bool(button))
        dress.set_role(self, f"{kind}-ground")
        spoken = " ".join(part for part in (what, kept, todo) if part)
        self.setAccessibleName(spoken)
        self.show()
        announce(self, spoken)

    def text(self) -> str:
        """Return what is said now; empty while nothing is shown."""
        return "" if self.isHidden() else self.accessibleName()

    @Slot()
    def dismiss(self) -> None:
        """Take the message away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    @Slot()
    def _on_act_clicked(self) -> None:
        self.acted.emit()
