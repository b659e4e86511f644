"""The words found, in what surrounds them: whole, and told by where they stand."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from ilacs_desktop.services.record.history import field_words

if TYPE_CHECKING:
    from collections.abc import Sequence

Span = tuple[int, int]

_BEFORE: Final = 60
_AFTER: Final = 160
"""Letters kept before and after a word found; the window leaves out what has no room."""
_MOST_MARKS: Final = 24
_GAP: Final = " … "
_OWN: Final = {"text", "what", "title", "question", "concern", "name", "minutes"}
"""Fields that are the record itself: nobody has to be told which they are."""
_NAMES: Final = {"number", "child_id", "code"}
"""Fields that a record is called by: its name stands before the line."""


def pattern_of(words: Sequence[str]) -> re.Pattern[str]:
    """Return what finds any of the words, each as the beginning of one.

    Args:
        words: as the search tells words apart; at least one.
    """
    # The longest first: of two beginnings of one word the longer is the one found.
    parts = sorted((re.escape(_folded(word)) for word in words), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})[^\W_]*")


def in_context(value: Any, pattern: re.Pattern[str]) -> tuple[str, tuple[Span, ...]]:
    """Return what surrounds the words found in a record, and where in it they stand.

    Args:
        value: the record.
        pattern: of ``pattern_of``.

    Returns:
        One line, and start and end of each word found in it; the record's first line without any
        where it holds none.
    """
    line, marks, seen = "", [], set[str]()
    first = ""
    for name in type(value).SEARCHED:
        text = " ".join(str(getattr(value, name)).split())
        if not text or name in _NAMES:
            continue
        first = first or text
        folded = _folded(text)
        spans = [found.span() for found in islice(pattern.finditer(folded), _MOST_MARKS)]
        new = {folded[start:end] for start, end in spans} - seen
        if not new:
            continue
        seen |= new
        lead = f"{line}{_GAP}" if line else ""
        if name not in _OWN:
            said = field_words(name).removeprefix("la ")
            lead += f"{said[:1].upper()}{said[1:]}: "
        part, at = _cut(text, spans)
        marks += [(start + len(lead), end + len(lead)) for start, end in at]
        line = f"{lead}{part}"
    return (line, tuple(marks)) if line else (_start_of(first), ())


def spans_in(text: str, pattern: re.Pattern[str]) -> tuple[Span, ...]:
    """Return where the words stand in a text."""
    return tuple(found.span() for found in pattern.finditer(_folded(text)))


def _cut(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """Return the places around the words, parted where text between them is left out."""
    windows: list[list[int]] = []
    for start, end in spans:
        low, high = _word_start(text, start - _BEFORE), _word_end(text, end + _AFTER)
        if windows and low <= windows[-1][1]:
            windows[-1][1] = high
        elif len(windows) < len(spans) and _width(windows) < 2 * (_BEFORE + _AFTER):
            windows.append([low, high])
    parts, marks = "", []
    for low, high in windows:
        parts += ("…" if low else "") if not parts else _GAP
        shift = len(parts) - low
        marks += [(a + shift, b + shift) for a, b in spans if low <= a and b <= high]
        parts += text[low:high]
    return parts + ("…" if windows and windows[-1][1] < len(text) else ""), marks


def _width(windows: Sequence[Sequence[int]]) -> int:
    return sum(high - low for low, high in windows)


def _word_start(text: str, at: int) -> int:
    return 0 if at <= 0 else text.find(" ", at) + 1


def _word_end(text: str, at: int) -> int:
    found = text.rfind(" ", 0, at + 1) if at < len(text) else -1
    return found if found > 0 else len(text)


def _start_of(text: str) -> str:
    end = _word_end(text, _BEFORE + _AFTER)
    return text if end == len(text) else f"{text[:end]}…"


def _folded(text: str) -> str:
    """Return a text without case and accents, letter for letter as long as it was."""
    if text.isascii():
        return text.lower()
    return "".join(_plain(sign) for sign in text)


def _plain(sign: str) -> str:
    first = unicodedata.normalize("NFD", sign)[0].lower()
    return first if len(first) == 1 else sign
