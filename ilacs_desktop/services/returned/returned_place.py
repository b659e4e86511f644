"""Where a change of a returned file stands now, after other changes and after writing here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.services.returned.returning_edits import Inner, blocks, without
from ilacs_desktop.services.returned.returning_units import PARA, SILENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ilacs_desktop.domain.records import ReturnedChange

WORDS = frozenset({"inserted", "deleted", "replaced", "split"})
"""Sorts of changes to the words of one paragraph."""

REWRITTEN = "The words around it were rewritten here since the file was sent."
GONE = "The paragraph was deleted here since the file was sent."


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a paragraph as it stands now."""

    paragraph: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Why a change has no place now."""

    why: str


def part_id(change: str, number: int) -> str:
    """Return the id of a paragraph that taking a change makes.

    Args:
        change: id of the change.
        number: which of those that it makes, counted from 0.
    """
    return ids.derived("paragraph", change, str(number))


def inside(change: ReturnedChange) -> bool:
    """Return whether a change takes words out of what another change inserts."""
    return change.sort == "deleted" and bool(change.beside)


def after_of(change: ReturnedChange, taken: Sequence[ReturnedChange]) -> str:
    """Return what a change inserts, without what taken changes take out of it again."""
    inner = [
        Inner(one.start, one.before, SILENT)
        for one in taken
        if inside(one) and one.beside == change.id
    ]
    return without(change.after, inner)


def place_of(
    change: ReturnedChange,
    base: Mapping[str, str],
    taken: Sequence[ReturnedChange],
    texts: Mapping[str, str],
) -> Place | Nowhere:
    """Return where a change to the words of a paragraph stands now.

    Args:
        change: the change.
        base: the text of each paragraph as it was sent.
        taken: the version's changes that were taken already.
        texts: the text of each paragraph as it is now.
    """
    if inside(change):
        return _place_inside(change, base, taken, texts)
    return _carried(change, change.start, change.start + len(change.before), base, taken, texts)


def _place_inside(
    change: ReturnedChange,
    base: Mapping[str, str],
    taken: Sequence[ReturnedChange],
    texts: Mapping[str, str],
) -> Place | Nowhere:
    outer = next((one for one in taken if one.id == change.beside), None)
    if outer is None:
        return Nowhere("It takes words out of an insertion that is not taken.")
    before = [
        one for one in taken if inside(one) and one.beside == outer.id and one.start < change.start
    ]
    # As if what the insertion put in had been sent: its place within follows from there.
    shift = change.start - sum(len(one.before) for one in before)
    return _carried(outer, outer.start, outer.start, base, taken, texts, shift, len(change.before))


def _carried(
    change: ReturnedChange,
    start: int,
    end: int,
    base: Mapping[str, str],
    taken: Sequence[ReturnedChange],
    texts: Mapping[str, str],
    shift: int = 0,
    length: int | None = None,
) -> Place | Nowhere:
    whole, owners = expected(change.paragraph, base, taken)
    at = _shifted(start, change, taken) + shift
    until = at + (end - start if length is None else length)
    lead, owner = 0, change.paragraph
    for one in taken:
        if one.sort == "joined" and one.beside == change.paragraph:
            host, host_owners = expected(one.paragraph, base, taken)
            lead, owner = len(host.rstrip()) + 1, one.paragraph
            whole, owners = f"{host.rstrip()} {whole.lstrip()}", (*host_owners, *owners)
    piece = whole[: at + lead].count(PARA)
    begin = whole.rfind(PARA, 0, at + lead) + 1
    if owners and piece:
        owner = owners[piece - 1]
    if owner not in texts:
        return Nowhere(GONE)
    said = whole[begin:].split(PARA, 1)[0]
    return _moved(said, texts[owner], at + lead - begin, until + lead - begin, owner)


def expected(
    paragraph: str, base: Mapping[str, str], taken: Sequence[ReturnedChange]
) -> tuple[str, tuple[str, ...]]:
    """Return a sent paragraph with what was taken, and the ids of the parts it was cut into."""
    text, parts, at, owners = base.get(paragraph, ""), [], 0, []
    for one in sorted(taken, key=lambda each: (each.start, each.rank)):
        if one.paragraph != paragraph or one.sort not in WORDS or inside(one):
            continue
        after = after_of(one, taken)
        parts += [text[at : one.start], after]
        at = one.start + len(one.before)
        owners += [part_id(one.id, number) for number in range(after.count(PARA))]
    return "".join((*parts, text[at:])), tuple(owners)


def _shifted(start: int, change: ReturnedChange, taken: Sequence[ReturnedChange]) -> int:
    """Return a place in the sent text as it is once other changes are made."""
    for one in taken:
        if one.paragraph != change.paragraph or one.sort not in WORDS or inside(one):
            continue
        if (one.start, one.rank) < (change.start, change.rank):
            start += len(after_of(one, taken)) - len(one.before)
    return start


def _moved(said: str, now: str, start: int, end: int, owner: str) -> Place | Nowhere:
    """Return a stretch of what should stand as it is found in what does."""
    if said == now:
        return Place(owner, start, end)
    lead = len(said) - len(said.lstrip())
    if said.strip() == now:
        # Cutting a paragraph in two drops the space at the cut.
        return Place(owner, min(max(start - lead, 0), len(now)), min(max(end - lead, 0), len(now)))
    nearest: Place | None = None
    for tag, a, b, c, _d in blocks(said, now):
        if tag != "equal" or not a <= start <= end <= b:
            continue
        place = Place(owner, c + start - a, c + end - a)
        if start > a or end > start:
            return place
        nearest = nearest or place
    return nearest or Nowhere(REWRITTEN)
