"""Dates and times as people type them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.ui.fields.typed_dates import parse_date, parse_time, show_date, show_time

WEDNESDAY = date(2026, 7, 8)
NOW = datetime(2026, 7, 8, 14, 2, 59)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("8/7/2026", date(2026, 7, 8)),
        ("08/07/2026", date(2026, 7, 8)),
        ("8.7.26", date(2026, 7, 8)),
        ("8-7-26", date(2026, 7, 8)),
        ("8/7", date(2026, 7, 8)),
        ("8 jul", date(2026, 7, 8)),
        ("8 July 2025", date(2025, 7, 8)),
        ("8th July, 2025", date(2025, 7, 8)),
        ("1 Sept 2026", date(2026, 9, 1)),
        ("12june", date(2026, 6, 12)),
        ("Wed 8 Jul 2026", date(2026, 7, 8)),
        ("2026-07-08", date(2026, 7, 8)),
        ("today", WEDNESDAY),
        (" Tomorrow ", date(2026, 7, 9)),
        ("yesterday", date(2026, 7, 7)),
        ("+3", date(2026, 7, 11)),
        ("-8", date(2026, 6, 30)),
        ("wed", WEDNESDAY),
        ("Monday", date(2026, 7, 13)),
        ("20 dec", date(2026, 12, 20)),
        ("28 jan", date(2026, 1, 28)),
        ("29 feb 2024", date(2024, 2, 29)),
    ],
)
def test_dates_are_understood(typed, expected):
    assert parse_date(typed, WEDNESDAY) == expected


@pytest.mark.parametrize(
    "typed", ["", "  ", "31/6/2026", "29 feb 2026", "soon", "8 foo", "8/13", "8/7/026", "1 2 3 4"]
)
def test_what_is_no_date_is_none(typed):
    assert parse_date(typed, WEDNESDAY) is None


@given(st.dates(min_value=date(1900, 1, 1)), st.dates())
def test_every_shown_date_is_read_back(value, today):
    assert parse_date(show_date(value), today) == value


@given(st.text(max_size=20), st.dates())
def test_no_text_breaks_the_date_reader(typed, today):
    parse_date(typed, today)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9", time(9)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("1405", time(14, 5)),
        ("14:05", time(14, 5)),
        ("14.05", time(14, 5)),
        ("2pm", time(14)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("now", time(14, 2)),
    ],
)
def test_times_are_understood(typed, expected):
    assert parse_time(typed, NOW) == expected


@pytest.mark.parametrize("typed", ["", "24", "9:61", "13pm", "0am", "later", "12345"])
def test_what_is_no_time_is_none(typed):
    assert parse_time(typed, NOW) is None


@given(st.times())
def test_every_shown_time_is_read_back(value):
    assert parse_time(show_time(value), NOW) == value.replace(second=0, microsecond=0)
