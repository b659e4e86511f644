"""The second folder: chosen, absent, back again; strike-outs and the end reach it."""

from __future__ import annotations

import shutil

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.errors import BadInputError, StorageError
from ilacs_desktop.services.keeping import backups, restoring, second_folder
from ilacs_desktop.services.record import editing, striking
from ilacs_desktop.store import blobs
from ilacs_desktop.store.backup import backup_places, backup_sets
from ilacs_desktop.store.connection import connect


@pytest.fixture
def stick(tmp_path, laptop):
    folder = tmp_path / "stick"
    folder.mkdir()
    assert second_folder.choose(laptop.vault, folder) == ""
    yield folder
    second_folder.forget(laptop.vault)


@pytest.fixture
def note(work):
    return editing.create(work, Evidence, "Add note", text="Seen with Zebediah").made


def away(stick):
    return stick.rename(stick.with_name("away"))


def there(stick, work):
    return backup_sets.sets(backup_places.folder_in(stick, work.file_id))


def test_every_backup_is_copied_there_with_its_attachments(work, note, stick):
    blobs.put(work.file.connection, work.data_dir, work.file_id, "a.txt", b"hello")
    made = backups.back_up(work).made
    [copy] = there(stick, work)
    assert copy.manifest() == made.manifest()
    assert [one.name for one in copy.blobs.iterdir()] == [one.name for one in made.blobs.iterdir()]
    [row] = backups.rows(work, second_folder.chosen(work.vault))
    assert row.is_second
    assert (stick / backup_places.ROOT).stat().st_mode & 0o777 == 0o700


def test_a_copy_there_is_restored_like_any_other(laptop, work, note, stick):
    backups.back_up(work)
    [copy] = there(stick, work)
    done = restoring.restore(laptop, copy.path)
    assert done.inspection == work.inspection_id


def test_its_absence_is_told_once_and_made_up_for(work, note, stick):
    moved = away(stick)
    first, second = backups.back_up(work), backups.back_up(work)
    assert first.made is not None
    assert "not connected" in first.notice
    assert second.notice == ""
    moved.rename(stick)
    assert backups.back_up(work) == backups.Done(None)
    assert len(there(stick, work)) == 1
    away(stick)
    assert "not connected" in backups.back_up(work).notice


def test_another_stick_at_the_same_path_is_not_taken_for_it(work, note, stick):
    away(stick)
    stick.mkdir()
    backup_places.make_place(stick)
    assert "not connected" in backups.back_up(work).notice
    assert there(stick, work) == ()


def test_a_full_stick_is_told_and_the_backup_here_stands(work, note, stick, monkeypatch):
    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_places, "copy_file", full)
    done = backups.back_up(work)
    assert done.made is not None
    assert "disk is full" in done.notice
    assert not list(stick.rglob("*.part"))


def test_a_folder_inside_the_data_folder_or_none_at_all_is_refused(laptop, tmp_path):
    with pytest.raises(BadInputError, match="inside the data folder"):
        second_folder.choose(laptop.vault, laptop.folder / "backups")
    with pytest.raises(StorageError, match="no folder"):
        second_folder.choose(laptop.vault, tmp_path / "nowhere")


def test_a_synchronised_folder_is_allowed_and_that_is_said(laptop, tmp_path):
    (tmp_path / "OneDrive").mkdir()
    assert "encrypted" in second_folder.choose(laptop.vault, tmp_path / "OneDrive")
    second_folder.forget(laptop.vault)


def holds_it(one, key):
    connection = connect(one.database, key, read_only=True)
    try:
        rows = connection.execute("SELECT coalesce(value, '') FROM journal_value").fetchall()
    finally:
        connection.close()
    return any("Zebediah" in text for (text,) in rows)


def test_a_strike_out_reaches_it_at_once_or_when_it_is_back(work, note, stick, tmp_path):
    backups.back_up(work)
    single = tmp_path / "one.ilacs-backup"
    backups.write_file(work, single)
    moved = away(stick)
    [place] = striking.places(work, "Zebediah")
    striking.strike_out(work, place, "Zebediah", "Z", "a name")
    owed = backups.owed(work)
    assert {one.path for one in owed} == {str(stick), str(single)}
    moved.rename(stick)
    assert all(holds_it(one, work.file.key) for one in there(stick, work))
    backups.back_up(work)
    assert [one.path for one in backups.owed(work)] == [str(single)]
    [left] = there(stick, work)
    assert not holds_it(left, work.file.key)


def test_the_end_of_an_inspection_takes_every_copy_in_reach_and_names_the_others(
    laptop, work, note, stick, tmp_path
):
    near, far = tmp_path / "near.ilacs-backup", tmp_path / "far.ilacs-backup"
    backups.write_file(work, near)
    backups.write_file(work, far)
    far.rename(tmp_path / "taken home.ilacs-backup")
    work.close()
    gone = {one.path: one.reached for one in backups.remove_all(laptop, work.file_id)}
    assert gone == {
        str(backup_sets.folder_of(laptop.folder, work.file_id)): True,
        str(stick): True,
        str(near): True,
        str(far): False,
    }
    assert not near.exists()
    assert there(stick, work) == ()
    assert second_folder.copies(laptop.vault, work.file_id) == ()


def test_a_local_folder_that_was_lost_does_not_make_the_copies_there_look_newer(work, note, stick):
    for text in ("one", "two"):
        editing.edit(work, Evidence, note, "Edit", place=text)
        backups.back_up(work)
    shutil.rmtree(backup_sets.folder_of(work.data_dir, work.file_id))
    editing.edit(work, Evidence, note, "Edit", place="three")
    made = backups.back_up(work).made
    assert there(stick, work)[-1].manifest() == made.manifest()
