"""Words that read like a grade, looked for where none is given: KIT notes, ungraded letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

# "Good" is a common word, so it counts only where it is used as a grade.
_GRADE = (
    r"outstanding|inadequate|requires improvement(?: to be good)?"
    r"|(?:judged|graded|rated)(?: as| to be)? \w+|good or (?:better|outstanding)"
    r"|overall effectiveness"
)
_IN_TEXT = re.compile(rf"\b(?:{_GRADE})\b", re.IGNORECASE)
# What is said across a table is looser than what a letter says.
_IN_NOTE = re.compile(
    rf"\b(?:{_GRADE}|heading (?:for|towards) (?:a )?good"
    r"|an? good (?:grade|judgement|rating)|provisional grades?)\b",
    re.IGNORECASE,
)
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that read like a grade, and the characters they stand at."""

    text: str
    start: int
    end: int


def in_text(text: str) -> tuple[Hit, ...]:
    """Return what reads like a grade in the text of a letter."""
    return _hits(_IN_TEXT, text)


def in_note(text: str) -> tuple[Hit, ...]:
    """Return what reads like a grade in a note of a meeting, where people speak more loosely."""
    return _hits(_IN_NOTE, text)


def _hits(pattern: re.Pattern[str], text: str) -> tuple[Hit, ...]:
    return tuple(Hit(one.group(), one.start(), one.end()) for one in pattern.finditer(text))


def words(*texts: str) -> tuple[str, ...]:
    """Return the words of several notes that read like a grade, each once, as first written."""
    found: dict[str, str] = {}
    for text in texts:
        for hit in in_note(text):
            found.setdefault(hit.text.casefold(), hit.text)
    return tuple(found.values())


def remark(*texts: str) -> str:
    """Return what is said of the grade words of a note in one sentence; empty for none."""
    found = words(*texts)
    if not found:
        return ""
    named = ", ".join(f"“{one}”" for one in found[:_NAMED])
    more = len(found) - _NAMED
    tail = f" and {more} more" if more > 0 else ""
    verb = "reads" if len(found) == 1 else "read"
    return f"{named}{tail} {verb} like a grade, and no grade is given at a KIT meeting."
