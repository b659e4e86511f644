"""Numbers that a team issues without asking each other: a letter a person, a count each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work

_NUMBER = re.compile(r"([A-Z]+)(\d+)\Z")
_GUEST = "X"
"""The letter of someone who is on no team list, such as a QA reader with a copy."""


def next_number(work: Work, kind: type[Any]) -> str:
    """Return the next free number of a kind for this person, such as ``A14``.

    Deleted records keep their numbers: a number once issued never stands for something else.

    Args:
        work: the open inspection.
        kind: the record's class; it has a ``number``.
    """
    member = work.my_member
    letter = member.letter if member is not None and member.letter else _GUEST
    used = [
        int(found.group(2))
        for record in work.snapshot.records(kind).values()
        if (found := _NUMBER.match(record.value.number)) and found.group(1) == letter
    ]
    return f"{letter}{max(used, default=0) + 1}"


def number_order(number: str) -> tuple[str, int, str]:
    """Return what to sort numbers by: letter first, then the count as a number."""
    found = _NUMBER.match(number)
    return (found.group(1), int(found.group(2)), "") if found else ("", 0, number)
