from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.clock import LogicalTime
from ilacs_desktop.domain.entry import (
    Change,
    Entry,
    Origin,
    Ref,
    canonical,
    chain_hash,
    change,
    commit,
    faults,
    plain,
)

SALT = "00112233445566778899aabbccddeeff"

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def sealed(**over) -> Entry:
    entry = Entry(
        ref=Ref("a1", 7),
        time=LogicalTime(1_000, 2),
        wall="2026-03-02T12:00:00.000+00:00",
        author="p1",
        schema=1,
        step="s1",
        step_name="Add note",
        action="edit",
        kind="evidence",
        record="r1",
        changes={
            "text": change("Seen at home.", SALT, (Ref("a1", 3), Ref("b2", 1))),
            "method": change("interview", SALT[::-1]),
        },
        undoes="s0",
        covers=(Ref("a1", 1),),
        struck=(Ref("b2", 2),),
        origin=Origin("p9", "2025-01-01T10:00:00+00:00"),
        previous="ab" * 32,
    )
    entry = replace(entry, **over)
    return replace(entry, hash=chain_hash(entry))


@given(json_values)
def test_canonical_text_says_the_same_and_only_one_way(value):
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


def test_canonical_sorts_keys_and_keeps_letters():
    assert canonical({"b": "é", "a": (1, 2)}) == '{"a":[1,2],"b":"é"}'


def test_a_number_that_json_does_not_have_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_half_a_character_pasted_becomes_the_replacement_character():
    assert plain("a\ud800b") == "a�b"
    assert plain(["\udc00", {"k\ud800": ("x",)}]) == ["�", {"k�": ["x"]}]
    assert commit(plain("a\ud800b"), SALT)


def test_two_halves_that_belong_together_become_one_character():
    assert plain("\ud83d\ude00") == "\U0001f600"


@given(st.text(), st.text())
def test_a_commitment_fits_its_value_and_no_other(one, other):
    assert (commit(one, SALT) == commit(other, SALT)) == (one == other)


def test_equal_values_under_other_salts_look_unlike():
    assert commit("Smith", SALT) != commit("Smith", SALT[::-1])


def test_an_entry_without_a_hash_is_open():
    assert sealed().is_open is False
    assert replace(sealed(), hash="").is_open is True


def test_a_sealed_entry_has_no_faults():
    assert faults(sealed()) == ()


@pytest.mark.parametrize(
    "over",
    [
        {"ref": Ref("a1", 8)},
        {"ref": Ref("a2", 7)},
        {"time": LogicalTime(1_001, 2)},
        {"time": LogicalTime(1_000, 3)},
        {"wall": "2026-03-02T12:00:01.000+00:00"},
        {"author": "p2"},
        {"schema": 2},
        {"step": "s2"},
        {"step_name": "Add notes"},
        {"action": "settle"},
        {"kind": "finding"},
        {"record": "r2"},
        {"undoes": ""},
        {"covers": ()},
        {"struck": (Ref("b2", 3),)},
        {"origin": None},
        {"previous": "cd" * 32},
        {"changes": {}},
    ],
    ids=lambda over: next(iter(over)),
)
def test_a_changed_part_no_longer_fits_the_hash(over):
    assert faults(replace(sealed(), **over)) == ("its hash does not fit what it says",)


def test_every_part_of_an_entry_is_covered_by_its_hash():
    named = {
        *("ref", "time", "wall", "author", "schema", "step", "step_name", "action", "kind"),
        *("record", "undoes", "covers", "struck", "origin", "previous", "changes"),
    }
    assert {one.name for one in fields(Entry)} == {*named, "hash"}


def test_a_changed_value_no_longer_fits_its_commitment():
    entry = sealed()
    altered = replace(entry.changes["text"], value="Seen at school.")
    entry = replace(entry, changes={**entry.changes, "text": altered})
    assert faults(entry) == ("the value of text does not fit its commitment",)


def test_a_changed_commitment_no_longer_fits_the_hash():
    entry = sealed()
    altered = change("Seen at school.", SALT, entry.changes["text"].replaces)
    entry = replace(entry, changes={**entry.changes, "text": altered})
    assert faults(entry) == ("its hash does not fit what it says",)


def test_changed_replaced_entries_no_longer_fit_the_hash():
    entry = sealed()
    altered = replace(entry.changes["text"], replaces=())
    entry = replace(entry, changes={**entry.changes, "text": altered})
    assert faults(entry) == ("its hash does not fit what it says",)


def test_a_struck_out_value_leaves_the_hash_as_it_was():
    entry = sealed()
    gap = Change(None, None, entry.changes["text"].commitment, entry.changes["text"].replaces)
    entry = replace(entry, changes={**entry.changes, "text": gap})
    assert entry.changes["text"].is_struck
    assert faults(entry) == ()


def test_the_order_of_named_entries_does_not_matter_to_the_hash():
    entry = sealed()
    turned = replace(entry.changes["text"], replaces=(Ref("b2", 1), Ref("a1", 3)))
    assert chain_hash(replace(entry, changes={**entry.changes, "text": turned})) == entry.hash
