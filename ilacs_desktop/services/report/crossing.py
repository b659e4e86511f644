"""Cross-references of the document: put in, shown as numbers, told where they are broken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain import crossrefs
from ilacs_desktop.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.services.report.outline import Item, Outline, Section

_SHORT = 90


@dataclass(frozen=True, slots=True)
class Target:
    """A paragraph that can be referred to.

    Attributes:
        number: as printed.
        section: title of its section.
        text: how it begins.
    """

    id: str
    number: int
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A cross-reference that has no number to show.

    Attributes:
        paragraph: where it stands.
        start, end: its characters there.
        words: what is wrong with it.
    """

    paragraph: str
    section: str
    start: int
    end: int
    words: str


def numbers(document: Outline) -> Mapping[str, int]:
    """Return every paragraph's number by its id; 0 where it has none."""
    return {item.id: item.number for item in document.items()}


def read(text: str, document: Outline | None) -> str:
    """Return a text as people read it: with a number for each mark."""
    return crossrefs.printed(text, numbers(document)) if document is not None else text


def targets(document: Outline, paragraph: str = "") -> tuple[Target, ...]:
    """Return the paragraphs that have a number, but for the one that refers to them."""
    return tuple(
        Target(item.id, item.number, section.title, _begin(item.printed))
        for section in document.sections
        for item in section.items
        if item.number and item.id != paragraph
    )


def mark_for(document: Outline, target: str) -> str:
    """Return the mark to put into a text for a paragraph's number.

    Raises:
        BadInputError: the paragraph has no number.
    """
    if not numbers(document).get(target):
        raise BadInputError(
            "This paragraph has no number.",
            kept="Nothing was changed.",
            todo="Refer to a paragraph of a section that is numbered.",
        )
    return crossrefs.mark_for(target, (item.id for item in document.items()))


def broken(document: Outline) -> tuple[Broken, ...]:
    """Return the cross-references whose paragraph is gone, or has no number any more."""
    known = numbers(document)
    found = []
    for section in document.sections:
        for item in section.items:
            found += _of_item(section, item, known)
    return tuple(found)


def referring_to(document: Outline, target: str) -> tuple[Item, ...]:
    """Return the paragraphs that refer to one, to be told before it is deleted."""
    every = [item.id for item in document.items()]
    return tuple(
        item
        for item in document.items()
        if item.id != target
        and any(crossrefs.named(one.key, every) == target for one in crossrefs.found_in(item.text))
    )


def _of_item(section: Section, item: Item, known: Mapping[str, int]) -> list[Broken]:
    found = []
    for one in crossrefs.found_in(item.text):
        target = crossrefs.named(one.key, known)
        if known.get(target):
            continue
        what = (
            "A cross-reference names a paragraph that has no number here."
            if target
            else "A cross-reference names a paragraph that is no longer there."
        )
        found.append(Broken(item.id, section.key, one.start, one.end, what))
    return found


def _begin(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"
