"""The strip of the tour: what to try now, at the bottom edge, beside the work and never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.frame import keys
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ilacs_desktop.ui.tour.tour_steps import Step

_WIDE = 1000
"""Pixels at the usual text size from which on the buttons stand beside the words."""
_TALL = 10_000
"""More pixels than any words need."""


class TourStrip(QFrame):
    """Says one step of the tour; it holds no word of any inspection.

    Signals:
        next_asked, back_asked: another step is wanted.
        left: the tour is to be left; it can be gone on with later.
        thrown_away: the tour is over, and its training inspection is not wanted any more.
    """

    next_asked = Signal()
    back_asked = Signal()
    left = Signal()
    thrown_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "tour")
        self.setAccessibleName("Tour")
        self._title = Words("", "strong", wrap=True)
        self._words = Words("", wrap=True)
        self._done = Words("", "good", wrap=True)
        self.back = Button("Back", keys=keys.shown_keys("tour-back"))
        self.next = Button("Next", "primary", keys=keys.shown_keys("tour-next"))
        self.leave = Button("Leave the tour")
        self.throw = Button("Throw the training inspection away…")
        buttons = self._buttons = QHBoxLayout()
        dress.set_space(buttons, 0, 2)
        buttons.addStretch(1)
        for button in (self.leave, self.throw, self.back, self.next):
            buttons.addWidget(button)
        texts = QVBoxLayout()
        dress.set_space(texts, 0, 1)
        texts.addWidget(self._done)
        texts.addWidget(self._title)
        texts.addWidget(self._words)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        dress.set_space(self._both, (4, 2, 4, 2), 3)
        self._both.addLayout(texts, 1)
        self._both.addLayout(buttons)
        self.back.clicked.connect(self.back_asked)
        self.next.clicked.connect(self.next_asked)
        self.leave.clicked.connect(self.left)
        self.throw.clicked.connect(self.thrown_away)

    def show_step(self, step: Step, number: int, of: int, done: str = "") -> None:
        """Say a step.

        Args:
            step: what it says.
            number: its place, from 1; one more than there are for the goodbye.
            of: how many steps there are.
            done: what the person has just done; empty for nothing.
        """
        is_last = number > of
        count = "Tour" if is_last else f"Tour, step {number} of {of}"
        self._title.setText(f"{count} · {step.title}")
        self._words.setText(step.words)
        self._done.setText(f"✓ {done}" if done else "")
        self._done.setVisible(bool(done))
        self.back.setEnabled(number > 1)
        self.next.setVisible(not is_last)
        self.throw.setVisible(is_last)
        spoken = " ".join(part for part in (done, f"{count}.", step.title, step.words) if part)
        self.setAccessibleDescription(spoken)
        announce(self, spoken)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.space(40), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            # Other words, or another size of text.
            self._fit()
        return done

    def _fit(self) -> None:
        """Put the buttons beside the words where both have room, and be no higher than they are."""
        direction = QBoxLayout.Direction
        is_wide = self.width() >= dress.px(_WIDE)
        self._both.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        room = self.width() - 2 * dress.space(4)
        if is_wide:
            room -= self._buttons.sizeHint().width() + dress.space(3)
        for words in (self._done, self._title, self._words):
            # A dock knows nothing of words that wrap: their height is told to it.
            words.ensurePolished()
            box = words.fontMetrics().boundingRect(
                QRect(0, 0, room, _TALL), Qt.TextFlag.TextWordWrap, words.text()
            )
            words.setFixedHeight(max(1, box.height() + dress.px(2)))
        height = self._both.totalSizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)
