"""A damaged inspection is looked at, told in words, and put together anew beside itself."""

from __future__ import annotations

import os
from datetime import date

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.errors import DamagedFileError
from ilacs_desktop.services.data import annex
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.keeping import backups, salvaging
from ilacs_desktop.services.record import editing
from ilacs_desktop.store import blobs
from ilacs_desktop.training import make_annex_a, write_workbook

PAGE = 4096


@pytest.fixture
def closed(laptop, editions):
    """Return what makes an inspection of so many notes, some before its backup, and closes it."""

    def make(before=6, after=3, *, backed_up=True):
        work = laptop.new_inspection(
            NewInspection("Exampleshire", "short", date(2026, 7, 6)), editions
        )
        for number in range(before):
            editing.create(work, Evidence, "Add note", text=f"note {number}")
        blobs.put(work.file.connection, laptop.folder, work.file_id, "list.csv", b"1,2,3")
        if backed_up:
            backups.back_up(work)
        for number in range(after):
            editing.create(work, Evidence, "Add note", text=f"later {number} " * 300)
        laptop.close_inspection(work)
        return work.file_id, work.file.path

    return make


def flip(path, *places):
    data = bytearray(path.read_bytes())
    for place in places:
        data[place] ^= 4
    path.write_bytes(data)


def texts(laptop, file):
    opened = laptop.open_inspection(file)
    found = sorted(one.text.strip()[:7] for one in opened.work.snapshot.all(Evidence))
    held = blobs.held(opened.work.file.connection)
    content = blobs.get(opened.work.file.connection, laptop.folder, file, held[0].digest)
    laptop.close_inspection(opened.work)
    return found, content


ALL = [*(f"later {n}" for n in range(3)), *(f"note {n}"[:7] for n in range(6))]


def test_a_good_file_has_nothing_to_save(laptop, closed):
    file, _ = closed()
    found = salvaging.look(laptop, file)
    assert found.is_good
    assert (found.faults, found.offer) == ((), "")


def test_a_damaged_header_is_told_and_everything_is_saved(laptop, closed):
    file, path = closed()
    flip(path, 3)
    found = salvaging.look(laptop, file)
    assert "does not open" in found.faults[0]
    assert found.backup is not None
    assert "can still be read" in found.offer
    with pytest.raises(DamagedFileError):
        laptop.open_inspection(file)
    before = path.read_bytes()
    made = salvaging.salvage_file(laptop, file)
    assert path.read_bytes() == before
    assert (made.lost, made.recovered) == (0, 3)
    assert "No entry is known to be lost." in made.words
    assert texts(laptop, made.file) == (ALL, b"1,2,3")
    assert laptop.entry(made.file).inspection == laptop.entry(file).inspection
    assert salvaging.look(laptop, made.file).is_good


def test_without_a_backup_the_entries_alone_make_the_file(laptop, closed):
    file, path = closed(backed_up=False)
    flip(path, 3)
    found = salvaging.look(laptop, file)
    assert found.backup is None
    made = salvaging.salvage_file(laptop, file)
    assert texts(laptop, made.file) == (ALL, b"1,2,3")


def test_what_a_cut_took_is_counted_and_named(laptop, closed):
    file, path = closed()
    os.truncate(path, 5 * PAGE)
    found = salvaging.look(laptop, file)
    assert any("cut short" in fault for fault in found.faults)
    made = salvaging.salvage_file(laptop, file)
    names, _ = texts(laptop, made.file)
    assert set(ALL[3:]) <= set(names)
    assert made.lost == len(ALL) - len(names) > 0
    again = salvaging.look(laptop, made.file)
    assert again.is_good
    assert again.lost


def test_nothing_left_at_all_is_said_and_leaves_nothing_behind(laptop, closed):
    file, path = closed(backed_up=False)
    os.truncate(path, 0)
    assert "nothing in the file can be read" in salvaging.look(laptop, file).offer
    before = laptop.files()
    with pytest.raises(DamagedFileError, match="Nothing can be saved"):
        salvaging.salvage_file(laptop, file)
    assert laptop.files() == before


def test_a_damaged_backup_is_passed_over_for_an_earlier_one(laptop, closed, editions):
    file, path = closed()
    opened = laptop.open_inspection(file)
    backups.back_up(opened.work)
    laptop.close_inspection(opened.work)
    newest = max((laptop.folder / "backups" / file).glob("*/inspection.db"))
    flip(newest, PAGE + 9)
    flip(path, 3)
    made = salvaging.salvage_file(laptop, file)
    assert made.lost == 0
    assert texts(laptop, made.file) == (ALL, b"1,2,3")


def test_annex_a_rows_that_cannot_be_read_are_told(laptop, closed, tmp_path):
    file, path = closed(backed_up=False)
    book = tmp_path / "annex-a.xlsx"
    write_workbook(make_annex_a("tiny", 1), book)
    work = laptop.open_inspection(file).work
    annex.import_annex_a(work, [book])
    laptop.close_inspection(work)
    data = path.read_bytes()
    flip(path, 3)
    made = salvaging.salvage_file(laptop, file)
    assert made.data_sets_lost == 1
    assert "Import Annex A again" in made.words
    assert "put together" in laptop.stages()[made.file]
    path.write_bytes(data)
    made = salvaging.salvage_file(laptop, file)
    assert made.data_sets_lost == 0
    opened = laptop.open_inspection(made.file)
    assert opened.work.file.connection.execute("SELECT count(*) FROM annex_chunk").fetchone()[0]
    laptop.close_inspection(opened.work)
