from __future__ import annotations

import pytest

from ilacs_desktop.domain.draft import Draft
from ilacs_desktop.domain.entry import DELETED, Origin, Ref, faults
from ilacs_desktop.store import arrivals, journal


@pytest.fixture
def one(laptop):
    return laptop()


def test_an_entry_comes_back_as_it_was_written(one):
    origin = Origin("p9", "2019-05-01T09:00:00+01:00")
    one.step(Draft("evidence", "r1", {DELETED: False, "text": "é", "assumed": []}, origin=origin))
    one.edit("r1", text=None)
    one.delete("r1")
    one.strike("r1", "é")
    entries = one.entries()
    assert [entry.ref.seq for entry in entries] == [1, 2, 3, 4]
    assert entries[0].origin == origin
    assert entries[0].changes["text"].is_struck
    assert entries[0].changes["assumed"].value == []
    assert entries[1].changes["text"].value is None
    assert not entries[1].changes["text"].is_struck
    assert set(entries[2].covers) >= {Ref(one.file.replica, 2)}
    assert entries[3].struck == (Ref(one.file.replica, 1),)
    assert all(faults(entry) == () for entry in entries)


def test_a_steps_entries_are_found_wherever_they_stand(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    for number in range(3):
        ann.step(
            Draft("evidence", f"a{number}", {DELETED: False}),
            Draft("evidence", f"b{number}", {DELETED: False}),
        )
    ben.make(record="c")
    ben.give(ann)
    steps = {entry.step for entry in ann.entries()}
    assert len(steps) == 4
    for step in steps:
        want = [entry for entry in ann.entries() if entry.step == step]
        assert journal.of_step(ann.file.connection, step) == want
    assert journal.of_step(ann.file.connection, "no step") == []


def test_a_persons_steps_are_told_in_the_order_made_on_any_of_their_laptops(laptop):
    here, there = laptop("here", person="ann"), laptop("there", person="ann")
    here.make(record="r1", text="1")
    here.give(there)
    there.clock.at = here.clock.at
    there.edit("r1", text="2")
    there.give(here)
    here.clock.at = there.clock.at
    here.edit("r1", text="3")
    steps = [journal.of_step(here.file.connection, step.id)[0] for step in here.file.steps()]
    assert [entry.changes["text"].value for entry in steps] == ["1", "2", "3"]


def test_steps_set_aside_are_not_told(laptop):
    here, there = laptop("here", person="ann"), laptop("there", person="ann")
    here.make(record="r1")
    there.make(record="r2")
    there.give(here)
    assert len(here.file.steps()) == 2
    arrivals.set_aside(here.file, [entry.ref for entry in there.entries()])
    assert len(here.file.steps()) == 1


def test_a_value_is_told_or_known_to_be_gone(one):
    record = one.make(text="Zebedee")
    ref = one.entries()[0].ref
    connection = one.file.connection
    assert journal.value_of(connection, ref, "text") == (True, "Zebedee")
    assert journal.value_of(connection, ref, "effect") == (False, None)
    one.edit(record, text=None)
    assert journal.value_of(connection, one.entries()[1].ref, "text") == (True, None)
    one.strike(record, "Zebedee")
    assert journal.value_of(connection, ref, "text") == (False, None)


def test_the_newest_sealed_entry_counts(one):
    record = one.make(text="")
    replica = one.file.replica
    one.type(record, "open")
    assert journal.newest(one.file.connection, replica)[0] == 1
    one.file.seal()
    assert journal.newest(one.file.connection, replica) == one.file.head[1:]
    assert journal.newest(one.file.connection, "another") == (0, "")


def test_the_signed_head_is_the_newest_entry(one):
    assert journal.signed_head(one.file.connection, one.file.replica) is None
    one.make(text="x")
    assert journal.signed_head(one.file.connection, one.file.replica)[:2] == one.file.head[1:]


def test_every_entry_stands_as_it_was_written(one):
    record = one.make(text="x")
    one.type(record, "typed")
    for found in journal.rows(one.file.connection):
        assert journal.is_as_written(journal.entry_of(found), found)
