"""Ages as people write them, and as they are worked out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.annex_a.ages import age_at, age_band, read_age


@pytest.mark.parametrize(
    ("written", "age"),
    [
        (6, 6),
        (6.9, 6),
        ("6,9", 6),
        (" 17 ", 17),
        ("18 months", 1),
        ("6 yrs old", 6),
        ("<1", 0),
        ("Unborn", -1),
        (-1, -1),
        (None, None),
        ("", None),
        ("young", None),
        (130, None),
        ("2016", None),
    ],
)
def test_an_age_is_read(written, age):
    assert read_age(written) == age


@given(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.integers(0, 25))
def test_a_year_older_on_the_birthday_and_not_before(born, years):
    if (born.month, born.day) == (2, 29):
        return
    birthday = born.replace(year=born.year + years)
    assert age_at(born.isoformat(), birthday.isoformat()) == years
    eve = date.fromordinal(birthday.toordinal() - 1)
    assert age_at(born.isoformat(), eve.isoformat()) == years - 1


def test_bands():
    bands = ((0, "under 5"), (5, "5 to 9"), (10, "10 and over"))
    assert [age_band(age, bands) for age in (0, 4, 5, 17, None, -1)] == [
        *("under 5", "under 5", "5 to 9", "10 and over"),
        *("", ""),
    ]
