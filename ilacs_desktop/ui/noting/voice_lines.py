"""Lines of an interview or an observation: when, and whether quoted, told or observed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

WORDS: dict[str, str] = {
    "quote": "Quote",
    "paraphrase": "Paraphrase",
    "observation": "Observation",
}
"""The kinds of line by key of ``Evidence.voice``, as they stand in the text."""

_LINE = re.compile(rf"^\d{{2}}:\d{{2}} ({'|'.join(WORDS.values())}):")
_KEYS = {words: key for key, words in WORDS.items()}


def beginning(kind: str, now: datetime) -> str:
    """Return how a line of a kind begins: ``10:42 Quote: ``."""
    return f"{now:%H:%M} {WORDS[kind]}: "


def kind_of(line: str) -> str:
    """Return the kind that a line begins with; empty where it begins with none."""
    found = _LINE.match(line)
    return _KEYS[found[1]] if found else ""


def is_bare(line: str) -> bool:
    """Say whether nothing was written in a line but its beginning."""
    found = _LINE.match(line)
    return not line.strip() or (found is not None and not line[found.end() :].strip())


def voice_of(text: str) -> str:
    """Return the one kind of all lines; empty where they differ or the first has none.

    A line without a beginning goes on with the one before.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or not kind_of(lines[0]):
        return ""
    kinds = {kind for line in lines if (kind := kind_of(line))}
    return kinds.pop() if len(kinds) == 1 else ""
