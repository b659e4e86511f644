"""Working days of England for the years that the fictitious data covers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

YEARS_BEFORE = 6
DAYS_AFTER = 200


class WorkingDays:
    """The working days around one date, ready to count in."""

    def __init__(self, as_at: date) -> None:
        import holidays  # slow to import, and only the generator needs it

        first = date(as_at.year - YEARS_BEFORE, 1, 1)
        last = as_at + timedelta(days=DAYS_AFTER)
        closed = holidays.country_holidays(
            "GB", subdiv="ENG", years=range(first.year, last.year + 1)
        )
        span = range(first.toordinal(), last.toordinal() + 1)
        days = (date.fromordinal(number) for number in span)
        self._days = [day for day in days if day.weekday() < 5 and day not in closed]

    def on_or_before(self, day: date) -> date:
        """Return the working day itself, or the one before it."""
        at = bisect_right(self._days, day)
        return self._days[at - 1] if at else weekday(day)

    def add(self, day: date, count: int) -> date:
        """Return the day that is so many working days after (or before) another.

        Args:
            day: where to count from; a day off counts as the working day before it.
            count: working days, negative to count back.
        """
        at = bisect_right(self._days, day) - 1
        if at < 0:
            return weekday(day + timedelta(days=count * 7 // 5))
        return self._days[min(max(at + count, 0), len(self._days) - 1)]

    def between(self, earlier: date, later: date) -> int:
        """Return how many working days lie after one date up to and with another."""
        return bisect_right(self._days, later) - bisect_right(self._days, earlier)

    def draw(self, rng: random.Random, first: date, last: date) -> date:
        """Return a working day drawn evenly from a span of dates, both ends included."""
        low, high = bisect_left(self._days, first), bisect_right(self._days, last) - 1
        if high < low:
            return self.on_or_before(last)
        return self._days[rng.randint(low, high)]


def weekday(day: date) -> date:
    """Return the day itself, or the Friday before it where it falls on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def years_before(day: date, years: int) -> date:
    """Return the same day so many years earlier (28 February for a leap day)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def six_months_before(day: date) -> date:
    """Return the first day of the six months that end on a day."""
    month, year = (day.month - 6, day.year) if day.month > 6 else (day.month + 6, day.year - 1)
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def age_on(born: date, day: date) -> int:
    """Return age in whole years, -1 before birth (Annex A guidance, August 2019)."""
    if born > day:
        return -1
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
