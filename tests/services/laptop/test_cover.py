"""The cover's rules: what PIN is taken, and when it will not do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.errors import BadInputError, WrongPassphraseError
from ilacs_desktop.services.laptop import cover
from ilacs_desktop.services.laptop.cover import Covered
from ilacs_desktop.services.laptop.laptop import first_run, unlock
from ilacs_desktop.store.vault.slots import Cost

WORDS = "correct horse battery"


@pytest.fixture
def own(tmp_path):
    made, _ = first_run(tmp_path / "data", "Ann Example", WORDS, cost=Cost())
    yield made
    made.close()


def test_a_pin_is_kept_over_a_restart_and_only_it_lifts_the_cover(own):
    assert not cover.has_pin(own)
    cover.set_pin(own, "418290")
    own.close()
    again = unlock(own.folder, WORDS)
    assert cover.has_pin(again)
    cover.check(again, "418290", is_pin=True)
    for wrong in ("418291", "", "4182900"):
        with pytest.raises(WrongPassphraseError):
            cover.check(again, wrong, is_pin=True)
    again.close()


def test_the_pin_is_nowhere_on_the_disk(own):
    cover.set_pin(own, "418290")
    own.close()
    for path in own.folder.rglob("*"):
        if path.is_file():
            assert b"418290" not in path.read_bytes()


@pytest.mark.parametrize("pin", ["", "12345", "12345a", "١٢٣٤٥٦", "111111", "121212", "12 3456"])
def test_a_poor_pin_is_refused_and_none_is_set(own, pin):
    with pytest.raises(BadInputError):
        cover.set_pin(own, pin)
    assert not cover.has_pin(own)


def test_a_pin_does_not_stand_for_the_passphrase_nor_the_other_way(own):
    cover.set_pin(own, "418290")
    cover.check(own, WORDS, is_pin=False)
    with pytest.raises(WrongPassphraseError):
        cover.check(own, "418290", is_pin=False)
    with pytest.raises(WrongPassphraseError):
        cover.check(own, WORDS, is_pin=True)


def test_without_a_pin_no_pin_lifts_it(own):
    with pytest.raises(WrongPassphraseError):
        cover.check(own, "", is_pin=True)


@given(waited=st.floats(0, 10_000), wrong=st.integers(0, 5), slept=st.booleans(), has=st.booleans())
def test_the_pin_will_do_only_within_its_limits(waited, wrong, slept, has):
    covered = Covered(100.0, wrong, slept)
    why = cover.why_no_pin(covered, 100.0 + waited, has_pin=has)
    allowed = has and not slept and wrong < cover.TRIES and waited <= cover.MOST_SECONDS
    assert (why == "") == allowed
    assert covered.tries_left >= 0
