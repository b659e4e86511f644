"""Which paragraph of a returned file is which of those that were sent."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ilacs_desktop.publish.word.markup import Hand, Stretch
from ilacs_desktop.publish.word.trace import bookmark_name, para_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ilacs_desktop.publish.word.markup import Read

PARA: Final = "\u2029"
"""Stands in a text where a paragraph was parted in two."""
SILENT: Final = Hand("", "")
"""Whoever changed something without its being tracked."""

_ALIKE: Final = 0.6
_TAIL: Final = 20
_AHEAD: Final = 8
_WORDS: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sent:
    """One paragraph as it was exported.

    Attributes:
        key: id of its record, or the key of a line that is none.
        text: as it was printed.
        own: how many characters of that are its record's; what follows the app adds.
        section: key of its section.
        is_item: whether it is a record.
    """

    key: str
    text: str
    own: int
    section: str = ""
    is_item: bool = True


@dataclass(slots=True)
class Unit:
    """What came back of one paragraph, with the parts that somebody cut it into.

    Attributes:
        key: of the paragraph that it is; empty where it is none of those sent.
        joined: it was joined to what stands before it, untracked.
    """

    stretches: list[Stretch] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    paras: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    mark_deleted: Hand | None = None
    joined: bool = False
    in_table: bool = False
    key: str = ""

    @property
    def was(self) -> str:
        """The words without what was inserted and tracked: as the file had them before."""
        return "".join(one.text for one in self.stretches if one.inserted is None)

    @property
    def becomes(self) -> str:
        """The words with every change taken."""
        return "".join(one.text for one in self.stretches if one.deleted is None)

    @property
    def move(self) -> str:
        """Name of the move that takes all of it away, or brings all of it; empty for none."""
        moves = {one.move for one in self.stretches if one.text.strip()}
        return moves.pop() if len(moves) == 1 else ""


def units(reads: Sequence[Read]) -> list[Unit]:
    """Return paragraphs as units: one that was parted is one again."""
    found: list[Unit] = []
    unit = Unit()
    for at, read in enumerate(reads):
        unit.stretches += read.stretches
        unit.names += read.starts
        unit.ends += read.ends
        unit.paras += [read.para] if read.para else []
        unit.points += read.points
        unit.joined = unit.joined or read.joined
        unit.in_table = read.in_table
        following = reads[at + 1] if at + 1 < len(reads) else None
        if read.mark_inserted and following is not None and not following.in_table:
            if read.mark_deleted is None:
                unit.stretches.append(Stretch(PARA, read.mark_inserted))
            continue
        unit.mark_deleted = read.mark_deleted
        if unit.stretches or unit.names:
            found.append(unit)
        unit = Unit()
    return _mended(found)


def matched(
    found: Sequence[Unit], sent: Sequence[Sent], told: Mapping[str, str]
) -> dict[str, Unit]:
    """Give each unit the key of its paragraph; return the units by key.

    Args:
        found: the units, whose ``key`` is set.
        sent: what was exported.
        told: keys by bookmark and paragraph id, as the file says.
    """
    known = {**told}
    for one in sent:
        known[bookmark_name(one.key)] = known[para_id(one.key)] = one.key
    texts = {one.key: one.text for one in sent}
    taken: dict[str, Unit] = {}
    for marks in ("names", "paras"):
        for unit in found:
            keys = [known[mark] for mark in getattr(unit, marks) if known.get(mark) in texts]
            if unit.key or not keys:
                continue
            rival = taken.get(keys[0])
            if rival is None or (
                marks == "names"
                and alike(unit.was, texts[keys[0]]) > alike(rival.was, texts[keys[0]])
            ):
                if rival is not None:
                    rival.key = ""
                unit.key, taken[keys[0]] = keys[0], unit
    _by_words(found, sent, taken)
    return taken


def alike(one: str, other: str) -> float:
    """Return how much of their words two texts share, from 0 to 1."""
    if one == other:
        return 1.0
    first, second = Counter(_WORDS.findall(one.lower())), Counter(_WORDS.findall(other.lower()))
    whole = first.total() + second.total()
    return 2 * (first & second).total() / whole if whole else 0.0


def _by_words(found: Sequence[Unit], sent: Sequence[Sent], taken: dict[str, Unit]) -> None:
    """Know units again by what they say, where an editor dropped every mark."""
    missing = {one.key: one.text for one in sent if one.key not in taken}
    exact = {text: key for key, text in reversed(missing.items())}
    for unit in found:
        key = exact.get(unit.was, "")
        if not unit.key and key in missing and unit.was.strip():
            unit.key, taken[key] = key, unit
            del missing[key]
    for unit in found:
        if unit.key or not missing or not unit.was.strip():
            continue
        best, key = max((alike(unit.was, text), key) for key, text in missing.items())
        if best >= _ALIKE:
            unit.key, taken[key] = key, unit
            del missing[key]


def _mended(found: list[Unit]) -> list[Unit]:
    """Put together what somebody parted without tracking: its bookmark still spans it all."""
    whole: list[Unit] = []
    at = 0
    while at < len(found):
        unit = found[at]
        at += 1
        open_names = [name for name in unit.names if name not in unit.ends]
        end = _end_of(found, at, open_names) if open_names else at
        for part in found[at:end]:
            unit.stretches += [Stretch(PARA, SILENT), *part.stretches]
            unit.points += part.points
            unit.mark_deleted = part.mark_deleted
        whole.append(unit)
        at = end
    return whole


def _end_of(found: Sequence[Unit], start: int, names: Sequence[str]) -> int:
    """Return the place after the last part of a parted paragraph; ``start`` where there is none."""
    for at in range(start, min(start + _AHEAD, len(found))):
        if found[at].names or found[at].in_table:
            return start
        if any(name in found[at].ends for name in names):
            return at + 1
    return start


def tails_joined(found: list[Unit], sent: Sequence[Sent]) -> list[Unit]:
    """Put the end of a parted paragraph back where neither tracking nor a bookmark tells of it."""
    texts = {one.key: one.text for one in sent if one.is_item}
    kept: list[Unit] = []
    for unit in found:
        words = unit.was.strip()
        before = kept[-1] if kept else None
        if (
            not unit.key
            and before is not None
            and before.key in texts
            and len(words) >= _TAIL
            and words in texts[before.key]
            and words not in before.was
        ):
            before.stretches += [Stretch(PARA, SILENT), *unit.stretches]
            before.points += unit.points
            continue
        kept.append(unit)
    return kept
