"""How a paragraph is known again in a file that was edited elsewhere.

Each traced paragraph carries a hidden bookmark around its words and an id of its own; the map of
both stands in a part of the file that editors carry along. A bookmark moves with its words and
spans both halves of a paragraph that is split; the id and the words themselves help where an
editor drops it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ilacs_desktop.publish.word import xml

if TYPE_CHECKING:
    from collections.abc import Iterable

BOOKMARK: Final = "_ilacs_"
"""How our bookmarks begin; the underscore hides them in Word's list."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Which version of which inspection a file holds.

    Attributes:
        inspection: the inspection's id.
        version: id of the version's record.
    """

    inspection: str
    version: str


def line_key(number: int) -> str:
    """Return the key of a line that is no paragraph record, such as a heading.

    Args:
        number: its place among such lines, counted from 0.
    """
    return f"line:{number}"


def bookmark_name(key: str) -> str:
    """Return the name of a paragraph's bookmark: within Word's 40 characters for any id."""
    return BOOKMARK + hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()[:24]


def para_id(key: str) -> str:
    """Return a paragraph's id as Word writes it: eight digits, above 0 and below 0x80000000."""
    digest = hashlib.sha256(f"para {key}".encode(errors="surrogatepass")).digest()
    return f"{(int.from_bytes(digest[:4], 'big') & 0x7FFFFFFE) + 1:08X}"


def part(trace: Trace, keys: Iterable[str]) -> str:
    """Return the file's part that maps ids and bookmarks to keys."""
    lines = "".join(
        f'<paragraph key="{xml.escaped(key)}" bookmark="{bookmark_name(key)}"'
        f' para="{para_id(key)}"/>'
        for key in keys
    )
    return (
        f'{xml.HEAD}<trace xmlns="{xml.TRACE}" inspection="{xml.escaped(trace.inspection)}"'
        f' version="{xml.escaped(trace.version)}">{lines}</trace>'
    )
