"""The mid-point summary and the feedback: composed, begun, edited, ordered; never graded early."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Finding, KitItem, KitMeeting
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.findings import finding_states, findings
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.kit import kit, kit_agenda, spoken
from ilacs_desktop.services.record import editing, undoing


@pytest.fixture
def area(work):
    return work.edition.areas_in_body_order()[0].key


@pytest.fixture
def strength(work, area):
    return findings.make(work, [], "strength", text="Plans are clear", area=area).made


@pytest.fixture
def concern(work, area):
    return findings.make(work, [], "area-for-improvement", text="Visits are late", area=area).made


def texts(points):
    return [one.text for one in points]


def test_it_is_composed_from_the_findings_until_it_is_begun(work, area, strength, concern):
    gone = findings.make(work, [], "strength", text="Gone", area=area).made
    finding_states.withdraw(work, gone, "Not so")
    findings.make(work, [], "strength", text=" ", area=area)
    found = spoken.spoken(work, "mid_point")
    assert (found.title, found.is_begun, found.record) == ("Mid-point summary", False, "")
    [only] = found.areas
    assert (only.key, texts(only.strengths), texts(only.concerns)) == (
        area,
        ["Plans are clear"],
        ["Visits are late"],
    )
    assert found.points[0].figures == "nothing for it yet"
    assert found.opening == spoken.OPENINGS["mid_point"]
    assert found.is_default
    with pytest.raises(BadInputError):
        spoken.spoken(work, "farewell")


def test_once_begun_its_words_are_the_leads_own(work, strength, concern):
    record = spoken.begin(work, "feedback").made
    assert spoken.begin(work, "feedback").made == record
    [first, second] = spoken.points_of(work, record)
    editing.edit(work, KitItem, first.id, "x", text="Plans are clear and short")
    editing.edit(work, KitMeeting, record, "x", opening="Good morning", closing="Thank you")
    editing.edit(work, Finding, strength, "x", text="Another wording")
    found = spoken.spoken(work, "feedback")
    assert texts(found.points) == ["Plans are clear and short", "Visits are late"]
    assert (found.opening, found.closing, found.is_default) == ("Good morning", "Thank you", False)
    assert found.points[1].record == second.id
    assert not spoken.spoken(work, "mid_point").is_begun


def test_beginning_is_one_step(work, strength):
    spoken.begin(work, "mid_point")
    undoing.undo(work)
    assert spoken.record_of(work, "mid_point") is None
    assert work.snapshot.all(KitItem) == ()


def test_points_are_ordered_left_out_and_brought_in(work, area, strength):
    findings.make(work, [], "strength", text="Second", area=area)
    findings.make(work, [], "strength", text="Third", area=area)
    record = spoken.begin(work, "mid_point").made
    first, _, third = spoken.points_of(work, record)
    spoken.move(work, third.id, -1)
    spoken.move(work, third.id, -1)
    spoken.move(work, third.id, -1)
    spoken.move(work, first.id, 1)
    assert [one.text for one in spoken.points_of(work, record)] == [
        "Third",
        "Second",
        "Plans are clear",
    ]
    kit.remove_item(work, first.id)
    assert [one.id for one in spoken.left_out(work, record)] == [strength]
    spoken.bring_in(work, record, [strength])
    assert spoken.left_out(work, record) == ()


def test_what_was_withdrawn_since_is_said_to_be(work, strength):
    spoken.begin(work, "mid_point")
    assert spoken.spoken(work, "mid_point").points[0].moved == ""
    finding_states.withdraw(work, strength, "Not so")
    assert "withdrawn" in spoken.spoken(work, "mid_point").points[0].moved


def test_the_answer_stands_beside_its_point(work, concern):
    record = spoken.begin(work, "mid_point").made
    [point] = spoken.points_of(work, record)
    kit.respond(work, point.id, "none_offered")
    assert spoken.spoken(work, "mid_point").points[0].response == "No response offered"
    finding_states.respond(work, concern, "disputed", "Two of three")
    assert spoken.spoken(work, "feedback").points[0].response == "Disputed: Two of three"


def test_no_grade_is_said_before_the_meeting_nor_unless_the_lead_says_so(work, area, concern):
    with pytest.raises(NotAllowedError):
        spoken.say_grades(work, said=True)
    judgements.open_meeting(work, "2026-07-10T09:00", [work.me.person])
    judgements.choose_grade(work, area, "good")
    assert spoken.spoken(work, "feedback").areas[0].grade == ""
    spoken.say_grades(work, said=True)
    assert spoken.spoken(work, "feedback").areas[0].grade == "Good"
    assert spoken.spoken(work, "mid_point").areas[0].grade == ""
    spoken.say_grades(work, said=False)
    assert spoken.spoken(work, "feedback").areas[0].grade == ""


def test_neither_is_a_kit_meeting(work, concern):
    one = kit.plan(work, "2026-07-06", start="16:00").made
    kit.hold(work, one)
    mid = spoken.begin(work, "mid_point").made
    kit.give(work, mid)
    later = kit.plan(work, "2026-07-08").made
    assert [meeting.id for meeting in kit.meetings(work)] == [one, later]
    assert kit.number_of(work, mid) == 0
    assert kit.name_of(work, mid) == "The mid-point summary"
    assert kit_agenda.agenda(work, later).since == "Since KIT meeting 1"
    assert spoken.spoken(work, "mid_point").spoken_at


def test_what_was_given_is_closed_to_change(work, strength):
    record = spoken.begin(work, "feedback").made
    point = spoken.points_of(work, record)[0].id
    kit.give(work, record)
    for change in (
        lambda: editing.edit(work, KitItem, point, "x", text="new"),
        lambda: editing.edit(work, KitMeeting, record, "x", opening="new"),
        lambda: spoken.bring_in(work, record, [strength]),
    ):
        with pytest.raises(NotAllowedError):
            change()
    kit.withdraw(work, record, "A wrong figure")
    editing.edit(work, KitMeeting, record, "x", opening="new")
    assert spoken.spoken(work, "feedback").opening == "new"
