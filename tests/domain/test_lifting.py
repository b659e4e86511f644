from __future__ import annotations

from dataclasses import replace

from ilacs_desktop.domain.clock import LogicalTime
from ilacs_desktop.domain.entry import Entry, Ref, change
from ilacs_desktop.domain.lifting import LIFTS, lifted
from ilacs_desktop.domain.values import SCHEMA

OLD = Entry(
    ref=Ref("a", 1),
    time=LogicalTime(1),
    wall="2026-03-02T12:00:00+00:00",
    author="p",
    schema=SCHEMA - 1,
    step="s",
    step_name="Add note",
    action="edit",
    kind="evidence",
    record="r",
    changes={"note": change("Seen.", "00" * 16)},
    hash="ff" * 32,
)


def renamed(changes):
    return {("text" if name == "note" else name): one for name, one in changes.items()}


def test_an_entry_of_this_version_is_read_as_it_is():
    entry = replace(OLD, schema=SCHEMA)
    assert lifted(entry, {("evidence", SCHEMA - 1): renamed}) is entry


def test_an_older_entry_is_read_through_its_lift_and_keeps_all_else():
    read = lifted(OLD, {("evidence", SCHEMA - 1): renamed})
    assert read.changes == {"text": OLD.changes["note"]}
    assert replace(read, changes=OLD.changes) == OLD


def test_lifts_follow_one_another():
    def longer(changes):
        return {f"{name}_long": one for name, one in changes.items()}

    entry = replace(OLD, schema=SCHEMA - 2)
    lifts = {("evidence", SCHEMA - 2): renamed, ("evidence", SCHEMA - 1): longer}
    assert set(lifted(entry, lifts).changes) == {"text_long"}


def test_a_kind_without_a_lift_did_not_change():
    assert lifted(OLD, {("finding", SCHEMA - 1): renamed}) is OLD


def test_an_entry_of_a_newer_version_is_left_alone():
    entry = replace(OLD, schema=SCHEMA + 1)
    assert lifted(entry, {("evidence", SCHEMA + 1): renamed}) is entry


def test_the_first_version_has_nothing_to_lift():
    assert all(number < SCHEMA for _, number in LIFTS)
