from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.services.record import time_words as words

NOW = datetime(2026, 7, 8, 14, 2, tzinfo=UTC)


def test_a_day_is_written_out():
    assert words.day_words(date(2026, 7, 8)) == "Wednesday 8 July"
    assert words.day_words(date(2026, 7, 8), year=True) == "Wednesday 8 July 2026"
    assert words.short_day(date(2026, 7, 8)) == "Wed 8 Jul"


def test_a_day_without_its_weekday_and_as_printed():
    assert words.month_day(date(2026, 7, 8)) == "8 Jul"
    assert words.month_day(date(2026, 7, 8), year=True) == "8 Jul 2026"
    assert words.printed_day(date(2026, 7, 8)) == "8 July 2026"
    assert words.printed_month(date(2026, 7, 8)) == "July 2026"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ((2026, 7, 6), (2026, 7, 10), "6 to 10 July 2026"),
        ((2018, 10, 29), (2018, 11, 2), "29 October to 2 November 2018"),
        ((2025, 12, 29), (2026, 1, 2), "29 December 2025 to 2 January 2026"),
        ((2026, 7, 6), (2026, 7, 6), "6 July 2026"),
        ((2022, 10, 4), (2022, 10, 5), "4 and 5 October 2022"),
        ((2026, 6, 30), (2026, 7, 1), "30 June and 1 July 2026"),
    ],
)
def test_the_days_of_fieldwork_read_as_in_published_reports(start, end, said):
    assert words.printed_span(date(*start), date(*end)) == said


@given(st.dates(date(2018, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_a_span_always_ends_with_its_last_day(start, days):
    end = start + timedelta(days)
    assert words.printed_span(start, end).endswith(words.printed_day(end))
    assert words.printed_span(start, end).startswith(str(start.day))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-07-08", date(2026, 7, 8)),
        ("2026-07-08T10:00:00+01:00", date(2026, 7, 8)),
        ("", None),
        ("soon", None),
    ],
)
def test_a_day_is_read_from_dates_and_moments(text, day):
    assert words.read_day(text) == day


def test_a_moment_without_an_offset_is_local():
    assert words.read_moment("2026-07-08T10:00:00").tzinfo is not None
    assert words.read_moment("never") is None


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 min"), (59 * 60, "59 min"), (3600, "1 h"), (8880, "2 h 28 min"), (86400, "1 day")],
)
def test_lengths(seconds, said):
    assert words.length(seconds) == said


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5 min ago"),
        (timedelta(hours=2, minutes=50), "2 h ago"),
        (timedelta(days=3), "3 days ago"),
    ],
)
def test_ago(back, said):
    assert words.ago(NOW - back, NOW) == said


def test_ago_of_nothing_is_nothing():
    assert words.ago(None, NOW) == ""


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-2, "2 days late"),
        (-1, "1 day late"),
        (0, "due today"),
        (1, "due tomorrow"),
        (5, "due Mon 13 Jul"),
    ],
)
def test_due(days, said):
    assert words.due_words(date(2026, 7, 8) + timedelta(days=days), date(2026, 7, 8)) == said
