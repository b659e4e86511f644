"""Boards and criteria: closed until the meeting, put there by people, and never a grade."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Judgement
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.findings import finding_states, findings
from ilacs_desktop.services.judgements import boards, criteria, judgements
from ilacs_desktop.services.record import undoing


def finding(work, text="Drift", area="in-care"):
    return findings.make(work, [], "area-for-improvement", text=text, area=area).made


@pytest.fixture
def opened(work):
    judgements.open_meeting(work, "2026-07-10T10:00", [one.id for one in work.members])
    return work


def test_a_board_is_closed_until_the_meeting(work):
    made = finding(work)
    assert boards.rows(work, "in-care") == ()
    with pytest.raises(NotAllowedError, match="closed"):
        boards.place(work, made, "in-care", "good", "against")


def test_findings_stand_for_and_against_each_grade(opened):
    made, other = finding(opened), finding(opened, "Elsewhere", "leaders")
    boards.place(opened, made, "in-care", "good", "against")
    boards.place(opened, made, "in-care", "requires-improvement", "for")
    (row,) = boards.rows(opened, "in-care")
    assert row.stances == {"good": "against", "requires-improvement": "for"}
    assert boards.counts(boards.rows(opened, "in-care"), "good") == (0, 1)
    boards.place(opened, other, "in-care", "good", "for")
    assert {one.id for one in boards.rows(opened, "in-care")} == {made, other}
    boards.place(opened, made, "in-care", "good", "")
    assert boards.counts(boards.rows(opened, "in-care"), "good") == (1, 0)
    assert not opened.snapshot.one(Judgement, judgements.judgement_id("in-care")).provisional
    undoing.undo(opened)
    assert boards.counts(boards.rows(opened, "in-care"), "good") == (1, 1)


def test_only_what_is_there_can_be_placed(opened):
    made = finding(opened)
    for area, grade, stance in (
        ("in-care", "splendid", "for"),
        ("party", "good", "for"),
        ("in-care", "good", "maybe"),
    ):
        with pytest.raises(BadInputError):
            boards.place(opened, made, area, grade, stance)
    finding_states.withdraw(opened, made, "Not so")
    with pytest.raises(NotAllowedError, match="withdrawn"):
        boards.place(opened, made, "in-care", "good", "for")


def test_an_ungraded_event_has_no_board(new_work):
    visit = new_work(event="focused-visit")
    with pytest.raises(NotAllowedError, match="nothing is graded"):
        boards.place(visit, finding(visit), "in-care", "good", "for")
    assert boards.rows(visit, "in-care") == ()


def test_criteria_of_one_file_by_headings(work, tmp_path):
    path = tmp_path / "all.md"
    path.write_text(
        "# Children in care\nWhat holds for all.\n\n## Good\n- Plans are clear.\n"
        "**Requires improvement to be good**\nNot yet.\n\n"
        "Care leavers: good\nThey stay in touch.\n",
        encoding="utf-8",
    )
    criteria.load(work, [path])
    said = {
        place: criteria.text(work.snapshot, *place)
        for place in (
            ("in-care", ""),
            ("in-care", "good"),
            ("in-care", "requires-improvement"),
            ("care-leavers", "good"),
            ("leaders", "good"),
        )
    }
    assert list(said.values()) == [
        "What holds for all.",
        "- Plans are clear.",
        "Not yet.",
        "They stay in touch.",
        "",
    ]
    assert criteria.loaded_from(work.snapshot).startswith("all.md, loaded ")
    criteria.clear(work)
    assert criteria.text(work.snapshot, "in-care", "good") == ""
    undoing.undo(work)
    assert criteria.text(work.snapshot, "in-care", "good") == "- Plans are clear."


def test_a_file_is_named_for_its_place_or_goes_where_one_is(work, tmp_path):
    named, plain = tmp_path / "care-leavers.good.txt", tmp_path / "notes.txt"
    named.write_bytes("In touch – always".encode("cp1252"))
    plain.write_text("Anything", encoding="utf-8")
    criteria.load(work, [named, plain], "leaders")
    assert criteria.text(work.snapshot, "care-leavers", "good") == "In touch – always"
    assert criteria.text(work.snapshot, "leaders") == "Anything"


def test_what_is_no_text_is_refused(work, tmp_path):
    path = tmp_path / "x.md"
    path.write_bytes(b"\0\1")
    with pytest.raises(BadInputError, match="no text"):
        criteria.load(work, [path])
    path.write_text("no heading", encoding="utf-8")
    with pytest.raises(BadInputError, match="name no judgement area"):
        criteria.load(work, [path])
    with pytest.raises(BadInputError, match="cannot be read"):
        criteria.load(work, [tmp_path / "gone.md"])
