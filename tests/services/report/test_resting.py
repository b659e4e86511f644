"""What a paragraph rests on: findings, and the notes under them, counted by origin."""

from __future__ import annotations

from datetime import date

from ilacs_desktop.domain.records import Case, Evidence, Finding
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import outline, resting, writing

AREA = "help-and-protection"


def document(work):
    return outline.outline(work.snapshot, work.edition, date(2026, 7, 20))


def note(work, source="record", stance="strength", case=""):
    return editing.create(
        work, Evidence, "Add note", text="Seen.", source=source, stance=stance, case=case
    ).made


def finding(work, *notes, kind="strength", text="Children are seen quickly."):
    return findings.make(work, notes, kind, text=text, area=AREA).made


def paragraph(work, *on, section=AREA):
    made = writing.add_paragraph(work, section, text="Words.").made
    for key in on:
        writing.link_finding(work, made, key)
    return made


def state(work, made):
    return resting.rests(work, document(work))[made]


def test_a_paragraph_without_findings_rests_on_nothing(work):
    assert state(work, paragraph(work)).state == "nothing"


def test_sections_that_say_what_was_done_need_no_findings(new_work):
    work = new_work("focused-visit", scope=("front-door",))
    rests = resting.rests(work, document(work))
    opening = document(work).section("introduction").items[0]
    assert rests[opening.id].state == "exempt"
    assert rests[opening.id].words == ""


def test_one_childs_record_and_practitioner_are_one_source(work):
    case = editing.create(work, Case, "Add child", child_id="900001").made
    key = finding(work, note(work, "record", case=case), note(work, "practitioner", case=case))
    rest = state(work, paragraph(work, key))
    assert (rest.state, rest.words) == ("one_source", "one source")
    assert rest.figures.children == 1


def test_different_origins_are_different_sources_and_each_note_counts_once(work):
    shared = note(work, "record")
    one = finding(work, shared, note(work, "parent"))
    two = finding(work, shared, note(work, "annex-a"))
    rest = state(work, paragraph(work, one, two))
    assert (rest.state, rest.words) == ("sound", "3 sources")
    assert rest.figures.pieces_for == 3


def test_a_note_against_shows(work):
    key = finding(work, note(work), note(work, "parent"), note(work, "partner", "concern"))
    rest = state(work, paragraph(work, key))
    assert (rest.state, rest.words) == ("contradicted", "1 against")
    assert rest.findings[0].figures_words.endswith("1 against")


def test_a_withdrawn_finding_is_the_gravest_and_its_notes_do_not_count(work):
    key = finding(work, note(work), note(work, "parent"))
    made = paragraph(work, key)
    editing.edit(work, Finding, key, "Withdraw", state="withdrawn")
    rest = state(work, made)
    assert rest.state == "withdrawn"
    assert rest.figures.pieces_for == 0
    assert rest.findings[0].is_withdrawn


def test_a_finding_called_disputed_and_one_without_notes_show(work):
    bare = finding(work)
    made = paragraph(work, bare)
    assert state(work, made).words == "no notes yet"
    editing.edit(work, Finding, bare, "Call", support="disputed")
    assert state(work, made).state == "disputed"


def test_findings_not_used_leave_out_what_is_withdrawn_or_in_a_paragraph(work):
    used, free, gone = finding(work), finding(work, text="Free."), finding(work, text="Gone.")
    paragraph(work, used)
    editing.edit(work, Finding, gone, "Withdraw", state="withdrawn")
    assert [line.id for line in resting.unused(work, document(work))] == [free]


def test_a_finding_is_free_again_when_its_paragraph_is_deleted(work):
    key = finding(work)
    made = paragraph(work, key)
    writing.delete_paragraph(work, made)
    assert [line.id for line in resting.unused(work, document(work))] == [key]


def test_what_fits_a_section_comes_first_in_the_choices(work):
    other = findings.make(work, (), "strength", text="Elsewhere.", area="leaders").made
    here = finding(work)
    made = paragraph(work)
    section = document(work).section(AREA)
    assert [line.id for line in resting.choices(work, made, section)] == [here, other]
    writing.link_finding(work, made, here)
    assert [line.id for line in resting.choices(work, made, section)] == [other]


def test_findings_of_an_area_stand_strengths_first(work):
    bad = finding(work, kind="area-for-improvement", text="Late.")
    good = finding(work)
    assert [line.id for line in resting.of_area(work, AREA)] == [good, bad]
