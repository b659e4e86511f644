from __future__ import annotations

import shutil
from datetime import date

import pytest

from ilacs_desktop.errors import BadInputError
from ilacs_desktop.frameworks.loader import (
    edition_folders,
    edition_for,
    load_edition,
    load_editions,
)
from ilacs_desktop.paths import resource

SHIPPED = resource("frameworks")
KEYS = ["ilacs-2018", "ilacs-2023", "ilacs-2026"]


def keys(loaded):
    return [edition.key for edition in loaded.editions]


def test_shipped_editions_load_without_a_fault(shipped):
    assert keys(shipped) == KEYS
    assert shipped.faults == ()
    assert shipped.notes == ()


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2018, 1, 1), "ilacs-2018"),
        (date(2023, 1, 15), "ilacs-2018"),
        (date(2023, 1, 16), "ilacs-2023"),
        (date(2026, 3, 31), "ilacs-2023"),
        (date(2026, 4, 1), "ilacs-2026"),
        (date(2031, 1, 1), "ilacs-2026"),
    ],
)
def test_edition_by_first_day_of_fieldwork(shipped, day, key):
    assert edition_for(shipped.editions, day).key == key


def test_before_2018_no_edition_holds(shipped):
    with pytest.raises(BadInputError, match="31/12/2017"):
        edition_for(shipped.editions, date(2017, 12, 31))
    with pytest.raises(BadInputError, match="No framework edition"):
        edition_for(shipped.editions, date(2026, 5, 1), family="sif")


def test_a_later_edition_of_ones_own_takes_over_from_its_date(own_file):
    own = own_file(
        'extends = "ilacs-2026"\nkey = "ilacs-2027"\ntitle = "ILACS 2027"\nfrom_date = 2027-01-04\n'
    )
    loaded = load_editions([SHIPPED, own.parent])
    assert keys(loaded) == [*KEYS, "ilacs-2027"]
    assert edition_for(loaded.editions, date(2027, 1, 3)).key == "ilacs-2026"
    assert edition_for(loaded.editions, date(2027, 1, 4)).key == "ilacs-2027"


def test_an_own_file_stands_in_for_the_shipped_one_and_says_so(own_file, shipped):
    own = own_file(
        'extends = "ilacs-2026"\n[[areas]]\nkey = "leaders"\n'
        'label = "Impact of leaders on practice with children and families"\n',
        name="ilacs-2026",
    )
    loaded = load_editions([SHIPPED, own.parent])
    assert keys(loaded) == KEYS
    (note,) = loaded.notes
    assert str(own) in note
    assert dict(loaded.sources)["ilacs-2026"] == own
    ours, theirs = shipped.edition("ilacs-2026"), loaded.edition("ilacs-2026")
    assert (
        theirs.area("leaders").label == "Impact of leaders on practice with children and families"
    )
    assert theirs.area("leaders").topics == ours.area("leaders").topics
    assert theirs.events == ours.events


def test_a_malformed_own_file_disables_nothing_else(own_file):
    broken = own_file('extends = "ilacs-2026"\nkey = \n', name="ilacs-2026")
    own_file('extends = "ilacs-2023"\nkey = "own"\ntitle = "Own"\n', name="own")
    loaded = load_editions([SHIPPED, broken.parent])
    assert sorted(keys(loaded)) == [*KEYS[:2], "ilacs-2026", "own"]
    (fault,) = loaded.faults
    assert (fault.file, fault.line) == (broken, 2)
    assert dict(loaded.sources)["ilacs-2026"].parent == SHIPPED


def test_a_fault_in_a_part_is_named_in_the_part(tmp_path):
    folder = tmp_path / "frameworks"
    shutil.copytree(SHIPPED, folder)
    part = folder / "parts" / "overall.toml"
    text = part.read_text(encoding="utf-8")
    wanted = 1 + text[: text.index('grade = "inadequate"')].count("\n")
    part.write_text(text.replace('grade = "inadequate"', 'grade = "poor"', 1), encoding="utf-8")
    loaded = load_editions([folder])
    assert keys(loaded) == ["ilacs-2026"]
    assert [(fault.file.name, fault.line) for fault in loaded.faults] == [
        ("overall.toml", wanted),
        ("ilacs-2018.toml", 1),
        ("ilacs-2023.toml", 1),
    ]
    assert "builds on overall.toml" in loaded.faults[-1].reason


def test_two_files_of_one_folder_with_one_key(own_file):
    own_file('extends = "ilacs-2026"\nkey = "own"\n', name="first")
    second = own_file('extends = "ilacs-2026"\nkey = "own"\n', name="second")
    loaded = load_editions([SHIPPED, second.parent])
    (fault,) = loaded.faults
    assert fault.file == second
    assert "first.toml" in fault.reason


@pytest.mark.parametrize(
    "extends",
    [
        '"absent"',
        '"../ilacs-2026"',
        "3",
        '["common", "absent"]',
        '""',
        f'"{"x" * 5000}"',
        '"a\\u0000b"',
    ],
)
def test_a_file_that_builds_on_nothing_is_at_fault(own_file, extends):
    own = own_file(f'\nextends = {extends}\nkey = "own"\n')
    (fault,) = load_editions([SHIPPED, own.parent]).faults
    assert (fault.file, fault.line) == (own, 2)


def test_files_that_build_on_each_other_end(own_file):
    own_file('extends = "second"\nkey = "first"\n', name="first")
    own = own_file('extends = "first"\nkey = "second"\n', name="second")
    loaded = load_editions([SHIPPED, own.parent])
    assert keys(loaded) == KEYS
    assert {fault.file.stem for fault in loaded.faults} == {"first", "second"}


def test_a_missing_folder_is_passed_over(tmp_path):
    assert keys(load_editions([SHIPPED, tmp_path / "absent"])) == KEYS


def test_one_file_alone_raises_with_file_line_and_reason(own_file):
    own = own_file('extends = "ilacs-2026"\nkey = "own"\ntitle = 7\n')
    with pytest.raises(BadInputError, match=r"line 3: title: text is wanted, not 7") as caught:
        load_edition(own, [SHIPPED])
    assert str(own) in caught.value.what
    assert caught.value.kept
    assert load_edition(SHIPPED / "ilacs-2026.toml").key == "ilacs-2026"


def test_an_unknown_edition_is_named_with_those_known(shipped):
    with pytest.raises(BadInputError, match="ilacs-1999") as caught:
        shipped.edition("ilacs-1999")
    assert "ilacs-2026" in caught.value.todo


def test_folders_are_the_shipped_one_then_ones_own(tmp_path):
    assert edition_folders(tmp_path) == (SHIPPED, tmp_path / "frameworks")
