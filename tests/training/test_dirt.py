"""Faults put in on purpose: counted, told apart, and the same every time."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from ilacs_desktop.training.annex_a import LaData, make_annex_a
from ilacs_desktop.training.headings import HEADINGS


@cache
def spoiled(profile: str) -> LaData:
    return make_annex_a("small", 5, profile=profile)  # type: ignore[arg-type]


def kinds(data: LaData) -> Counter[str]:
    return Counter(fault.kind for fault in data.truth)


def test_clean_data_has_no_faults() -> None:
    assert make_annex_a("tiny", 5).truth == ()


def test_the_same_arguments_give_the_same_faults() -> None:
    first = make_annex_a("tiny", 5, profile="poor")
    assert first.truth == make_annex_a("tiny", 5, profile="poor").truth


def test_every_profile_keeps_the_kinds_that_real_files_have() -> None:
    wanted = {
        "open-not-in-list-6",
        "duplicate-child",
        "clash",
        "blank-worker",
        "generic-worker",
        "blank-last-seen",
        "text-date",
        "code-variant",
        "heading-variant",
        "title-rows",
    }
    for profile in ("usual", "poor"):
        assert wanted <= set(kinds(spoiled(profile)))


def test_poor_data_is_worse_than_usual_data() -> None:
    assert sum(kinds(spoiled("poor")).values()) > 2 * sum(kinds(spoiled("usual")).values())


def test_a_list_is_missing_from_poor_data_and_said_so() -> None:
    data = spoiled("poor")
    missing = {fault.list for fault in data.truth if fault.kind == "missing-list"}
    assert missing == {11}
    assert set(data.lists) == set(range(1, 11))


def test_poor_list_8_has_a_scripts_headings_and_lacks_two_columns() -> None:
    headings, rows = spoiled("poor").lists[8]
    assert "LoookedAfterStartDate" in headings
    assert len(headings) == len(HEADINGS[8]) - 2
    assert {len(row) for row in rows} == {len(headings)}


@pytest.mark.parametrize("kind", ["text-date", "id-decimal", "age-text", "code-unknown"])
def test_what_the_truth_says_stands_in_the_data(kind: str) -> None:
    data = spoiled("poor")
    faults = [fault for fault in data.truth if fault.kind == kind and fault.list in {1, 2, 3}]
    assert faults
    for fault in faults:
        at = HEADINGS[fault.list].index(fault.column)
        assert any(row[at] == fault.now for row in data.lists[fault.list][1])
        assert fault.was != fault.now


def test_children_said_to_be_lost_are_not_in_list_6() -> None:
    data = spoiled("usual")
    held = {str(row[0]) for row in data.lists[6][1]}
    lost = {fault.child for fault in data.truth if fault.kind == "open-not-in-list-6"}
    assert lost
    assert not lost & held


def test_children_said_to_be_twice_are_twice() -> None:
    data = spoiled("usual")
    twice = [fault for fault in data.truth if fault.kind == "duplicate-child"]
    assert twice
    for fault in twice:
        held = [str(row[0]).removesuffix(".0") for row in data.lists[fault.list][1]]
        assert held.count(fault.child) >= 2
