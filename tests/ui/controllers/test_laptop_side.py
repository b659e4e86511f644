"""The laptop as the settings page of an open inspection meets it."""

from __future__ import annotations

from dataclasses import replace

from ilacs_desktop.services.laptop import laptop_settings
from ilacs_desktop.ui.controllers.laptop_side import LaptopDesk
from ilacs_desktop.ui.dialogs.secrets import ChangePassphraseDialog, SetPinDialog


def side(person):
    return LaptopDesk(person.controller, person.work)


def test_it_says_whose_laptop_it_is_and_where_the_data_is(at_work):
    assert side(at_work).name == "Ann Example"
    assert side(at_work).folder == at_work.folder


def test_a_backup_changes_what_is_said_of_backups(at_work):
    assert "Not backed up yet" in side(at_work).backup_words
    side(at_work).back_up()
    at_work.settled()
    assert side(at_work).backup_words.startswith("Last backed up ")


def test_settings_hold_at_once_and_are_kept(at_work):
    side(at_work).change_settings(replace(side(at_work).settings, text_size=150))
    assert side(at_work).settings.text_size == 150
    assert laptop_settings.read(at_work.folder).settings.text_size == 150
    assert at_work.window.work.page.font().pixelSize() > 18
    assert at_work.window.work.header.font().pixelSize() > 18


def test_passphrase_and_pin_are_asked_for_over_the_window(at_work):
    side(at_work).set_pin()
    [dialog] = at_work.dialogs()
    assert isinstance(dialog, SetPinDialog)
    dialog.reject()
    at_work.settled()
    side(at_work).change_passphrase()
    [dialog] = [one for one in at_work.dialogs() if isinstance(one, ChangePassphraseDialog)]
    dialog.reject()
