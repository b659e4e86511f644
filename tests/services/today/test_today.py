from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from ilacs_desktop.domain.records import Case, Evidence, KitItem, KitMeeting, Member, Request
from ilacs_desktop.services.cases import referrals
from ilacs_desktop.services.cases.referrals import Raise
from ilacs_desktop.services.kit import kit, requests
from ilacs_desktop.services.plan import plan, timetable
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.today import today

SUMMER = timezone(timedelta(hours=1))
NOON = datetime(2026, 7, 8, 12, 0, tzinfo=SUMMER)


class Clock:
    def __init__(self, now):
        self.at = now

    def now(self):
        return self.at


@pytest.fixture
def clock(work):
    for card in timetable.cards(work):
        plan.remove_activity(work, card.id)
    clock = Clock(NOON)
    work.file.writer = replace(work.file.writer, clock=clock)
    return clock


@pytest.fixture
def not_lead(work):
    """Make the person at this laptop an inspector with the letter B."""

    def step_down():
        lead = work.members[0]
        editing.create(work, Member, "Add", name="Bo", role="inspector", letter="B", person="bo")
        assert lead.role == "lead"
        work.me = replace(work.me, person="bo")

    return step_down


def _tags(work):
    return [one.tag for one in today.needs(work)]


def test_at_first_nothing_is_needed(work, clock):
    assert today.needs(work) == ()
    assert today.in_red(work) == frozenset()
    assert today.counts(work)["today"] == 0


def test_immediate_risk_comes_first_and_alone_is_red(work, clock):
    editing.create(work, Evidence, "Add", text="later", to_write_up=True)
    referrals.raise_concern(work, Raise("No review held", level="needs-review"))
    referrals.raise_concern(work, Raise("Not seen since June", level="immediate-risk"))
    clock.at += timedelta(hours=2, minutes=5)
    found = today.needs(work)
    assert [one.tag for one in found] == ["Immediate risk", "Referral back A1", "To write up"]
    assert [one.sign for one in found] == ["risk", "concern", "neutral"]
    assert found[0].when == "raised 2 h ago"
    assert "Say who was told" in found[0].detail
    assert today.in_red(work) == {"today", "cases"}
    assert today.counts(work)["cases"] == 1


def test_a_note_of_immediate_risk_waits_until_it_is_referred_back(work, clock):
    case = editing.create(work, Case, "Add", child_id="4471").made
    editing.create(work, Evidence, "Add", text="Door locked", immediate=True, case=case)
    (need,) = today.needs(work)
    assert today.in_red(work) == {"today"}
    assert (need.sign, need.kind, need.title) == ("risk", "evidence", "Child 4471: Door locked")
    referrals.raise_concern(work, Raise("Door locked", case=case, level="immediate-risk"))
    assert [one.kind for one in today.needs(work)] == ["referral_back"]


def test_an_older_or_lighter_referral_does_not_hide_a_note_of_immediate_risk(work, clock):
    case = editing.create(work, Case, "Add", child_id="4471").made
    referrals.raise_concern(work, Raise("Review late", case=case, level="needs-review"))
    old = referrals.raise_concern(work, Raise("Hit", case=case, level="immediate-risk")).made
    referrals.close(work, old, "Seen and safe")
    later = (work.now() + timedelta(hours=1)).isoformat()
    values = {"text": "Door locked", "immediate": True, "case": case, "seen_at": later}
    note = editing.create(work, Evidence, "Add", **values).made
    assert today.needs(work)[0].id == note
    referrals.raise_concern(work, Raise("Locked in", level="immediate-risk", evidence=note))
    assert note not in {one.id for one in today.needs(work)}


def test_an_ended_referral_waits_for_nobody(work, clock):
    made = referrals.raise_concern(work, Raise("A question", level="needs-review")).made
    referrals.withdraw(work, made, "raised twice")
    assert today.needs(work) == ()


def test_requests_wait_when_due_late_or_unread(work, clock):
    for what, due in (("late", "2026-07-07"), ("soon", "2026-07-09"), ("far", "2026-07-20")):
        requests.make(work, what, due=due)
    unread = requests.make(work, "came", due="2026-07-20").made
    requests.receive(work, unread)
    assert [(one.title, one.when) for one in today.needs(work)] == [
        ("late", "1 working day late"),
        ("soon", "due tomorrow"),
        ("came", "received, not read"),
    ]
    assert all(one.sign == "neutral" for one in today.needs(work))


