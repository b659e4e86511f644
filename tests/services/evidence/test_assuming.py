"""What a note is assumed to be: held for 30 minutes, within one activity, never by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_desktop.domain.records import Activity, Case, Evidence
from ilacs_desktop.services.evidence import assuming, evidence
from ilacs_desktop.services.record import editing

START = datetime(2031, 7, 8, 10, 0, tzinfo=timezone(timedelta(hours=1)))


class Clock:
    """Stands still until it is moved."""

    def __init__(self):
        self.at = START

    def now(self):
        return self.at

    def go(self, minutes):
        self.at += timedelta(minutes=minutes)


@pytest.fixture
def clock(work):
    made = Clock()
    work.file.writer = replace(work.file.writer, clock=made)
    return made


def activity(work, start, end, **more):
    who = [work.my_member.id]
    values = {"day": "2031-07-08", "start": start, "end": end, "who": who, **more}
    return editing.create(work, Activity, "Add", **values).made


def say(work, **values):
    """Make a note as the surface does: suggestions with it, values said outright."""
    return evidence.add(work, "x", assumed=assuming.assume(work), **values).made


def test_what_was_said_is_suggested_for_half_an_hour(work, clock):
    say(work, source="practitioner", method="interview", role="social worker", place="Hill Street")
    clock.go(30)
    found = assuming.assume(work)
    assert (found.source, found.method) == ("practitioner", "interview")
    assert (found.role, found.place) == ("social worker", "Hill Street")
    clock.go(1)
    assert assuming.assume(work).values() == {}


def test_a_clock_that_was_put_back_changes_nothing_of_it(work, clock):
    clock.at = START.replace(year=2019)
    say(work, role="social worker")
    clock.go(30)
    assert assuming.assume(work).role == "social worker"
    clock.go(1)
    assert assuming.assume(work).role == ""


def test_changing_an_old_note_does_not_renew_what_was_said_of_it(work, clock):
    note = say(work, role="social worker")
    clock.go(40)
    evidence.change(work, note, effect="The child is safer.")
    assert assuming.assume(work).role == ""


def test_a_suggestion_that_nobody_confirmed_is_not_handed_on(work, clock):
    say(work, role="social worker")
    clock.go(20)
    note = say(work)
    assert work.snapshot.get(Evidence, note).assumed == ("role",)
    clock.go(20)
    assert assuming.assume(work).role == ""


def test_a_key_that_confirms_begins_the_half_hour_anew(work, clock):
    say(work, role="social worker")
    clock.go(20)
    evidence.confirm(work, say(work))
    clock.go(20)
    assert assuming.assume(work).role == "social worker"


def test_another_activity_drops_what_was_said_in_the_one_before(work, clock):
    first = activity(work, "09:00", "10:10", kind="leaders", place="County Hall")
    say(work, role="director")
    assert assuming.assume(work).activity == first
    assert assuming.assume(work).role == "director"
    clock.go(11)
    second = activity(work, "10:11", "11:00", kind="case-sampling", place="Hill Street")
    found = assuming.assume(work)
    assert (found.activity, found.role, found.place) == (second, "", "Hill Street")
    assert found.source == "practitioner"


def test_what_was_said_goes_before_what_the_activity_suggests(work, clock):
    activity(work, "09:00", "11:00", kind="case-sampling", place="Hill Street")
    say(work, source="manager", method="interview", place="Room 4")
    found = assuming.assume(work)
    assert (found.source, found.place) == ("manager", "Room 4")


def test_a_child_is_never_carried_from_one_note_to_the_next(work, clock):
    case = editing.create(work, Case, "Add", child_id="4471", area="in-care").made
    say(work, case=case, role="social worker")
    assert assuming.assume(work).case == ""


def test_a_note_written_late_says_nothing_of_now(work, clock):
    earlier = (START - timedelta(hours=2)).isoformat()
    say(work, role="social worker", place="Home", seen_at=earlier)
    assert assuming.assume(work).values() == {}


def test_saying_when_it_was_seen_assumes_what_held_then(work, clock):
    activity(work, "08:00", "09:00", kind="leaders", place="County Hall")
    activity(work, "09:30", "11:00", kind="case-sampling", place="Hill Street")
    note = say(work, source="manager")
    assert work.snapshot.get(Evidence, note).place == "Hill Street"
    evidence.say_seen(work, note, START.replace(hour=8, minute=40), "handed to the lead inspector")
    now = work.snapshot.get(Evidence, note)
    assert (now.place, now.source) == ("County Hall", "manager")
    assert now.seen_at.startswith("2031-07-08T08:40")
    assert now.written_at.startswith("2031-07-08T10:00")
    assert now.paper == "handed to the lead inspector"
    assert "place" in now.assumed
    assert "source" not in now.assumed


MOVES = st.lists(
    st.tuples(
        st.integers(0, 45),
        st.sampled_from(["say", "assume", "confirm", "late"]),
        st.sampled_from(["", "social worker", "manager"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=25)
@given(moves=MOVES, then=st.integers(0, 60))
def test_nothing_is_suggested_that_was_not_said_in_the_last_half_hour(new_work, moves, then):
    work, clock = new_work(), Clock()
    work.file.writer = replace(work.file.writer, clock=clock)
    said = []  # what a person said or confirmed, and when: a second account of the rule
    for minutes, move, role in moves:
        clock.go(minutes)
        if move == "say":
            say(work, role=role)
            said += [(clock.at, role)] if role else []
        elif move == "late":
            say(work, role=role, seen_at=(clock.at - timedelta(minutes=5)).isoformat())
        else:
            note = say(work)
            held = work.snapshot.get(Evidence, note).role
            if move == "confirm":
                evidence.confirm(work, note)
                said += [(clock.at, held)] if held else []
    clock.go(then)
    since = clock.at - assuming.FORGOTTEN
    lately = [role for when, role in said if when >= since]
    assert assuming.assume(work).role == (lately[-1] if lately else "")
