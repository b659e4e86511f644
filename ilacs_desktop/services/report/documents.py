"""The letter or report as it would be printed now, from the records, settings and edition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Inspection
from ilacs_desktop.domain.skeleton import filled
from ilacs_desktop.publish.inputs import LetterInput, NoteInput, ReportInput
from ilacs_desktop.publish.letter import build_letter
from ilacs_desktop.publish.report import build_report
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.record.work import INSPECTION
from ilacs_desktop.services.report import document_facts, letter_ends
from ilacs_desktop.services.report.outline import (
    CLOSING,
    LOST,
    OPENING,
    SMALL_PRINT,
    document_of,
    needs_references,
    outline,
    section_input,
)

if TYPE_CHECKING:
    from datetime import date

    from ilacs_desktop.domain.edition import Edition, OutputDocument
    from ilacs_desktop.domain.snapshot import Snapshot
    from ilacs_desktop.publish.inputs import SectionInput
    from ilacs_desktop.publish.model import Publication, Rendered
    from ilacs_desktop.services.report.outline import Outline

_REFERENCE = "({reference})"
_NOT_SECTIONS = frozenset({OPENING, CLOSING, SMALL_PRINT, LOST})


def publication(
    snapshot: Snapshot, edition: Edition, on: date, *, final: bool = False
) -> Publication:
    """Return this event's document as a publication.

    Args:
        snapshot: what the records say.
        edition: the inspection's edition.
        on: the day it is made.
        final: the published version, without marking and without DRAFT.
    """
    if document_of(snapshot, edition).kind == "letter":
        return build_letter(letter_input(snapshot, edition, on, final=final))
    return build_report(report_input(snapshot, edition, on, final=final))


def preview(snapshot: Snapshot, edition: Edition, on: date) -> Rendered:
    """Return the draft as a PDF with the place of each paragraph; for the reader thread."""
    from ilacs_desktop.publish.pdf import render

    return render(publication(snapshot, edition, on))


def report_input(
    snapshot: Snapshot, edition: Edition, on: date, *, final: bool = False
) -> ReportInput:
    """Return what the report builder needs."""
    document, written = document_of(snapshot, edition), outline(snapshot, edition, on)
    facts = document_facts.values(snapshot, edition, on)
    lines = [(one.label, filled(one.text, facts)) for one in document.header]
    lines += [("", "")] * (2 - len(lines))
    (dates_label, dates), (lead_label, lead) = lines[:2]
    small = next((one for one in written.sections if one.role == SMALL_PRINT), None)
    return ReportInput(
        title=written.title,
        subtitle=written.subtitle,
        dates_label=f"{dates_label}:",
        dates_text=dates,
        lead_label=f"{lead_label}:",
        lead_inspector=lead,
        lead_title="",
        table_rows=judgements.table_rows(snapshot, edition) if document.grades_table else (),
        sections=_sections(written, snapshot, edition, final=final),
        notes=_notes(written),
        boilerplate=tuple(item.printed for item in small.items) if small else (),
        created=on,
        la_name=facts["la_name"],
        footer_lines=_footer(document, facts),
        marking="" if final else settings.value(snapshot, "marking"),
        draft=not final,
        author=facts["issuing_body"],
        reference_pattern=_REFERENCE,
    )


def letter_input(
    snapshot: Snapshot, edition: Edition, on: date, *, final: bool = False
) -> LetterInput:
    """Return what the letter builder needs."""
    document, written = document_of(snapshot, edition), outline(snapshot, edition, on)
    facts = document_facts.values(snapshot, edition, on)
    head = letter_ends.head(document, written)
    tail = letter_ends.tail(written)
    return LetterInput(
        title=written.title,
        sender_lines=tuple(head.sender),
        date_text=" ".join(head.date),
        addressee_lines=tuple(head.addressee),
        greeting=" ".join(head.greeting),
        opening=tuple(head.rest),
        sections=_sections(written, snapshot, edition, final=final),
        closing=tuple(tail.rest),
        valediction=" ".join(tail.greeting),
        signature_lines=tuple(tail.addressee),
        notes=_notes(written),
        created=on,
        la_name=snapshot.one(Inspection, INSPECTION).la_name,
        footer_lines=_footer(document, facts),
        marking="" if final else settings.value(snapshot, "marking"),
        draft=not final,
        author=facts["issuing_body"],
        reference_pattern=_REFERENCE,
    )


def _sections(
    written: Outline, snapshot: Snapshot, edition: Edition, *, final: bool
) -> tuple[SectionInput, ...]:
    """Return the sections; what is published has no heading over nothing, save that of a grade."""
    references = needs_references(snapshot, edition)
    found = (
        (one, section_input(one, edition, references=references))
        for one in written.sections
        if one.role not in _NOT_SECTIONS
    )
    return tuple(
        replace(made, leave_out_when_empty=True) if final and not one.area else made
        for one, made in found
    )


def _notes(written: Outline) -> tuple[NoteInput, ...]:
    return tuple(NoteInput(one.note_id, one.note) for one in written.sections if one.note)


def _footer(document: OutputDocument, facts: dict[str, str]) -> tuple[str, ...]:
    return tuple(filled(line, facts) for line in document.footer)
