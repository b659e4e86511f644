"""The outline: sections of each edition and event in order, numbers, headings, lengths."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.records import Paragraph, PreviousInspection
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import outline, writing

ON = date(2026, 7, 20)


def document(work):
    return outline.outline(work.snapshot, work.edition, ON)


def headings(work):
    return [one.heading for one in document(work).sections if one.heading]


@pytest.mark.parametrize(
    ("start", "areas"),
    [
        (date(2018, 10, 29), ["help-and-protection", "in-care-and-care-leavers", "leaders"]),
        (date(2025, 1, 20), ["help-and-protection", "in-care", "care-leavers", "leaders"]),
        (date(2026, 7, 6), ["help-and-protection", "in-care", "care-leavers", "leaders"]),
    ],
)
@pytest.mark.parametrize("event", ["short", "standard"])
def test_a_report_has_its_sections_in_body_order(new_work, event, start, areas):
    work = new_work(event, start)
    written = document(work)
    assert written.kind == "report"
    assert [one.key for one in written.sections] == ["summary", "improvement", *areas, "about"]
    assert all(one.numbered == bool(one.area) for one in written.sections)


@pytest.mark.parametrize(
    "event", ["focused-visit", "monitoring-visit", "jtai", "annual-engagement"]
)
def test_a_letter_has_address_and_signature_around_its_sections(new_work, event):
    written = document(new_work(event))
    assert written.kind == "letter"
    keys = [one.key for one in written.sections]
    assert keys[0] == "opening"
    assert keys[-1] == "closing"
    assert not any(one.numbered for one in written.sections)


def test_the_heading_carries_the_grade_in_lower_case_once_it_is_decided(work):
    assert headings(work)[1].endswith("help and protection: to be decided")
    judgements.open_meeting(work, "2026-07-10", [work.members[0].id])
    assert headings(work)[1].endswith(": to be decided")
    judgements.choose_grade(work, "help-and-protection", "requires-improvement")
    assert headings(work)[1].endswith(": requires improvement to be good")
    assert headings(work)[2].endswith("children in care: to be decided")


def test_numbers_run_on_through_the_sections_and_pass_over_what_is_empty(work):
    for section in ("summary", "help-and-protection", "in-care", "leaders"):
        for words in ("First.", "", "Second."):
            writing.add_paragraph(work, section, text=words)
    numbers = [item.number for item in document(work).items()]
    assert [number for number in numbers if number] == [1, 2, 3, 4, 5, 6]
    assert all(item.number == 0 for item in document(work).section("summary").items)


def test_lengths_are_counted_beside_the_usual_ones(work):
    writing.add_paragraph(work, "help-and-protection", text="Five words stand in here.")
    section = document(work).section("help-and-protection")
    assert section.words == 5
    assert (section.usual.low, section.usual.median, section.usual.high) == (1038, 1371, 1645)
    assert document(work).words >= 5
    assert document(work).usual.median == 4800


def test_the_small_print_is_the_setting_else_the_editions(work):
    before = document(work).section("about")
    assert before.from_settings
    assert "section 136" in before.items[0].text
    settings.change(work, "boilerplate", "Our own {text} with braces.\n\nAnd a second part.")
    texts = [item.text for item in document(work).section("about").items]
    assert texts[1] == "And a second part."
    settings.change(work, "boilerplate", "A lone { brace.")
    assert document(work).section("about").items[0].text == "A lone { brace."


def test_points_of_the_last_inspection_open_a_monitoring_letter(new_work):
    previous = PreviousInspection("p", published="2022-07-04", bullets=("Plans.", "Visits."))
    work = new_work("monitoring-visit", visit_number=2, previous=previous)
    lead_in, *points = document(work).section("areas-covered").items
    assert lead_in.text.endswith("last inspection:")
    assert [(item.text, item.bullet) for item in points] == [("Plans.", True), ("Visits.", True)]
    assert "second monitoring visit" in document(work).section("introduction").items[0].text
    assert "July 2022" in document(work).section("introduction").items[0].text


def test_the_footnote_on_references_stands_only_where_points_carry_them(new_work):
    assert document(new_work("standard", date(2025, 1, 20))).section("improvement").note
    assert not document(new_work("standard", date(2024, 3, 4))).section("improvement").note
    assert not document(new_work("standard", date(2019, 3, 4))).section("improvement").note


def test_a_paragraph_of_an_unknown_section_is_shown_not_lost(work):
    editing.create(work, Paragraph, "Load", section="gone", text="Kept.")
    last = document(work).sections[-1]
    assert last.key == outline.LOST
    assert last.items[0].text == "Kept."


def test_a_reference_is_cited_by_the_edition_or_as_typed(work):
    assert outline.cited(work.edition, "outcome-3") == "outcome 3, national framework"
    assert outline.cited(work.edition, " outcome 9 ") == "outcome 9, national framework"
    assert outline.cited(work.edition, "the National Framework") == "the National Framework"
    assert outline.cited(work.edition, " ") == ""
