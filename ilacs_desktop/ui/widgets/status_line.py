"""The line at the bottom: when it was last safe, and what went on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

_MESSAGE_MS = 8000
Place = Literal["backup", "check", "work", "update"]
PLACES: tuple[Place, ...] = ("work", "backup", "check", "update")


class StatusLine(QFrame):
    """What is safe, what is being done, and where the keys are listed.

    Signals:
        keys_asked: the list of keys was asked for.
    """

    keys_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self._saved = Words("", "good")
        self._message = Words("", "caption")
        self._facts: dict[Place, Words] = {place: Words("", "caption") for place in PLACES}
        self._marking = Chip("neutral", "")
        self._marking.hide()
        self._keys = Button("Keys", "link", keys="F1")
        row = QHBoxLayout(self)
        dress.set_space(row, (4, 0.5, 3, 0.5), 5)
        row.addWidget(self._saved)
        row.addWidget(self._message)
        for place in PLACES[:-1]:
            row.addWidget(self._facts[place])
        row.addStretch(1)
        row.addWidget(self._marking)
        row.addWidget(self._facts["update"])
        row.addWidget(self._keys)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MESSAGE_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._keys.clicked.connect(self._on_keys_clicked)
        self._fit()

    def show_saved(self, at: datetime) -> None:
        """Say when the last change was safe on the disk."""
        self._saved.setText(f"✓ Saved {at:%H:%M:%S}")
        self._fit()

    def show_unsaved(self, words: str) -> None:
        """Say that something typed is not on the disk yet, and why."""
        dress.set_role(self._saved, "caution")
        self._saved.setText(f"△ {words}")
        announce(self, words)
        self._fit()

    def clear_unsaved(self) -> None:
        """Go back to the usual voice."""
        dress.set_role(self._saved, "good")

    def show_message(self, words: str) -> None:
        """Say something for eight seconds."""
        self._message.setText(words)
        announce(self, words)
        self._timer.start()
        self._fit()

    def show_fact(self, place: Place, words: str) -> None:
        """Say something until it changes, such as when the last backup was made."""
        self._facts[place].setText(words)
        self._fit()

    @Slot(str)
    def show_marking(self, marking: str) -> None:
        """Show the protective marking where the header has no room for it; empty takes it away."""
        self._marking.show_chip("neutral", marking)
        self._marking.setVisible(bool(marking))
        self._fit()

    def texts(self) -> tuple[str, ...]:
        """Return what is on the line from left to right."""
        ordered = (self._saved, self._message, *self._facts.values())
        return tuple(words.text() for words in ordered if not words.isHidden())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.space(40), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out what has no room, the least urgent first; nothing is ever cut short."""
        gap = dress.space(5)
        room = self.width() - self._keys.sizeHint().width() - dress.space(9)
        if not self._marking.isHidden():
            room -= self._marking.sizeHint().width() + gap
        for words in (self._saved, self._message, *self._facts.values()):
            needed = words.sizeHint().width() + gap
            fits = bool(words.text()) and needed <= room
            words.setVisible(fits)
            if fits:
                room -= needed

    @Slot()
    def _on_timeout(self) -> None:
        self._message.setText("")
        self._fit()

    @Slot()
    def _on_keys_clicked(self) -> None:
        self.keys_asked.emit()
