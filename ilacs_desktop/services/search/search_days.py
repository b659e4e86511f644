"""Days as people type them into a filter: today, Monday, 7 July, day 3."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ilacs_desktop.services.record.time_words import day_words, read_day

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work

_WEEK = 7
_SHORTEST = 3
"""Letters from which on a weekday or month is known."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_NUMBERED = re.compile(r"(?:day\s*)?(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:\s+|/)([a-z]{3,}|\d{1,2})(?:(?:\s+|/)(\d{4}))?")


def fieldwork(work: Work) -> tuple[date, ...]:
    """Return the weekdays of fieldwork, the first of them being day 1."""
    first, last = (
        read_day(text) for text in (work.inspection.fieldwork_start, work.inspection.fieldwork_end)
    )
    if first is None or last is None:
        return ()
    span = (first + timedelta(at) for at in range((last - first).days + 1))
    return tuple(day for day in span if day.weekday() < _WEEK - 2)


def days_meant(work: Work, text: str) -> frozenset[str]:
    """Return the ISO dates that a text may mean; none where it means no day.

    A weekday means the last one and the next one, so that notes and plans are both found.
    """
    said = text.casefold().strip()
    today = work.now().date()
    if said in _NEAR:
        return _iso(today + timedelta(_NEAR[said]))
    weekday = [at for at, name in enumerate(_WEEKDAYS) if name.startswith(said)]
    if len(said) >= _SHORTEST and len(weekday) == 1:
        last = today - timedelta((today.weekday() - weekday[0]) % _WEEK)
        return _iso(last) | _iso(last + timedelta(_WEEK))
    numbered = _NUMBERED.fullmatch(said)
    days = fieldwork(work)
    if numbered:
        at = int(numbered[1]) - 1
        return _iso(days[at]) if 0 <= at < len(days) else frozenset()
    exact = read_day(said) if len(said) == len("2026-07-06") else None
    return _iso(exact) if exact else _day_of_month(said, days[0] if days else today)


def _day_of_month(said: str, near: date) -> frozenset[str]:
    found = _DAY_MONTH.fullmatch(said)
    if not found:
        return frozenset()
    month = int(found[2]) if found[2].isdigit() else _month(found[2])
    try:
        return _iso(date(int(found[3] or near.year), month, int(found[1])))
    except ValueError:
        return frozenset()


def _month(word: str) -> int:
    return _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else 0


def _iso(day: date) -> frozenset[str]:
    return frozenset({day.isoformat()})


def possible(work: Work) -> tuple[tuple[str, str], ...]:
    """Return the days that a filter offers: what to type, and which day that is."""
    today = work.now().date()
    near = ("today", day_words(today)), ("yesterday", day_words(today - timedelta(1)))
    numbered = ((f"day {at}", day_words(day)) for at, day in enumerate(fieldwork(work), 1))
    return (*near, *numbered)
