"""Counting in England's working days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.training.working_days import (
    WorkingDays,
    age_on,
    six_months_before,
    weekday,
    years_before,
)

DAYS = WorkingDays(date(2026, 7, 1))


def test_easter_and_the_may_holiday_are_not_counted() -> None:
    assert DAYS.add(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert DAYS.add(date(2026, 5, 1), 1) == date(2026, 5, 5)


@given(st.dates(date(2023, 1, 1), date(2026, 8, 1)), st.integers(0, 90))
def test_adding_and_counting_agree(day: date, count: int) -> None:
    start = DAYS.on_or_before(day)
    assert DAYS.between(start, DAYS.add(start, count)) == count


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_a_weekday_is_never_later(day: date) -> None:
    found = weekday(day)
    assert found.weekday() < 5
    assert 0 <= (day - found).days <= 2


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 7, 1), date(2026, 1, 1)),
        (date(2026, 8, 31), date(2026, 2, 28)),
        (date(2026, 3, 15), date(2025, 9, 15)),
        (date(2026, 6, 30), date(2025, 12, 30)),
    ],
)
def test_six_months_before(day: date, first: date) -> None:
    assert six_months_before(day) == first


@given(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.integers(0, 25))
def test_a_birthday_makes_a_year(day: date, years: int) -> None:
    assert age_on(years_before(day, years), day) == years


def test_age_before_birth_is_minus_one() -> None:
    assert age_on(date(2026, 9, 1), date(2026, 7, 1)) == -1
