from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilacs_desktop.domain.records import Activity
from ilacs_desktop.services.plan import activity_line, team


@pytest.fixture
def members(work):
    team.add_member(work, "Tom Second", "inspector")
    return {one.letter: one.id for one in work.members}


def _read(work, text):
    return activity_line.read(work, text, "2026-07-06")


@pytest.mark.parametrize(
    ("text", "day", "start", "end", "title"),
    [
        ("Tue 10:30 visit Oak House", "2026-07-07", "10:30", "", "Visit Oak House"),
        ("10:30 Tuesday visit", "2026-07-07", "10:30", "", "Visit"),
        ("wed 10-12 panel", "2026-07-08", "10:00", "12:00", "Panel"),
        ("Thu 9.15 to 10 KIT", "2026-07-09", "09:15", "10:00", "KIT"),
        ("fri 2pm feedback", "2026-07-10", "14:00", "", "Feedback"),
        ("8 Jul 11am focus group", "2026-07-08", "11:00", "", "Focus group"),
        ("Wed 8 July 11:00 focus group", "2026-07-08", "11:00", "", "Focus group"),
        ("9/7 panel", "2026-07-09", "", "", "Panel"),
        ("visit 2 teams", "2026-07-06", "", "", "Visit 2 teams"),
        ("10 children met", "2026-07-06", "", "", "10 children met"),
        ("12-10 odd hours", "2026-07-06", "", "", "12-10 odd hours"),
        ("25:70 nonsense", "2026-07-06", "", "", "25:70 nonsense"),
        ("", "2026-07-06", "", "", ""),
    ],
)
def test_day_and_hours_come_off_the_front(work, text, day, start, end, title):
    typed = _read(work, text)
    assert (typed.day, typed.start, typed.end, typed.title) == (day, start, end, title)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("visit Oak House", "team-visit"),
        ("Observation of a core group", "observation"),
        ("permanence panel", "panel"),
        ("KIT 2", "kit"),
        ("focus group of carers", "focus-group"),
        ("team meeting", "team-meeting"),
        ("Kitchen talk", ""),
    ],
)
def test_the_kind_is_known_by_its_words(work, text, kind):
    assert _read(work, text).kind == kind


def test_letters_at_the_end_say_who_goes(work, members):
    assert _read(work, "visit Oak House A,B").who == (members["A"], members["B"])
    assert _read(work, "visit Oak House b,a").who == (members["B"], members["A"])
    assert _read(work, "visit Oak House A B").who == (members["A"], members["B"])
    assert _read(work, "team meeting all").who == tuple(members.values())
    assert _read(work, "reading me").who == (members["A"],)


def test_what_is_no_letter_of_the_team_stays_in_the_title(work, members):
    typed = _read(work, "visit block Q")
    assert (typed.title, typed.who) == ("Visit block Q", ())
    assert _read(work, "A").title == "A"


def test_the_place_stands_behind_an_at_sign(work, members):
    typed = _read(work, "Tue 10:30 panel @ County Hall, room 2 B")
    assert (typed.title, typed.place, typed.who) == (
        "Panel",
        "County Hall, room 2",
        (members["B"],),
    )


def test_it_is_added_with_its_kinds_usual_length_and_said_beforehand(work, members):
    typed = _read(work, "Tue 10:30 visit Oak House @ East office B")
    assert activity_line.words(work, typed) == (
        "Tue 7 Jul, 10:30 · Visit to a team or office · at East office · Tom Second"
    )
    made = activity_line.add(work, typed).made
    held = work.snapshot.one(Activity, made)
    assert (held.day, held.start, held.end, held.who) == (
        "2026-07-07",
        "10:30",
        "12:30",
        (members["B"],),
    )


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.sampled_from("TueA,B10:3-2/9@pm visit"), max_size=30))
def test_whatever_is_typed_can_be_added(work, text):
    typed = _read(work, text)
    assert typed.day
    assert not typed.end or typed.start < typed.end
