from __future__ import annotations

from dataclasses import replace

from ilacs_desktop.publish import model
from ilacs_desktop.publish.inputs import TO_BE_DECIDED
from ilacs_desktop.publish.report import build_report


def blocks_of(publication, kind):
    return [block for block in publication.blocks if isinstance(block, kind)]


def test_the_parts_stand_in_the_order_of_published_reports(report_input):
    kinds = [type(block).__name__ for block in build_report(report_input).blocks]
    assert kinds[:5] == ["Title", "KeyLine", "KeyLine", "GradeTable", "Paragraph"]
    assert kinds[-1] == "Boilerplate"


def test_a_grade_that_is_not_given_yet_is_printed_as_the_caller_says(report_input):
    given = replace(report_input, table_rows=(("Leaders", TO_BE_DECIDED),))
    (table,) = blocks_of(build_report(given), model.GradeTable)
    assert table.rows[0].grade == "to be decided"


def test_sixty_paragraphs_are_numbered_without_a_gap(report_input):
    paragraphs = blocks_of(build_report(report_input), model.Paragraph)
    numbers = [block.number for block in paragraphs if block.number is not None]
    assert numbers == list(range(1, 61))


def test_marking_draft_and_author_come_from_the_input(report_input):
    publication = build_report(replace(report_input, marking="X", draft=True))
    assert (publication.marking, publication.draft, publication.author) == (
        "X",
        True,
        "The inspectorate",
    )


def test_a_lead_without_a_title_has_no_loose_comma(report_input):
    publication = build_report(replace(report_input, lead_title=""))
    lead = blocks_of(publication, model.KeyLine)[1]
    assert model.characters(lead.text) == "Rhiannon Łukaszewicz"
