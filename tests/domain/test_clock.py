from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.clock import (
    AHEAD_LIMIT_MS,
    LogicalTime,
    SystemClock,
    is_ahead,
    observe,
    tick,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NOON_MS = int(NOON.timestamp() * 1000)


def at(ms: int) -> datetime:
    return NOON + timedelta(milliseconds=ms)


def test_a_tick_takes_the_wall_clock_where_it_has_moved_on():
    ticked = tick(LogicalTime(NOON_MS - 5, 9), NOON)
    assert ticked.time == LogicalTime(NOON_MS, 0)
    assert not ticked.went_back


def test_two_ticks_within_a_millisecond_count_on():
    first = tick(LogicalTime(0), NOON).time
    second = tick(first, NOON).time
    assert second == LogicalTime(NOON_MS, 1)
    assert first < second


def test_a_clock_put_back_is_told_and_time_still_goes_on():
    last = LogicalTime(NOON_MS, 3)
    ticked = tick(last, at(-3_600_000))
    assert ticked.time == LogicalTime(NOON_MS, 4)
    assert ticked.went_back


def test_a_nudge_of_a_second_is_not_worth_telling():
    assert not tick(LogicalTime(NOON_MS), at(-1_000)).went_back


def test_the_time_zone_does_not_matter():
    summer = NOON.astimezone(timezone(timedelta(hours=1)))
    assert tick(LogicalTime(0), summer) == tick(LogicalTime(0), NOON)


def test_an_arrival_advances_our_clock_and_an_older_one_does_not():
    ours = LogicalTime(NOON_MS, 2)
    assert observe(ours, LogicalTime(NOON_MS + 10), NOON) == LogicalTime(NOON_MS + 10)
    assert observe(ours, LogicalTime(NOON_MS - 10), NOON) == ours


def test_an_arrival_from_a_clock_gone_wrong_does_not_advance_ours():
    edge = LogicalTime(NOON_MS + AHEAD_LIMIT_MS)
    beyond = LogicalTime(NOON_MS + AHEAD_LIMIT_MS + 1)
    ours = LogicalTime(NOON_MS)
    assert observe(ours, edge, NOON) == edge
    assert observe(ours, beyond, NOON) == ours
    assert (is_ahead(edge, NOON), is_ahead(beyond, NOON)) == (False, True)


@given(st.lists(st.integers(-7_200_000, 7_200_000), min_size=1, max_size=30))
def test_ticks_always_go_up_whatever_the_wall_clock_does(jumps):
    time = LogicalTime(NOON_MS)
    for jump in jumps:
        later = tick(time, at(jump)).time
        assert later > time
        time = later


@given(
    st.builds(LogicalTime, st.integers(0, 2 * NOON_MS), st.integers(0, 5)),
    st.builds(LogicalTime, st.integers(0, 2 * NOON_MS), st.integers(0, 5)),
)
def test_observing_never_goes_back(ours, arrived):
    assert observe(ours, arrived, NOON) >= ours


def test_the_system_clock_tells_its_offset():
    assert SystemClock().now().utcoffset() is not None
