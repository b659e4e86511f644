from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.clock import LogicalTime
from ilacs_desktop.domain.entry import DELETED, Ref
from ilacs_desktop.domain.projection import FieldState, Head, Mark, RecordState
from ilacs_desktop.domain.values import field_names
from ilacs_desktop.store import tables
from ilacs_desktop.store.states import StoredFields, from_text, is_plain, to_text

refs = st.builds(Ref, st.sampled_from(["a1", "b2"]), st.integers(1, 9))
times = st.builds(LogicalTime, st.integers(0, 10**13), st.integers(0, 3))
values = st.none() | st.booleans() | st.integers(0, 9) | st.text(max_size=5) | st.just(["x", "é"])
heads = st.builds(Head, refs, times, values, st.just(False), st.frozensets(refs, max_size=2))
gaps = st.builds(Head, refs, times, st.none(), st.just(True))
fields = st.builds(
    lambda found: FieldState(tuple(sorted(found, key=lambda head: head.ref))),
    st.lists(heads | gaps, min_size=1, max_size=3, unique_by=lambda head: head.ref),
)
names = st.sampled_from([DELETED, "text", "effect", "assumed", "to_write_up", "mood"])
marks = st.builds(Mark, times, refs, st.text(max_size=3), st.text(max_size=3))


def state_of(kind, states, made=None, changed=None):
    return RecordState(
        kind,
        "r1",
        states,
        {name: one.value for name, one in states.items()},
        tuple(sorted(name for name, one in states.items() if one.in_conflict)),
        made,
        changed,
        3,
    )


def row_of(state):
    """Return what the record's row gives back, misfits as blanks."""
    if state.kind != "evidence":
        return {}
    names = field_names(state.kind)
    cells = [tables.encode(state.kind, name, state.values.get(name)) for name in names]
    return tables.decoder(state.kind)(("r1", *cells))


@given(
    st.sampled_from(["evidence", "hologram"]),
    st.dictionaries(names, fields, max_size=5),
    marks | st.none(),
    marks | st.none(),
)
def test_a_state_comes_back_from_its_text_and_its_row(kind, states, made, changed):
    state = state_of(kind, states, made, changed)
    read = from_text(kind, "r1", to_text(state), row_of(state))
    assert read == state
    assert bool(read.fields) == bool(state.fields)
    assert len(read.fields) == len(state.fields)
    assert to_text(read) == to_text(state)


def one_field(value, **over):
    head = Head(Ref("a1", 1), LogicalTime(5), value, **over)
    return FieldState((head,))


def test_an_entry_stands_once_in_the_text_whatever_number_of_fields_it_wrote():
    state = state_of("evidence", {name: one_field("x") for name in ("text", "effect", "role")})
    assert to_text(state).count("a1") == 1


def test_a_text_in_the_row_does_not_stand_in_the_state():
    state = state_of("evidence", {"text": one_field("Zebedee was seen")})
    assert "Zebedee" not in to_text(state)


@pytest.mark.parametrize(
    ("name", "field", "plain"),
    [
        ("text", one_field("x"), True),
        ("text", one_field(None), False),
        ("text", one_field(None, struck=True), False),
        ("text", one_field(["misfit"]), False),
        ("text", one_field("x", covers=frozenset({Ref("a1", 1)})), False),
        ("mood", one_field("x"), False),
        (DELETED, one_field(value=False), True),
        (DELETED, one_field(value=True), False),
    ],
)
def test_only_what_the_row_can_hold_is_left_to_it(name, field, plain):
    assert is_plain(state_of("evidence", {name: field}), name) == plain


def test_fields_are_taken_apart_only_when_they_are_looked_at():
    stored = StoredFields([["a1", 1, 5, 0, ["text"]]], {}, {"text": "x"})
    assert len(stored) == 1
    assert stored._built is None
    assert stored["text"].value == "x"
    assert list(stored) == ["text"]
    assert stored == {"text": stored["text"]}


@pytest.mark.parametrize("text", ["", "{", "{}", "[]", '{"e":[[1]],"m":null,"c":null,"s":1}'])
def test_a_text_that_is_no_state_is_told(text):
    with pytest.raises((ValueError, KeyError, TypeError, IndexError)):
        from_text("evidence", "r1", text, {})
