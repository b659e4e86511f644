from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import PreviousInspection
from ilacs_desktop.services.inspection import last_inspection
from ilacs_desktop.services.record.work import PREVIOUS


def test_the_areas_are_those_of_the_edition_that_held_then(new_work, editions):
    work = new_work(
        previous=PreviousInspection(
            PREVIOUS,
            start="2022-06-13",
            overall="good",
            grades={"leaders": "good", "in-care-and-care-leavers": "good"},
        )
    )
    rules = last_inspection.rules(work, editions)
    assert rules.edition == "ILACS 2018"
    assert rules.has_overall
    grades = {one.area: one.grade for one in rules.areas}
    assert grades == {
        "leaders": "good",
        "help-and-protection": "",
        "in-care-and-care-leavers": "good",
    }
    assert rules.scale[0] == ("outstanding", "Outstanding")


def test_without_a_day_our_own_edition_is_offered(work, editions):
    rules = last_inspection.rules(work, editions)
    assert rules.edition == "ILACS 2026"
    assert not rules.has_overall
    assert len(rules.areas) == 4


@pytest.mark.parametrize("start", ["1990-01-01", "2022-06-13"])
def test_a_grade_under_a_strange_key_is_still_shown(new_work, editions, start):
    work = new_work(
        previous=PreviousInspection(PREVIOUS, start=start, grades={"safe-guarding": "good"})
    )
    strange = last_inspection.rules(work, editions).areas[-1]
    assert (strange.label, strange.grade) == ("Safe guarding", "good")


def test_a_grade_is_said_and_taken_back(work, editions):
    last_inspection.set_grade(work, "leaders", "good")
    last_inspection.set_grade(work, "in-care", "requires-improvement")
    last_inspection.set_grade(work, "leaders", "")
    held = work.snapshot.one(PreviousInspection, PREVIOUS)
    assert dict(held.grades) == {"in-care": "requires-improvement"}
