from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.limits import limiting_warnings

O, G, R, I = "outstanding", "good", "requires-improvement", "inadequate"  # noqa: E741
GRADES = (O, G, R, I)
KEYS_2023 = ("leaders", "help-and-protection", "in-care", "care-leavers")
KEYS_2018 = ("leaders", "help-and-protection", "in-care-and-care-leavers")


def warnings(shipped, edition, grades, overall):
    keys = KEYS_2018 if edition == "ilacs-2018" else KEYS_2023
    return limiting_warnings(
        shipped.edition(edition), dict(zip(keys, grades, strict=True)), overall
    )


@pytest.mark.parametrize(
    ("edition", "grades", "overall"),
    [
        ("ilacs-2023", (R, G, G, I), I),  # Harrow, January 2025
        ("ilacs-2023", (G, G, G, R), G),  # Doncaster, January 2025
        ("ilacs-2018", (O, O, G), O),  # Leeds, 2018
        ("ilacs-2018", (I, R, R), I),  # Trafford, 2019
        ("ilacs-2018", (I, R, R), R),  # as Herefordshire 2018 and Doncaster 2022
        ("ilacs-2023", (I, R, R, R), R),  # as Slough 2023
        ("ilacs-2023", (O, G, G, O), O),
        ("ilacs-2023", (G, R, R, G), R),  # leaders good, overall lower: seen ten times
    ],
)
def test_what_was_published_draws_no_warning(shipped, edition, grades, overall):
    assert warnings(shipped, edition, grades, overall) == ()


@pytest.mark.parametrize("overall", [O, G, R])
def test_inadequate_practice_area_warns_of_anything_but_inadequate(shipped, overall):
    (warning,) = warnings(shipped, "ilacs-2023", (R, G, G, I), overall)
    assert warning.startswith("Care leavers: ")
    assert "8 of 8" in warning


@pytest.mark.parametrize("overall", [O, G])
def test_leaders_alone_inadequate_warns_above_requires_improvement(shipped, overall):
    found = warnings(shipped, "ilacs-2023", (I, G, G, G), overall)
    assert any("leaders are inadequate" in warning for warning in found)


def test_good_with_leaders_requiring_improvement_was_never_seen(shipped):
    assert len(warnings(shipped, "ilacs-2023", (R, G, G, G), G)) == 1


@pytest.mark.parametrize("grades", [(G, O, O, O), (O, R, O, O), (O, G, G, G)])
def test_outstanding_that_was_never_seen_warns(shipped, grades):
    assert warnings(shipped, "ilacs-2023", grades, O)


def test_several_areas_are_named_in_the_order_of_the_table(shipped):
    (warning,) = warnings(shipped, "ilacs-2023", (R, I, G, I), R)
    assert warning.startswith("Help and protection, Care leavers: ")


def test_nothing_is_said_without_an_overall_grade(shipped):
    assert warnings(shipped, "ilacs-2023", (I, I, I, I), None) == ()


@given(st.tuples(*[st.sampled_from(GRADES)] * 4), st.sampled_from(GRADES))
def test_2026_has_no_overall_and_never_warns(shipped, grades, overall):
    assert warnings(shipped, "ilacs-2026", grades, overall) == ()


@given(st.tuples(*[st.sampled_from(GRADES)] * 4))
def test_a_worse_overall_never_brings_a_warning_that_a_better_one_did_not(shipped, grades):
    spoken = [bool(warnings(shipped, "ilacs-2023", grades, overall)) for overall in GRADES]
    assert all(not later or earlier for earlier, later in itertools.pairwise(spoken))
    assert not spoken[-1]


@given(st.dictionaries(st.sampled_from(KEYS_2023), st.sampled_from(GRADES)))
def test_areas_not_yet_graded_do_not_count(shipped, grades):
    edition = shipped.edition("ilacs-2023")
    hit = {key for key, grade in grades.items() if grade == I and key != "leaders"}
    assert bool(limiting_warnings(edition, grades, R)) == bool(hit)
