"""Which backups are kept: every tier has its one, the newest never goes, order beats the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.keeping import kept

NOW = datetime(2026, 7, 8, 14, 0, tzinfo=UTC)
MINUTES = st.lists(st.integers(0, 120 * 24 * 60), max_size=60, unique=True)


def moments(minutes):
    """Return moments that many minutes before NOW, the oldest first."""
    return [NOW - timedelta(minutes=one) for one in sorted(minutes, reverse=True)]


def stay(made, now=NOW):
    keeping = kept(made, now)
    return [one for place, one in enumerate(made) if place in keeping]


def test_a_working_week_keeps_half_hours_then_days():
    made = moments(range(0, 7 * 24 * 60, 10))
    left = stay(made)
    fresh = [one for one in left if NOW - one < timedelta(days=2)]
    assert len(fresh) in (96, 97)
    older = [one.date() for one in left if NOW - one >= timedelta(days=2)]
    assert len(older) == len(set(older)) == 6


def test_of_each_week_before_a_month_one_is_left():
    made = moments(range(0, 120 * 24 * 60, 12 * 60))
    weeks = [one.isocalendar()[:2] for one in stay(made) if NOW - one >= timedelta(days=31)]
    assert len(weeks) == len(set(weeks)) in (13, 14)


@given(MINUTES)
def test_every_slot_keeps_its_newest_and_no_slot_keeps_two(minutes):
    made = moments(minutes)
    left = stay(made)
    for one in made:
        age = NOW - one
        if age < timedelta(days=2):
            same = [other for other in left if other.timestamp() // 1800 == one.timestamp() // 1800]
            reach = timedelta(days=2)
            same = [other for other in same if NOW - other < reach]
        elif age < timedelta(days=31):
            same = [
                other
                for other in left
                if other.date() == one.date()
                and timedelta(days=2) <= NOW - other < timedelta(days=31)
            ]
        else:
            same = [
                other
                for other in left
                if other.isocalendar()[:2] == one.isocalendar()[:2]
                and NOW - other >= timedelta(days=31)
            ]
        assert len(same) == 1
        assert same[0] >= one


@given(MINUTES)
def test_thinning_again_takes_nothing_more(minutes):
    left = stay(moments(minutes))
    assert stay(left) == left


@given(st.lists(st.integers(-500_000, 500_000), min_size=1, max_size=40))
def test_what_was_made_last_stays_whatever_the_clock_said(minutes):
    made = [NOW + timedelta(minutes=one) for one in minutes]
    assert len(made) - 1 in kept(made, NOW)


def test_a_clock_set_back_a_year_takes_nothing_that_is_fresh():
    made = moments((0, 30, 60))
    assert stay(made, NOW - timedelta(days=365)) == made


def test_thinned_each_half_hour_for_ten_weeks_every_past_day_and_week_has_one():
    held, now = [], NOW
    for step in range(70 * 16):
        now = NOW + timedelta(days=step // 16, minutes=30 * (step % 16))
        held.append(now)
        keeping = kept(held, now)
        held = [one for place, one in enumerate(held) if place in keeping]
    days = {one.date() for one in held}
    assert all((now - timedelta(days=back)).date() in days for back in range(31))
    weeks = {one.isocalendar()[:2] for one in held}
    assert all((now - timedelta(days=7 * back)).isocalendar()[:2] in weeks for back in range(10))
    assert len(held) < 16 * 3 + 31 + 10
