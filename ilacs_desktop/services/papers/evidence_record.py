"""The evidence record: everything the team saw, concluded and wrote, to be read without the app."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilacs_desktop.publish.model import (
    Bullet,
    BulletList,
    Heading,
    KeyValueTable,
    Paragraph,
    Table,
    characters,
    plain,
    row,
)
from ilacs_desktop.services.papers import (
    evidence_record_document,
    evidence_record_findings,
    evidence_record_front,
    evidence_record_history,
    evidence_record_meetings,
    evidence_record_notes,
    evidence_record_scope,
    evidence_record_trail,
    restricted,
    sheet,
)
from ilacs_desktop.services.papers.evidence_record_scope import SCOPES, Asked
from ilacs_desktop.services.papers.evidence_record_told import Told
from ilacs_desktop.services.report import document_facts
from ilacs_desktop.store.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ilacs_desktop.publish.model import PlainBlock
    from ilacs_desktop.services.papers.restricted import Restricted
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.record.work import Work


DOCUMENT = "evidence-record"
_CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Made:
    """An evidence record as values: what tables and papers are made of.

    Attributes:
        told: what is in it and what it is called.
        restricted: what is left out of its texts; None where nothing is.
    """

    told: Told
    restricted: Restricted | None


def refuse(work: Work, asked: Asked) -> None:
    """Refuse what nobody may ask for.

    Raises:
        BadInputError: there is no such scope.
        NotAllowedError: restricted items are asked for by someone else than the lead.
    """
    evidence_record_scope.refuse_unknown(asked.scope)
    if asked.reasons:
        work.require_lead("Putting restricted items into an evidence record")


def gather(work: Work, asked: Asked, tell: Callable[[int, int, str], object]) -> Made:
    """Read all that an evidence record needs, on a connection of its own.

    Args:
        work: the open inspection.
        asked: what is wanted of it.
        tell: told how far it has come; may raise to end it.

    Raises:
        BadInputError, NotAllowedError: see ``refuse``.
    """
    refuse(work, asked)
    reading = Reading(work.file.path, work.file.key)
    try:
        tell(0, 0, "Reading the journal")
        trail = evidence_record_trail.follow(
            work, reading, lambda: tell(0, 0, "Reading the journal")
        )
        known = None if asked.names_why.strip() else restricted.of_work(work, reading.connection)
    finally:
        reading.close()
    return Made(Told(work, asked, trail), known or None)


def make(work: Work, item: str) -> Iterator[Paper]:
    """Yield the evidence record without anything restricted.

    Args:
        work: the open inspection.
        item: how much of it, one of ``evidence_record_scope.SCOPES``; empty for the whole.
    """
    asked = Asked(item or evidence_record_scope.WHOLE)
    yield paper(gather(work, asked, _nobody))


def _nobody(_done: int, _total: int, _words: str) -> None:
    """Tell nobody."""


def paper(made: Made, tell: Callable[[int, int, str], object] = _nobody) -> Paper:
    """Return an evidence record, ready to be set.

    Args:
        made: what was gathered.
        tell: told after each part; may raise to end it.
    """
    told = made.told
    parts = _parts(told)
    blocks: list[tuple[str, tuple[PlainBlock, ...]]] = []
    for at, (title, part) in enumerate(parts, 1):
        tell(at, len(parts), title)
        blocks.append((title, tuple(part(told))))
    texts = " \n".join(_texts(block for _, part in blocks for block in part))
    short = tuple(evidence_record_front.explained(told, texts))
    blocks.insert(1, ("Abbreviations explained", short))
    body = [
        block
        for at, (title, part) in enumerate(blocks, 1)
        for block in (Heading(plain(f"{at}. {title}"), id=f"part-{at}"), *part)
    ]
    whole = (_head(told), *_contents(told, blocks), *body)
    return sheet.Paper(
        title="Evidence record",
        subtitle=SCOPES[told.asked.scope],
        blocks=made.restricted.cleaned(whole) if made.restricted else whole,
        compact=True,
    )


def _parts(told: Told) -> list[tuple[str, Callable[[Told], Iterable[PlainBlock]]]]:
    front, notes = evidence_record_front, evidence_record_notes
    found, met = evidence_record_findings, evidence_record_meetings
    written, past = evidence_record_document, evidence_record_history
    whole = told.asked.is_whole
    parts: list[tuple[str, Callable[[Told], Iterable[PlainBlock]], bool]] = [
        ("How to read this record", front.how_to_read, True),
        ("The team", front.the_team, True),
        ("The last inspection", front.last_inspection, whole),
        ("Timetable", front.plan_of_days, True),
        ("Lines of enquiry", front.lines_of_enquiry, True),
        ("Samples drawn", front.samples, whole),
        ("Documents seen, and what the LA says of itself", front.documents_seen, True),
        ("Children", notes.the_children, True),
        ("Notes", notes.the_notes, True),
        ("Findings", found.the_findings, True),
        ("Meetings with the LA", met.the_meetings, True),
        ("Requests", met.the_requests, True),
        ("Referrals back", met.the_referrals, True),
        ("Judgements", found.the_judgements, True),
        (f"The {told.outline.kind}, with what it rests on", written.the_document, True),
        (
            "After the draft",
            written.afterwards,
            whole and written.is_anything_afterwards(told),
        ),
        ("Taken out", past.taken_out, whole),
        ("Day by day", past.day_by_day, whole),
        ("To check this record", past.chains, True),
    ]
    return [(title, part) for title, part, is_in in parts if is_in]


def _head(told: Told) -> KeyValueTable:
    work, held = told.work, told.held
    lead = document_facts.lead(work.snapshot)
    counts = (
        f"{len(held.cases)} children, {len(held.notes)} notes, {len(held.findings)} findings, "
        f"{len(told.outline.items())} paragraphs"
    )
    return sheet.whose(
        work,
        ("Fieldwork", document_facts.dates_words(work.inspection)),
        ("Lead inspector", lead.name if lead else ""),
        ("Framework", work.edition.title),
        ("What it holds", f"{SCOPES[told.asked.scope]}: {counts}"),
        ("Inspection’s id", work.inspection_id),
    )


def _contents(told: Told, blocks: list[tuple[str, tuple[PlainBlock, ...]]]) -> Iterator[PlainBlock]:
    """Yield the list of parts; the file's bookmarks go to each of them and to all below."""
    counts = {
        "Children": len(told.held.cases),
        "Notes": len(told.held.notes),
        "Findings": len(told.held.findings),
        "Meetings with the LA": len(told.held.meetings),
        "Requests": len(told.held.requests),
        "Referrals back": len(told.held.referrals),
    }
    yield sheet.heading("Contents")
    yield Table(
        ("Part", "What", "How many"),
        tuple(
            row(str(at), title, str(counts.get(title, "")))
            for at, (title, _) in enumerate(blocks, 1)
        ),
        widths=(12, 70, 18),
        id=_CONTENTS,
    )


