"""Attempts are counted before they are made, and only wrong ones stay counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ilacs_desktop.errors import LockedElsewhereError, TooSoonError, WrongPassphraseError
from ilacs_desktop.services.laptop import cover, key_slots, laptop, pacing
from ilacs_desktop.store.vault import attempts
from ilacs_desktop.store.vault.slots import Cost

WORDS = "correct horse battery"


class Clock:
    def __init__(self):
        self.at = datetime(2026, 7, 7, 9, tzinfo=UTC)

    def now(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def folder(tmp_path, clock):
    made, _ = laptop.first_run(tmp_path / "data", "Ann Example", WORDS, clock=clock, cost=Cost())
    made.close()
    return made.folder


def wrong(folder, clock, times):
    for _ in range(times):
        with pytest.raises(WrongPassphraseError):
            laptop.unlock(folder, "wrong words here", clock=clock)


def test_the_fourth_has_to_wait_and_says_how_long_even_when_it_is_right(folder, clock):
    wrong(folder, clock, 3)
    with pytest.raises(TooSoonError, match="wait 5 seconds") as caught:
        laptop.unlock(folder, WORDS, clock=clock)
    assert caught.value.seconds == 5
    clock.at += timedelta(seconds=5)
    laptop.unlock(folder, WORDS, clock=clock).close()
    assert attempts.read(folder).wrong == 0


def test_an_attempt_cut_short_is_counted(folder, clock):
    with pytest.raises(KeyboardInterrupt), pacing.paced(folder, clock):
        raise KeyboardInterrupt
    assert attempts.read(folder).wrong == 1


def test_what_was_never_tried_is_not_counted(folder, clock):
    wrong(folder, clock, 1)
    held = laptop.unlock(folder, WORDS, clock=clock)
    for _ in range(5):
        with pytest.raises(LockedElsewhereError):
            laptop.unlock(folder, WORDS, clock=clock)
    assert pacing.seconds_left(folder, clock) == 0
    held.close()


def test_the_cover_and_a_change_of_passphrase_are_paced_by_the_same_count(folder, clock):
    held = laptop.unlock(folder, WORDS, clock=clock)
    for _ in range(2):
        with pytest.raises(WrongPassphraseError):
            cover.check(held, "wrong words here", is_pin=False)
    with pytest.raises(WrongPassphraseError):
        key_slots.change_passphrase(held, "wrong words here", "quite other words")
    with pytest.raises(TooSoonError):
        cover.check(held, WORDS, is_pin=False)
    held.close()


def test_the_recovery_key_waits_for_nobody(tmp_path, clock):
    made, recovery = laptop.first_run(tmp_path / "d", "Ann", WORDS, clock=clock, cost=Cost())
    made.close()
    wrong(tmp_path / "d", clock, 3)
    laptop.unlock(tmp_path / "d", recovery, by="recovery", clock=clock).close()
