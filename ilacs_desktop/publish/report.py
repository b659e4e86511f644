"""Builds the publication of a full inspection report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.publish import model
from ilacs_desktop.publish.sections import SectionWriter

if TYPE_CHECKING:
    from ilacs_desktop.publish.inputs import ReportInput

TITLE_ID = "title"
DATES_ID = "dates"
LEAD_ID = "lead"
TABLE_ID = "grades"
BOILERPLATE_ID = "boilerplate"


def build_report(given: ReportInput) -> model.Publication:
    """Return a report as a publication, its parts in the order of published reports.

    Headings carry the ids of their sections, and paragraphs and bullets those of their items.
    """
    writer = SectionWriter(given.notes, given.reference_pattern)
    lead = ", ".join(part for part in (given.lead_inspector, given.lead_title) if part)
    blocks: list[model.Block] = [
        model.Title(model.plain(given.title), model.plain(given.subtitle), id=TITLE_ID),
        model.KeyLine(given.dates_label, model.plain(given.dates_text), id=DATES_ID),
        model.KeyLine(given.lead_label, model.plain(lead), id=LEAD_ID),
    ]
    if given.table_rows:
        rows = tuple(model.GradeRow(label, grade) for label, grade in given.table_rows)
        blocks.append(model.GradeTable(given.table_header, rows, id=TABLE_ID))
    for section in given.sections:
        blocks.extend(writer.section(section))
    if given.boilerplate:
        small = tuple(model.plain(text) for text in given.boilerplate)
        blocks.append(model.Boilerplate(small, id=BOILERPLATE_ID))
    return model.Publication(
        kind=model.Kind.REPORT,
        title=given.title,
        blocks=tuple(blocks),
        created=given.created,
        author=given.author,
        subject=given.subject or given.la_name,
        marking=given.marking,
        draft=given.draft,
        running_footer=given.footer_lines,
        notes=writer.notes(),
    )
