"""Child IDs, NHS numbers and UPNs in running text, however they are split or written.

An NHS number has ten digits, the last a check digit (NHS Data Dictionary: weights 10 to 2,
modulus 11). A unique pupil number (UPN) begins with its check letter (Department for Education,
Unique pupil numbers guide: weights 2 to 13, modulus 23).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.domain.identity.folding import RAISED, Folded, folded_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WHOLE_ID = 6
"""From so many characters on a child ID is taken for one wherever it stands."""
SHORTEST_ID = 3

NumberKind = Literal["id", "short-id", "nhs", "upn"]

_DIGIT = re.compile(r"[0-9]")
_RUN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\W_]{0,4}")
_TIGHT = re.compile(r"[^\w,;]{0,3}")
"""What splits an unknown number in any shape; a comma may stand in its usual groups only."""
_GROUPS = ((3, 3, 4), (1, 3, 3, 3), (5, 5), (10,), (1, 3, 4, 5), (1,) * 10)
_LISTS = " \t\n,;"
_LOOKS = str.maketrans("oilsb", "01158")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\d\d|(?:19|20)\d\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NHS = 10
_UPN = 13
_UPN_LETTERS = "abcdefghjklmnpqrtuvwxyz"
_LONGEST = 40
_CUT_DIGITS = 4
"""An ID with so many digits is told even where letters are run into it."""


@dataclass(frozen=True, slots=True)
class KnownIds:
    """Child IDs, folded.

    Attributes:
        whole: those of six or more signs, their separators gone.
        short: those of three to five.
        lengths: how long the whole ones are.
        looks: the whole ones with letters that look like digits as those digits.
    """

    whole: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    lengths: frozenset[int] = field(default=frozenset())
    looks: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, texts: Iterable[str]) -> KnownIds:
        """Return IDs as they were sent; what has no digit is a remark, not an ID."""
        whole, short = set(), set()
        for text in texts:
            key = squeezed(text)
            if len(key) > _LONGEST or not _DIGIT.search(key):
                continue
            if len(key) >= WHOLE_ID:
                whole.add(key)
                # A spreadsheet that took the ID for a number has lost its noughts.
                if key.isdigit() and len(key.lstrip("0")) >= WHOLE_ID:
                    whole.add(key.lstrip("0"))
            elif len(key) >= SHORTEST_ID:
                short.add(key)
        looks = frozenset(one.translate(_LOOKS) for one in whole)
        return cls(frozenset(whole), frozenset(short), frozenset(map(len, whole)), looks)

    def joined(self, other: KnownIds) -> KnownIds:
        """Return both."""
        if not other.whole and not other.short:
            return self
        return KnownIds(
            self.whole | other.whole,
            self.short | other.short,
            self.lengths | other.lengths,
            self.looks | other.looks,
        )


def squeezed(text: str) -> str:
    """Return an ID without what stands between its letters and digits."""
    text = text.strip()
    # A spreadsheet that took the ID for a number has given it ".0".
    text = text.removesuffix(".0")
    return "".join(_RUN.findall(folded_key(text)))


@dataclass(frozen=True, slots=True)
class NumberHit:
    """A number that points at one person.

    Attributes:
        start, end: where it stands in the original text.
        key: the number without what splits it.
        beside: where it begins in the folded text.
        until: where it ends there.
    """

    kind: NumberKind
    start: int
    end: int
    key: str
    beside: int
    until: int


@dataclass(slots=True)
class _Window:
    """Runs of letters and digits around a number, put together."""

    text: str
    at: list[int]
    after_gap: list[str | None]
    """For each sign what stands before it, where a run begins; None inside a run."""


def numbers_in(folded: Folded, known: KnownIds) -> tuple[NumberHit, ...]:
    """Return the child IDs, NHS numbers and UPNs of a text, in order; none lies in another.

    Args:
        folded: the text.
        known: the child IDs that there are.
    """
    text = folded.text
    if not _DIGIT.search(text):
        return ()
    found: dict[tuple[int, int], tuple[NumberKind, str]] = {}
    lengths = sorted(known.lengths | {_NHS, _UPN}, reverse=True)
    for window in _windows(text, max(lengths)):
        _search(window, lengths, known, found)
    for run in _RUN.finditer(text):
        if run.group() in known.short:
            found.setdefault(run.span(), ("short-id", run.group()))
    hits: list[NumberHit] = []
    for (start, end), (kind, key) in sorted(found.items(), key=lambda one: _order(*one[0])):
        if not any(start < one.until and one.beside < end for one in hits):
            hits.append(NumberHit(kind, *folded.span(start, end), key, start, end))
    return tuple(sorted(hits, key=lambda one: one.beside))


def _order(start: int, end: int) -> tuple[int, int]:
    return (start - end, start)


def _windows(text: str, reach: int) -> Iterator[_Window]:
    runs = list(_RUN.finditer(text))
    joins = [text[one.end() : two.start()] for one, two in pairwise(runs)] + [""]
    seen: tuple[int, int] | None = None
    for at, run in enumerate(runs):
        if not _DIGIT.search(run.group()):
            continue
        first = last = at
        room = reach
        while first and room > 0 and _GAP.fullmatch(joins[first - 1]):
            first -= 1
            room -= len(runs[first].group())
        room = reach
        while last + 1 < len(runs) and room > 0 and _GAP.fullmatch(joins[last]):
            last += 1
            room -= len(runs[last].group())
        if (first, last) == seen:
            continue
        seen = (first, last)
        places: list[int] = []
        gaps: list[str | None] = []
        for index in range(first, last + 1):
            length = len(runs[index].group())
            places += range(runs[index].start(), runs[index].end())
            gaps += [joins[index - 1] if index > first else "", *([None] * (length - 1))]
        yield _Window("".join(runs[one].group() for one in range(first, last + 1)), places, gaps)


def _search(
    window: _Window,
    lengths: list[int],
    known: KnownIds,
    found: dict[tuple[int, int], tuple[NumberKind, str]],
) -> None:
    text, size = window.text, len(window.text)
    looks = text.translate(_LOOKS)
    for start in range(size):
        for length in lengths:
            end = start + length
            if end > size:
                continue
            part = text[start:end]
            kind: NumberKind
            if looks[start:end] in known.looks and _is_id(part, known):
                kind = "id"
            elif length == _NHS and part.isdigit() and is_nhs_number(part):
                kind = "nhs"
            elif length == _UPN and part[1:12].isdigit() and is_upn(part):
                kind = "upn"
            else:
                continue
            if not _stands_alone(window, start, end, part) or _is_other(window, start, end, part):
                continue
            if kind == "id" or _is_grouped(window, start, end):
                found.setdefault((window.at[start], window.at[end - 1] + 1), (kind, part))


def _is_id(part: str, known: KnownIds) -> bool:
    """Say whether a number is an ID, or one with letters typed for the digits they look like."""
    return part in known.whole or sum(sign.isdigit() for sign in part) >= _CUT_DIGITS


def _stands_alone(window: _Window, start: int, end: int, part: str) -> bool:
    """Say whether a number is not cut out of a longer number or word."""
    text, gaps = window.text, window.after_gap
    for before, after in ((start - 1, start), (end - 1, end)):
        if before < 0 or after >= len(text) or gaps[after] is not None:
            continue
        one, two = text[before], text[after]
        if one.isdigit() and two.isdigit():
            first = before
            while first and gaps[first] is None and text[first - 1].isdigit():
                first -= 1
            if after == start and not text[first:start].strip("0"):
                # Noughts in front say nothing.
                continue
            return False
        cut_word = one.isalpha() and two.isalpha()
        if cut_word and sum(sign.isdigit() for sign in part) < _CUT_DIGITS:
            return False
    return True


def _pieces(window: _Window, start: int, end: int) -> tuple[list[str], list[str]]:
    """Return the runs that a number is put together of, and what stands between them."""
    cuts = [at for at in range(start + 1, end) if window.after_gap[at] is not None]
    pieces = [window.text[one:two] for one, two in zip([start, *cuts], [*cuts, end], strict=True)]
    return pieces, [window.after_gap[cut] or "" for cut in cuts]


def _is_grouped(window: _Window, start: int, end: int) -> bool:
    """Say whether an unknown number is no list of counts."""
    pieces, gaps = _pieces(window, start, end)
    return tuple(map(len, pieces)) in _GROUPS or all(_TIGHT.fullmatch(gap) for gap in gaps)


def _is_other(window: _Window, start: int, end: int, part: str) -> bool:
    """Say whether what is put together are years, a date or a count behind a year."""
    pieces, gaps = _pieces(window, start, end)
    if not gaps or not part.isdigit():
        return False
    if _YEARS.fullmatch(part) and len(pieces) == 2 and len(pieces[0]) == 4:
        return True
    if any(_YEAR.fullmatch(piece) for piece in pieces) and any(
        gap and not gap.strip(_LISTS) for gap in gaps
    ):
        return True
    is_date = len(pieces) == 3 and sorted(map(len, pieces))[-1] in (2, 4)
    return is_date and len(part) in (6, 8) and all(gap in ("/", "-", ".") for gap in gaps)


def is_nhs_number(digits: str) -> bool:
    """Say whether ten digits end in the check digit of an NHS number."""
    if len(digits) != _NHS or not digits.isdigit() or len(set(digits)) == 1:
        return False
    total = sum(int(sign) * weight for sign, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[-1])


def is_upn(text: str) -> bool:
    """Say whether thirteen signs in lower case begin with the check letter of a UPN.

    The last sign of a temporary UPN is a letter.
    """
    if len(text) != _UPN or text[0] not in _UPN_LETTERS or not text[1:12].isdigit():
        return False
    last = text[12]
    if not last.isdigit() and last not in _UPN_LETTERS:
        return False
    values = [int(sign) for sign in text[1:12]]
    values.append(int(last) if last.isdigit() else _UPN_LETTERS.index(last))
    total = sum(value * weight for weight, value in enumerate(values, 2))
    return _UPN_LETTERS[total % 23] == text[0]


__all__ = [
    "RAISED",
    "SHORTEST_ID",
    "WHOLE_ID",
    "KnownIds",
    "NumberHit",
    "is_nhs_number",
    "is_upn",
    "numbers_in",
    "squeezed",
]
