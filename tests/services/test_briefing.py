from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services import briefing, editing, evidence, findings, kit, plan

SUMMER = timezone(timedelta(hours=1))


class Clock:
    def __init__(self, now):
        self.at = now

    def now(self):
        return self.at


@pytest.fixture
def clock(work):
    clock = Clock(datetime(2026, 7, 8, 14, 2, tzinfo=SUMMER))
    work.file.writer = replace(work.file.writer, clock=clock)
    return clock


def test_the_day_says_what_is_on_and_what_comes_next(work, clock):
    assert briefing.headline(work) == "Wednesday 8 July"
    lead = work.members[0].id
    plan.add_activity(work, "2026-07-08", title="Sampling", start="14:00", end="15:30", who=[lead])
    early = plan.add_activity(work, "2026-07-08", title="Front door", start="09:00").made
    plan.set_state(work, early, "done")
    day = briefing.agenda(work)
    assert (day.title, day.place) == ("Today", "day 3 of 5")
    assert [(slot.card.title.split(":")[0], slot.when) for slot in day.slots] == [
        ("Front door", "done"),
        ("Sampling", "now"),
        ("KIT meeting", "next"),
        ("Team meeting", ""),
    ]
    assert day.next_words == "KIT meeting at 16:00, 1 h 58 min from now"


def test_in_the_evening_tomorrow_is_named(work, clock):
    clock.at = clock.at.replace(hour=20)
    assert briefing.agenda(work).next_words == "Next: KIT meeting, Thu 9 Jul at 16:00"


def test_a_day_without_anything_shows_the_next_that_has(work, clock):
    clock.at = datetime(2026, 7, 5, 10, 0, tzinfo=SUMMER)
    day = briefing.agenda(work)
    assert (day.title, day.place) == ("Next: Monday 6 July", "day 1 of 5")
    assert all(slot.when in ("", "next") for slot in day.slots)


def test_after_it_all_nothing_is_next(work, clock):
    clock.at = datetime(2026, 9, 1, 10, 0, tzinfo=SUMMER)
    day = briefing.agenda(work)
    assert (day.slots, day.next_words) == ((), "")


def test_new_findings_since_the_last_meeting_held(work, clock):
    old = findings.make(work, [], "strength", area="in-care", text="Old one").made
    clock.at += timedelta(minutes=1)
    meeting = kit.plan(work, "2026-07-08", start="14:04").made
    kit.hold(work, meeting)
    clock.at += timedelta(hours=1)
    findings.make(work, [], "area-for-improvement", area="in-care", text="Panel is late")
    findings.make(work, [], "strength", area="in-care", text="Visits are regular")
    since = briefing.since_kit(work)
    assert since.title == "Since KIT meeting 1, Wed 8 Jul"
    assert [(one.sign, one.text) for one in since.news] == [
        ("strength", "Visits are regular"),
        ("concern", "Panel is late"),
    ]
    note = evidence.add(work, text="Seen alone", stance="strength").made
    findings.attach(work, old, [note], "for")
    assert "Old one" in [one.text for one in briefing.since_kit(work).news]


def test_before_the_first_meeting_everything_is_new_and_loose_notes_are_counted(work, clock):
    for stance in ("strength", "strength", "concern", "neutral"):
        editing.create(work, Evidence, "Add", text="x", stance=stance)
    since = briefing.since_kit(work)
    assert since.title == "So far"
    assert since.loose_words == "Noted and under no finding yet: 2 strengths and 1 concern."


def test_what_was_looked_at_is_counted_and_never_scored(work, clock):
    first = evidence.add(work, text="x", source="record").made
    evidence.set_topics(work, first, ["hp-front-door"])
    child = evidence.add(work, text="y", source="child", method="interview").made
    evidence.set_topics(work, child, ["hp-front-door", "hp-neglect"])
    looked = briefing.looked(work)
    line = next(one for one in looked.areas if one.key == "help-and-protection")
    assert line.words == "2 of 27 topics"
    assert line.more == "1 on one source"
    assert looked.heard == "Children’s own views: 1 note."
    assert "%" not in f"{line.words}{line.more}{looked.heard}"


def test_nobody_heard_is_said(work, clock):
    assert "No child" in briefing.looked(work).heard
