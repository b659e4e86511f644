"""Which children an ``@`` offers: mine and today's first, and no ID that was not typed."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Case
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.evidence import evidence, note_children
from ilacs_desktop.services.record import editing


@pytest.fixture
def children(work):
    me = work.my_member.id
    made = {}
    for child, more in {
        "447101": {"age": "7", "plan": "child protection plan", "inspector": me},
        "447202": {"age": "15", "plan": "in care", "inspector": me, "state": "in_progress"},
        "500003": {"age": "-1", "plan": "child in need plan"},
    }.items():
        made[child] = editing.create(work, Case, "Add", child_id=child, **more).made
    return made


def labels(work, typed, today=(), most=6):
    return [one.label for one in note_children.fitting(work, typed, today, most)]


def test_touched_today_come_first_then_begun_then_to_begin(work, children):
    assert set(note_children.todays(work)) == set(children.values())  # made today, by me
    evidence.add(work, "x", case=children["500003"])
    assert note_children.todays(work)[0] == children["500003"]


def test_a_bare_sign_offers_todays_children_by_age_and_plan(work, children):
    today = (children["447202"], children["447101"], children["500003"])
    assert labels(work, "", today) == [
        "age 15 · in care · …02",
        "age 7 · child protection plan · …01",
        "unborn · child in need plan · …03",
    ]
    assert labels(work, "", today, most=1) == ["age 15 · in care · …02"]


def test_a_whole_id_is_shown_only_once_no_other_fits(work, children):
    assert labels(work, "447") == [
        "age 7 · child protection plan · …01",
        "age 15 · in care · …02",
    ]
    assert labels(work, "4471") == ["Child 447101"]


def test_age_and_plan_find_todays_children_alone(work, children):
    today = (children["447101"],)
    assert labels(work, "7", today) == ["age 7 · child protection plan · …01"]
    assert labels(work, "prot", today) == ["age 7 · child protection plan · …01"]
    assert labels(work, "need", today) == []


def test_the_end_of_the_id_finds_todays_children_as_they_are_shown(work, children):
    today = (children["447202"], children["500003"])
    assert labels(work, "02", today) == ["age 15 · in care · …02"]
    assert labels(work, "01", today) == []
    assert labels(work, "202", today) == []
    other = cases.add_by_hand(work, child_id="446150", reason="Brother").made
    assert labels(work, "50", (other,)) == ["Child · …50", "unborn · child in need plan · …03"]


def test_the_whole_id_means_its_card_also_where_another_begins_so(work, children):
    longer = cases.add_by_hand(work, child_id="4471012", reason="Sister").made
    assert note_children.named(work, "447101") == children["447101"]
    assert note_children.named(work, "4471012") == longer
    assert note_children.named(work, "447") == ""
    assert labels(work, "447101") == ["Child 447101"]


def test_a_code_of_ours_is_no_longer_hidden_than_it_can_be(work):
    editing.create(work, Case, "Add", code="K1")
    editing.create(work, Case, "Add", code="K2")
    assert labels(work, "k") == ["Child · …1", "Child · …2"]


def test_a_name_is_no_id():
    assert note_children.can_be_an_id("123456")
    assert note_children.can_be_an_id("C-12")
    assert not note_children.can_be_an_id("Sarah")
    assert not note_children.can_be_an_id("7")