def paged(record: Paper, pages: Mapping[str, int]) -> Paper:
    """Return an evidence record whose contents name pages.

    Args:
        record: as ``paper`` gave it.
        pages: page of each block by its id, from 1; where none is known yet, room is kept for it.
    """
    return replace(
        record,
        blocks=tuple(
            _with_pages(block, pages)
            if isinstance(block, Table) and block.id == _CONTENTS
            else block
            for block in record.blocks
        ),
    )


def _with_pages(contents: Table, pages: Mapping[str, int]) -> Table:
    *widths, last = contents.widths
    return replace(
        contents,
        header=(*contents.header, "Page"),
        rows=tuple(
            (*cells, plain(str(pages.get(f"part-{at}", 0))))
            for at, cells in enumerate(contents.rows, 1)
        ),
        widths=(*widths, last, last),
    )


def _texts(blocks: Iterable[PlainBlock]) -> Iterator[str]:
    """Yield the words of blocks, for the list of abbreviations."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield characters(block.text)
        elif isinstance(block, BulletList):
            yield from (characters(one.text) for one in block.items if isinstance(one, Bullet))
        elif isinstance(block, Table):
            yield from (characters(cell) for cells in block.rows for cell in cells)
        elif isinstance(block, KeyValueTable):
            yield from (characters(value) for _, value in block.rows)
