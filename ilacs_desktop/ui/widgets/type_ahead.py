"""Choosing among options by typing: what a label or one of its words begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAUSE_S = 1.0
"""After so long a pause the next letter begins anew."""


class TypeAhead:
    """Remembers the letters typed so far, and finds the option they mean.

    Qt's own search stops at the first option of a letter: pressing it again does not go on, and
    the space in a label opens the list.
    """

    def __init__(self) -> None:
        self._typed, self._last = "", 0.0

    def is_typing(self, now: float) -> bool:
        """Say whether a letter was typed so lately that a space goes with it."""
        return bool(self._typed) and now - self._last <= _PAUSE_S

    def find(self, labels: Sequence[str], current: int, letter: str, now: float) -> int:
        """Return the place of the option that is meant; -1 where none is.

        One letter goes to the next option that begins with it, again and again; several to the
        first that begins with all of them, or has a word that does.

        Args:
            labels: what the options are called.
            current: place of the one chosen; -1 for none.
            letter: what was typed now.
            now: seconds of any clock that goes on steadily.
        """
        self._typed = (self._typed if self.is_typing(now) else "") + letter.casefold()
        self._last = now
        words = [label.casefold() for label in labels]
        typed = self._typed
        if len(typed) == 1:
            return _next(words, typed, current)
        for begins in (str.startswith, _has_word):
            if current >= 0 and begins(words[current], typed):
                return current
            for at, label in enumerate(words):
                if begins(label, typed):
                    return at
        return _next(words, typed[0], current) if set(typed) == {typed[0]} else -1


def _next(words: Sequence[str], letter: str, current: int) -> int:
    order = [*range(current + 1, len(words)), *range(current + 1)]
    return next((at for at in order if words[at].startswith(letter)), -1)


def _has_word(label: str, typed: str) -> bool:
    return f" {typed}" in label
