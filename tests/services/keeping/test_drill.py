"""The recovery drill: restores for real, compares with the file, and records what it found."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.errors import BadInputError, WrongPassphraseError
from ilacs_desktop.services.keeping import backups, drill, restoring
from ilacs_desktop.services.laptop import key_slots
from ilacs_desktop.services.laptop.laptop import first_run
from ilacs_desktop.services.record import editing
from ilacs_desktop.store import blobs
from ilacs_desktop.store.vault.slots import Cost

PASSPHRASE = "correct horse battery"


@pytest.fixture
def backed_up(work):
    editing.create(work, Evidence, "Add note", text="Seen at home")
    blobs.put(work.file.connection, work.data_dir, work.file_id, "a.txt", b"hello" * 1000)
    return backups.back_up(work).made


def test_without_a_backup_it_says_what_to_do_first(work):
    assert drill.last(work) is None
    with pytest.raises(BadInputError, match="no backup"):
        drill.drill(work)


def test_a_good_backup_is_restored_replayed_and_compared_and_that_is_recorded(work, backed_up):
    editing.create(work, Evidence, "Add note", text="Written since")
    told = []
    found = drill.drill(work, tell=lambda *one: told.append(one))
    assert found.is_good, found.faults
    assert found.entries == backed_up.manifest().entries
    assert (found.attachments, found.opens) == (1, "today")
    assert drill.last(work) == found
    assert found.words.endswith(f"{found.entries:,} entries, all well.")
    assert {one[1] for one in told} == {drill.STEPS}
    assert [one[0] for one in told] == sorted(one[0] for one in told)
    assert not (work.data_dir / "restoring").exists()


@pytest.mark.parametrize("name", ["inspection.db", "vault.db", "vault.json", "manifest.json"])
def test_a_damaged_backup_is_told_and_recorded(work, backed_up, name):
    data = bytearray((backed_up.path / name).read_bytes())
    data[len(data) // 2] ^= 0x15
    (backed_up.path / name).write_bytes(bytes(data))
    found = drill.drill(work)
    assert not found.is_good
    assert "cannot be relied on" in drill.last(work).words


def test_a_damaged_attachment_is_told(work, backed_up):
    [path] = backed_up.blobs.iterdir()
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(bytes(data))
    assert not drill.drill(work).is_good


def test_a_file_that_went_another_way_since_is_told(work, backed_up, monkeypatch):
    monkeypatch.setattr(drill.Reading, "holds", lambda *_: False)
    found = drill.drill(work)
    assert "does not hold entry" in found.faults[0]


def test_the_passphrase_is_proved_where_it_is_given(work, backed_up):
    found = drill.drill(work, secret=restoring.secret_of(PASSPHRASE))
    assert (found.is_good, found.opens) == (True, "passphrase")
    with pytest.raises(WrongPassphraseError):
        drill.drill(work, secret=restoring.secret_of("quite another phrase"))
    assert drill.last(work) == found


def test_an_older_passphrase_is_named_and_the_next_backup_takes_the_new_one(
    tmp_path, editions, new_work
):
    laptop, key = first_run(tmp_path / "data", "Ann", PASSPHRASE, cost=Cost())
    from datetime import date

    from ilacs_desktop.services.inspection.setup import NewInspection

    work = laptop.new_inspection(NewInspection("Ex", "short", date(2026, 7, 6)), editions)
    backups.back_up(work)
    key_slots.change_passphrase(laptop, PASSPHRASE, "another horse battery", cost=Cost())
    assert drill.drill(work).opens == "then"
    assert backups.back_up(work).made is not None, "today's secrets have to open one"
    assert drill.drill(work).opens == "today"
    assert drill.drill(work, secret=restoring.secret_of(key)).opens == "recovery"
    laptop.close_inspection(work)
    laptop.close()


def test_it_can_be_stopped_and_leaves_nothing(work, backed_up):
    class StoppedError(Exception):
        pass

    def tell(done, _total, _words):
        if done == 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        drill.drill(work, tell=tell)
    assert drill.last(work) is None
    assert not (work.data_dir / "restoring").exists()
