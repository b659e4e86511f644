"""Dates and times as people type them; pure text in, values out."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}

_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]?([a-z]{3,9})\.?,?(?:[ \-]?(\d{4}|\d{2}))?")
_STEP = re.compile(r"([+\-])(\d{1,3})")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?")


def parse_date(typed: str, today: date) -> date | None:
    """Read a date as a person types it.

    Takes ``8/7/2026``, ``8/7``, ``8.7.26``, ``8 Jul``, ``8 July 2026``, ``2026-07-08``,
    ``today``, ``tomorrow``, ``yesterday``, ``+3`` (days from today) and a weekday, which is the
    next one from today on. Without a year it is the one nearest to today; two digits mean this
    century.

    Returns:
        The date, or None where the text is none.
    """
    text = " ".join(typed.lower().replace(",", " ").split())
    if text in _NEAR:
        return _later(today, _NEAR[text])
    text, weekday = _without_weekday(text)
    if not text:
        return None if weekday is None else _later(today, (weekday - today.weekday()) % 7)
    if step := _STEP.fullmatch(text):
        return _later(today, int(step[1] + step[2]))
    if iso := _ISO.fullmatch(text):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.fullmatch(text):
        return _near(int(numbers[1]), int(numbers[2]), numbers[3], today)
    words = _WORDS.fullmatch(text)
    if words is None:
        return None
    month = _month(words[2])
    return None if month is None else _near(int(words[1]), month, words[3], today)


def show_date(value: date) -> str:
    """Write a date so that day and month cannot be mistaken: ``Wed 8 Jul 2026``."""
    day, month = _DAYS[value.weekday()][:3].title(), _MONTHS[value.month - 1][:3].title()
    return f"{day} {value.day} {month} {value.year}"


def parse_time(typed: str, now: datetime) -> time | None:
    """Read a time of day: ``9``, ``930``, ``14:05``, ``14.05``, ``2pm``, ``now``.

    Returns:
        The time to the minute, or None where the text is none.
    """
    text = typed.strip().lower()
    if text == "now":
        return now.time().replace(second=0, microsecond=0, tzinfo=None)
    match = _CLOCK.fullmatch(text)
    if match is None and re.fullmatch(r"\d{3}", text):
        match = _CLOCK.fullmatch(f"0{text}")
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def show_time(value: time) -> str:
    """Write a time of day: ``14:05``."""
    return value.strftime("%H:%M")


def _without_weekday(text: str) -> tuple[str, int | None]:
    first, _, rest = text.partition(" ")
    for number, name in enumerate(_DAYS):
        if len(first) >= 3 and name.startswith(first.rstrip(".")):
            return rest, number
    return text, None


def _month(word: str) -> int | None:
    if word == "sept":
        return 9
    return next((at for at, name in enumerate(_MONTHS, 1) if name.startswith(word)), None)


def _near(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _made(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    options = (_made(today.year + step, month, day) for step in (-1, 0, 1))
    return min(
        (option for option in options if option is not None),
        key=lambda option: abs(option - today),
        default=None,
    )


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _later(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None
