"""A letter's head and end: who sends it, when, to whom, how it greets, who signs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ilacs_desktop.publish.inputs import ItemInput
from ilacs_desktop.services.report.outline import CLOSING, OPENING, default_id, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.edition import OutputDocument
    from ilacs_desktop.services.report.outline import Item, Outline

_DATE = re.compile(r"(?:[A-Z][a-z]+day,? )?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? (?:19|20)\d\d\.?")
_GREETING = re.compile(r"(?:dear|to whom)\b", re.IGNORECASE)
_VALEDICTION = re.compile(r"(?:yours|with best wishes|kind regards)\b", re.IGNORECASE)


@dataclass(slots=True)
class Ends:
    """The lines of a letter's head, or of its end, by what they are."""

    sender: list[str] = field(default_factory=list)
    date: list[str] = field(default_factory=list)
    addressee: list[str] = field(default_factory=list)
    greeting: list[str] = field(default_factory=list)
    rest: list[ItemInput] = field(default_factory=list)


def head(document: OutputDocument, written: Outline) -> Ends:
    """Sort a letter's opening: what each part is follows from the default words it came from.

    A part that somebody added goes with the one before it; after the greeting it is text. A head
    that was keyed in as a whole is told by its date and its greeting.
    """
    skeleton = parts(document.opening)
    items = _items(written, OPENING)
    if all(_part(item, OPENING, len(skeleton)) is None for item in items):
        return _keyed_head(items)
    dated = next((at for at, part in enumerate(skeleton) if part == "{letter_date}"), 0)
    last = len(skeleton) - 1
    ends, role = Ends(), 0
    for item in items:
        own = _part(item, OPENING, len(skeleton))
        role = role if own is None else own
        lines = _lines(item)
        if role == last and own is None:
            ends.rest.append(_text(item))
        elif role == last:
            ends.greeting += lines
        elif role == dated:
            (ends.date if own is not None else ends.addressee).extend(lines)
        else:
            (ends.sender if role < dated else ends.addressee).extend(lines)
    return ends


def _keyed_head(items: Sequence[Item]) -> Ends:
    ends = Ends()
    has_date = any(_DATE.fullmatch(item.printed.strip()) for item in items)
    for item in items:
        words = item.printed.strip()
        if ends.greeting:
            ends.rest.append(_text(item))
        elif _GREETING.match(words):
            ends.greeting += _lines(item)
        elif not ends.date and _DATE.fullmatch(words):
            ends.date.append(words)
        elif has_date and not ends.date:
            ends.sender += _lines(item)
        else:
            ends.addressee += _lines(item)
    return ends


def tail(written: Outline) -> Ends:
    """Sort a letter's end: text before the closing words, those words, and who signs."""
    ends, seen = Ends(), False
    items = _items(written, CLOSING)
    is_keyed = all(_part(item, CLOSING, 1) is None for item in items)
    for item in items:
        is_words = is_keyed and not seen and _VALEDICTION.match(item.printed.strip())
        if is_words or _part(item, CLOSING, 1) == 0:
            ends.greeting += _lines(item)
            seen = True
        elif seen:
            # A part that somebody added is one more who signs.
            apart = [""] if ends.addressee else []
            ends.addressee += [*apart, *_lines(item)]
        else:
            ends.rest.append(_text(item))
    return ends


def _items(written: Outline, key: str) -> Sequence[Item]:
    section = written.section(key)
    return section.items if section else ()


def _part(item: Item, section: str, count: int) -> int | None:
    return next((at for at in range(count) if item.id == default_id(section, at)), None)


def _lines(item: Item) -> list[str]:
    return item.printed.strip().splitlines()


def _text(item: Item) -> ItemInput:
    return ItemInput(item.id, item.printed, item.bullet)
