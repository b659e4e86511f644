"""Restoring at the real window, from the start page of a laptop that never saw the inspection."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.keeping import backups
from ilacs_desktop.services.laptop.laptop import first_run
from ilacs_desktop.store.vault.slots import Cost


@pytest.fixture(scope="module")
def file(tmp_path_factory, editions):
    """A backup that was made on another laptop, in one file."""
    folder = tmp_path_factory.mktemp("elsewhere")
    held, _ = first_run(folder / "data", "Ben Example", "quite another phrase", cost=Cost())
    work = held.new_inspection(NewInspection("Farshire", "short", date(2026, 7, 6)), editions)
    backups.write_file(work, folder / "far.ilacs-backup")
    work.close()
    held.close()
    return folder / "far.ilacs-backup"


def test_a_backup_from_another_laptop_is_restored_from_the_start_page(unlocked, file):
    from ilacs_desktop.ui.entrance.restore_panel import RestorePanel

    [panel] = unlocked.state.findChildren(RestorePanel)
    panel.restore(file)
    unlocked.settled()
    assert "was not made by this vault" in unlocked.shown()
    panel.secret.setText("not the right one")
    panel.go.click()
    unlocked.settled()
    assert "does not open the backup" in unlocked.shown()
    panel.secret.setText("quite another phrase")
    panel.go.click()
    unlocked.settled()
    unlocked.settled()
    shown = unlocked.shown()
    assert "Restored Farshire" in shown
    [entry] = unlocked.controller.laptop.files()
    assert entry.la_name == "Farshire"
    unlocked.press("Escape")


def test_a_file_that_is_no_backup_is_said_there(unlocked, tmp_path):
    from ilacs_desktop.ui.entrance.restore_panel import RestorePanel

    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    [panel] = unlocked.state.findChildren(RestorePanel)
    panel.restore(tmp_path / "notes.txt")
    unlocked.settled()
    assert "is not a backup" in unlocked.shown()
