"""England's bank holidays, from the library that keeps them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def bank_holidays(years: Iterable[int]) -> frozenset[date]:
    """Return the bank holidays of England in these years, substitute days included.

    Args:
        years: calendar years; a day proclaimed since this version was built is not in it.
    """
    return frozenset().union(*(_of_year(year) for year in years))


def bank_holidays_near(day: date) -> frozenset[date]:
    """Return the bank holidays that an event starting on this day can meet.

    They run from the year before, for the notice, to the year after, for the last reply due.
    """
    return bank_holidays(range(day.year - 1, day.year + 2))


@lru_cache(maxsize=64)
def _of_year(year: int) -> frozenset[date]:
    """Return one year's days, worked out once: a timetable asks for them for every line of it."""
    # Imported here: the library takes half the start-up budget and nothing needs it to unlock.
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
