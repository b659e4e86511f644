"""The agenda that builds itself: what is new since the last meeting, and what is still open."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Activity, Case, KitMeeting
from ilacs_desktop.services.cases import referrals
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import finding_states, findings
from ilacs_desktop.services.kit import kit, requests
from ilacs_desktop.services.kit.kit_agenda import agenda
from ilacs_desktop.services.record import editing


@pytest.fixture
def meeting(work):
    return kit.plan(work, work.now().date().isoformat(), start="23:59").made


def lines(work, meeting, key):
    return next(one.lines for one in agenda(work, meeting).sections if one.key == key)


def test_sections_follow_the_edition_and_are_empty_at_first(work, meeting):
    found = agenda(work, meeting)
    assert [one.key for one in found.sections] == [one.key for one in work.edition.kit_agenda]
    assert found.since == ""
    assert found.open_lines == ()


def test_findings_come_with_their_figures_and_leave_once_taken(work, meeting):
    note = evidence.add(work, "x", stance="concern", source="record").made
    finding = findings.make(work, [note], "area-for-improvement", text="Drift").made
    findings.make(work, [], "strength", text="Prompt")
    (line,) = lines(work, meeting, "concerns")
    assert (line.kind, line.text, line.about) == ("concern", "Drift", finding)
    assert "1 source, 1 inspector" in line.second
    assert "one source" in line.second
    kit.add_item(work, meeting, line.kind, line.text, about=line.about)
    assert lines(work, meeting, "concerns")[0].is_taken
    assert [one.text for one in agenda(work, meeting).open_lines] == ["Prompt"]


def test_questions_marked_to_ask_are_there_until_asked_at_an_earlier_meeting(work):
    note = evidence.add(work, "? Who covers\nleave?", ask_at_kit=True).made
    first = kit.plan(work, "2020-01-01").made
    second = kit.plan(work, "2020-01-02").made
    assert [one.text for one in lines(work, first, "concerns")] == ["Who covers leave?"]
    kit.add_item(work, first, "question", "Who covers leave?", about=note)
    assert lines(work, second, "concerns") == ()


def test_a_finding_put_without_an_answer_is_asked_for(work, meeting):
    finding = findings.make(work, [], "area-for-improvement", text="Drift").made
    finding_states.put_to_la(work, finding)
    assert lines(work, meeting, "concerns") == ()
    assert lines(work, meeting, "response")[0].text == "Still to answer: Drift"
    finding_states.respond(work, finding, "accepted")
    assert lines(work, meeting, "response") == ()


def test_requests_referrals_and_actions(work, meeting):
    child = editing.create(work, Case, "Add", child_id="4471").made
    requests.make(work, "Audits", owner_role="Link officer")
    referrals.raise_concern(
        work, referrals.Raise(concern="Not seen", case=child, level="immediate-risk")
    )
    (request,) = lines(work, meeting, "requests")
    assert request.text == "Request A1: Audits"
    (child_line,) = lines(work, meeting, "children")
    assert (child_line.text, child_line.shape) == (
        "Referral A1, Child 4471: Not seen",
        "risk",
    )
    earlier = kit.plan(work, "2020-01-01").made
    kit.add_item(work, earlier, "action", "Send", owner="DCS", due="")
    (action,) = lines(work, meeting, "actions")
    assert (action.text, action.second) == ("Send", "from KIT 1 · DCS")


def test_a_child_is_said_once(work, meeting):
    child = editing.create(work, Case, "Add", child_id="4471").made
    referrals.raise_concern(work, referrals.Raise(concern="Child 4471 is alone", case=child))
    (line,) = lines(work, meeting, "children")
    assert line.text == "Referral A1: Child 4471 is alone"


def test_only_what_is_new_since_the_last_held_meeting_is_reported(work):
    evidence.add(work, "old", seen_at="2026-07-06T10:00:00+01:00")
    evidence.add(work, "new", seen_at="2026-07-07T10:00:00+01:00")
    held = kit.plan(work, "2026-07-06", start="16:00").made
    kit.hold(work, held)
    coming = kit.plan(work, "2026-07-07", start="16:00").made
    assert agenda(work, coming).since == "Since KIT meeting 1"
    assert lines(work, coming, "activity")[0].text == "1 note on 0 children"


def test_tomorrow_is_the_next_working_day(work):
    friday = kit.plan(work, "2026-07-10", start="16:00").made
    editing.create(work, Activity, "Add", day="2026-07-13", start="09:00", title="Panel")
    assert [one.text for one in lines(work, friday, "tomorrow")] == ["Panel"]


def test_requests_that_came_or_were_withdrawn_since_are_told_once(work):
    old = requests.make(work, "Panel minutes").made
    requests.withdraw(work, old, "Not needed")
    requests.make(work, "Audits")
    first = kit.plan(work, "2020-01-01", start="09:00").made
    kit.hold(work, first)
    second = kit.plan(work, work.now().date().isoformat(), start="23:58").made
    told = lines(work, second, "requests")
    assert {one.second.split(" · ")[0] for one in told} == {"new", "withdrawn"}
    assert {one.can_take for one in told} == {True, False}
    kit.hold(work, second)
    editing.edit(work, KitMeeting, second, "x", end="23:59")
    third = kit.plan(work, "2099-01-01").made
    assert [one.text for one in lines(work, third, "requests")] == ["Request A2: Audits"]
