"""Times typed in haste: read as people mean them, never as something that lies ahead."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.services.evidence import loose_times

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 7, 8, 14, 5, 33, tzinfo=ZONE)  # a Wednesday


def at(day, hour, minute=0):
    return datetime(2026, 7, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("10:40", at(8, 10, 40)),
        (" 10.40 ", at(8, 10, 40)),
        ("1040", at(8, 10, 40)),
        ("9", at(8, 9)),
        ("9am", at(8, 9)),
        ("1:15 pm", at(8, 13, 15)),
        ("12am", at(8, 0)),
        ("today 9:30", at(8, 9, 30)),
        ("yesterday 15:00", at(7, 15)),
        ("Yesterday  3pm", at(7, 15)),
        ("mon 9:30", at(6, 9, 30)),
        ("Thursday 9:30", at(2, 9, 30)),
        ("6 Jul 10:00", at(6, 10)),
        ("6/7 10:00", at(6, 10)),
        ("6 10:00", at(6, 10)),
        ("20 min ago", at(8, 13, 45)),
        ("2 h ago", at(8, 12, 5)),
    ],
)
def test_what_people_type_is_read(text, moment):
    assert loose_times.read(text, NOW) == loose_times.Read(moment)


def test_a_day_of_last_year_is_meant_where_this_years_lies_ahead():
    assert loose_times.read("30 Dec 10:00", NOW).moment == datetime(2025, 12, 30, 10, tzinfo=ZONE)


@pytest.mark.parametrize(
    "text", ["soon", "25:00", "10:99", "13pm", "0am", "32 jul 10:00", "6 foo 10:00", "/", "10:40 x"]
)
def test_what_cannot_be_read_is_said_with_examples(text):
    read = loose_times.read(text, NOW)
    assert read.moment is None
    assert "10:40" in read.wrong


def test_what_lies_ahead_is_refused_in_words():
    read = loose_times.read("14:06", NOW)
    assert read.moment is None
    assert "later than now" in read.wrong


def test_nothing_typed_is_nothing_said():
    assert loose_times.read("  ", NOW) == loose_times.Read()


@given(st.text(max_size=30))
def test_no_text_stops_it_or_leads_ahead(text):
    moment = loose_times.read(text, NOW).moment
    assert moment is None or (moment <= NOW and moment.tzinfo is not None)


def test_seen_and_written_are_told_apart():
    assert loose_times.seen_words(at(8, 10, 40), at(8, 14, 5)) == "Seen 10:40, written 14:05"
    other = loose_times.seen_words(at(7, 15), at(8, 14, 5))
    assert other == "Seen Tue 7 Jul 15:00, written 8 Jul 14:05"
    assert loose_times.seen_words(at(8, 9), at(8, 9)) == ""
    assert loose_times.seen_words(None, at(8, 9)) == ""
