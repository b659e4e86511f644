"""Evidence that disagrees, with itself and with the LA's claims, and what is done about it."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import KitItem, LineOfEnquiry
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import claims, coverage, disagreement, finding_states, findings
from ilacs_desktop.services.kit import kit

AREA = "help-and-protection"


def note(work, text, stance, topics=()):
    return evidence.add(work, text, stance=stance, source="record", area=AREA, topics=topics).made


def found(work, kind):
    return [one for one in disagreement.disagreements(work) if one.kind == kind]


@pytest.fixture
def late(work):
    """A finding that rests on one note and has one against it."""
    notes = [note(work, "Late again", "concern"), note(work, "On time here", "strength")]
    return findings.make(work, notes, "area-for-improvement", text="Visits are late").made


def test_a_claim_against_a_finding_stands_with_both_sides_seen_from_the_claim(work, late):
    claim = claims.add_claim(work, "Visits are on time.", area=AREA).made
    (row,) = found(work, "claim")
    assert row.is_open
    disagreement.set_beside(work, row, late, "against")
    (row,) = found(work, "claim")
    assert (row.record, row.findings, row.is_open) == (claim, (late,), False)
    assert [one.text for one in row.pro] == ["On time here"]
    assert [one.text for one in row.con] == ["Late again"]


def test_a_claim_that_nothing_speaks_against_is_no_disagreement(work):
    made = findings.make(work, [note(work, "x", "strength")], "strength", text="Prompt").made
    claim = claims.add_claim(work, "Prompt.", area=AREA).made
    claims.use_for_finding(work, claim, made, "for")
    assert found(work, "claim") == []


def test_findings_and_topics_on_which_notes_stand_on_both_sides(work, late):
    (row,) = found(work, "finding")
    assert (row.record, len(row.pro), len(row.con), row.word) == (late, 1, 1, "")
    finding_states.withdraw(work, late, "Wrong")
    assert found(work, "finding") == []
    note(work, "a", "strength", ["hp-plans"])
    assert found(work, "topic") == []
    note(work, "b", "concern", ["hp-plans"])
    (row,) = found(work, "topic")
    assert (row.record, row.second) == ("hp-plans", "1 strength, 1 concern")
    coverage.set_aside(work, "hp-plans", "Seen in March")
    assert found(work, "topic") == []


def test_a_reason_is_recorded_by_name_for_each_kind(work, late):
    claim = claims.add_claim(work, "Visits are on time.", area=AREA).made
    claims.use_for_finding(work, claim, late, "against")
    note(work, "a", "strength", ["hp-plans"])
    note(work, "b", "concern", ["hp-plans"])
    for row in disagreement.disagreements(work):
        with pytest.raises(BadInputError):
            disagreement.record_reason(work, row, "  ")
        disagreement.record_reason(work, row, f"Because {row.kind}")
    said = {one.kind: (one.reason, one.reason_by) for one in disagreement.disagreements(work)}
    assert said == {
        kind: (f"Because {kind}", "Ann Example") for kind in ("claim", "finding", "topic")
    }
    assert found(work, "finding")[0].word == "disputed"
    assert not coverage.matrix(work).row("hp-plans").set_aside


def test_a_claim_beside_no_finding_takes_no_reason(work):
    claims.add_claim(work, "All is well.", area=AREA)
    with pytest.raises(BadInputError, match="beside no finding"):
        disagreement.record_reason(work, found(work, "claim")[0], "why")


def test_it_is_asked_at_the_next_kit_meeting_once(work, late):
    with pytest.raises(BadInputError, match="No KIT meeting is planned"):
        disagreement.ask_at_kit(work, found(work, "finding")[0])
    kit.plan(work, "2026-07-08")
    disagreement.ask_at_kit(work, found(work, "finding")[0])
    (item,) = work.snapshot.all(KitItem)
    assert (item.kind, item.about, item.area) == ("question", late, AREA)
    (row,) = found(work, "finding")
    assert row.asked == "KIT meeting 1"
    with pytest.raises(BadInputError, match="asked already"):
        disagreement.ask_at_kit(work, row)


def test_a_line_of_enquiry_is_made_once_and_says_where_it_came_from(work):
    claims.add_claim(work, "All is well.", area=AREA)
    disagreement.make_line(work, found(work, "claim")[0])
    (line,) = work.snapshot.all(LineOfEnquiry)
    assert (line.origin, line.area) == ("self_evaluation", AREA)
    (row,) = found(work, "claim")
    assert row.line == line.id
    with pytest.raises(BadInputError):
        disagreement.make_line(work, row)
