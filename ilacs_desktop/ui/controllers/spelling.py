"""Spelling for every field of the window: asked without waiting, looked up in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ilacs_desktop.services.evidence import lexicon
from ilacs_desktop.services.spelling import own_words
from ilacs_desktop.services.spelling.speller import Speller

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.spelling import Token
    from ilacs_desktop.services.spelling.speller import Advice
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.tasks import Job

_FIRST_MS = 2500
"""Reading the dictionary takes a second: the window opens and settles first."""
_PAUSE_MS = 250


class Spelling(QObject):
    """What the window's fields ask about words.

    Signals:
        told: more words are known now, or the inspection's own words are others.
    """

    told = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._speller = Speller()
        self._own: frozenset[str] = frozenset()
        self._wanted: set[str] = set()
        self._looking = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_FIRST_MS)
        self._pause.timeout.connect(self._look_up)
        self._read_own()
        desk.bus.changed.connect(self._on_changed)

    def wrong(self, text: str, known: frozenset[str]) -> tuple[Token, ...]:
        """Return the words of a text that are known to be wrong; the rest is looked up later.

        Args:
            text: what was written.
            known: names and places that no dictionary has to know, case folded.
        """
        wanting = self._speller.wanting(text)
        if wanting:
            self._wanted.update(wanting)
            if not self._pause.isActive() and not self._looking:
                self._pause.start()
        return self._speller.wrong(text, self._own | known if known else self._own)

    def is_own(self, word: str) -> bool:
        """Say whether a word stands because this inspection has added it."""
        return word.casefold() in self._own

    def advise(self, word: str, told: Callable[[Advice], None]) -> None:
        """Find out in the background what may have been meant by a word."""
        # No name that the record knows, and no first name, is ever offered for something else.
        shipped = lexicon.shipped()
        never = (own_words.names(self._desk.snapshot) | shipped.first) - shipped.ordinary
        self._desk.runner.read(
            lambda: self._speller.advise(word, never), told, key="spelling-advice"
        )

    def add(self, word: str) -> None:
        """Let a word stand in this inspection."""
        work = self._desk.work
        self._desk.do(lambda: own_words.add(work, word))

    def take_out(self, word: str) -> None:
        """Mark a word again that was added."""
        work = self._desk.work
        self._desk.do(lambda: own_words.take_out(work, word))

    @Slot()
    def _look_up(self) -> None:
        words, self._wanted = tuple(self._wanted), set()
        self._pause.setInterval(_PAUSE_MS)
        if not words:
            return
        self._looking = True

        def look(_job: Job) -> None:
            self._speller.look_up(words)

        self._desk.runner.job(look, self._on_looked_up, failed=self._on_failed, is_quiet=True)

    def _on_looked_up(self, _: None) -> None:
        self._looking = False
        self.told.emit()
        if self._wanted:
            self._pause.start()

    def _on_failed(self, _error: BaseException) -> None:
        # Stopped by locking, or no dictionary: nothing is underlined, and nothing else is lost.
        self._looking = False

    def _read_own(self) -> None:
        self._own = frozenset(one.casefold() for one in own_words.own(self._desk.snapshot))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("setting"):
            self._read_own()
            self.told.emit()
