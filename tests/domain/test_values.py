from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from ilacs_desktop.domain.clock import LogicalTime
from ilacs_desktop.domain.entry import DELETED, Entry, Ref, change, plain
from ilacs_desktop.domain.projection import RecordState, project
from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.domain.values import (
    SCHEMA,
    fault,
    field_names,
    field_type,
    record_of,
    shown_value,
)

SALT = "00" * 16
FILLED = {str: "x", int: 3, bool: True, tuple: ("x", "y"), dict: {"k": [1, "v"]}}


def state_of(kind: str, values, *, schema: int = SCHEMA) -> RecordState:
    entry = Entry(
        ref=Ref("a", 1),
        time=LogicalTime(5),
        wall="2026-03-02T12:00:00+00:00",
        author="p1",
        schema=schema,
        step="s",
        step_name="Add",
        action="edit",
        kind=kind,
        record="r1",
        changes={name: change(plain(value), SALT) for name, value in values.items()},
    )
    return project(kind, "r1", [entry])


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_a_frozen_slotted_value_with_a_blank_for_every_field(kind):
    value = KINDS[kind](id="r1")
    assert is_dataclass(value)
    assert not hasattr(value, "__dict__")
    assert kind == value.KIND
    with pytest.raises(FrozenInstanceError):
        value.id = "other"
    assert set(KINDS[kind].SEARCHED) <= set(field_names(kind))
    assert all(field_type(kind, name) in FILLED for name in field_names(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_is_shown_and_the_rest_is_blank(kind):
    names = field_names(kind)
    said = {name: FILLED[field_type(kind, name)] for name in names[::2]}
    record = record_of(state_of(kind, {DELETED: False, **said}))
    blank = KINDS[kind](id="r1")
    for name in names:
        assert getattr(record.value, name) == said.get(name, getattr(blank, name))
    assert record.value.id == "r1"


def test_what_stands_beside_a_record():
    meta = record_of(state_of("evidence", {DELETED: False, "text": "seen"})).meta
    assert (meta.deleted, meta.crossed, meta.conflicts, meta.read_only) == (False, False, (), False)
    assert (meta.made_by, meta.changed_by) == ("p1", "p1")
    assert meta.made_at == meta.changed_at == "2026-03-02T12:00:00+00:00"


def test_a_record_of_a_newer_version_is_read_only_and_keeps_what_it_does_not_know():
    state = state_of("evidence", {DELETED: False, "mood": "calm"}, schema=SCHEMA + 1)
    assert record_of(state).meta.read_only
    assert state.values["mood"] == "calm"


def test_a_record_tells_what_an_edit_would_replace():
    record = record_of(state_of("evidence", {DELETED: False, "text": "seen"}))
    assert record.seen("text") == (Ref("a", 1),)
    assert record.seen("effect") == ()


def test_a_record_never_made_is_blank_and_deleted():
    record = record_of(RecordState("setting", "r1", {}))
    assert record.value == KINDS["setting"](id="r1")
    assert record.meta.deleted
    assert record.meta.made_by == ""


def test_nothing_is_shown_as_blank_and_a_list_as_a_tuple():
    assert shown_value("evidence", "text", None) == ""
    assert shown_value("evidence", "assumed", ["a"]) == ("a",)


@pytest.mark.parametrize(
    ("kind", "name", "value", "words"),
    [
        ("evidence", "text", 3, "text"),
        ("evidence", "text", ["x"], "text"),
        ("evidence", "to_write_up", 1, "true or false"),
        ("evidence", "assumed", "x", "a list of texts"),
        ("evidence", "assumed", ["x", 3], "a list of texts"),
        ("sample_draw", "size", True, "a whole number"),
        ("sample_draw", "size", 1.0, "a whole number"),
        ("sample_draw", "size", 2**60, "a whole number"),
        ("sample_draw", "strata", [], "an object"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_in_words(kind, name, value, words):
    assert words in fault(kind, name, value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_that_fits_has_no_fault(kind):
    for name in field_names(kind):
        value = FILLED[field_type(kind, name)]
        assert fault(kind, name, value) == fault(kind, name, plain(value)) == ""
        assert fault(kind, name, None) == ""


def test_every_field_of_a_kind_but_its_id_is_named_once():
    for kind, record in KINDS.items():
        assert ("id", *field_names(kind)) == tuple(one.name for one in fields(record))
