"""Backing up an open inspection: whole, encrypted, not twice, and beside the writer."""

from __future__ import annotations

import shutil

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.errors import StorageError
from ilacs_desktop.services.keeping import backups
from ilacs_desktop.services.record import editing, striking
from ilacs_desktop.store.backup import backups as stored
from ilacs_desktop.store.connection import connect


def held(work):
    return sorted((work.data_dir / "backups" / work.file_id).glob("*"))


def test_a_backup_holds_what_was_being_typed(work):
    made = editing.create(work, Evidence, "Add note", text="Seen").made
    editing.type_text(work, Evidence, made, "text", "Seen and heard")
    path = backups.back_up(work).made.database
    connection = connect(path, work.file.key, read_only=True)
    [row] = connection.execute("SELECT text FROM evidence").fetchall()
    connection.close()
    assert row == ("Seen and heard",)
    assert b"Seen and heard" not in path.read_bytes()


def test_none_is_made_where_nothing_has_changed(work):
    assert backups.newest(work) is None
    assert backups.back_up(work).made is not None
    assert backups.newest(work) is not None
    assert backups.back_up(work).made is None
    editing.create(work, Evidence, "Add note", text="Seen")
    assert backups.back_up(work).made is not None


def test_one_that_was_taken_away_is_made_again(work):
    shutil.rmtree(backups.back_up(work).made.path)
    assert backups.back_up(work).made is not None


def test_only_short_pieces_run_on_the_writer_thread(work, monkeypatch):
    pieces, copied = [], []
    real = stored.make

    def copy(*args):
        copied.append(len(pieces))
        return real(*args)

    def write(piece):
        pieces.append(piece)
        return piece()

    monkeypatch.setattr(stored, "make", copy)
    assert backups.back_up(work, write).made is not None
    assert copied == [2]
    assert len(pieces) == 4


def test_a_full_disk_leaves_the_earlier_ones_and_is_tried_again(work, monkeypatch):
    backups.back_up(work)
    before = held(work)
    editing.create(work, Evidence, "Add note", text="Seen")

    def full(*_args):
        raise StorageError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(stored, "make", full)
        with pytest.raises(StorageError):
            backups.back_up(work)
    assert held(work) == before
    assert backups.back_up(work).made is not None


def test_in_the_window_a_strike_out_asks_for_a_backup_and_waits_for_none(work):
    asked = []
    work.when_owed = lambda: asked.append(1)
    made = editing.create(work, Evidence, "Add note", text="Seen with Zebediah").made
    older = backups.back_up(work).made
    [place] = striking.places(work, "Zebediah")
    striking.strike_out(work, place, "Zebediah", "Z", "a name")
    assert made
    assert asked == [1]
    assert older.path.exists(), "the job takes it away, not the edit"
    assert backups.back_up(work).made is not None
    assert not older.path.exists()


def test_a_data_set_that_is_destroyed_goes_from_the_backups_too(work, monkeypatch):
    from ilacs_desktop.services.data import annex

    monkeypatch.setattr(annex.annex_rows, "destroy", lambda *_: None)
    made = editing.create(work, annex.DataSet, "Receive", received="2026-07-06").made
    older = backups.back_up(work).made
    annex.destroy(work, made)
    [left] = [path for path in held(work) if path.name != "blobs"]
    assert left != older.path
