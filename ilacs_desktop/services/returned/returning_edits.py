"""What was changed within one paragraph of a returned file, each change with its author."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from ilacs_desktop.services.returned.returning_units import PARA, SILENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ilacs_desktop.publish.word.markup import Hand, Stretch

_TOKENS: Final = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_PAIRS: Final = 9_000_000
"""Beyond it two texts are told as replaced whole: comparing them would take minutes."""


@dataclass(frozen=True, slots=True)
class Inner:
    """Words that somebody took out of what somebody else had inserted.

    Attributes:
        offset: where they stand in the insertion.
    """

    offset: int
    text: str
    hand: Hand


@dataclass(frozen=True, slots=True)
class Edit:
    """One change within a paragraph, placed in its text as it was sent."""

    start: int
    before: str
    after: str
    hand: Hand
    inner: tuple[Inner, ...] = ()

    @property
    def end(self) -> int:
        """Where what it takes away ends."""
        return self.start + len(self.before)


def blocks(before: str, after: str) -> list[tuple[str, int, int, int, int]]:
    """Return how one text became another, word by word, as ``difflib`` tells it in characters."""
    if before == after:
        return [("equal", 0, len(before), 0, len(after))] if before else []
    one, other = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(one) * len(other) > _MOST_PAIRS:
        return [("replace", 0, len(before), 0, len(after))]
    first, second = _starts(one), _starts(other)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [
        (tag, first[a], first[b], second[c], second[d]) for tag, a, b, c, d in matcher.get_opcodes()
    ]


def edits(sent: str, stretches: Iterable[Stretch]) -> list[Edit]:
    """Return the changes within a paragraph in their order.

    Args:
        sent: its text as it was sent.
        stretches: its characters as they came back.
    """
    stretches = list(stretches)
    was = "".join(one.text for one in stretches if one.inserted is None)
    walk = _Walk(sent, blocks(sent, was))
    for one in stretches:
        if one.inserted is not None:
            walk.inserted(one, one.inserted)
        else:
            walk.stood(one)
    walk.pass_to(len(sent))
    return _joined(walk.found)


def taken(text: str, changes: Sequence[Edit]) -> str:
    """Return a text with all of some changes made."""
    parts, at = [], 0
    for one in changes:
        parts += [text[at : one.start], without(one.after, one.inner)]
        at = one.end
    return "".join((*parts, text[at:]))


def without(text: str, inner: Sequence[Inner]) -> str:
    """Return inserted words without those that were taken out again."""
    for one in sorted(inner, key=lambda each: -each.offset):
        text = text[: one.offset] + text[one.offset + len(one.text) :]
    return text


class _Walk:
    """Goes through what came back, and tells where that stands in what was sent."""

    def __init__(self, sent: str, told: Sequence[tuple[str, int, int, int, int]]) -> None:
        self.found: list[Edit] = []
        self._sent = sent
        self._told = told
        self._at = 0
        self._read = 0

    def pass_to(self, at: int) -> None:
        """Go on in what was sent; what is passed over went without being tracked."""
        if at > self._at:
            self.found.append(Edit(self._at, self._sent[self._at : at], "", SILENT))
            self._at = at

    def inserted(self, one: Stretch, hand: Hand) -> None:
        """Take what somebody inserted."""
        if one.deleted is not None and one.deleted.author == hand.author:
            return  # written and taken out again by one person: nothing was changed
        inner = (Inner(0, one.text, one.deleted),) if one.deleted is not None else ()
        self.found.append(Edit(self._at, "", one.text, hand, inner))

    def stood(self, one: Stretch) -> None:
        """Take what stood in the file before the tracked changes."""
        start, end = self._read, self._read + len(one.text)
        self._read = end
        for tag, a, _b, c, d in self._told:
            low, high = max(start, c), min(end, d)
            if low >= high:
                continue
            piece = one.text[low - start : high - start]
            if tag != "equal":
                if one.deleted is None:
                    self.found.append(Edit(self._at, "", piece, SILENT))
                continue
            at = a + low - c
            self.pass_to(at)
            if one.deleted is not None:
                self.found.append(Edit(at, piece, "", one.deleted))
            self._at = at + len(piece)


def _joined(found: Sequence[Edit]) -> list[Edit]:
    """Make one of changes that touch and have one author: Word cuts them where a run ends."""
    whole: list[Edit] = []
    for one in found:
        last = whole[-1] if whole else None
        if (
            last is not None
            and last.hand.author == one.hand.author
            and last.end == one.start
            and _may_join(last, one)
        ):
            shift = len(last.after)
            inner = tuple(replace(each, offset=each.offset + shift) for each in one.inner)
            whole[-1] = replace(
                last,
                before=last.before + one.before,
                after=last.after + one.after,
                inner=_inner_joined((*last.inner, *inner)),
            )
        else:
            whole.append(one)
    return [
        one
        for at, one in enumerate(whole)
        if one.before != one.after and not _at_cut(one, whole[max(0, at - 1) : at + 2])
    ]


def _at_cut(one: Edit, around: Sequence[Edit]) -> bool:
    """Return whether only the space went where a paragraph was cut: that is part of the cut."""
    return (
        one.before.isspace()
        and not one.after
        and any(PARA in each.after and each.start in (one.start, one.end) for each in around)
    )


def _may_join(last: Edit, one: Edit) -> bool:
    """Return whether two changes may be one: a new paragraph is never part of a replacement."""
    parts = PARA in last.after or PARA in one.after
    return not (parts and (last.before or one.before))


def _inner_joined(found: Sequence[Inner]) -> tuple[Inner, ...]:
    whole: list[Inner] = []
    for one in found:
        last = whole[-1] if whole else None
        touches = last is not None and last.offset + len(last.text) == one.offset
        if last is not None and touches and last.hand.author == one.hand.author:
            whole[-1] = replace(last, text=last.text + one.text)
        else:
            whole.append(one)
    return tuple(whole)


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for one in tokens:
        starts.append(starts[-1] + len(one))
    return starts
