"""Restoring: a copy beside with its own file, key and replica; nothing is ever overwritten."""

from __future__ import annotations

import shutil

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.errors import (
    BadInputError,
    DamagedFileError,
    NewerFileError,
    StorageError,
    WrongPassphraseError,
)
from ilacs_desktop.services.keeping import backups, restoring
from ilacs_desktop.services.keeping.restoring import Secret
from ilacs_desktop.services.laptop.laptop import first_run, unlock
from ilacs_desktop.services.record import editing, history
from ilacs_desktop.store import blobs
from ilacs_desktop.store.backup import restored
from ilacs_desktop.store.vault.slots import Cost

PASSPHRASE = "correct horse battery"


@pytest.fixture
def one(laptop, work, tmp_path):
    """A backup of the inspection with a note and an attachment, in one file."""
    editing.create(work, Evidence, "Add note", text="Seen at home")
    blobs.put(work.file.connection, work.data_dir, work.file_id, "a.txt", b"hello")
    out = tmp_path / "one.ilacs-backup"
    backups.write_file(work, out)
    return out


@pytest.fixture(scope="module")
def ben(tmp_path_factory):
    made, _ = first_run(tmp_path_factory.mktemp("ben"), "Ben", "quite another phrase", cost=Cost())
    yield made
    made.close()


def everything(folder):
    """Return every file of an inspection in a data folder."""
    return sorted(
        path for part in ("inspections", "blobs") for path in (folder / part).rglob("*.*")
    )


def test_the_copy_is_a_replica_of_its_own_and_both_verify(laptop, work, one):
    work.file.seal()
    before = work.file.head
    done = restoring.restore(laptop, one)
    assert done.beside == 1
    assert done.file != work.file_id
    assert done.inspection == work.inspection_id
    assert done.is_same_person
    assert "nothing was overwritten" in done.words
    opened = laptop.open_inspection(done.file)
    assert opened.notices == ()
    copy = opened.work
    assert copy.file.key != work.file.key
    assert copy.file.replica != before[0]
    assert [note.text for note in copy.snapshot.all(Evidence)] == ["Seen at home"]
    [held] = blobs.held(copy.file.connection)
    digest = held.digest
    assert blobs.get(copy.file.connection, laptop.folder, done.file, digest) == b"hello"
    editing.create(copy, Evidence, "Add note", text="In the copy")
    assert history.verify(copy).is_good
    assert work.file.head == before
    assert history.verify(work).is_good
    assert "copy of" in laptop.stages()[done.file]
    laptop.close_inspection(copy)
    assert "copy of" in laptop.stages()[done.file]


def test_it_goes_to_someone_elses_laptop_by_the_secret_of_its_day(ben, one, work):
    with pytest.raises(BadInputError):
        restoring.restore(ben, one)
    with pytest.raises(WrongPassphraseError, match="does not open the backup"):
        restoring.restore(ben, one, Secret("quite another phrase"))
    assert ben.files() == ()
    done = restoring.restore(ben, one, Secret(PASSPHRASE))
    assert (done.person, done.is_same_person, done.beside) == ("Ann Example", False, 0)
    copy = ben.open_inspection(done.file).work
    assert not copy.is_lead
    assert history.verify(copy).is_good
    ben.close_inspection(copy)
    ben.delete_inspection(done.file)


@pytest.mark.parametrize("step", ["copy_database", "_renew", "_place_blobs"])
def test_a_disk_that_fills_leaves_nothing_behind(ben, one, monkeypatch, step):
    before = everything(ben.folder)

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restored, step, full)
    with pytest.raises(StorageError, match="disk is full"):
        restoring.restore(ben, one, Secret(PASSPHRASE))
    assert everything(ben.folder) == before
    assert ben.files() == ()


def test_what_an_end_in_the_middle_left_is_finished_or_gone_at_the_next_start(
    one, tmp_path, monkeypatch
):
    folder = tmp_path / "data"
    made, _ = first_run(folder, "Cas", "quite another phrase", cost=Cost())
    done = restoring.restore(made, one, Secret(PASSPHRASE))
    path = folder / "inspections" / f"{done.file}.db"
    # As it stands when the app is ended between the key and the name.
    path.rename(path.with_name(path.name + ".part"))
    stray = path.with_name("0123456789abcdef.db.part")
    shutil.copy(path.with_name(path.name + ".part"), stray)
    (folder / "restoring" / "x").mkdir(parents=True)
    (folder / "restoring" / "x" / "copy.db").write_bytes(b"half")
    made.close()
    again = unlock(folder, "quite another phrase")
    assert path.exists()
    assert not stray.exists()
    assert not (folder / "restoring").exists()
    work = again.open_inspection(done.file).work
    assert history.verify(work).is_good
    again.close_inspection(work)
    again.close()


@pytest.mark.parametrize("name", ["manifest.json", "vault.json", "vault.db", "inspection.db"])
def test_a_set_with_any_file_altered_is_refused(ben, work, name):
    made = backups.back_up(work).made
    data = bytearray((made.path / name).read_bytes())
    data[len(data) // 2] ^= 0x15
    (made.path / name).write_bytes(bytes(data))
    with pytest.raises(DamagedFileError):
        restoring.restore(ben, made.path, Secret(PASSPHRASE))
    assert ben.files() == ()


def test_parts_of_two_backups_put_together_are_refused(ben, work, one, tmp_path):
    """Each part is whole and the manifest says so, but it was not sealed with this key."""
    editing.create(work, Evidence, "Add note", text="Later")
    made = backups.back_up(work).made
    text = (made.path / "manifest.json").read_text(encoding="utf-8")
    (made.path / "manifest.json").write_text(
        text.replace('"entries": ', '"entries": 1'), encoding="utf-8"
    )
    with pytest.raises(DamagedFileError, match="manifest"):
        restoring.restore(ben, made.path, Secret(PASSPHRASE))


def test_a_newer_major_version_is_refused_in_words(ben, work):
    made = backups.back_up(work).made
    text = (made.path / "manifest.json").read_text(encoding="utf-8")
    newer = text.replace('"version": [\n  1,', '"version": [\n  2,')
    assert newer != text
    (made.path / "manifest.json").write_text(newer, encoding="utf-8")
    with pytest.raises(NewerFileError, match="newer version"):
        restoring.restore(ben, made.path, Secret(PASSPHRASE))


def test_what_is_being_done_is_told_and_can_be_stopped(laptop, one):
    told = []

    def tell(words):
        told.append(words)
        if words == "Proving every page":
            raise KeyboardInterrupt

    before = len(laptop.files())
    with pytest.raises(KeyboardInterrupt):
        restoring.restore(laptop, one, tell=tell)
    assert told[0] == "Checking the backup"
    assert len(laptop.files()) == before
    assert not (laptop.folder / "restoring").exists()
