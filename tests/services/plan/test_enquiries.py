from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Evidence, PreviousInspection, Request
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.plan import enquiries
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.work import PREVIOUS


@pytest.fixture
def lines(work):
    return [enquiries.add_line(work, f"Question {at}").made for at in (1, 2, 3)]


def _questions(work):
    return [row.question for row in enquiries.rows(work)]


def test_the_last_inspections_points_come_first(new_work):
    work = new_work(previous=PreviousInspection(PREVIOUS, bullets=("Timeliness.", "Pace.")))
    enquiries.add_line(work, "Ours?", area="in-care", origin="data")
    rows = enquiries.rows(work)
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.origin_words for row in rows] == ["Last inspection"] * 2 + ["Annex A data"]
    assert rows[2].area_label == "Children in care"


def test_lines_move_and_stay_within_the_list(work, lines):
    enquiries.shift_line(work, lines[2], -1)
    assert _questions(work) == ["Question 1", "Question 3", "Question 2"]
    enquiries.shift_line(work, lines[0], -1)
    enquiries.move_line(work, lines[0], 9)
    assert _questions(work) == ["Question 3", "Question 2", "Question 1"]


def test_a_line_is_closed_only_with_an_answer(work, lines):
    with pytest.raises(BadInputError, match="no answer yet"):
        enquiries.close_line(work, lines[0], "  ")
    enquiries.close_line(work, lines[0], "Yes, for most.")
    row = enquiries.rows(work)[0]
    assert (row.is_open, row.answer) == (False, "Yes, for most.")
    enquiries.reopen_line(work, lines[0])
    row = enquiries.rows(work)[0]
    assert (row.is_open, row.answer) == (True, "Yes, for most.")
    enquiries.close_line(work, lines[0])
    assert not enquiries.rows(work)[0].is_open


def test_evidence_is_counted_and_shown_newest_first(work, lines):
    old = editing.create(
        work, Evidence, "Add", text="Late", stance="concern", source="record", seen_at="2026-07-06"
    ).made
    new = editing.create(
        work, Evidence, "Add", text="Prompt", stance="strength", seen_at="2026-07-07"
    ).made
    for one in (old, new):
        evidence.set_lines(work, one, [lines[0]])
    row = enquiries.rows(work)[0]
    assert (row.evidence, row.strengths, row.concerns) == (2, 1, 1)
    assert [one.text for one in enquiries.evidence_of(work, lines[0])] == ["Prompt", "Late"]
    assert enquiries.evidence_of(work, lines[0])[1].source == "Child's record"
    evidence.set_lines(work, old, [])
    assert enquiries.rows(work)[0].evidence == 1


def test_requests_are_counted_but_not_withdrawn_ones(work, lines):
    for state in ("open", "received", "withdrawn"):
        editing.create(work, Request, "Add", line_of_enquiry=lines[1], state=state)
    assert enquiries.rows(work)[1].requests == 2


def test_owner_and_removal(work, lines):
    lead = work.members[0]
    assert enquiries.rows(work)[0].owner_name == ""
    owned = enquiries.add_line(work, "Mine?", owner=lead.id).made
    assert enquiries.rows(work)[-1].owner_name == "Ann Example"
    enquiries.remove_line(work, owned)
    assert len(enquiries.rows(work)) == 3


@pytest.mark.parametrize("wrong", [{"area": "nowhere"}, {"origin": "rumour"}])
def test_what_the_edition_does_not_know_is_refused(work, wrong):
    with pytest.raises(BadInputError):
        enquiries.add_line(work, "?", **wrong)
