"""Backups of a file: whole or not at all, private, and only so many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ilacs_desktop.errors import DamagedFileError, StorageError
from ilacs_desktop.store import backups
from ilacs_desktop.store.connection import connect

NOW = datetime(2026, 7, 8, 14, 2, 7, tzinfo=UTC)


@pytest.fixture
def ann(laptop):
    made = laptop("ann")
    made.make(text="Quillfeather")
    return made


def back_up(ann, folder, now=NOW):
    return backups.back_up(ann.path, ann.key, folder, now)


def rows(path, key):
    connection = connect(path, key, read_only=True)
    try:
        return connection.execute("SELECT text FROM evidence").fetchall()
    finally:
        connection.close()


def test_a_backup_opens_with_the_files_own_key_and_holds_what_was_committed(ann, tmp_path):
    path = back_up(ann, tmp_path)
    assert path.name == "20260708-140207.db"
    assert rows(path, ann.key) == [("Quillfeather",)]
    assert rows(ann.path, ann.key) == [("Quillfeather",)]


def test_it_is_one_private_file_in_a_private_folder_and_nothing_in_it_can_be_read(ann, tmp_path):
    path = back_up(ann, tmp_path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert b"Quillfeather" not in path.read_bytes()
    assert b"SQLite format" not in path.read_bytes()


def test_only_the_newest_are_kept(ann, tmp_path):
    for minute in range(backups.KEPT + 3):
        path = back_up(ann, tmp_path, NOW + timedelta(minutes=minute))
    held = sorted(path.parent.iterdir())
    assert len(held) == backups.KEPT
    assert held[-1] == path
    assert held[0].name == "20260708-140507.db"


def test_the_newest_is_told_by_its_name(ann, tmp_path):
    assert backups.newest(tmp_path, "ann") is None
    back_up(ann, tmp_path)
    found = backups.newest(tmp_path, ann.path.stem)
    assert (found.hour, found.minute, found.second) == (14, 2, 7)


def test_one_that_does_not_read_back_whole_is_not_kept(ann, tmp_path, monkeypatch):
    earlier = back_up(ann, tmp_path)
    real = backups._verify

    def spoil(path, key, name):
        data = bytearray(path.read_bytes())
        data[5000:5100] = bytes(100)
        path.write_bytes(bytes(data))
        real(path, key, name)

    monkeypatch.setattr(backups, "_verify", spoil)
    with pytest.raises(DamagedFileError):
        back_up(ann, tmp_path, NOW + timedelta(hours=1))
    assert list(earlier.parent.iterdir()) == [earlier]


def test_what_a_crash_left_half_written_is_replaced(ann, tmp_path):
    path = back_up(ann, tmp_path)
    beside = path.with_name("20260708-150207.new")
    beside.write_bytes(b"half")
    made = back_up(ann, tmp_path, NOW + timedelta(hours=1))
    assert not beside.exists()
    assert rows(made, ann.key) == [("Quillfeather",)]


def test_a_folder_that_cannot_be_written_is_said(ann, tmp_path):
    (tmp_path / "backups").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError):
        back_up(ann, tmp_path)


def test_backups_end_with_the_inspection_and_leave_others_alone(ann, laptop, tmp_path):
    other = laptop("ben")
    other.make(text="Other")
    kept, gone = back_up(other, tmp_path), back_up(ann, tmp_path)
    (gone.parent / "left.new").write_bytes(b"x")
    backups.remove(tmp_path, ann.path.stem)
    assert not gone.parent.exists()
    assert kept.exists()
    backups.remove(tmp_path, ann.path.stem)


def test_typing_goes_on_while_a_backup_is_made(ann, tmp_path, monkeypatch):
    """The copy is one step under a read lock: a commit beside it neither waits nor is lost."""
    real = backups._verify

    def verify(path, key, name):
        ann.make(text="Written meanwhile")
        real(path, key, name)

    monkeypatch.setattr(backups, "_verify", verify)
    path = back_up(ann, tmp_path)
    assert rows(path, ann.key) == [("Quillfeather",)]
    assert len(rows(ann.path, ann.key)) == 2
