"""Findings and judgements in an evidence record: on what they rest, and who decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Evidence, Finding, Judgement, LaClaim
from ilacs_desktop.domain.support import counted
from ilacs_desktop.publish.model import Heading, Paragraph, Run, Table, plain, row
from ilacs_desktop.services.evidence.evidence import FINDING
from ilacs_desktop.services.findings import finding_rows
from ilacs_desktop.services.findings.findings import CLAIM, RESPONSES
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.papers import evidence_record_trail, sheet
from ilacs_desktop.services.papers.evidence_record_told import gist, line, listing, moment
from ilacs_desktop.services.plan import team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.domain.support import Figures
    from ilacs_desktop.publish.model import PlainBlock, Text
    from ilacs_desktop.services.findings.finding_rows import FindingRow
    from ilacs_desktop.services.papers.evidence_record_told import Told

_SIDES = (("for", "For"), ("against", "Against"), ("neutral", "Neither"))
_OF_STATE = frozenset({"state", "support", "support_reason"})


def the_findings(told: Told) -> Iterator[PlainBlock]:
    """Yield every finding by judgement area, with its evidence, figures and states."""
    if not told.rows:
        yield sheet.note("No finding is in this record.")
    area = None
    for one in told.rows:
        if one.area != area:
            area = one.area
            count = sum(other.area == area for other in told.rows)
            yield sheet.heading(f"{told.area(area)}: {counted(count, 'finding')}", 3)
        yield from _finding(told, one)


def _finding(told: Told, shown: FindingRow) -> Iterator[PlainBlock]:
    one = told.work.snapshot.one(Finding, shown.id)
    number = told.finding_numbers[one.id]
    yield Heading(plain(f"{number}: {shown.kind_label}, {shown.state_words}"), 4, id=one.id)
    yield from sheet.text(one.text) or (sheet.note("Nothing was written."),)
    yield from line(
        ("Figures", _figures(told, shown.figures)),
        ("Frozen", _frozen(one)),
        ("Word of scale", one.scale_word),
        ("Topics", ", ".join(told.topics.get(key, key) for key in shown.topics)),
    )
    yield from line(
        ("Support", _support(told, one)),
        ("Put to the LA", moment(one.put_at)),
        ("The LA’s response", _response(one)),
        ("Printed in", ", ".join(told.printed(one.id)) or "no paragraph of the document"),
    )
    rows = tuple(_evidence(told, one.id))
    if rows:
        yield Table(("Side", "Note", "What it says", "Source"), rows, widths=(11, 11, 54, 24))
    else:
        yield sheet.note("No evidence is tied to it.")
    states = [each for each in told.trail.of(one.id) if each.field == "state"]
    yield from listing(
        "States",
        (
            sheet.strong(
                f"{moment(each.at)}, {each.by}: ",
                evidence_record_trail.shown(told.work, each)[1],
            )
            for each in states
        ),
    )
    if one.state_reason.strip():
        present = ", ".join(team.names(told.work.snapshot, one.state_present))
        yield from line(("Reason of the last", one.state_reason), ("Present", present))
    lines = [
        text
        for each, text in zip(told.trail.of(one.id), told.corrections(one.id), strict=True)
        if each.field not in _OF_STATE
    ]
    yield from listing("Changed afterwards", lines)


def _figures(told: Told, shown: Figures) -> str:
    origins = {one.key: one.label for one in told.work.edition.origins}
    by = ", ".join(f"{origins.get(key, key)} {count}" for key, count in shown.origins)
    parts = [finding_rows.figure_words(shown)]
    parts.append(f"by origin: {by}" if by else "")
    parts.append(
        f"notes for {shown.pieces_for}, against {shown.pieces_against}, "
        f"neither {shown.pieces_neutral}"
    )
    return sheet.listed(parts, "; ")


def _frozen(one: Finding) -> str:
    if one.state in ("agreed", "in_document") and one.figures:
        return "as they were when it was agreed"
    return "no: as they are now"


def _support(told: Told, one: Finding) -> str:
    if not one.support:
        return "nobody has said"
    words = f"{finding_rows.support_words(one.support)}, {told.person(one.support_by)}"
    return sheet.said(words, one.support_reason)


def _response(one: Finding) -> str:
    if not one.put_at and not one.la_response_kind:
        return ""
    kind = dict(RESPONSES).get(one.la_response_kind, "")
    return sheet.said(kind, one.la_response) or "no response recorded"


def _evidence(told: Told, finding: str) -> Iterator[tuple[Text, ...]]:
    """Yield what a finding rests on: for, against, neither; notes before the LA's own claims."""
    snapshot = told.work.snapshot
    links = snapshot.links_to(FINDING, finding)
    claims = snapshot.links_to(CLAIM, finding)
    for side, words in _SIDES:
        for link in links:
            note = snapshot.get(Evidence, link.source)
            if note is not None and (link.stance or "neutral") == side:
                source = told.sources.get(note.source, note.method or "not said")
                about = sheet.listed((source, told.child(note.case)), ", ")
                yield row(words, told.number(note.id), gist(note.text), about)
        for link in claims:
            claim = snapshot.get(LaClaim, link.source)
            if claim is not None and (link.stance or "neutral") == side:
                yield row(words, "LA’s claim", gist(claim.text), "The LA’s own claim")


# -- judgements ----------------------------------------------------------------------------------


def the_judgements(told: Told) -> Iterator[PlainBlock]:
    """Yield grades with reasons, dissent and the log of changes; nothing before the meeting."""
    work, snapshot, edition = told.work, told.work.snapshot, told.work.edition
    areas = judgements.judged_areas(edition, work.event)
    if not areas:
        yield sheet.note(f"{work.event.title}: nothing is graded in it.")
        return
    if not judgements.is_open(snapshot):
        yield sheet.note("Grades are closed: the grading meeting has not been opened.")
        return
    meeting = judgements.meeting(snapshot)
    yield from line(
        ("Grading meeting", moment(meeting.opened_at)),
        ("Opened by", told.person(meeting.opened_by)),
        ("Present", ", ".join(team.names(snapshot, meeting.present))),
    )
    labels = {one.key: one.label for one in edition.scale}
    for area in areas:
        one = snapshot.one(Judgement, judgements.judgement_id(area.key))
        yield sheet.heading(area.short, 3)
        yield from line(
            ("Provisional", labels.get(one.provisional, one.provisional) or "to be decided"),
            ("Final", labels.get(one.final, one.final) or "to be decided"),
            ("Decided by", told.person(one.decided_by) if one.decided_by else ""),
            ("When", moment(one.decided_at)),
        )
        for label, words in (("Reasons", one.reasons), ("Dissent", one.dissent)):
            if words.strip():
                yield Paragraph((Run(f"{label}: ", bold=True), *plain(words.strip())))
        yield from line(("Dissent by", ", ".join(team.names(snapshot, one.dissent_by))))
        yield from listing("Changes", told.corrections(one.id))
    warnings = judgements.warnings(snapshot, edition)
    yield from listing("Warnings of the edition", (plain(words) for words in warnings))
