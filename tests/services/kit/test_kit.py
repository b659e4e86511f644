"""KIT meetings: planned, held, given and withdrawn; points, answers, actions carried forward."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Finding, KitItem, KitMeeting, Member
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.record import editing, undoing


@pytest.fixture
def monday(work):
    return kit.plan(work, "2026-07-06", start="16:00", place="County Hall").made


@pytest.fixture
def tuesday(work, monday):
    return kit.plan(work, "2026-07-07", start="16:00").made


def item(work, record):
    return work.snapshot.get(KitItem, record)


def test_the_timetables_meetings_are_planned_in_one_step(work):
    count = len(kit.planned_days(work))
    assert count > 1
    kit.plan_timetable(work)
    assert len(kit.meetings(work)) == count
    assert kit.planned_days(work) == ()
    undoing.undo(work)
    assert kit.meetings(work) == ()


def test_numbers_follow_the_days(work, monday, tuesday):
    sunday = kit.plan(work, "2026-07-05").made
    assert [kit.number_of(work, one) for one in (sunday, monday, tuesday)] == [1, 2, 3]
    assert kit.number_of(work, "gone") == 0
    with pytest.raises(BadInputError):
        kit.plan(work, "")


def test_points_stand_in_the_order_a_meeting_takes_them(work, monday):
    for kind in ("action", "concern", "practical", "strength"):
        kit.add_item(work, monday, kind, kind)
    assert [one.text for one in kit.items_of(work, monday)] == [
        "practical",
        "strength",
        "concern",
        "action",
    ]
    with pytest.raises(BadInputError):
        kit.add_item(work, monday, "chat", "x")


def test_actions_are_carried_forward_until_closed(work, monday, tuesday):
    action = kit.add_item(work, monday, "action", "Send the list", due="2026-07-08").made
    assert [one.id for one in kit.carried(work, tuesday)] == [action]
    assert kit.carried(work, monday) == ()
    kit.close_item(work, action)
    assert kit.carried(work, tuesday) == ()
    kit.open_item(work, action)
    assert kit.carried(work, tuesday) != ()


def test_an_answer_puts_the_finding_to_the_la(work, monday):
    finding = findings.make(work, [], "area-for-improvement", text="Drift").made
    point = kit.add_item(work, monday, "concern", "Drift", about=finding).made
    kit.respond(work, point, "none_offered")
    said = work.snapshot.get(Finding, finding)
    assert (said.state, said.la_response_kind) == ("put_to_la", "none_offered")
    assert said.put_at
    kit.respond(work, point, "disputed", "Figures are old")
    assert work.snapshot.get(Finding, finding).la_response == "Figures are old"
    assert item(work, point).response == "Figures are old"
    with pytest.raises(BadInputError):
        kit.respond(work, point, "shrug")


def test_a_given_note_is_locked_but_answers_still_come_in(work, monday):
    point = kit.add_item(work, monday, "concern", "Drift").made
    with pytest.raises(NotAllowedError):
        kit.give(work, monday)
    kit.hold(work, monday)
    kit.give(work, monday)
    for command in (
        lambda: kit.give(work, monday),
        lambda: editing.edit(work, KitMeeting, monday, "x", minutes="new"),
        lambda: editing.edit(work, KitItem, point, "x", text="new"),
        lambda: kit.add_item(work, monday, "concern", "more"),
        lambda: kit.remove_item(work, point),
    ):
        with pytest.raises(NotAllowedError):
            command()
    editing.edit(work, KitMeeting, monday, "x", la_correction="Two, not three")
    kit.respond(work, point, "accepted")
    assert item(work, point).response_kind == "accepted"
    assert undoing.offer(work).undo != "Give the note of KIT meeting 1 to the LA"


def test_a_given_note_is_withdrawn_with_a_reason_and_given_anew(work, monday):
    kit.hold(work, monday)
    with pytest.raises(NotAllowedError):
        kit.withdraw(work, monday, "why")
    kit.give(work, monday)
    with pytest.raises(BadInputError):
        kit.withdraw(work, monday, "")
    kit.withdraw(work, monday, "Wrong figure")
    meeting = work.snapshot.get(KitMeeting, monday)
    assert meeting.given_at == ""
    assert "Wrong figure" in meeting.private_note
    editing.edit(work, KitMeeting, monday, "x", minutes="right")
    kit.give(work, monday)


def test_giving_is_for_the_lead(work, monday):
    kit.hold(work, monday)
    editing.edit(work, Member, work.my_member.id, "Change", role="inspector")
    with pytest.raises(NotAllowedError):
        kit.give(work, monday)


def test_a_planned_meeting_goes_with_its_points_and_a_held_one_stays(work, monday, tuesday):
    point = kit.add_item(work, monday, "concern", "x").made
    kit.delete(work, monday)
    assert item(work, point) is None
    kit.hold(work, tuesday)
    with pytest.raises(NotAllowedError):
        kit.delete(work, tuesday)


def test_several_points_come_in_one_step(work, monday):
    kit.add_items(
        work, monday, [{"kind": "strength", "text": "a"}, {"kind": "strength", "text": "b"}]
    )
    assert [one.text for one in kit.items_of(work, monday)] == ["a", "b"]
    undoing.undo(work)
    assert kit.items_of(work, monday) == ()


def test_planning_a_meeting_without_an_hour_renumbers_none_that_was_held(work):
    held = kit.plan(work, "2026-07-06", start="16:00").made
    kit.hold(work, held)
    later = kit.plan(work, "2026-07-06").made
    assert (kit.number_of(work, held), kit.number_of(work, later)) == (1, 2)


def test_beginning_and_ending_are_stamped_with_the_clock(work, monday):
    with pytest.raises(NotAllowedError):
        kit.end_now(work, monday)
    kit.begin_now(work, monday)
    meeting = work.snapshot.get(KitMeeting, monday)
    assert meeting.day == work.now().date().isoformat()
    assert meeting.start != "16:00" or work.now().strftime("%H:%M") == "16:00"
    assert kit.is_going_on(meeting)
    kit.end_now(work, monday)
    meeting = work.snapshot.get(KitMeeting, monday)
    assert meeting.end
    assert not kit.is_going_on(meeting)


def test_who_was_at_the_last_meeting_is_offered(work, monday, tuesday):
    kit.set_attended(work, monday, ["DCS", "link officer"])
    assert kit.last_attended(work, tuesday) == ("DCS", "link officer")
    assert kit.last_attended(work, monday) == ()


def test_an_action_is_due_on_the_next_working_day_unless_said(work, monday):
    soon = item(work, kit.add_item(work, monday, "action", "Send").made)
    assert soon.due > work.now().date().isoformat()
    assert item(work, kit.add_item(work, monday, "action", "Send", due="").made).due == ""
    assert item(work, kit.add_item(work, monday, "concern", "x").made).due == ""


def test_the_current_meeting_is_the_one_going_on(work, monday, tuesday):
    assert kit.current(work).id == monday
    kit.hold(work, tuesday)
    assert kit.current(work).id == tuesday
    kit.give(work, tuesday)
    assert kit.current(work).id == monday
