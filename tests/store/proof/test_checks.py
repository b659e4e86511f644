"""A check of a closed or open file names what is damaged: the page, the cut, the torn log."""

from __future__ import annotations

import os
import shutil

import pytest

from ilacs_desktop.errors import KnownError
from ilacs_desktop.store.inspection_file import InspectionFile
from ilacs_desktop.store.opening import open_file
from ilacs_desktop.store.proof.checks import check_file

PAGE = 4096


@pytest.fixture
def ann(laptop):
    one = laptop()
    for number in range(20):
        one.make(record=f"r{number}", text=f"note {number} " * 300)
    return one


@pytest.fixture
def closed(ann, tmp_path):
    ann.reopen()
    copy = tmp_path / "copy.db"
    ann.file.close()
    shutil.copyfile(ann.path, copy)
    ann.file = InspectionFile.open(ann.path, ann.key, ann.writer)
    return copy


def flip(path, place):
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def test_a_whole_file_is_good_while_it_is_written_to(ann):
    ann.type("r1", "typing on")
    assert check_file(ann.path, ann.key, is_open=True).is_good


def test_the_damaged_page_is_named_by_its_number(ann, closed):
    pages = closed.stat().st_size // PAGE
    for page in (2, pages // 2, pages):
        flip(closed, (page - 1) * PAGE + 7)
        faults = check_file(closed, ann.key).faults
        assert f"Page {page} of {pages} is damaged." in faults, faults
        flip(closed, (page - 1) * PAGE + 7)
    assert check_file(closed, ann.key).is_good


def test_a_first_page_that_does_not_open_is_told(ann, closed):
    flip(closed, 3)
    assert "first bytes are damaged" in check_file(closed, ann.key).faults[0]
    flip(closed, 3)
    flip(closed, 200)
    assert "Page 1 of" in check_file(closed, ann.key).faults[0]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.95])
def test_a_file_cut_short_is_told_as_that(ann, closed, share):
    os.truncate(closed, int(closed.stat().st_size * share) // PAGE * PAGE)
    faults = check_file(closed, ann.key).faults
    assert any("is cut short" in fault for fault in faults), faults


def test_a_check_that_is_stopped_says_so(ann):
    verdict = check_file(ann.path, ann.key, lambda: True)
    assert not verdict.is_whole
    assert not verdict.is_good


# -- a log that was torn -----------------------------------------------------------------------


@pytest.fixture
def torn(ann, tmp_path):
    """Return a copy as a crash leaves it: the file, its log and the log's index."""
    ann.make(record="last but one", text="before the crash")
    ann.make(record="last", text="right before the crash")
    copy = tmp_path / "torn.db"
    for tail in ("", "-wal", "-shm"):
        shutil.copyfile(f"{ann.path}{tail}", f"{copy}{tail}")
    return copy


def opened(ann, path):
    file, told = open_file(path, ann.key, ann.writer)
    texts = {state.id: state.values.get("text") for state in file.states()}
    verdict = check_file(path, ann.key, is_open=True)
    file.close()
    return texts, told, verdict


def test_a_log_that_a_crash_left_is_read_and_nothing_is_told(ann, torn):
    assert check_file(torn, ann.key).is_good
    texts, told, verdict = opened(ann, torn)
    assert texts["last"] == "right before the crash"
    assert not told
    assert verdict.is_good


def test_what_follows_a_torn_frame_is_taken_in_all_the_same(ann, torn):
    wal = torn.with_name("torn.db-wal")
    flip(wal, 32 + 2 * (24 + PAGE) + 24 + 50)
    assert "write-ahead log" in " ".join(check_file(torn, ann.key).faults)
    texts, told, verdict = opened(ann, torn)
    assert told
    assert verdict.is_good, verdict.faults
    assert texts["last"] == "right before the crash"


@pytest.mark.parametrize("kept", [0, 10, 32, 3000, 30_000])
def test_a_log_that_was_cut_is_told(ann, torn, kept):
    wal = torn.with_name("torn.db-wal")
    os.truncate(wal, kept)
    assert not check_file(torn, ann.key).is_good
    _, told, _ = opened(ann, torn)
    assert told


def test_a_log_whose_head_is_damaged_is_told_and_read(ann, torn):
    flip(torn.with_name("torn.db-wal"), 17)
    texts, told, verdict = opened(ann, torn)
    assert told
    assert texts["last"] == "right before the crash"
    assert verdict.is_good, verdict.faults


def test_a_head_that_is_not_the_signed_one_is_told_at_opening(ann):
    connection = ann.file.connection
    connection.execute(
        "UPDATE replica SET head_hash = ? WHERE id = ?", ("00" * 32, ann.file.replica)
    )
    own = ann.file.replica
    ann.file.close()
    ann.file, told = open_file(ann.path, ann.key, ann.writer)
    assert "not what was signed" in told[0]
    assert ann.file.replica != own


def test_a_page_of_zeros_is_damage_though_it_is_read_as_never_written(ann, closed):
    good = closed.read_bytes()
    for page in range(1, len(good) // PAGE, 2):
        data = bytearray(good)
        data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
        closed.write_bytes(data)
        assert not check_file(closed, ann.key).is_good, page
        try:
            file, _ = open_file(closed, ann.key, ann.writer)
        except KnownError:
            continue
        file.close()
