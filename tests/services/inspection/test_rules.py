from __future__ import annotations

import pytest

from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.inspection import rules
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.work import INSPECTION, LA_PROFILE


def test_every_rule_says_what_it_rests_on(work):
    facts = {one.label: one for one in rules.facts(work)}
    assert facts["Framework edition"].words == (
        "ILACS 2026: fieldwork from Wednesday 1 April 2026 on"
    )
    assert facts["Days on site"].words == "5"
    assert all(one.basis for one in facts.values())
    assert "section 136" in facts["Held under"].words


def test_deadlines_count_working_days_from_the_last_day_on_site(work):
    deadlines = {one.key: one for one in rules.deadlines(work)}
    assert deadlines["published"].due == "Tuesday 18 August"
    assert deadlines["published"].basis == "measured on published reports"
    assert not deadlines["published"].check
    assert deadlines["draft"].check
    assert deadlines["draft"].who == "Lead inspector"
    assert deadlines["complaint-window"].due == "no usual day"


def test_without_a_last_day_there_are_no_deadlines(work):
    assert INSPECTION != LA_PROFILE
    editing.edit(work, type(work.inspection), INSPECTION, "Change", fieldwork_end="")
    assert rules.deadlines(work) == ()


def test_an_edition_that_ended_names_both_days(new_work):
    from datetime import date

    work = new_work(start=date(2019, 3, 4))
    words = rules.facts(work)[0].words
    assert " to " in words
    assert "2018" in words


def test_the_lead_sets_a_deadline_for_this_inspection_and_takes_the_usual_one_again(work):
    first = rules.deadlines(work)[0]
    rules.set_deadline(work, first.key, (first.days or 0) + 5)
    changed = rules.deadlines(work)[0]
    assert changed.days == (first.days or 0) + 5
    assert changed.due != first.due
    assert (changed.is_own, changed.check) == (True, False)
    rules.set_deadline(work, first.key, None)
    assert rules.deadlines(work)[0] == first


@pytest.mark.parametrize("days", [-1, 261])
def test_a_deadline_that_cannot_be_meant_is_refused(work, days):
    before = rules.deadlines(work)
    with pytest.raises(BadInputError, match="cannot be meant"):
        rules.set_deadline(work, before[0].key, days)
    assert rules.deadlines(work) == before
