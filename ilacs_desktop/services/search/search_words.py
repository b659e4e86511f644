"""What is typed into the search: plain words, and filters such as ``child:`` among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

FILTERS: Final[tuple[tuple[str, str], ...]] = (
    ("child", "one child, by the LA’s child ID or our code"),
    ("area", "one judgement area"),
    ("by", "one inspector, by name or letter"),
    ("day", "one day: today, Monday, 7 July, day 3"),
    ("kind", "one kind: note, card, finding, request …"),
)
"""Name of each filter, and what it keeps."""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_FILTER = re.compile(
    r"(?<!\S)(?P<name>child|area|by|day|kind):"
    r"(?:\"(?P<quoted>[^\"]*)(?P<end>\"?)|(?P<plain>[^\s\"]*))",
    re.IGNORECASE,
)
_DAY_OF_TWO_WORDS = re.compile(
    rf"(?<!\S)day:(?P<day>day\s+\d+|\d{{1,2}}\s+{_MONTH})(?!\S)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter as typed.

    Attributes:
        name: such as ``child``.
        value: what it asks for; empty where nothing was typed yet.
        start, end: where it stands in the text.
        closed: whether something follows it, so that nobody is still typing it.
    """

    name: str
    value: str
    start: int
    end: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A text taken apart.

    Attributes:
        text: the whole, as typed.
        words: what is left of it without its filters.
        filters: its filters, in the order typed.
    """

    text: str
    words: str
    filters: tuple[Filter, ...]

    def with_filter(self, old: Filter, value: str) -> str:
        """Return the whole text with a filter's value finished, ready for the next word."""
        return f"{self.text[: old.start]}{written(old.name, value)} {self.text[old.end :].lstrip()}"


def written(name: str, value: str) -> str:
    """Return a filter as it is typed; a value of several words stands in quotation marks."""
    return f'{name}:"{value}"' if re.search(r"\s", value) else f"{name}:{value}"


def taken_apart(text: str) -> Asked:
    """Return the words and filters of a text; whatever is typed has an answer."""
    quoted = _DAY_OF_TWO_WORDS.sub(_as_long, text)
    filters = tuple(_filter(found, text) for found in _FILTER.finditer(quoted))
    rest, at = [], 0
    for one in filters:
        rest.append(text[at : one.start])
        at = one.end
    return Asked(text, " ".join("".join([*rest, " ", text[at:]]).split()), filters)


def _as_long(found: re.Match[str]) -> str:
    """Hide the blanks of a day of two words, so that it is one value; nothing moves."""
    return re.sub(r"\s", "\0", found[0])


def _filter(found: re.Match[str], text: str) -> Filter:
    value = found["quoted"] if found["quoted"] is not None else found["plain"]
    closed = bool(found["end"]) or found.end() < len(text)
    said = " ".join(value.replace("\0", " ").split())
    return Filter(found["name"].casefold(), said, found.start(), found.end(), closed)
