from __future__ import annotations

import json
import secrets

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.errors import BadInputError, DamagedFileError, WrongPassphraseError
from ilacs_desktop.store.vault import slots
from ilacs_desktop.store.vault.slots import Cost, Slot

MASTER = secrets.token_bytes(32)


@pytest.fixture(scope="module")
def passphrase_slot():
    return slots.passphrase_slot("café on the hill", MASTER, Cost())


@pytest.fixture(scope="module")
def recovery():
    key = slots.new_recovery_key()
    return key, slots.recovery_slot(key, MASTER)


def test_a_passphrase_opens_its_slot(passphrase_slot):
    assert slots.open_slot(passphrase_slot, "café on the hill") == MASTER


def test_the_same_letters_typed_another_way_open_it(passphrase_slot):
    assert slots.open_slot(passphrase_slot, "cafe\u0301 on the hill") == MASTER


@pytest.mark.parametrize("typed", ["", "Café on the hill", "café on the hill "])
def test_anything_else_does_not(passphrase_slot, typed):
    with pytest.raises(WrongPassphraseError, match="passphrase"):
        slots.open_slot(passphrase_slot, typed)


def test_costs_start_at_the_floors():
    assert (Cost().memory_kib, Cost().passes) == (64 * 1024, 3)


def test_a_recovery_key_opens_its_slot_however_it_is_typed(recovery):
    key, slot = recovery
    assert slots.open_slot(slot, key) == MASTER
    assert slots.open_slot(slot, key.lower().replace("-", " ")) == MASTER
    assert slots.open_slot(slot, key.replace("0", "O").replace("1", "l")) == MASTER


def test_a_recovery_key_is_printed_in_groups_of_four():
    groups = slots.new_recovery_key().split("-")
    assert {len(group) for group in groups} == {4}
    assert not set("".join(groups)) & set("ILOU")


def test_two_recovery_keys_are_never_the_same():
    assert slots.new_recovery_key() != slots.new_recovery_key()


@given(st.integers(0, 10**6), st.sampled_from(slots._ALPHABET))
def test_one_misread_character_is_told_before_it_is_tried(place, sign):
    key = slots.new_recovery_key()
    place %= len(key)
    if key[place] in ("-", sign):
        return
    typed = key[:place] + sign + key[place + 1 :]
    with pytest.raises(WrongPassphraseError, match="misread"):
        slots.recovery_bytes(typed)


@pytest.mark.parametrize("typed", ["", "ABCD", "not a key at all", "-" * 40])
def test_half_a_recovery_key_is_told(typed):
    with pytest.raises(WrongPassphraseError, match="recovery key"):
        slots.recovery_bytes(typed)


def test_another_recovery_key_does_not_open_it(recovery):
    with pytest.raises(WrongPassphraseError, match="recovery key"):
        slots.open_slot(recovery[1], slots.new_recovery_key())


def test_a_new_master_key_needs_neither_secret(passphrase_slot, recovery):
    master = secrets.token_bytes(32)
    key, slot = recovery
    assert slots.open_slot(slots.rewrapped(slot, master), key) == master
    again = slots.rewrapped(passphrase_slot, master)
    assert slots.open_slot(again, "café on the hill") == master
    assert again.wrapped != passphrase_slot.wrapped


def test_a_slot_comes_back_from_json(passphrase_slot, recovery):
    for slot in (passphrase_slot, recovery[1]):
        assert Slot.from_json(json.loads(json.dumps(slot.to_json()))) == slot


@pytest.mark.parametrize(
    "change",
    [
        {"wrapped": "%%%"},
        {"wrapped": None},
        {"memory_kib": "much"},
        {"kind": ...},
        {"salt": ...},
    ],
)
def test_a_slot_that_cannot_be_read_is_damaged(passphrase_slot, change):
    body = {**passphrase_slot.to_json(), **change}
    body = {name: value for name, value in body.items() if value is not ...}
    with pytest.raises(DamagedFileError, match=r"vault\.json"):
        Slot.from_json(body)


def test_an_altered_slot_does_not_open(recovery):
    key, slot = recovery
    body = slot.to_json()
    altered = Slot.from_json({**body, "wrapped": body["wrapped"][:-8] + "AAAAAAA="})
    with pytest.raises(WrongPassphraseError):
        slots.open_slot(altered, key)


def test_the_cost_is_fitted_to_the_laptop_and_never_below_the_floors(monkeypatch):
    ticks = iter([0.0, 0.05, 0.0, 30.0])
    monkeypatch.setattr(slots.time, "perf_counter", lambda: next(ticks))
    fast = slots.calibrated()
    assert fast.memory_kib == 8 * slots.FLOOR_KIB
    assert fast.passes > slots.FLOOR_PASSES
    assert slots.calibrated() == Cost()


def test_the_organisations_slot_opens_with_its_private_key_alone():
    identity, other = (pyrage.x25519.Identity.generate() for _ in range(2))
    slot = slots.organisation_slot(f" {identity.to_public()}\n", MASTER)
    kept = Slot.from_json(json.loads(json.dumps(slot.to_json())))
    assert slots.open_slot(kept, f"# a comment\n{identity}\n") == MASTER
    for wrong in (str(other), "", "AGE-SECRET-KEY-1NONSENSE", str(identity.to_public())):
        with pytest.raises(WrongPassphraseError):
            slots.open_slot(kept, wrong)
    fresh = secrets.token_bytes(32)
    assert slots.open_slot(slots.rewrapped(kept, fresh), str(identity)) == fresh


@pytest.mark.parametrize("text", ["", "age1nonsense", "ssh-ed25519 AAAA", "age1" + "q" * 58])
def test_what_is_no_recipient_is_told(text):
    assert not slots.is_recipient(text)
    with pytest.raises(BadInputError, match="age recipient"):
        slots.organisation_slot(text, MASTER)
