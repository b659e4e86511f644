from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.calendar import (
    add_working_days,
    fieldwork_end,
    first_working_day,
    is_working_day,
    stages,
    timetable,
    working_days_between,
)

# England and Wales, as proclaimed for 2026.
HOLIDAYS_2026 = frozenset(
    {
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 4),
        date(2026, 5, 25),
        date(2026, 8, 31),
        date(2026, 12, 25),
        date(2026, 12, 28),
    }
)
DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 1))
HOLIDAYS = st.frozensets(st.dates(date(2025, 1, 1), date(2027, 12, 31)), max_size=40)


def event(shipped, key, edition="ilacs-2026"):
    return shipped.edition(edition).event(key)


@given(DAYS, st.integers(-80, 80).filter(bool), HOLIDAYS)
def test_between_undoes_add(start, n, holidays):
    end = add_working_days(start, n, holidays)
    assert is_working_day(end, holidays)
    if n > 0 or is_working_day(start, holidays):
        assert working_days_between(start, end, holidays) == n


@given(DAYS, DAYS, HOLIDAYS)
def test_between_counts_one_by_one(start, end, holidays):
    low, high = min(start, end), max(start, end)
    days = [low + timedelta(days=i) for i in range((high - low).days + 1)]
    counted = sum(is_working_day(day, holidays) for day in days)
    expected = counted - is_working_day(start, holidays)
    sign = 1 if start <= end else -1
    assert working_days_between(start, end, holidays) == sign * expected


@given(DAYS, st.integers(1, 40), st.integers(1, 40), HOLIDAYS)
def test_adding_twice_is_adding_the_sum(start, first, second, holidays):
    halfway = add_working_days(start, first, holidays)
    assert add_working_days(halfway, second, holidays) == add_working_days(
        start, first + second, holidays
    )


@given(DAYS, st.integers(-60, 60), HOLIDAYS)
def test_more_holidays_never_bring_a_deadline_forward(start, n, holidays):
    plain, slowed = (add_working_days(start, n, h) for h in (frozenset(), holidays))
    assert slowed >= plain if n > 0 else slowed <= plain


def test_no_days_is_the_day_itself_even_at_the_weekend():
    assert add_working_days(date(2026, 4, 4), 0, HOLIDAYS_2026) == date(2026, 4, 4)


def test_easter_2026_is_stepped_over():
    assert add_working_days(date(2026, 4, 2), 1, HOLIDAYS_2026) == date(2026, 4, 7)
    assert add_working_days(date(2026, 4, 7), -1, HOLIDAYS_2026) == date(2026, 4, 2)
    assert working_days_between(date(2026, 4, 2), date(2026, 4, 7), HOLIDAYS_2026) == 1
    assert first_working_day(date(2026, 4, 3), HOLIDAYS_2026) == date(2026, 4, 7)


def test_christmas_2026_has_its_substitute_day():
    assert add_working_days(date(2026, 12, 24), 1, HOLIDAYS_2026) == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("standard", date(2026, 5, 11), date(2026, 5, 22)),
        ("short", date(2026, 7, 6), date(2026, 7, 10)),
        ("focused-visit", date(2024, 2, 20), date(2024, 2, 21)),
        ("monitoring-visit", date(2022, 10, 4), date(2022, 10, 5)),
        ("short", date(2026, 3, 30), date(2026, 4, 7)),
    ],
)
def test_last_day_on_site_as_in_published_events(shipped, key, start, end):
    assert fieldwork_end(event(shipped, key), start, HOLIDAYS_2026) == end


def test_fieldwork_that_starts_on_a_bank_holiday_starts_the_day_after(shipped):
    short = event(shipped, "short")
    assert fieldwork_end(short, date(2026, 5, 4), HOLIDAYS_2026) == date(2026, 5, 11)
    days = [item.date for item in timetable(short, date(2026, 5, 4), HOLIDAYS_2026)]
    assert date(2026, 5, 4) not in days
    assert date(2026, 5, 5) in days


@pytest.mark.parametrize(
    ("key", "kits", "last"), [("standard", 9, date(2026, 6, 19)), ("short", 4, date(2026, 6, 12))]
)
def test_timetable_runs_in_order_from_call_to_feedback(shipped, key, kits, last):
    planned = timetable(event(shipped, key), date(2026, 6, 8), HOLIDAYS_2026)
    moments = [(item.date, item.start) for item in planned]
    assert moments == sorted(moments)
    assert (planned[0].kind, planned[0].date) == ("call", date(2026, 6, 1))
    assert (planned[-1].kind, planned[-1].date) == ("feedback", last)
    assert sum(item.kind == "kit" for item in planned) == kits
    assert all(is_working_day(item.date, HOLIDAYS_2026) for item in planned)


def test_portsmouth_2026_stages_fall_on_their_working_days(shipped):
    planned = stages(event(shipped, "short"), date(2026, 7, 10), HOLIDAYS_2026)
    due = {stage.key: stage.due for stage in planned}
    assert due["draft-to-la"] == date(2026, 8, 5)
    assert due["la-comments"] == date(2026, 8, 12)
    assert due["published"] == date(2026, 8, 18)  # the day it really was published
    assert due["complaint-window"] is None


def test_replies_count_from_the_day_the_la_was_sent_the_letter(shipped):
    visit = event(shipped, "focused-visit")
    last_day = date(2026, 6, 10)
    planned = {s.key: s.due for s in stages(visit, last_day, HOLIDAYS_2026)}
    assert planned["la-draft-plan"] == add_working_days(planned["final-to-la"], 20, HOLIDAYS_2026)
    actual = {"sent": date(2026, 7, 1)}
    really = {s.key: s.due for s in stages(visit, last_day, HOLIDAYS_2026, actual)}
    assert really["la-draft-plan"] == date(2026, 7, 29)
    assert really["la-plan"] == add_working_days(date(2026, 7, 1), 70, HOLIDAYS_2026)
    assert really["published"] == planned["published"]
