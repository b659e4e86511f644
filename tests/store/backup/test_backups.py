"""Backup sets: whole or not at all, private, thinned by tiers, and opened by that day's secrets."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from ilacs_desktop.errors import DamagedFileError, StorageError, WrongPassphraseError
from ilacs_desktop.store import blobs
from ilacs_desktop.store.backup import backup_sets, backups
from ilacs_desktop.store.backup.backup_vault import Subject
from ilacs_desktop.store.connection import connect
from ilacs_desktop.store.vault import slots
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.store.vault.vault import FileEntry, Vault

NOW = datetime(2026, 7, 8, 14, 2, 7, tzinfo=UTC)
PASSPHRASE = "correct horse battery"


@pytest.fixture(scope="module")
def ways():
    """The slots of a vault, and its recovery key."""
    key = slots.new_recovery_key()
    master = bytes(32)
    passphrase = slots.passphrase_slot(PASSPHRASE, master, Cost())
    return (passphrase, slots.recovery_slot(key, master)), key


@pytest.fixture
def ann(laptop):
    made = laptop("ann")
    made.make(text="Quillfeather")
    return made


@pytest.fixture
def back_up(tmp_path, ways):
    def make(one, now=NOW):
        entry = FileEntry(one.path.stem, "an inspection", one.key, la_name="Exampleshire")
        pinned = backups.pin(one.path, one.key, tmp_path)
        try:
            return backups.make(pinned, Subject(entry, "p", "Ann", ways[0]), tmp_path, now)
        finally:
            pinned.close()

    return make


def rows(path, key):
    connection = connect(path, key, read_only=True)
    try:
        return connection.execute("SELECT text FROM evidence").fetchall()
    finally:
        connection.close()


def test_a_set_holds_what_was_committed_and_a_vault_of_its_own(ann, back_up):
    made = back_up(ann)
    assert made.path.name == "000001-20260708T140207Z"
    assert rows(made.database, ann.key) == [("Quillfeather",)]
    assert rows(ann.path, ann.key) == [("Quillfeather",)]
    names = sorted(one.name for one in made.path.iterdir())
    assert names == ["inspection.db", "manifest.json", "vault.db", "vault.json"]
    manifest = made.manifest()
    assert (manifest.file, manifest.entries) == ("ann", 1)
    assert manifest.is_sealed(ann.key)
    assert not manifest.is_sealed(bytes(32))


@pytest.mark.parametrize("by", ["passphrase", "recovery"])
def test_its_vault_opens_by_that_days_secrets_and_knows_this_inspection_alone(
    ann, back_up, ways, tmp_path, by
):
    place = tmp_path / "elsewhere"
    shutil.copytree(back_up(ann).path, place)
    vault = Vault.unlock(place, {"passphrase": PASSPHRASE, "recovery": ways[1]}[by], by=by)
    [entry] = vault.files()
    vault.close()
    assert (entry.file, entry.key, entry.la_name) == ("ann", ann.key, "Exampleshire")
    if by == "passphrase":
        with pytest.raises(WrongPassphraseError):
            Vault.unlock(place, "another passphrase")


def test_files_are_private_and_nothing_in_them_can_be_read(ann, back_up):
    made = back_up(ann)
    assert made.path.stat().st_mode & 0o777 == 0o700
    for path in made.path.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
        data = path.read_bytes()
        assert not any(word in data for word in (b"Quillfeather", b"Exampleshire", b"SQLite fo"))


def test_tiers_are_kept_and_the_order_made_goes_on(ann, back_up):
    for minute in (0, 1, 31, 61):
        made = back_up(ann, NOW + timedelta(minutes=minute))
    held = backup_sets.sets(made.path.parent)
    assert [one.order for one in held] == [2, 3, 4]
    back = back_up(ann, NOW - timedelta(days=365))
    assert backups.newest(back.path.parents[2], "ann") == back


def test_one_that_does_not_read_back_whole_is_not_kept(ann, back_up, monkeypatch):
    earlier = back_up(ann)
    real = backups._verify

    def spoil(path, *rest):
        data = bytearray(path.read_bytes())
        data[5000:5100] = bytes(100)
        path.write_bytes(bytes(data))
        real(path, *rest)

    monkeypatch.setattr(backups, "_verify", spoil)
    with pytest.raises(DamagedFileError):
        back_up(ann, NOW + timedelta(hours=1))
    assert list(earlier.path.parent.iterdir()) == [earlier.path]


@pytest.mark.parametrize("step", ["_copy", "_verify", "_keep_blobs", "write_private", "sync"])
def test_a_disk_that_fills_at_any_step_leaves_the_earlier_ones_alone(
    ann, back_up, monkeypatch, step
):
    earlier = back_up(ann)

    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(backups, step, full)
        with pytest.raises(StorageError, match="disk is full"):
            back_up(ann, NOW + timedelta(hours=1))
    assert list(earlier.path.parent.iterdir()) == [earlier.path]
    assert back_up(ann, NOW + timedelta(hours=1)).order == 2


def test_what_a_crash_left_half_written_is_no_backup_and_goes_at_the_next_start(
    ann, back_up, tmp_path
):
    made = back_up(ann)
    half = made.path.with_name("000002-20260708T150207Z.part")
    half.mkdir()
    (half / "inspection.db").write_bytes(b"half")
    assert backups.newest(tmp_path, "ann") == made
    backups.tidy(tmp_path)
    assert list(made.path.parent.iterdir()) == [made.path]


def test_attachments_are_copied_once_and_go_with_the_last_that_needs_them(ann, back_up, tmp_path):
    digest = blobs.put(ann.file.connection, tmp_path, "ann", "a.txt", b"hello")
    first = back_up(ann)
    [name] = [one.name for one in first.blobs.iterdir()]
    assert name.startswith(digest)
    before = (first.blobs / name).stat().st_ino
    second = back_up(ann, NOW + timedelta(hours=1))
    assert (first.blobs / name).stat().st_ino == before
    assert [one.name for one in second.manifest().blobs] == [name]
    blobs.destroy(ann.file.connection, tmp_path, "ann", digest)
    third = back_up(ann, NOW + timedelta(hours=2))
    assert (first.blobs / name).exists()
    backups.keep_only(third)
    assert not list(first.blobs.iterdir())


def test_a_folder_that_cannot_be_written_is_said(ann, back_up, tmp_path):
    (tmp_path / "backups").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError):
        back_up(ann)


def test_backups_end_with_the_inspection_and_leave_others_alone(ann, laptop, back_up, tmp_path):
    other = laptop("ben")
    other.make(text="Other")
    kept, gone = back_up(other), back_up(ann)
    backups.remove(tmp_path, "ann")
    assert not gone.path.parent.exists()
    assert kept.path.exists()
    backups.remove(tmp_path, "ann")


def test_typing_goes_on_while_a_backup_is_made_of_the_state_that_was_pinned(
    ann, back_up, monkeypatch
):
    real = backups._copy

    def copy(*args):
        ann.make(text="Written meanwhile")
        real(*args)

    monkeypatch.setattr(backups, "_copy", copy)
    made = back_up(ann)
    assert rows(made.database, ann.key) == [("Quillfeather",)]
    assert len(rows(ann.path, ann.key)) == 2


@pytest.mark.parametrize("name", ["inspection.db", "vault.db", "vault.json", "manifest.json"])
def test_a_file_that_was_altered_is_named(ann, back_up, name):
    made = back_up(ann)
    manifest = made.manifest()
    path = made.path / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    if name == "manifest.json":
        with suppress(DamagedFileError):
            assert not made.manifest().is_sealed(ann.key)
    else:
        with pytest.raises(DamagedFileError, match=name):
            backups.check_parts(made.path, manifest)
