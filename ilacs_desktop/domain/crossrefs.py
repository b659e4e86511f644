"""Cross-references: a mark in a paragraph's text that stands for another paragraph's number.

The mark names the paragraph, not the number, so that it follows every renumbering: ``[¶3f2a9c]``
holds the end of the paragraph's id. What is printed is the number alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MARK = re.compile(r"\[¶([0-9a-f]{6,32})\]")
LOST = "?"
"""What stands for a number that there is none of."""

_LEAST = 6


@dataclass(frozen=True, slots=True)
class CrossReference:
    """One mark in a text.

    Attributes:
        start, end: its characters.
        key: the end of the id it names.
    """

    start: int
    end: int
    key: str


def found_in(text: str) -> Iterator[CrossReference]:
    """Return the marks of a text in their order."""
    for hit in MARK.finditer(text):
        yield CrossReference(hit.start(), hit.end(), hit.group(1))


def mark_for(record: str, others: Iterable[str]) -> str:
    """Return the mark that names a paragraph among others, as short as it can be told by.

    Args:
        record: the paragraph's id.
        others: the ids of all paragraphs; its own may be among them.
    """
    own = _tail(record)
    rest = [_tail(one) for one in others if one != record]
    length = _LEAST
    while length < len(own) and any(one.endswith(own[-length:]) for one in rest):
        length += 2
    return f"[¶{own[-length:]}]"


def named(key: str, records: Iterable[str]) -> str:
    """Return the id that a mark's key names; empty where none or more than one ends so."""
    held = [one for one in records if _tail(one).endswith(key)]
    return held[0] if len(held) == 1 else ""


def printed(text: str, numbers: Mapping[str, int]) -> str:
    """Return a text with each mark as the number it stands for.

    Args:
        text: as it is written.
        numbers: number by paragraph id; 0 for one that has none.
    """
    if "[¶" not in text:
        return text
    return MARK.sub(lambda hit: number_words(hit.group(1), numbers), text)


def masked(text: str) -> str:
    """Return a text with its marks blanked, place for place: for what reads figures as IDs."""
    return MARK.sub(lambda hit: " " * len(hit.group()), text) if "[¶" in text else text


def number_words(key: str, numbers: Mapping[str, int]) -> str:
    """Return the number a mark stands for; ``?`` where the paragraph is gone or has none."""
    number = numbers.get(named(key, numbers), 0)
    return str(number) if number else LOST


def _tail(record: str) -> str:
    return record.replace("-", "")
