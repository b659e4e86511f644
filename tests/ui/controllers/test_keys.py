"""A new passphrase, and what is offered where somebody knew the old one."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from ilacs_desktop.errors import WrongPassphraseError
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.ui.dialogs.secrets import ChangePassphraseDialog

NEW = "quite other words now"


def answer(person, words):
    box = next(one for one in person.dialogs() if isinstance(one, QMessageBox))
    next(one for one in box.findChildren(QPushButton) if one.text() == words).click()
    person.settled()


def change(person):
    person.controller.keys.ask_passphrase_change()
    [dialog] = [one for one in person.dialogs() if isinstance(one, ChangePassphraseDialog)]
    ui = dialog._ui
    for field, text in ((ui.current, person.passphrase), (ui.passphrase, NEW), (ui.again, NEW)):
        QTest.keyClicks(field, text)
    ui.change.click()
    person.settled()


@pytest.mark.parametrize("known", [True, False])
def test_the_master_key_changes_where_somebody_knows_the_old_passphrase(at_work, known):
    before = at_work.controller.laptop.vault._master
    change(at_work)
    assert "Does somebody know the old one?" in at_work.shown()
    answer(at_work, "I think somebody knows it" if known else "Nobody knows it")
    assert (at_work.controller.laptop.vault._master == before) != known
    if known:
        assert "There is a new master key." in at_work.shown()
    # Work goes on with the keys of the open file.
    at_work.press("Ctrl+N").type("Goes on").press("Ctrl+Return").settled()
    at_work.leave()
    with pytest.raises(WrongPassphraseError):
        laptop.unlock(at_work.folder, at_work.passphrase)
    laptop.unlock(at_work.folder, NEW).close()


def test_it_can_be_done_later_at_the_settings(at_work):
    before = at_work.controller.laptop.vault._master
    at_work.controller.keys.ask_rotation()
    answer(at_work, "Leave it")
    assert at_work.controller.laptop.vault._master == before
    at_work.controller.keys.ask_rotation()
    answer(at_work, "Take a new master key")
    assert at_work.controller.laptop.vault._master != before
