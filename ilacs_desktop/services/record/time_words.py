"""Days, hours and how long ago, in the words that screens and documents use."""

from __future__ import annotations

from datetime import date, datetime

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_words(day: date, *, year: bool = False) -> str:
    """Return a day as people say it: ``Wednesday 8 July``.

    Args:
        day: the day.
        year: whether the year is said too.
    """
    words = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def short_day(day: date) -> str:
    """Return a day for a narrow column: ``Wed 8 Jul``."""
    return f"{_DAYS[day.weekday()][:3]} {month_day(day)}"


def month_day(day: date, *, year: bool = False) -> str:
    """Return a day without its weekday: ``8 Jul``; the machine's language never shows."""
    words = f"{day.day} {_MONTHS[day.month - 1][:3]}"
    return f"{words} {day.year}" if year else words


def printed_day(day: date) -> str:
    """Return a day as letters and reports print it: ``8 July 2026``."""
    return f"{day.day} {printed_month(day)}"


def printed_month(day: date) -> str:
    """Return a month as letters and reports print it: ``July 2026``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def month_number(words: str) -> int:
    """Return the number of a month by its name or a beginning of three letters; 0 for none."""
    asked = words.casefold()
    if len(asked) < 3:
        return 0
    return next((at for at, one in enumerate(_MONTHS, 1) if one.casefold().startswith(asked)), 0)


def printed_span(start: date, end: date) -> str:
    """Return first and last day as printed, naming month and year once where they are the same.

    Two days following each other are "7 and 8 July 2026", as letters of visits have it.
    """
    if start >= end:
        return printed_day(start)
    first = str(start.day)
    if start.month != end.month or start.year != end.year:
        first += f" {_MONTHS[start.month - 1]}"
    if start.year != end.year:
        first += f" {start.year}"
    link = "and" if (end - start).days == 1 else "to"
    return f"{first} {link} {printed_day(end)}"


def read_day(text: str) -> date | None:
    """Return the day of an ISO date or date-time; None where the text is neither."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def read_moment(text: str) -> datetime | None:
    """Return the moment of an ISO date-time; one without an offset is in the local zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone() if moment.tzinfo is None else moment


def moment_words(moment: str) -> str:
    """Return an ISO date or date-time as people write it; empty stays empty."""
    if not moment:
        return ""
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    words = month_day(read.date())
    return f"{words} {read:%H:%M}" if len(moment) > len("2026-07-06") else words


def length(seconds: float) -> str:
    """Return how long something is: ``25 min``, ``2 h 28 min``, ``3 days``."""
    seconds = max(0.0, seconds)
    if seconds < _HOUR:
        return f"{int(seconds // _MINUTE)} min"
    if seconds < _DAY:
        hours, rest = divmod(int(seconds), _HOUR)
        minutes = rest // _MINUTE
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days = int(seconds // _DAY)
    return f"{days} day" if days == 1 else f"{days} days"


def age(then: datetime | None, now: datetime) -> str:
    """Return how long ago something was, in its largest unit: ``2 h``, ``3 days``."""
    if then is None:
        return ""
    seconds = (now - then).total_seconds()
    if seconds < _MINUTE:
        return "now"
    if seconds < _HOUR:
        return length(seconds)
    if seconds < _DAY:
        return f"{int(seconds // _HOUR)} h"
    return length(seconds)


def ago(then: datetime | None, now: datetime) -> str:
    """Return how long ago something was: ``2 h ago``, ``just now``."""
    words = age(then, now)
    return {"": "", "now": "just now"}.get(words, f"{words} ago")


def due_words(due: date | None, today: date) -> str:
    """Return when something is due, in neutral words: ``due today``, ``2 days late``."""
    if due is None:
        return ""
    days = (due - today).days
    if days == 0:
        return "due today"
    if days == 1:
        return "due tomorrow"
    if days > 1:
        return f"due {short_day(due)}"
    return "1 day late" if days == -1 else f"{-days} days late"
