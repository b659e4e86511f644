"""The strip of the tour: what to try now, at the bottom edge, beside the work and never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui import dress, keys
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from ilacs_desktop.ui.tour_steps import Step


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
        self._count = Words("", "soft")
        self._title = Words("", "strong", wrap=True)
        self._words = Words("", wrap=True)
        self._done = Words("", "good", wrap=True)
        self.back = Button("Back", keys=keys.shown_keys("tour-back"))
        self.next = Button("Next", "primary", keys=keys.shown_keys("tour-next"))
        self.leave = Button("Leave the tour")
        self.throw = Button("Throw the training inspection away…")
        head = QHBoxLayout()
        dress.set_space(head, 0, 2)
        head.addWidget(self._count)
        head.addWidget(self._title, 1)
        buttons = FlowRow()
        buttons.add_end(self.leave)
        buttons.add_end(self.throw)
        buttons.add_end(self.back)
        buttons.add_end(self.next)
        column = QVBoxLayout(self)
        dress.set_space(column, (4, 2, 4, 2), 1)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addWidget(self._done)
        column.addWidget(buttons)
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
        self._count.setText("Tour" if is_last else f"Tour, step {number} of {of}")
        self._title.setText(step.title)
        self._words.setText(step.words)
        self._done.setText(f"✓ {done}" if done else "")
        self._done.setVisible(bool(done))
        self.back.setEnabled(number > 1)
        self.next.setVisible(not is_last)
        self.throw.setVisible(is_last)
        spoken = " ".join(
            part for part in (done, self._count.text() + ".", step.title, step.words) if part
        )
        self.setAccessibleDescription(spoken)
        announce(self, spoken)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.space(40), super().minimumSizeHint().height())
