"""When something was seen, as people type it in haste: 10:40, yesterday 15:00, 20 min ago."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ilacs_desktop.services.record.time_words import month_day, short_day

_AGO = re.compile(r"^(\d{1,3})\s*(m|min|mins|minutes?|h|hrs?|hours?)\s+ago$")
_CLOCK = re.compile(r"^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?$")
_DATE = re.compile(r"^(\d{1,2})(?:[./-](\d{1,2})|\s*([a-z]{3,9}))?$")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEK = 7
_NOON = 12


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood.

    Attributes:
        moment: when; None where it could not be understood.
        wrong: what to say about it then; empty where there is nothing typed.
    """

    moment: datetime | None = None
    wrong: str = ""


_NOT_READ = Read(None, "Type a time: 10:40, yesterday 15:00, Mon 9:30, 6 Jul 10:00 or 20 min ago.")


def read(text: str, now: datetime) -> Read:
    """Return the moment that a text means.

    Args:
        text: a time, with a day before it where it was not today.
        now: the wall clock; the moment is in its zone and never after it.
    """
    words = " ".join(text.casefold().split())
    if not words:
        return Read()
    gone = _AGO.match(words)
    if gone:
        size = timedelta(hours=1) if gone[2].startswith("h") else timedelta(minutes=1)
        return Read((now - int(gone[1]) * size).replace(second=0, microsecond=0))
    head, _, tail = words.rpartition(" ")
    if tail in ("am", "pm"):
        head, _, number = head.rpartition(" ")
        tail = number + tail
    clock = _clock(tail)
    day = _day(head, now.date()) if head else now.date()
    if clock is None or day is None:
        return _NOT_READ
    # No offset is computed: an inspection's week does not change its clocks at working hours.
    moment = datetime.combine(day, clock, now.tzinfo)
    if moment > now:
        return Read(None, "That is later than now. For the day before: yesterday 15:00.")
    return Read(moment)


def _clock(text: str) -> time | None:
    found = _CLOCK.match(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] and not 1 <= hour <= _NOON:
        return None
    if found[3] == "pm" and hour < _NOON:
        hour += _NOON
    elif found[3] == "am" and hour == _NOON:
        hour = 0
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _day(text: str, today: date) -> date | None:
    if text in ("today", "at", "today at"):
        return today
    if text in ("yesterday", "yest", "y", "yesterday at"):
        return today - timedelta(days=1)
    if text[:3] in _WEEKDAYS and text.isalpha():
        back = (today.weekday() - _WEEKDAYS.index(text[:3])) % _WEEK
        return today - timedelta(days=back)
    found = _DATE.match(text)
    if found is None:
        return None
    if found[3] and found[3][:3] not in _MONTHS:
        return None
    month = int(found[2]) if found[2] else today.month
    month = _MONTHS.index(found[3][:3]) + 1 if found[3] else month
    for year in (today.year, today.year - 1):
        try:
            day = date(year, month, int(found[1]))
        except ValueError:
            return None
        if day <= today:
            return day
    return None


def seen_words(seen: datetime | None, written: datetime | None) -> str:
    """Return ``Seen 10:40, written 14:05``; empty where it was written as it was seen."""
    if seen is None or written is None or seen == written:
        return ""
    day = "" if seen.date() == written.date() else f"{short_day(seen.date())} "
    again = f"{month_day(written.date())} " if day else ""
    return f"Seen {day}{seen:%H:%M}, written {again}{written:%H:%M}"
