"""Read ages as people write them, and work them out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.annex_a.reading import Value

_DECIMAL = re.compile(r"\d{1,3}[.,]\d+")
_WHOLE = re.compile(r"[+-]?\d{1,3}")
_MONTHS = re.compile(r"(\d{1,3})\s*(?:m|mth|mths|month|months)", re.IGNORECASE)
_YEARS = re.compile(
    r"(\d{1,2})\s*(?:y|yr|yrs|year|years)(?:\s+(?:old|\d{1,2}\s*m\w*))?", re.IGNORECASE
)
_OLDEST = 121
_UNDER_ONE = frozenset({"<1", "< 1", "under 1", "0-1", "less than 1"})
_UNBORN = frozenset({"unborn", "ub", "u/b"})


def read_age(value: Value) -> int | None:
    """Return an age in completed years; -1 for an unborn child, None where it cannot be told.

    Takes 6, 6.9, "6", "6.9", "18 months", "6 years", "<1" and "unborn".
    """
    if isinstance(value, (int, float)):
        if not -1 <= value < _OLDEST:
            return None
        years = int(value)
    elif value is None:
        return None
    else:
        told = _from_words(value.strip())
        if told is None:
            return None
        years = told
    return years if -1 <= years < _OLDEST else None


def _from_words(text: str) -> int | None:
    if _WHOLE.fullmatch(text) or _DECIMAL.fullmatch(text):
        return int(float(text.replace(",", ".")))
    if match := _MONTHS.fullmatch(text):
        return int(match.group(1)) // 12
    if match := _YEARS.fullmatch(text):
        return int(match.group(1))
    lowered = text.casefold()
    if lowered in _UNDER_ONE:
        return 0
    return -1 if lowered in _UNBORN else None


def age_at(born: str, day: str) -> int:
    """Return completed years from one ISO date to another; negative before birth."""
    return int(day[:4]) - int(born[:4]) - (day[5:10] < born[5:10])


def age_band(age: int | None, bands: Sequence[tuple[int, str]]) -> str:
    """Return the label of the band an age falls in; empty where the age is unknown.

    Args:
        age: completed years.
        bands: (first year, label), rising.
    """
    if age is None:
        return ""
    return next((label for first, label in reversed(bands) if age >= first), "")
