"""Sentences of a paragraph, and how a tie to one finds it again after the words were edited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_END = re.compile(r"[.!?…]+[’'”\")\]]*(?=\s+[^\sa-z]|\s*$)")
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|no|Mr|Mrs|Ms|Dr|St|para|paras|Sch|v|cf|approx)|\b[A-Z])\.$"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SURVIVES = 0.5
"""A sentence is still the same while at least so much of its words is left."""

_LEAST_SHARED = 3
"""Words that two long sentences share at least, so that "the child" alone ties nothing."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text, from ``start`` to ``end`` in characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where the words of a tie stand now.

    Attributes:
        quote: the sentence as it was when it was tied.
        sentence: number of the sentence from 0; -1 where its words are gone.
        as_tied: whether it stands as it was, spaces aside.
    """

    quote: str
    sentence: int = -1
    as_tied: bool = False

    @property
    def is_lost(self) -> bool:
        """Whether no sentence holds its words any more."""
        return self.sentence < 0


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text; what stands after the last full stop is one too."""
    found, start = [], 0
    for hit in _END.finditer(text):
        if _SHORT.search(text[start : hit.end()]):
            continue
        found.append(_cut(text, start, hit.end()))
        start = hit.end()
    if text[start:].strip():
        found.append(_cut(text, start, len(text)))
    return tuple(found)


def _cut(text: str, start: int, end: int) -> Sentence:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Sentence(start, end, text[start:end])


def sentence_at(text: str, at: int) -> int:
    """Return the number of the sentence that a place stands in or behind; -1 for none."""
    every = sentences(text)
    return next((n for n, one in enumerate(every) if at <= one.end), len(every) - 1)


def anchored(quotes: Iterable[str], text: str) -> tuple[Anchored, ...]:
    """Return where tied sentences stand now; each is found as far as its words survive.

    Args:
        quotes: the sentences as they were tied.
        text: the paragraph as it is now.
    """
    now = sentences(text)
    return tuple(_anchored(quote, now) for quote in quotes)


def _anchored(quote: str, now: Sequence[Sentence]) -> Anchored:
    plain = squeezed(quote)
    for number, one in enumerate(now):
        if squeezed(one.text) == plain:
            return Anchored(quote, number, as_tied=True)
    wanted = _words(quote)
    best, at = 0.0, -1
    for number, one in enumerate(now):
        share = _share(wanted, _words(one.text))
        if share > best:
            best, at = share, number
    return Anchored(quote, at) if best >= SURVIVES else Anchored(quote)


def squeezed(text: str) -> str:
    """Return a text on one line with single spaces, as ties keep it."""
    return " ".join(text.split())


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _share(wanted: list[str], held: list[str]) -> float:
    """Return how much of the longer of two sentences is in both, by words."""
    if not wanted or not held:
        return 0.0
    rest = list(held)
    shared = 0
    for word in wanted:
        if word in rest:
            rest.remove(word)
            shared += 1
    if shared < min(_LEAST_SHARED, len(wanted)):
        return 0.0
    # A sentence that grew still holds all its words; one of which half is gone is another.
    return shared / len(wanted) * (0.5 + 0.5 * shared / len(held))
