"""Read dates as local authorities write them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

_EPOCH = dt.date(1899, 12, 30)  # day 0 of a workbook, shifted for its leap year of 1900
_LAST_SERIAL = 80_000  # in the year 2119
_TEXT_SERIALS = range(10_000, _LAST_SERIAL)
_TIME = r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)?"
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[/.\- ](\d{{1,2}})[/.\- ](\d{{4}}|\d{{2}}){_TIME}")
_YEAR_FIRST = re.compile(rf"(\d{{4}})[/.\-](\d{{1,2}})[/.\-](\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NAMED = re.compile(
    rf"(?:[A-Za-z]{{3,9}},?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?[\s/.\-]*([A-Za-z]{{3,9}})[\s/.,\-]*"
    rf"(\d{{4}}|\d{{2}}){_TIME}"
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST, _LAST = "1900-02", "2100"
_PIVOT = 50  # two-digit years: 00 to 49 are this century


def read_date(cell: Any) -> str | None:
    """Return a cell as an ISO date, or None where it is no date.

    Takes dates of the workbook, its day numbers (1900 system), and text: day first, ISO,
    day-month name-year, with or without a time. Never month first.
    """
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_serial(int(cell)) if 1 <= cell < _LAST_SERIAL else None
    return _from_text(cell) if isinstance(cell, str) else None


def as_iso(value: object) -> str | None:
    """Return a kept value where it is a date to reckon with, None for text and placeholders."""
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        return None
    return value if _FIRST <= value < _LAST and _from_text(value) else None


def _from_serial(days: int) -> str:
    # Up to day 60 the workbook's calendar is one day off, for 29 February 1900.
    return (_EPOCH + dt.timedelta(days=days + (days < 60))).isoformat()


def _from_text(text: str) -> str | None:
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        return _iso(_year(year), int(month), int(day))
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _iso(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    if match := _NAMED.fullmatch(text):
        day, name, year = match.groups()
        return _iso(_year(year), _month(name), int(day))
    if (match := _SERIAL.fullmatch(text)) and int(match.group(1)) in _TEXT_SERIALS:
        return _from_serial(int(match.group(1)))
    return None


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < _PIVOT else 1900)


def _month(name: str) -> int:
    lowered = name.casefold()
    if lowered == "sept":
        return 9
    if lowered in _MONTHS:
        return _MONTHS.index(lowered) + 1
    return _FULL.index(lowered) + 1 if lowered in _FULL else 0


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
