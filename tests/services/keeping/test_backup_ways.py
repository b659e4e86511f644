"""After a leak the old passphrase opens no backup in reach, and those away when they are back."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.errors import WrongPassphraseError
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.keeping import backups, drill, restoring, second_folder
from ilacs_desktop.services.laptop import key_slots
from ilacs_desktop.services.laptop.laptop import first_run
from ilacs_desktop.services.record import editing
from ilacs_desktop.store.backup import backup_places, backup_sets
from ilacs_desktop.store.vault.slots import Cost

OLD, NEW = "correct horse battery", "another horse battery"


@pytest.fixture
def person(tmp_path, editions):
    """A laptop of its own, with an inspection, two backups and a stick; and another laptop."""
    held, key = first_run(tmp_path / "data", "Ann", OLD, cost=Cost())
    work = held.new_inspection(NewInspection("Ex", "short", date(2026, 7, 6)), editions)
    (tmp_path / "stick").mkdir()
    second_folder.choose(held.vault, tmp_path / "stick")
    backups.back_up(work)
    editing.create(work, Evidence, "Add note", text="Seen")
    backups.back_up(work)
    other, _ = first_run(tmp_path / "other", "Ben", OLD, cost=Cost())
    yield held, work, tmp_path / "stick", other, key
    work.close()
    held.close()
    other.close()


def sets_of(held, work, stick):
    here = backup_sets.sets(backup_sets.folder_of(held.folder, work.file_id))
    return here, backup_sets.sets(backup_places.folder_in(stick, work.file_id))


def opens(other, one, secret):
    try:
        restoring.restore(other, one.path, restoring.secret_of(secret))
    except WrongPassphraseError:
        return False
    return True


def test_backups_here_and_on_the_stick_open_by_the_new_passphrase_alone(person):
    held, work, stick, other, key = person
    key_slots.change_passphrase(held, OLD, NEW, cost=Cost())
    before = [len(one) for one in sets_of(held, work, stick)]
    told = key_slots.rotate_master(held)
    here, there = sets_of(held, work, stick)
    assert [len(here), len(there)] == before
    assert told.backups == len(here) + len(there)
    assert told.out_of_reach == ()
    for one in (*here, *there):
        assert not opens(other, one, OLD)
        assert opens(other, one, NEW)
    assert opens(other, here[0], key)
    assert drill.drill(work).is_good
    assert backups.back_up(work).made is None


def test_a_stick_that_is_away_is_told_and_changed_when_it_is_back(person):
    held, work, stick, other, _ = person
    away = stick.rename(stick.with_name("away"))
    key_slots.change_passphrase(held, OLD, NEW, cost=Cost())
    told = key_slots.rotate_master(held)
    assert "not connected" in told.out_of_reach[0]
    away.rename(stick)
    assert opens(other, sets_of(held, work, stick)[1][0], OLD)
    backups.back_up(work)
    for one in sets_of(held, work, stick)[1]:
        assert not opens(other, one, OLD)
        assert opens(other, one, NEW)


def test_a_single_file_is_named_for_it_cannot_be_changed(person, tmp_path):
    held, work, _, _, _ = person
    backups.write_file(work, tmp_path / "one.ilacs-backup")
    told = key_slots.rotate_master(held)
    assert "one.ilacs-backup" in told.words
    assert "delete it" in told.words