def test_everyone_but_the_lead_sees_their_own_requests(work, clock, not_lead):
    requests.make(work, "the lead's", due="2026-07-07")
    not_lead()
    assert today.needs(work) == ()
    requests.make(work, "my own", due="2026-07-07")
    assert [one.tag for one in today.needs(work)] == ["Request B1"]


def test_my_notes_to_write_up_with_their_age(work, clock):
    editing.create(
        work, Evidence, "Add", text="panel", to_write_up=True, seen_at="2026-07-08T08:00:00+01:00"
    )
    editing.create(work, Evidence, "Add", text="done")
    (need,) = today.needs(work)
    assert (need.tag, need.title, need.when) == ("To write up", "panel", "4 h old")


def test_many_notes_share_one_line_that_opens_the_oldest(work, clock):
    notes = [
        editing.create(
            work,
            Evidence,
            "Add",
            text=f"note {at}",
            to_write_up=True,
            seen_at=f"2026-07-08T0{at}:00:00+01:00",
        ).made
        for at in (3, 1, 2, 4)
    ]
    (need,) = today.needs(work)
    assert need.title == "4 notes, the oldest first: note 1"
    assert need.id == notes[1]


def test_notes_of_others_are_theirs_to_write_up(work, clock, not_lead):
    editing.create(work, Evidence, "Add", text="the lead's", to_write_up=True)
    not_lead()
    assert "To write up" not in _tags(work)


def test_todays_kit_meeting_waits_for_the_lead_with_what_is_to_be_asked(work, clock, not_lead):
    note = editing.create(work, Evidence, "Add", text="Why so late?", ask_at_kit=True).made
    assert today.needs(work) == ()
    meeting = kit.plan(work, "2026-07-08", start="16:30").made
    (need,) = today.needs(work)
    assert (need.sign, need.tag, need.when, need.id) == ("ask", "KIT today", "at 16:30", meeting)
    assert need.detail == "1 note to ask about: Why so late?"
    kit.add_item(work, meeting, "question", "Why so late?", about=note)
    (need,) = today.needs(work)
    assert (need.sign, need.title, need.detail) == ("neutral", "KIT meeting 1", "")
    not_lead()
    assert today.needs(work) == ()


def test_where_i_go_next_stands_last_and_waits_for_nobody(work, clock):
    lead = work.members[0].id
    plan.add_activity(work, "2026-07-08", title="Of another", start="12:10")
    mine = plan.add_activity(
        work, "2026-07-08", title="Panel", start="12:25", end="14:00", place="Room 2", who=[lead]
    ).made
    (need,) = today.needs(work)
    assert (need.tag, need.title, need.detail, need.when) == (
        "Next",
        "Panel",
        "Room 2",
        "at 12:25, in 25 min",
    )
    assert (need.kind, need.id) == ("activity", mine)
    assert today.counts(work)["today"] == 0
    clock.at += timedelta(minutes=30)
    (need,) = today.needs(work)
    assert (need.tag, need.when) == ("Now", "until 14:00")
    editing.create(work, Evidence, "Add", text="later", to_write_up=True)
    assert _tags(work) == ["To write up", "Now"]
    assert today.counts(work)["today"] == 1


def test_what_another_asked_for_is_theirs_to_read_and_the_leads_once_late(work, clock, not_lead):
    not_lead()
    requests.make(work, "late", due="2026-07-07")
    requests.make(work, "soon", due="2026-07-08")
    requests.receive(work, requests.make(work, "came", due="2026-07-20").made)
    assert len(_tags(work)) == 3
    work.me = replace(work.me, person=work.members[0].person)
    assert [one.title for one in today.needs(work)] == ["late"]


def test_kit_actions_due_are_the_leads(work, clock, not_lead):
    meeting = editing.create(work, KitMeeting, "Add", day="2026-07-07", state="held").made
    for due in ("2026-07-08", "2026-07-10"):
        editing.create(
            work, KitItem, "Add", meeting=meeting, kind="action", text=due, due=due, owner="DCS"
        )
    (need,) = today.needs(work)
    assert (need.title, need.detail, need.when) == ("2026-07-08", "For DCS", "due today")
    not_lead()
    assert today.needs(work) == ()


def test_the_figures_beside_the_pages(work, clock):
    editing.create(work, Case, "Add", child_id="1")
    editing.create(work, Evidence, "Add", text="x")
    editing.create(work, Request, "Add", number="A1", state="open", due="2026-08-01")
    editing.create(work, Request, "Add", number="A2", state="withdrawn")
    assert today.counts(work) == {
        "today": 0,
        "cases": 1,
        "evidence": 1,
        "kit": 1,
        "findings": 0,
        "team": 0,
    }
