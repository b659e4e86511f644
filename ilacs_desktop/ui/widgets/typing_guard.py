"""When typed text is committed, and which text from outside may replace it."""

from __future__ import annotations

import time
from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal

COMMIT_MS = 400
"""After the first unsaved key; as much again, to the 800 ms promised, is for the event loop and the
disk: with 100 ms for them, one of 61 kills on an overloaded machine found a letter missing."""

_FLIGHT_SECONDS = 10.0


class TypingGuard(QObject):
    """Decide when a field commits, and protect what was typed since.

    A commit comes back as a refresh. Between the two the person types on, so a refresh may hold
    an older text than the screen: such a one must never be loaded.

    Signals:
        due: a commit is due; the field answers by ``take``.
    """

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kept = ""
        self._failed = False
        self._in_flight: deque[tuple[float, str]] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COMMIT_MS)
        self._timer.timeout.connect(self.due)

    @property
    def unsaved(self) -> bool:
        """Say whether the screen holds text that is not committed."""
        return self._failed or self._timer.isActive()

    @property
    def is_refused(self) -> bool:
        """Say whether the last commit did not take, and has not gone out again."""
        return self._failed

    def typed(self) -> None:
        """Note a key: the clock runs from the first unsaved one."""
        if not self._timer.isActive():
            self._timer.start()

    def take(self, text: str) -> str | None:
        """Return the text to commit, or None where nothing has changed."""
        self._timer.stop()
        if text == self._kept and not self._failed:
            return None
        self._kept, self._failed = text, False
        self._in_flight.append((time.monotonic(), text))
        return text

    def may_load(self, text: str, shown: str) -> bool:
        """Say whether a text from outside may replace the one on the screen.

        Args:
            text: the text of the refresh.
            shown: the text on the screen.
        """
        self._landed(text)
        if text == shown:
            if not self._in_flight:
                self.loaded(text)
            return False
        return not self.unsaved and not self._in_flight

    def loaded(self, text: str) -> None:
        """Note the text that was put on the screen from outside."""
        self._kept, self._failed = text, False
        self._timer.stop()

    def failed(self) -> None:
        """Note that the last commit did not take: its text is unsaved again.

        It goes out again with the next key or flush, not by itself: a full disk must not make a
        stream of failures.
        """
        self._in_flight.clear()
        self._failed = True

    def forget(self) -> None:
        """Forget everything: another record is shown next."""
        self._timer.stop()
        self._failed = False
        self._in_flight.clear()

    def _landed(self, text: str) -> None:
        # A commit whose refresh never came must not block later ones for ever.
        oldest = time.monotonic() - _FLIGHT_SECONDS
        while self._in_flight and self._in_flight[0][0] < oldest:
            self._in_flight.popleft()
        if any(sent == text for _, sent in self._in_flight):
            while self._in_flight.popleft()[1] != text:
                pass
