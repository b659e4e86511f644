"""A byte that a failing disk flips is told as damage, on whichever page it is."""

from __future__ import annotations

import shutil

import pytest

from ilacs_desktop.errors import DamagedFileError
from ilacs_desktop.store.connection import known_errors
from ilacs_desktop.store.inspection_file import InspectionFile
from ilacs_desktop.store.proof.verify import verify

PAGE = 4096


@pytest.fixture
def closed(laptop):
    one = laptop()
    for number in range(12):
        one.make(text=f"note {number} " * 400)
    one.reopen()
    # No page is left free, because nobody reads those.
    one.file.connection.execute("VACUUM")
    one.file.close()
    yield one
    one.file = InspectionFile.open(one.path, one.key, one.writer)


def read_all(path, one):
    file = InspectionFile.open(path, one.key, one.writer)
    try:
        with known_errors(path):
            verify(file.connection)
            for (name,) in file.connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            ).fetchall():
                file.connection.execute(f'SELECT * FROM "{name}"').fetchall()
            # Pages that hold an index alone are read by nothing above.
            if file.connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise DamagedFileError("an index is damaged")
    finally:
        file.connection.close()


def test_an_unharmed_file_reads_through(closed):
    read_all(closed.path, closed)


@pytest.mark.parametrize("place", [0, 20, 2_000, PAGE - 81, PAGE - 70, PAGE - 1])
def test_a_flipped_bit_on_any_page_is_damage(closed, tmp_path, place):
    data = closed.path.read_bytes()
    pages = len(data) // PAGE
    copy = tmp_path / "copy.db"
    for page in range(place % 5, pages, 5):
        altered = bytearray(data)
        altered[page * PAGE + place] ^= 0x10
        copy.write_bytes(altered)
        with pytest.raises(DamagedFileError):
            read_all(copy, closed)
        for tail in ("-wal", "-shm"):
            copy.with_name(copy.name + tail).unlink(missing_ok=True)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9])
def test_a_file_cut_short_is_damage(closed, tmp_path, share):
    copy = tmp_path / "copy.db"
    data = closed.path.read_bytes()
    copy.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(DamagedFileError):
        read_all(copy, closed)


def test_two_pages_that_changed_places_are_damage(closed, tmp_path):
    data = bytearray(closed.path.read_bytes())
    copy = tmp_path / "copy.db"
    one, two = slice(3 * PAGE, 4 * PAGE), slice(4 * PAGE, 5 * PAGE)
    data[one], data[two] = data[two], data[one]
    copy.write_bytes(data)
    with pytest.raises(DamagedFileError):
        read_all(copy, closed)


def test_a_damaged_file_is_left_as_it_is(closed, tmp_path):
    copy = tmp_path / "copy.db"
    shutil.copyfile(closed.path, copy)
    data = bytearray(copy.read_bytes())
    data[100] ^= 1
    copy.write_bytes(data)
    with pytest.raises(DamagedFileError) as caught:
        InspectionFile.open(copy, closed.key, closed.writer)
    assert copy.read_bytes() == data
    assert "left as it is" in caught.value.kept
