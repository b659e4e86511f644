from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.next_event import PreviousOutcome, suggest_event

O, G, R, I = "outstanding", "good", "requires-improvement", "inadequate"  # noqa: E741
KEYS = ("leaders", "help-and-protection", "in-care", "care-leavers")


def suggest(shipped, now, edition, grades=(), overall=None):
    areas = tuple(zip(KEYS, grades, strict=False))
    outcome = PreviousOutcome(edition, areas, overall)
    return suggest_event(shipped.editions, shipped.edition(now), outcome)


@pytest.mark.parametrize("now", ["ilacs-2018", "ilacs-2023"])
@pytest.mark.parametrize(
    ("overall", "event"),
    [(O, "short"), (G, "short"), (R, "standard"), (I, "monitoring-visit")],
)
def test_overall_effectiveness_leads_while_there_is_one(shipped, now, overall, event):
    suggestion = suggest(shipped, now, now, overall=overall)
    assert suggestion.event == event
    assert suggestion.tag in {"S0", "P"}


@pytest.mark.parametrize(
    ("grades", "event"),
    [
        ((G, G, G, R), "short"),
        ((O, R, O, G), "short"),
        ((G, G, R, R), "standard"),
        ((R, O, O, O), "standard"),
        ((G, G, G, I), "monitoring-visit"),
        ((I, I, G, R), "monitoring-visit"),
    ],
)
def test_2026_asks_leaders_and_two_of_three_practice_areas(shipped, grades, event):
    suggestion = suggest(shipped, "ilacs-2026", "ilacs-2026", grades)
    assert suggestion.event == event
    assert suggestion.tag == "M"


def test_grades_of_2023_are_judged_by_the_rules_of_2026(shipped):
    suggestion = suggest(shipped, "ilacs-2026", "ilacs-2023", (G, G, G, R), R)
    assert suggestion.event == "short"
    assert "ILACS 2023" not in suggestion.reason


def test_an_outcome_in_other_areas_is_judged_by_its_own_edition(shipped):
    suggestion = suggest(shipped, "ilacs-2026", "ilacs-2018", (G, G), R)
    assert suggestion.event == "standard"
    assert "ILACS 2018" in suggestion.reason


@pytest.mark.parametrize(
    "outcome",
    [
        None,
        PreviousOutcome("ilacs-2023"),
        PreviousOutcome("ilacs-2026", (("leaders", G),)),
        PreviousOutcome("unknown", (), "very good"),
    ],
)
def test_too_little_known_falls_back_to_a_choice_by_hand(shipped, outcome):
    suggestion = suggest_event(shipped.editions, shipped.edition("ilacs-2026"), outcome)
    assert suggestion.event == "standard"
    assert "by hand" in suggestion.reason
    assert suggestion.tag == "M"


@given(st.tuples(*[st.sampled_from((O, G, R, I))] * 4))
def test_a_better_grade_never_leads_to_a_longer_event(shipped, grades):
    order = ("short", "standard", "monitoring-visit")
    place = order.index(suggest(shipped, "ilacs-2026", "ilacs-2026", grades).event)
    for index, grade in enumerate(grades):
        if grade != O:
            better = (*grades[:index], (O, G, R, I)[(O, G, R, I).index(grade) - 1])
            better = (*better, *grades[index + 1 :])
            event = suggest(shipped, "ilacs-2026", "ilacs-2026", better).event
            assert order.index(event) <= place
