"""How far something long has come, and the button that stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.panel import Panel, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.ui.tasks import Progress


class ProgressPanel(Panel):
    """Words, a bar and a way out; hidden while nothing is done.

    Signals:
        stopped: the person wants it to end.
    """

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words = Words("", "strong", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("How far it has come")
        self.stop = Button("Stop")
        self.add(self._words)
        self.add(self._bar)
        row = QHBoxLayout()
        row.addWidget(self.stop)
        row.addStretch(1)
        self.add_layout(row)
        self.stop.clicked.connect(self.stopped)
        self.hide()

    def begin(self, words: str) -> None:
        """Say what is being done; how long it will take is not known yet."""
        self._words.setText(words)
        self._bar.setRange(0, 1)
        self._bar.setValue(0)
        self.setAccessibleName(words)
        self.show()

    def show_progress(self, progress: Progress) -> None:
        """Say how far it has come."""
        self._bar.setRange(0, max(progress.total, 1))
        self._bar.setValue(progress.done)
