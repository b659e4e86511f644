from __future__ import annotations

import pytest

from ilacs_desktop.domain.clock import LogicalTime
from ilacs_desktop.domain.entry import DELETED, Entry, Ref, change
from ilacs_desktop.domain.ids import link_id
from ilacs_desktop.domain.projection import RecordState, project
from ilacs_desktop.domain.records import Evidence, Finding, Link, Setting
from ilacs_desktop.domain.snapshot import Snapshot

SALT = "00" * 16


def state(kind, record, ms=1, *, by="a", deleted=False, covers=(), **values) -> RecordState:
    entry = Entry(
        ref=Ref(by, ms),
        time=LogicalTime(ms),
        wall="2026-03-02T12:00:00+00:00",
        author=by,
        schema=1,
        step="s",
        step_name="Add",
        action="edit",
        kind=kind,
        record=record,
        changes={
            DELETED: change(deleted, SALT),
            **{name: change(value, SALT) for name, value in values.items()},
        },
        covers=covers,
    )
    return project(kind, record, [entry])


def link(source, target, ms=1, **rest) -> RecordState:
    record = link_id("supports", source, target)
    return state("link", record, ms, relation="supports", source=source, target=target, **rest)


def test_an_empty_snapshot_holds_nothing():
    empty = Snapshot()
    assert empty.all(Evidence) == ()
    assert empty.get(Evidence, "x") is None
    assert empty.find("x") is None
    assert empty.one(Setting, "x") == Setting(id="x")
    assert empty.links_of("x") == ()
    assert empty.crossed() == ()


def test_records_stand_in_the_order_made_whatever_order_they_came_in():
    states = [state("evidence", f"e{ms}", ms, text=str(ms)) for ms in (3, 1, 2)]
    states.append(state("evidence", "e0", 2, by="b", text="b"))
    for order in (states, states[::-1]):
        found = Snapshot.of_states(order).all(Evidence)
        assert [one.id for one in found] == ["e1", "e2", "e0", "e3"]


def test_a_deleted_record_is_kept_and_not_listed():
    snapshot = Snapshot.of_states([state("evidence", "e1", deleted=True, text="x")])
    assert snapshot.all(Evidence) == ()
    assert snapshot.get(Evidence, "e1") is None
    assert snapshot.record(Evidence, "e1").value.text == "x"
    assert snapshot.one(Evidence, "e1") == Evidence(id="e1")


def test_a_later_snapshot_leaves_the_earlier_one_as_it_was():
    first = Snapshot.of_states([state("evidence", "e1", text="one"), state("finding", "f1")])
    assert [one.text for one in first.all(Evidence)] == ["one"]
    later = first.after([state("evidence", "e1", 2, text="two"), state("evidence", "e2", 3)])
    assert [one.text for one in first.all(Evidence)] == ["one"]
    assert [one.text for one in later.all(Evidence)] == ["two", ""]
    assert later.records(Finding) == first.records(Finding)
    assert later.all(Finding) is first.after([state("evidence", "e3")]).all(Finding) or (
        later.all(Finding) == first.all(Finding)
    )


def test_a_record_without_any_entry_left_is_gone():
    first = Snapshot.of_states([state("evidence", "e1", text="one")])
    later = first.after([RecordState("evidence", "e1", {})])
    assert later.record(Evidence, "e1") is None
    assert later.all(Evidence) == ()


def test_a_kind_that_only_a_newer_version_knows_is_left_out():
    snapshot = Snapshot.of_states([state("hologram", "h1", text="x")])
    assert snapshot.find("h1") is None


def test_records_cannot_be_written_through_a_snapshot():
    records = Snapshot.of_states([state("evidence", "e1")]).records(Evidence)
    with pytest.raises(TypeError):
        records["e2"] = None


def test_links_are_found_by_either_end_and_deleted_ones_are_not():
    snapshot = Snapshot.of_states(
        [link("e1", "f1", 2), link("e2", "f1", 1), link("e3", "f1", 3, deleted=True)]
    )
    assert [one.source for one in snapshot.links_to("supports", "f1")] == ["e2", "e1"]
    assert [one.target for one in snapshot.links_from("supports", "e1")] == ["f1"]
    assert [one.source for one in snapshot.links_of("f1")] == ["e2", "e1"]
    assert snapshot.links_to("cites", "f1") == ()
    assert snapshot.links_of("e3") == ()


def test_links_follow_a_change_of_links_alone():
    first = Snapshot.of_states([link("e1", "f1")])
    assert len(first.links_of("f1")) == 1
    same = first.after([state("evidence", "e1", 2)])
    more = same.after([link("e2", "f1", 3)])
    assert [len(one.links_of("f1")) for one in (first, same, more)] == [1, 1, 2]


def test_a_record_is_found_by_its_id_alone():
    snapshot = Snapshot.of_states([state("evidence", "e1"), link("e1", "f1")])
    assert snapshot.find("e1").value == Evidence(id="e1")
    assert isinstance(snapshot.find(link_id("supports", "e1", "f1")).value, Link)


def test_a_link_made_without_knowing_of_the_deletion_crosses_the_record():
    deleted = state("finding", "f1", 5, deleted=True)
    new = link("e1", "f1", 6, by="b")
    snapshot = Snapshot.of_states([deleted, new])
    assert snapshot.crossings("f1") == {Ref("b", 6)}
    assert [one.value.id for one in snapshot.crossed()] == ["f1"]
    known = Snapshot.of_states(
        [state("finding", "f1", 7, deleted=True, covers=(Ref("b", 6),)), new]
    )
    assert known.crossings("f1") == frozenset()
    assert known.crossed() == ()


def test_a_record_that_stands_is_not_crossed():
    assert Snapshot.of_states([state("finding", "f1")]).crossings("f1") == frozenset()
