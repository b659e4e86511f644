"""Grades: closed until the lead opens the meeting; never computed; never shown too early."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import Judgement, Member
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.judgements import judgement_cards, judgements
from ilacs_desktop.services.judgements.judgements import OVERALL
from ilacs_desktop.services.record import editing, undoing


def open_meeting(work, at="2026-07-10"):
    return judgements.open_meeting(work, at, [work.members[0].id])


def not_lead(work):
    """Another takes the lead."""
    draft = editing.changing(work, Member, work.members[0].id, {"role": "inspector"})
    work.run(StepDraft("Change role", (draft,)))


def test_the_areas_of_each_edition_stand_in_table_order(new_work):
    cases = {
        date(2019, 3, 4): ["leaders", "help-and-protection", "in-care-and-care-leavers", OVERALL],
        date(2025, 1, 20): ["leaders", "help-and-protection", "in-care", "care-leavers", OVERALL],
        date(2026, 7, 6): ["leaders", "help-and-protection", "in-care", "care-leavers"],
    }
    for start, keys in cases.items():
        assert [
            card.area.key for card in judgement_cards.cards(new_work("standard", start))
        ] == keys


@pytest.mark.parametrize(
    "event", ["focused-visit", "monitoring-visit", "jtai", "annual-engagement"]
)
def test_an_ungraded_event_has_no_judgements_at_all(new_work, event):
    work = new_work(event)
    assert judgement_cards.cards(work) == ()
    assert judgements.table_rows(work.snapshot, work.edition) == ()
    with pytest.raises(NotAllowedError, match="graded"):
        open_meeting(work)
    with pytest.raises(NotAllowedError, match="graded"):
        judgements.choose_grade(work, "leaders", "good")


def test_every_grade_reads_to_be_decided_before_the_meeting(work):
    # A grade that came with a loaded file must not show before its time either.
    record = judgements.judgement_id("leaders")
    editing.put(work, Judgement, record, "Load", area="leaders", provisional="good")
    assert {card.shown for card in judgement_cards.cards(work)} == {"to be decided"}
    assert all(not card.provisional for card in judgement_cards.cards(work))
    assert judgements.grades(work.snapshot, work.edition) == {}
    assert len(judgements.not_final(work.snapshot, work.edition)) == 4


def test_grade_commands_are_refused_before_the_meeting(work):
    for command in (
        lambda: judgements.choose_grade(work, "leaders", "good"),
        lambda: judgements.choose_grade(work, "leaders", "good", final=True),
        lambda: judgements.write(work, "leaders", reasons="Because."),
    ):
        with pytest.raises(NotAllowedError, match="grading meeting"):
            command()
    assert work.snapshot.all(Judgement) == ()


def test_the_meeting_is_opened_by_the_lead_with_date_and_who_is_present(work):
    with pytest.raises(BadInputError, match="date"):
        judgements.open_meeting(work, "friday", [work.members[0].id])
    with pytest.raises(BadInputError, match="present"):
        judgements.open_meeting(work, "2026-07-10", [])
    open_meeting(work)
    held = judgements.meeting(work.snapshot)
    assert (held.opened_at, held.present) == ("2026-07-10", (work.members[0].id,))
    assert judgements.is_open(work.snapshot)
    assert len(work.snapshot.all(Judgement)) == 4


def test_only_the_lead_opens_the_meeting_and_decides(work):
    not_lead(work)
    with pytest.raises(NotAllowedError, match="lead"):
        open_meeting(work)


def test_another_inspector_writes_a_dissent_but_decides_nothing(work):
    open_meeting(work)
    not_lead(work)
    with pytest.raises(NotAllowedError, match="lead"):
        judgements.choose_grade(work, "leaders", "good")
    judgements.write(work, "leaders", dissent="I hold that it is not yet good.")
    held = work.snapshot.one(Judgement, judgements.judgement_id("leaders"))
    assert held.dissent == "I hold that it is not yet good."


def test_the_final_grade_stands_before_the_provisional(work):
    open_meeting(work)
    judgements.choose_grade(work, "leaders", "good")
    assert judgements.grade_text(work.snapshot, work.edition, "leaders") == "Good"
    judgements.choose_grade(work, "leaders", "requires-improvement", final=True)
    rows = dict(judgements.table_rows(work.snapshot, work.edition))
    label = work.edition.area("leaders").label
    assert rows[label] == "Requires improvement to be good"
    card = judgement_cards.cards(work)[0]
    assert (card.provisional, card.final) == ("good", "requires-improvement")
    assert card.decided_by == "Ann Example"
    assert card.decided_at
    assert [area.key for area in judgements.not_final(work.snapshot, work.edition)] == [
        "help-and-protection",
        "in-care",
        "care-leavers",
    ]


def test_a_grade_can_be_taken_back_and_undone(work):
    open_meeting(work)
    judgements.choose_grade(work, "in-care", "good")
    judgements.choose_grade(work, "in-care", "")
    assert judgements.grade_text(work.snapshot, work.edition, "in-care") == "to be decided"
    undoing.undo(work)
    assert judgements.grade_text(work.snapshot, work.edition, "in-care") == "Good"


def test_undoing_the_opening_closes_the_grades_again(work):
    open_meeting(work)
    undoing.undo(work)
    assert not judgements.is_open(work.snapshot)
    open_meeting(work)
    judgements.choose_grade(work, "in-care", "good")
    assert judgement_cards.cards(work)[2].provisional == "good"


def test_unknown_areas_and_grades_are_refused_by_name(work):
    open_meeting(work)
    with pytest.raises(BadInputError, match="overall"):
        judgements.choose_grade(work, OVERALL, "good")
    with pytest.raises(BadInputError, match="adequate"):
        judgements.choose_grade(work, "leaders", "adequate")


def test_an_overall_grade_warns_and_is_never_computed(new_work):
    work = new_work("standard", date(2025, 1, 20))
    open_meeting(work, "2025-01-31")
    for area in ("leaders", "help-and-protection", "in-care"):
        judgements.choose_grade(work, area, "good")
    judgements.choose_grade(work, "care-leavers", "inadequate")
    assert judgements.warnings(work.snapshot, work.edition) == ()
    assert OVERALL not in judgements.grades(work.snapshot, work.edition)
    judgements.choose_grade(work, OVERALL, "good")
    (warning,) = judgements.warnings(work.snapshot, work.edition)
    assert warning.startswith("Care leavers")
    assert judgements.grade_text(work.snapshot, work.edition, OVERALL) == "Good"


def test_the_log_says_who_decided_what_newest_first(work):
    open_meeting(work)
    judgements.choose_grade(work, "leaders", "good")
    judgements.choose_grade(work, "leaders", "outstanding")
    judgements.choose_grade(work, "leaders", "outstanding", final=True)
    judgements.write(work, "leaders", reasons="Weight of evidence.")
    lines = judgement_cards.log(work, "leaders")
    assert [line.words for line in lines] == [
        "Reasons written",
        "Final grade: Outstanding",
        "Provisional grade: Outstanding (was Good)",
        "Provisional grade: Good",
    ]
    assert {line.who for line in lines} == {"Ann Example"}
