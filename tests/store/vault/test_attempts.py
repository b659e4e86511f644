"""Wrong passphrases in a row, over restarts and clocks that are set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ilacs_desktop.store.vault import attempts

NOW = datetime(2026, 7, 7, 9, tzinfo=UTC)


def wrong(folder, times):
    for _ in range(times):
        attempts.note(folder, NOW)


def test_three_are_free_and_then_the_waits_grow_to_a_minute(tmp_path):
    waits = []
    for _ in range(9):
        waits.append(attempts.seconds_left(tmp_path, NOW))
        attempts.note(tmp_path, NOW)
    assert waits == [0, 0, 0, 5, 10, 20, 40, 60, 60]


def test_the_wait_runs_out_and_the_right_one_ends_it(tmp_path):
    wrong(tmp_path, 4)
    assert attempts.seconds_left(tmp_path, NOW + timedelta(seconds=4)) == 6
    assert attempts.seconds_left(tmp_path, NOW + timedelta(seconds=10)) == 0
    attempts.forget(tmp_path)
    assert attempts.seconds_left(tmp_path, NOW) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("gone", [timedelta(days=-365), timedelta(days=365)])
def test_a_clock_that_was_set_never_makes_anyone_wait_longer_than_a_minute(tmp_path, gone):
    wrong(tmp_path, 500)
    assert attempts.seconds_left(tmp_path, NOW + gone) in (0, 60)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"wrong": "x"}', '{"wrong": 1e400, "last": 0}', "[" * 10_000, "9" * 5000],
)
def test_whatever_stands_in_the_file_locks_nobody_out(tmp_path, content):
    (tmp_path / attempts.FILE_NAME).write_text(content)
    assert attempts.seconds_left(tmp_path, NOW) == 0
    attempts.note(tmp_path, NOW)
    assert attempts.read(tmp_path).wrong == 1


def test_a_huge_count_waits_a_minute(tmp_path):
    (tmp_path / attempts.FILE_NAME).write_text('{"wrong": 99999999999999, "last": 1e300}')
    assert attempts.seconds_left(tmp_path, NOW) == 60


def test_it_is_the_owners_alone_and_names_nobody(tmp_path):
    wrong(tmp_path, 2)
    path = tmp_path / attempts.FILE_NAME
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(path.read_bytes()) < 64


def test_a_missing_folder_is_left_missing(tmp_path):
    attempts.note(tmp_path / "none", NOW)
    assert not (tmp_path / "none").exists()
