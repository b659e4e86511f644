"""Coverage: counts by source, scope, topics set aside, children heard; never a score."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Case, Inspection
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import coverage, finding_states, findings
from ilacs_desktop.services.record import editing, undoing
from ilacs_desktop.services.record.work import INSPECTION


def cell(matrix, topic, origin):
    at = [key for key, _ in matrix.columns].index(origin)
    return matrix.row(topic).cells[at]


def test_an_untouched_inspection_shows_every_topic_untouched(work):
    found = coverage.matrix(work)
    assert [area.label for area in found.areas][-1] == "Leaders"
    assert all(row.is_untouched for area in found.areas for row in area.rows)
    assert coverage.UNSAID not in [key for key, _ in found.columns]


def test_notes_are_counted_by_origin_and_side(work):
    child = editing.create(work, Case, "Add", child_id="1").made
    note = evidence.add(
        work, "a", topics=["hp-plans"], stance="strength", source="manager", case=child
    ).made
    evidence.add(work, "b", topics=["hp-plans"], stance="concern", source="child", case=child)
    evidence.add(work, "c", topics=["hp-plans"], case=child)
    found = coverage.matrix(work)
    row = found.row("hp-plans")
    assert (row.notes, row.children, row.sources, row.inspectors) == (3, 1, 2, 1)
    assert not row.is_one_source
    assert cell(found, "hp-plans", "record").notes == (note,)
    assert cell(found, "hp-plans", coverage.UNSAID).neither == 1
    assert found.row("hp-visits").is_untouched


def test_one_source_and_disputed(work):
    note = evidence.add(work, "a", topics=["hp-plans"], stance="concern", source="annex-a").made
    made = findings.make(work, [note], "area-for-improvement", text="x").made
    area = coverage.matrix(work).areas[0]
    assert (area.one_source, area.disputed) == (1, 0)
    finding_states.say_support(work, made, "disputed", "Manager says otherwise")
    assert coverage.matrix(work).areas[0].disputed == 1
    assert coverage.matrix(work).row("hp-plans").findings == (made,)
    finding_states.withdraw(work, made, "Wrong")
    assert coverage.matrix(work).row("hp-plans").findings == ()


def test_a_topic_is_set_aside_with_a_reason_and_taken_up_again(work):
    with pytest.raises(BadInputError):
        coverage.set_aside(work, "hp-plans", " ")
    with pytest.raises(BadInputError):
        coverage.set_aside(work, "nothing", "why")
    coverage.set_aside(work, "hp-plans", "Seen in March")
    row = coverage.matrix(work).row("hp-plans")
    assert (row.set_aside, row.reason, row.is_untouched) == (True, "Seen in March", False)
    coverage.take_back(work, "hp-plans")
    assert coverage.matrix(work).row("hp-plans").is_untouched
    undoing.undo(work)
    assert coverage.matrix(work).row("hp-plans").set_aside


def test_a_focused_visit_shows_only_its_scope(new_work):
    visit = new_work(event="focused-visit", scope=("front-door",))
    keys = {row.key for area in coverage.matrix(visit).areas for row in area.rows}
    (front_door,) = (one for one in visit.event.scope_topics if one.key == "front-door")
    assert keys == set(front_door.topics)
    assert coverage.matrix(visit).scope == "The front door: contacts and referrals"
    editing.edit(visit, Inspection, INSPECTION, "Change", scope=["hp-consent"])
    keys = {row.key for area in coverage.matrix(visit).areas for row in area.rows}
    assert keys == {"hp-consent"}


def test_children_heard_by_area_and_method(work):
    one, two = (editing.create(work, Case, "Add", child_id=str(at)).made for at in range(2))
    say = {"area": "in-care", "method": "interview", "source": "child"}
    evidence.add(work, "a", case=one, **say)
    evidence.add(work, "b", case=one, **say)
    evidence.add(work, "c", case=two, **say)
    evidence.add(work, "d", area="care-leavers", method="focus_group", source="childrens-group")
    evidence.add(work, "e", area="in-care", method="record", source="record", case=two)
    found = [
        (one.area, one.method, one.children, one.notes) for one in coverage.children_heard(work)
    ]
    assert found == [("in-care", "interview", 2, 3), ("care-leavers", "focus_group", 0, 1)]
