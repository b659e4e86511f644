"""What a damaged file still holds comes into a new one; what is gone is named."""

from __future__ import annotations

import random
import shutil

import pytest

from ilacs_desktop.store.inspection_file import InspectionFile
from ilacs_desktop.store.proof import rebuild, salvage
from ilacs_desktop.store.proof.verify import verify

PAGE = 4096


@pytest.fixture
def ann(laptop):
    one = laptop()
    for number in range(40):
        one.make(record=f"r{number}", text=f"note {number} " * (5 + number % 3 * 400))
    return one


def flipped(path, *places):
    data = bytearray(path.read_bytes())
    for place in places:
        data[place] ^= 0x10
    path.write_bytes(data)


def rebuilt(one, source, tmp_path, base=None, remembered=None):
    readable = salvage.read(source, one.key)
    goal = tmp_path / "new.db"
    goal.unlink(missing_ok=True)
    if base is not None:
        rebuild.copy_database(base, one.key, goal, one.key)
    made = rebuild.rebuild(
        goal, one.key, one.writer, readable, remembered or {}, is_copy=base is not None
    )
    return made, readable


def texts(file):
    return {state.id: state.values.get("text") for state in file.states()}


def test_every_entry_of_an_unharmed_file_is_read(ann, tmp_path):
    ann.type("r3", "typed just now")
    copy = tmp_path / "copy.db"
    for tail in ("", "-wal"):
        shutil.copyfile(f"{ann.path}{tail}", f"{copy}{tail}")
    made, readable = rebuilt(ann, copy, tmp_path)
    assert (made.recovered, made.unproved, made.lost) == (40, 0, ())
    assert not readable.damaged
    assert made.has_typing
    assert texts(made.file) == texts(ann.file)
    verdict = verify(made.file.connection)
    made.file.close()
    assert verdict.is_good, verdict.faults


def test_without_its_first_page_everything_is_read_all_the_same(ann, tmp_path):
    expected = texts(ann.file)
    ann.reopen()
    ann.file.close()
    copy = tmp_path / "copy.db"
    shutil.copyfile(ann.path, copy)
    ann.file = InspectionFile.open(ann.path, ann.key, ann.writer)
    data = bytearray(copy.read_bytes())
    data[:16] = bytes(16)
    copy.write_bytes(data)
    made, _ = rebuilt(ann, copy, tmp_path)
    assert texts(made.file) == expected
    made.file.close()


@pytest.mark.parametrize("seed", range(6))
def test_a_flipped_bit_costs_at_most_the_entries_it_fell_on(ann, tmp_path, seed):
    expected = texts(ann.file)
    ann.reopen()
    ann.file.close()
    copy = tmp_path / "copy.db"
    shutil.copyfile(ann.path, copy)
    ann.file = InspectionFile.open(ann.path, ann.key, ann.writer)
    draw = random.Random(seed)
    size = copy.stat().st_size
    flipped(copy, draw.randrange(size))
    made, readable = rebuilt(ann, copy, tmp_path, remembered={ann.file.replica: 40})
    try:
        found = texts(made.file)
        gone = sum(last - first + 1 for _, first, last in made.lost)
        assert len(readable.damaged) <= 1 or size
        assert all(expected[name] == text for name, text in found.items())
        assert len(expected) - len(found) == gone <= 2
        verdict = verify(made.file.connection)
        assert verdict.is_good, verdict.faults
        assert len(verdict.lost) == len(made.lost)
    finally:
        made.file.close()


def test_a_good_copy_gives_what_the_damaged_file_lost(ann, tmp_path):
    base = tmp_path / "base.db"
    rebuild.copy_database(ann.path, ann.key, base, ann.key)
    ann.make(record="later", text="after the backup")
    expected = texts(ann.file)
    ann.reopen()
    ann.file.close()
    copy = tmp_path / "copy.db"
    shutil.copyfile(ann.path, copy)
    ann.file = InspectionFile.open(ann.path, ann.key, ann.writer)
    size = copy.stat().st_size
    flipped(copy, *range(PAGE // 2, size // 3, PAGE))
    made, _ = rebuilt(ann, copy, tmp_path, base, {ann.file.replica: 41})
    try:
        assert made.held == 40
        assert texts(made.file) == expected or made.lost
        assert {**texts(made.file), "later": None} == {**expected, "later": None}
        assert verify(made.file.connection).is_good
    finally:
        made.file.close()


def test_a_struck_out_name_does_not_come_back_from_an_older_page(ann, tmp_path):
    ann.make(record="named", text="Zebedee was seen")
    keep = tmp_path / "older-wal"
    shutil.copyfile(f"{ann.path}-wal", keep)
    ann.strike("named", "Zebedee")
    copy = tmp_path / "copy.db"
    shutil.copyfile(ann.path, copy)
    # The older log holds the name; the file holds that it was struck out.
    shutil.copyfile(keep, f"{copy}-wal")
    made, _ = rebuilt(ann, copy, tmp_path)
    try:
        assert "Zebedee" not in str(texts(made.file))
        held = made.file.connection.execute("SELECT value FROM journal_value").fetchall()
        assert "Zebedee" not in str(held)
    finally:
        made.file.close()
