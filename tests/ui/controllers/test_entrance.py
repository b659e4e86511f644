"""The first start, the passphrase and the recovery key, at the real window."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from ilacs_desktop.errors import StorageError, TooSoonError, WrongPassphraseError
from ilacs_desktop.services.laptop import key_slots, laptop
from ilacs_desktop.services.laptop.pacing import wait_after
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.ui.entrance.first_run import FirstRunView
from ilacs_desktop.ui.entrance.start import StartView
from ilacs_desktop.ui.entrance.unlock import UnlockView

WORDS = "correct horse battery"


@pytest.fixture
def person(run_app):
    """Someone before a laptop that was never set up."""
    return run_app()


@pytest.fixture
def owner(run_app, tmp_path):
    """Someone before a laptop of theirs, locked; with its recovery key."""
    made, key = laptop.first_run(tmp_path / "data", "Ann Example", WORDS, cost=Cost())
    made.close()
    person = run_app().begin()
    person.recovery_key = key
    return person


def set_up(person):
    person.type("Ann Example").press("Tab").type(WORDS)
    view = person.state
    view._ui.again.setFocus()
    person.type(WORDS).press("Return")
    person.settled()
    return view


def test_a_laptop_is_set_up_by_name_passphrase_and_a_key_that_is_typed_back(person):
    person.begin()
    assert isinstance(person.state, FirstRunView)
    view = set_up(person)
    key = view.findChild(QLabel, "recovery_key").text()
    assert len(key) > 30
    person.press("Return")
    assert person.focus() is view._ui.typed_back
    person.type("not the key").press("Return")
    assert "not the recovery key" in person.shown()
    view._ui.typed_back.clear()
    person.type(key.lower()).press("Return")
    person.settled()
    assert isinstance(person.state, StartView)
    assert "Ann Example" in person.shown()
    assert key not in person.shown()


def test_a_weak_passphrase_is_told_and_makes_no_vault(person):
    person.begin()
    person.type("Ann").press("Tab").type("short")
    person.state._ui.again.setFocus()
    person.type("short").press("Return")
    person.settled()
    assert "at least 12" in person.shown()
    assert not laptop.has_vault(person.folder)


def test_a_key_that_was_never_typed_back_is_made_anew_at_the_next_start(person, run_app):
    person.begin()
    old = set_up(person).findChild(QLabel, "recovery_key").text()
    person.leave()
    again = run_app(person.folder).begin()
    again.type(WORDS).press("Return").settled()
    view = again.state
    assert isinstance(view, FirstRunView)
    new = view.findChild(QLabel, "recovery_key").text()
    assert new != old
    again.press("Return").type(new).press("Return").settled()
    assert isinstance(again.state, StartView)
    again.leave()
    laptop.unlock(person.folder, new, by="recovery").close()


def test_the_passphrase_opens_it(owner):
    assert isinstance(owner.state, UnlockView)
    owner.type(WORDS).press("Return").settled()
    assert isinstance(owner.state, StartView)
    assert WORDS not in owner.shown()


class Clock:
    """The wall clock, moved by hand."""

    def __init__(self):
        self.at = datetime(2026, 7, 7, 9, tzinfo=UTC)

    def now(self):
        return self.at


def test_wrong_passphrases_are_paced(owner):
    clock = owner.controller.clock = Clock()
    for turn in range(3):
        owner.type("wrong words here").press("Return").settled()
        assert "does not open" in owner.shown()
        assert ("Wait 5 seconds" in owner.shown()) == (turn == 2)
    owner.type(WORDS).press("Return").settled()
    assert isinstance(owner.state, UnlockView)
    for _ in range(5):
        owner.state._timer.timeout.emit()
    clock.at += timedelta(seconds=5)
    owner.press("Return").settled()
    assert isinstance(owner.state, StartView)


def test_a_restart_does_not_forget_the_wrong_ones(owner, run_app):
    for _ in range(4):
        with suppress(WrongPassphraseError, TooSoonError):
            laptop.unlock(owner.folder, "wrong words here")
    owner.leave()
    again = run_app(owner.folder)
    clock = again.controller.clock = Clock()
    clock.at = datetime.now(UTC)
    again.begin()
    assert "before the next attempt" in again.shown()
    again.type(WORDS).press("Return").settled()
    assert isinstance(again.state, UnlockView)
    # Whoever has the paper does not wait.
    again.state._use_recovery.click()
    assert again.state._recover.recover.isEnabled()
    again.state._recover.use_passphrase.click()
    clock.at += timedelta(minutes=1)
    again.controller.entrance.pace()
    again.type(WORDS).press("Return").settled()
    assert isinstance(again.state, StartView)


def test_the_waits_grow_to_a_minute():
    assert [wait_after(failures) for failures in range(9)] == [0, 0, 0, 5, 10, 20, 40, 60, 60]


def recover(person, key, words):
    view = person.state
    view._use_recovery.click()
    person.type(key)
    view._recover.new_passphrase.setFocus()
    person.type(words)
    view._recover.again.setFocus()
    person.type(words).press("Return").settled()


def test_the_recovery_key_opens_it_and_sets_a_new_passphrase(owner):
    recover(owner, owner.recovery_key.lower().replace("-", " "), "quite other words")
    assert isinstance(owner.state, StartView)
    owner.leave()
    laptop.unlock(owner.folder, "quite other words").close()
    with pytest.raises(WrongPassphraseError):
        laptop.unlock(owner.folder, WORDS)


def test_a_wrong_recovery_key_opens_nothing_and_changes_nothing(owner):
    recover(owner, "ABCD-EFGH", "quite other words")
    assert "not a whole recovery key" in owner.shown()
    owner.leave()
    laptop.unlock(owner.folder, WORDS).close()


def test_a_new_passphrase_that_cannot_be_kept_leaves_the_laptop_free(owner, monkeypatch):
    def full(*_args, **_more):
        raise StorageError("The disk is full.")

    monkeypatch.setattr(key_slots, "set_passphrase", full)
    recover(owner, owner.recovery_key, "quite other words")
    assert "The disk is full." in owner.shown()
    # Had it stayed open, this would be told that another copy of the app has it open.
    owner.state._recover.use_passphrase.click()
    owner.type(WORDS).press("Return").settled()
    assert isinstance(owner.state, StartView)


def test_a_second_copy_of_the_app_is_told_so(owner):
    first = laptop.unlock(owner.folder, WORDS)
    owner.type(WORDS).press("Return").settled()
    assert "Another running copy" in owner.shown()
    first.close()
    owner.type(WORDS).press("Return").settled()
    assert isinstance(owner.state, StartView)


def test_a_laptop_that_opens_but_cannot_be_read_is_told_and_can_be_tried_again(owner, monkeypatch):
    def unreadable(*_args):
        raise StorageError("The vault cannot be read.")

    with monkeypatch.context() as patch:
        patch.setattr(key_slots, "owes_recovery_key", unreadable)
        owner.type(WORDS).press("Return").settled()
    view = owner.state
    assert isinstance(view, UnlockView)
    assert "cannot be read" in owner.shown()
    assert "Opening" not in owner.shown()
    assert view._unlock.isEnabled()
    assert owner.controller.laptop is None
    # Had it stayed open, this would be told that another copy of the app has it open.
    owner.type(WORDS).press("Return").settled()
    assert isinstance(owner.state, StartView)


def test_a_fault_of_ours_while_unlocking_is_told_and_can_be_tried_again(owner, monkeypatch):
    def faulty(*_args, **_more):
        raise ValueError("ours")

    with monkeypatch.context() as patch:
        patch.setattr(laptop, "unlock", faulty)
        owner.type(WORDS).press("Return").settled()
    assert "Opening" not in owner.shown()
    assert owner.state._unlock.isEnabled()
    owner.type(WORDS).press("Return").settled()
    assert isinstance(owner.state, StartView)
