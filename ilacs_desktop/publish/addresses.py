"""Finds web and mail addresses in printed text, so that they can be followed from the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = re.compile(
    r"(?P<web>https?://[^\s<>\"]+|\bwww\.[a-z0-9-]+\.[^\s<>\"]+)|(?P<mail>[\w.+-]+@[\w-]+\.[\w.-]+)",
    re.IGNORECASE,
)
# The end of a sentence or of a bracket is not part of the address before it.
_AFTER = ".,;:!?)]}'’”"


@dataclass(frozen=True, slots=True)
class Address:
    """An address in a text.

    Attributes:
        start: of its first character.
        end: after its last character.
        target: where it leads, with its scheme.
    """

    start: int
    end: int
    target: str


def addresses(text: str) -> Iterator[Address]:
    """Return the addresses in a text, in order."""
    for found in _ADDRESS.finditer(text):
        words = found.group().rstrip(_AFTER)
        if found["mail"]:
            target = f"mailto:{words}"
        else:
            target = words if "://" in words else f"https://{words}"
        yield Address(found.start(), found.start() + len(words), target)
