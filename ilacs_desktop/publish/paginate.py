"""Puts slabs on pages: nothing parted that belongs together, and notes at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.publish import style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ilacs_desktop.publish.slabs import Slab
    from ilacs_desktop.publish.style import PageShape

# Notes may take this share of a page; what is over goes to the foot of the next one.
_NOTES_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Placed:
    """A slab and where it stands.

    Attributes:
        top: points from the top edge of the page.
        again: a repeated table header, already read once.
    """

    slab: Slab
    top: float
    again: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its body, then the notes at its foot.

    Attributes:
        notes_rule: where the line above the notes stands, in points from the top; 0 for none.
    """

    body: tuple[Placed, ...]
    notes: tuple[Placed, ...] = ()
    notes_rule: float = 0.0


def paginate(
    slabs: Iterable[Slab], notes: Mapping[str, tuple[Slab, ...]], shape: PageShape
) -> tuple[Page, ...]:
    """Return slabs as pages; a document without slabs is one empty page.

    Args:
        slabs: the body in reading order.
        notes: the lines of each note by its id.
        shape: the paper and its margins.
    """
    press = _Press(notes, shape)
    for chunk in _chunks(slabs):
        press.add(chunk)
    return press.finished()


def _chunks(slabs: Iterable[Slab]) -> Iterator[list[Slab]]:
    """Gather the slabs that stay together."""
    chunk: list[Slab] = []
    for slab in slabs:
        if slab.own_page and chunk:
            yield chunk
            chunk = []
        chunk.append(slab)
        if not slab.keep:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class _Press:
    """Fills pages one after another."""

    def __init__(self, notes: Mapping[str, tuple[Slab, ...]], shape: PageShape) -> None:
        self._notes = notes
        self._shape = shape
        self._room_for_notes = (shape.floor - shape.top) * _NOTES_SHARE
        self._pages: list[Page] = []
        self._seen: set[str] = set()
        self._waiting: list[Slab] = []
        self._body: list[Placed] = []
        self._foot: list[Slab] = []
        self._foot_height = 0.0
        self._y = shape.top

    def add(self, chunk: list[Slab]) -> None:
        """Put a chunk on this page, or on the next where it does not fit."""
        if self._body and (chunk[0].own_page or not self._fits(chunk)):
            self._turn()
        if len(chunk) == 1 or self._fits(chunk):
            for slab in chunk:
                self._place(slab)
            return
        for slab in chunk:
            if self._body and not self._fits([slab]):
                self._turn()
            self._place(slab)

    def finished(self) -> tuple[Page, ...]:
        """Close the last page, and add pages for notes that are still waiting."""
        if self._body or not self._pages:
            self._turn()
        while self._foot or self._waiting:
            self._turn()
        return tuple(self._pages)

    def _fits(self, chunk: list[Slab]) -> bool:
        height = 0.0
        for index, slab in enumerate(chunk):
            height += slab.height
            if index or self._body:
                height += slab.space
        if not self._body:
            height += sum(slab.height for slab in chunk[0].repeat)
        foot = self._foot_height + sum(line.height + line.space for line in self._new_notes(chunk))
        if foot and not self._foot_height:
            foot += style.NOTE_RULE_ROOM
        foot = max(self._foot_height, min(foot, self._room_for_notes))
        return self._y + height + foot <= self._shape.floor + 0.01

    def _new_notes(self, chunk: list[Slab]) -> list[Slab]:
        ids = dict.fromkeys(note for slab in chunk for note in slab.notes)
        return [
            line for note in ids if note not in self._seen for line in self._notes.get(note, ())
        ]

    def _place(self, slab: Slab) -> None:
        if self._body:
            self._y += slab.space
        else:
            for header in slab.repeat:
                self._put(header, again=True)
        self._waiting.extend(self._new_notes([slab]))
        self._seen.update(slab.notes)
        self._put(slab)
        self._take_notes()

    def _put(self, slab: Slab, *, again: bool = False) -> None:
        self._body.append(Placed(slab, self._y, again))
        self._y += slab.height

    def _take_notes(self) -> None:
        """Move waiting lines of notes to the foot of this page while there is room."""
        while self._waiting:
            line = self._waiting[0]
            needed = line.height + line.space
            if not self._foot_height:
                needed += style.NOTE_RULE_ROOM
            room = min(self._room_for_notes, self._shape.floor - self._y)
            if self._foot_height + needed > room + 0.01:
                return
            self._foot.append(self._waiting.pop(0))
            self._foot_height += needed

    def _turn(self) -> None:
        """Close this page and open the next."""
        y = self._shape.floor - self._foot_height
        rule = y + style.NOTE_RULE_ROOM / 2 if self._foot else 0.0
        y += style.NOTE_RULE_ROOM
        notes = []
        for line in self._foot:
            y += line.space
            notes.append(Placed(line, y))
            y += line.height
        self._pages.append(Page(tuple(self._body), tuple(notes), rule))
        self._body = []
        self._foot = []
        self._foot_height = 0.0
        self._y = self._shape.top
        self._take_notes()
