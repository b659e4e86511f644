"""The register of the LA's documents that were read: cited from here by page, never copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import Evidence, Request, SeenDocument
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.numbering import next_number, number_order

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work

CITES = "evidence_document"
"""Relation from evidence to a document seen; its detail is the page."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document in the register.

    Attributes:
        request: number of the request it answers; empty for none.
        read_by: names of those who read it.
        cited: how many pieces of evidence cite it.
    """

    id: str
    number: str
    title: str
    dated: str
    received: str
    request: str
    read_by: str
    note: str
    cited: int
    record: Record[SeenDocument]


@dataclass(frozen=True, slots=True)
class Citation:
    """One piece of evidence that cites a document."""

    evidence: str
    text: str
    page: str


def add(work: Work, title: str, **values: Any) -> Changes:
    """Add a document to the register under this person's next number.

    Args:
        work: the open inspection.
        title: as on the document.
        values: what else is known, by field of ``SeenDocument``.

    Raises:
        BadInputError: the title is missing.
    """
    if not title.strip():
        raise BadInputError(
            "The title of the document is missing.",
            kept="Nothing was added.",
            todo="Type the title as it stands on the document.",
        )
    fields = {"received": work.now().date().isoformat(), **values}
    number = next_number(work, SeenDocument)
    return editing.create(
        work, SeenDocument, "Add document", number=number, title=title.strip(), **fields
    )


def change(work: Work, document: str, **values: Any) -> Changes:
    """Change what the register says of a document."""
    return editing.edit(work, SeenDocument, document, "Change document", **values)


def mark_read(work: Work, document: str) -> Changes:
    """Note that this person has read it."""
    held = work.snapshot.one(SeenDocument, document)
    me = work.my_member.id if work.my_member is not None else work.me.person
    if me in held.read_by:
        return editing.edit(work, SeenDocument, document, "Mark as read")
    read_by = [*held.read_by, me]
    return editing.edit(work, SeenDocument, document, "Mark as read", read_by=read_by)


def cite(work: Work, evidence: str, document: str, page: str = "") -> Changes:
    """Cite a document from a piece of evidence, by page."""
    return editing.link(work, CITES, evidence, document, "Cite document", detail=page.strip())


def uncite(work: Work, evidence: str, document: str) -> Changes:
    """Take a citation back."""
    return editing.unlink(work, CITES, evidence, document, "Take citation back")


def remove(work: Work, document: str) -> Changes:
    """Take a document out of the register; citations of it go with it."""
    return editing.delete(work, SeenDocument, document, "Remove document")


def citations(work: Work, document: str) -> tuple[Citation, ...]:
    """Return the evidence that cites a document."""
    found = []
    for link in work.snapshot.links_to(CITES, document):
        evidence = work.snapshot.get(Evidence, link.source)
        if evidence is not None:
            found.append(Citation(evidence.id, evidence.text, link.detail))
    return tuple(found)


def rows(work: Work) -> tuple[DocumentRow, ...]:
    """Return the register, by number."""
    names = {member.id: member.name for member in work.members}
    requests = {one.id: one.number for one in work.snapshot.all(Request)}
    found = []
    for record in work.snapshot.records(SeenDocument).values():
        if record.meta.deleted:
            continue
        one = record.value
        readers = [names.get(key, work.person_name(key)) for key in one.read_by]
        found.append(
            DocumentRow(
                id=one.id,
                number=one.number,
                title=one.title,
                dated=one.dated,
                received=one.received,
                request=requests.get(one.request, one.request),
                read_by=", ".join(readers),
                note=one.note,
                cited=len(work.snapshot.links_to(CITES, one.id)),
                record=record,
            )
        )
    return tuple(sorted(found, key=lambda row: number_order(row.number)))
