"""The printed document: everything that published ones have, in their order."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.records import LaProfile, PreviousInspection
from ilacs_desktop.publish import model
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.report import documents, outline, writing

ON = date(2026, 8, 18)


@pytest.fixture
def full(new_work):
    """Make an inspection whose LA and issuing body are known, with words in every section."""

    def make(event, start=date(2026, 7, 6), **more):
        profile = LaProfile(
            "p",
            dcs_name="Zoë Łukaszewska",
            dcs_title="Director of Children’s Services",
            address="County Hall\nHigh Street",
        )
        previous = PreviousInspection("q", published="2022-07-04", overall="good")
        work = new_work(event, start, profile=profile, previous=previous, **more)
        settings.change(work, "issuing_body", "The Body")
        settings.change(work, "issuing_address", "1 Street\nLondon")
        written = outline.outline(work.snapshot, work.edition, ON)
        for section in written.sections:
            if not section.from_settings and section.role not in ("opening", "closing"):
                writing.add_paragraph(work, section.key, text=f"Words on {section.key}.")
        return work

    return make


def blocks(work, *, final=False):
    return documents.publication(work.snapshot, work.edition, ON, final=final).blocks


def grade(work):
    judgements.open_meeting(work, "2026-07-10", [work.members[0].id])
    for area in judgements.judged_areas(work.edition, work.event):
        judgements.choose_grade(work, area.key, "good", final=True)


EDITIONS = [date(2018, 10, 29), date(2025, 1, 20), date(2026, 7, 6)]


@pytest.mark.parametrize("start", EDITIONS)
@pytest.mark.parametrize("event", ["short", "standard"])
def test_a_report_has_its_parts_in_order(full, event, start):
    work = full(event, start)
    grade(work)
    found = blocks(work)
    kinds = [type(block).__name__ for block in found[:4]]
    assert kinds == ["Title", "KeyLine", "KeyLine", "GradeTable"]
    assert [block.label for block in found[1:3]] == ["Inspection dates:", "Lead inspector:"]
    assert model.characters(found[2].text) == "Ann Example, His Majesty’s Inspector"
    areas = [area.label for area in judgements.judged_areas(work.edition, work.event)]
    assert [row.label for row in found[3].rows] == areas
    assert all(row.grade == "Good" for row in found[3].rows)
    headings = [model.characters(one.text) for one in found if isinstance(one, model.Heading)]
    assert headings[0] == "What needs to improve?"
    body = [area.heading for area in work.edition.areas_in_body_order()]
    assert headings[1:] == [f"{heading}: good" for heading in body]
    assert isinstance(found[-1], model.Boilerplate)


def test_the_summary_is_unnumbered_and_numbers_run_through_the_report(full):
    work = full("short")
    found = [one for one in blocks(work) if isinstance(one, model.Paragraph)]
    assert found[0].number is None
    assert [one.number for one in found if one.number] == [1, 2, 3, 4]


def test_the_2018_title_is_the_council_with_the_inspection_below(full):
    title = blocks(full("short", date(2018, 10, 29)))[0]
    assert model.characters(title.text) == "Exampleshire"
    assert model.characters(title.subtitle) == "Inspection of children's social care services"


def test_points_carry_their_reference_only_where_the_edition_needs_it(full):
    for start, printed in ((date(2026, 7, 6), True), (date(2024, 3, 4), False)):
        work = full("standard", start)
        made = outline.outline(work.snapshot, work.edition, ON).section("improvement").items[0]
        writing.set_reference(work, made.id, "outcome-3")
        (points,) = [one for one in blocks(work) if isinstance(one, model.BulletList)]
        text = model.characters(points.items[0].text)
        assert text.endswith("(outcome 3, national framework)") == printed


def test_a_draft_carries_marking_and_draft_and_the_published_version_neither(full):
    work = full("short")
    draft = documents.publication(work.snapshot, work.edition, ON)
    assert (draft.marking, draft.draft) == ("OFFICIAL-SENSITIVE", True)
    final = documents.publication(work.snapshot, work.edition, ON, final=True)
    assert (final.marking, final.draft) == ("", False)
    assert draft.running_footer == (
        "Inspection of Exampleshire local authority children's services",
        "6 to 10 July 2026",
    )


def letter(work):
    return documents.letter_input(work.snapshot, work.edition, ON)


@pytest.mark.parametrize("event", ["focused-visit", "monitoring-visit", "annual-engagement"])
def test_a_letter_is_addressed_from_settings_and_profile(full, event):
    given = letter(full(event, scope_text="the front door"))
    assert given.sender_lines == ("The Body", "1 Street", "London")
    assert given.date_text == "18 August 2026"
    assert given.addressee_lines == (
        "Zoë Łukaszewska",
        "Director of Children’s Services",
        "County Hall",
        "High Street",
    )
    assert given.greeting == "Dear Zoë Łukaszewska"
    assert given.valediction == "Yours sincerely"
    assert given.signature_lines == ("Ann Example", "His Majesty’s Inspector")
    assert given.opening == given.closing == ()


def test_a_joint_letter_shows_the_gaps_that_somebody_has_to_fill(full):
    given = letter(full("jtai"))
    assert given.sender_lines == ()
    assert given.addressee_lines == ("[names, roles and bodies of those written to]",)
    assert given.greeting == "Dear Exampleshire Local Safeguarding Partnership"


def test_an_address_taken_over_keeps_its_parts_whatever_is_added(full):
    work = full("focused-visit", scope_text="the front door")
    writing.take_default(work, "opening")
    items = outline.outline(work.snapshot, work.edition, ON).section("opening").items
    writing.write_text(work, items[1].id, "1 September 2026")
    writing.add_paragraph(work, "opening", after=items[2].id, text="By e-mail")
    writing.add_paragraph(work, "opening", text="Thank you for your welcome.")
    given = letter(work)
    assert given.date_text == "1 September 2026"
    assert given.addressee_lines[-1] == "By e-mail"
    assert given.greeting == "Dear Zoë Łukaszewska"
    assert [one.text for one in given.opening] == ["Thank you for your welcome."]


def test_stacked_signatures_follow_each_other(full):
    work = full("jtai")
    writing.take_default(work, "closing")
    items = outline.outline(work.snapshot, work.edition, ON).section("closing").items
    writing.write_text(work, items[1].id, "A. One\nFirst body")
    writing.add_paragraph(work, "closing", text="B. Two\nSecond body")
    given = letter(work)
    assert given.valediction == "Yours sincerely"
    assert given.signature_lines == ("A. One", "First body", "", "B. Two", "Second body")


def test_an_area_for_priority_action_is_printed_only_when_there_is_one(new_work):
    work = new_work("focused-visit", scope=("front-door",))
    headings = lambda: [  # noqa: E731
        model.characters(one.text) for one in blocks(work) if isinstance(one, model.Heading)
    ]
    assert "Areas for priority action" not in headings()
    writing.add_paragraph(work, "priority-action", text="Act now.")
    assert "Areas for priority action" in headings()


def test_the_preview_says_where_each_paragraph_stands(full):
    work = full("short")
    rendered = documents.preview(work.snapshot, work.edition, ON)
    assert rendered.pdf.startswith(b"%PDF")
    placed = {place.block_id for place in rendered.places}
    written = outline.outline(work.snapshot, work.edition, ON)
    wanted = {item.id for one in written.sections if not one.from_settings for item in one.items}
    assert wanted <= placed
    assert rendered.missing_characters == ()
