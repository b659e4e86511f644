"""Quiet mode: one note in the full window, with nothing on it but the words and the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilacs_desktop.services.record.time_words import length
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.noting import voice_lines
from ilacs_desktop.ui.widgets.buttons import KeyHint
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import LineField

if TYPE_CHECKING:
    from datetime import datetime

    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.ui.widgets.prose import ProseEdit

_TICK_MS = 5_000
_HINTS = (("F2", "quote"), ("F3", "paraphrase"), ("F4", "observation"), ("F11", "leave"))


class QuietHead(QWidget):
    """What stands over the words: who is heard, how long it runs, whether it is saved.

    Signals:
        role_typed: who is heard, by role, as it is typed.
    """

    role_typed = Signal(str)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._begun = work.now()
        self.role = LineField(placeholder="Who, by role, never a name")
        self.role.setAccessibleName("Who is heard or watched")
        self.role.setObjectName("quiet_role")
        self._running = Words("", "soft")
        self.saved = Words("", "soft")
        row = QHBoxLayout(self)
        dress.set_space(row, 0, 4)
        row.addWidget(self.role, 2)
        row.addStretch(1)
        row.addWidget(self._running)
        row.addWidget(self.saved)
        self.role.text_committed.connect(self.role_typed)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self.show_running)

    def begin(self, begun: datetime) -> None:
        """Let the time run from a moment."""
        self._begun = begun
        self.show_running()
        self._clock.start()

    def end(self) -> None:
        """Stop the time."""
        self._clock.stop()

    def running(self) -> str:
        """Return how long it has been running, in words."""
        return self._running.text()

    @Slot()
    def show_running(self) -> None:
        """Show how long it has been running; a second hand would only draw the eye."""
        words = length((self._work.now() - self._begun).total_seconds())
        if words != self._running.text():
            self._running.setText(words)


class QuietFoot(FlowRow):
    """The few keys of quiet mode, small at the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for keys, words in _HINTS:
            self.add(KeyHint(keys))
            self.add(Words(words, "caption"))


def mark_line(text: ProseEdit, kind: str, now: datetime) -> None:
    """Begin a new line of a kind under the cursor's line, or mark that line where it is empty.

    Args:
        text: the field; what is typed next goes into the line.
        kind: key of the kind of line.
        now: the time it begins with.
    """
    cursor = text.textCursor()
    block = cursor.block()
    cursor.beginEditBlock()
    if voice_lines.is_bare(block.text()):
        # Pressed again, or another key by mistake: the same line changes its kind.
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(voice_lines.beginning(kind, now))
    else:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText(f"\n{voice_lines.beginning(kind, now)}")
    cursor.endEditBlock()
    text.setTextCursor(cursor)
    text.ensureCursorVisible()
