"""Children heard: distinct children by way and area, never counted twice."""

from __future__ import annotations

from ilacs_desktop.domain.records import Case
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import heard
from ilacs_desktop.services.record import editing


def card(work, child, area="in-care", **more):
    return editing.create(work, Case, "Add", child_id=child, area=area, **more).made


def row(work, area):
    return next(one for one in heard.heard(work).rows if one.key == area)


def test_a_child_is_counted_once_however_often_and_by_however_many_ways(work):
    one, again, two = card(work, "1"), card(work, "1", depth="dip"), card(work, "2")
    evidence.add(work, "a", case=one, area="in-care", source="child")
    evidence.add(work, "b", case=again, area="in-care", source="child")
    evidence.add(work, "c", case=one, area="in-care", source="carer")
    evidence.add(work, "d", case=two, source="observation")
    evidence.add(work, "e", area="in-care", source="childrens-group", method="focus_group")
    cases.answer(work, one, "voice", "Feels safe")
    found = row(work, "in-care")
    assert found.ways == (1, 1, 1, 1)
    assert (found.groups, found.children, found.cards) == (1, 2, 2)


def test_a_child_heard_in_two_areas_is_one_child_over_all(work):
    one = card(work, "1")
    evidence.add(work, "a", case=one, area="in-care", source="child")
    evidence.add(work, "b", case=one, area="care-leavers", source="child")
    table = heard.heard(work)
    assert [found.children for found in table.rows].count(1) == 2
    assert (table.whole.children, table.whole.ways[0]) == (1, 1)


def test_a_card_that_says_the_child_was_seen_is_no_voice_by_itself(work):
    one = card(work, "7", sources=["record", "child"])
    assert heard.heard(work).without_note == ("7",)
    assert heard.heard(work).whole.children == 0
    evidence.add(work, "a", case=one, source="child")
    assert heard.heard(work).without_note == ()


def test_an_answer_shared_with_a_sister_counts_for_both_and_an_empty_one_for_none(work):
    one, two = card(work, "1"), card(work, "2")
    answer = cases.answer(work, one, "voice", "Both feel safe").made
    cases.share_answer(work, answer, [two])
    assert row(work, "in-care").ways == (0, 0, 0, 2)
    cases.answer(work, one, "voice", " ")
    assert row(work, "in-care").ways == (0, 0, 0, 0)


def test_a_focused_visit_shows_the_areas_of_its_scope_and_where_something_was_heard(new_work):
    visit = new_work(event="focused-visit", scope=("front-door",))
    assert "in-care" not in {one.key for one in heard.heard(visit).rows}
    evidence.add(visit, "a", area="in-care", source="childrens-group")
    assert row(visit, "in-care").groups == 1
