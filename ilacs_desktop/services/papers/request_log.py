"""The numbered log of requests, with how much has been asked of the LA so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Request, SeenDocument
from ilacs_desktop.domain.support import counted
from ilacs_desktop.publish.model import Run, Table, plain
from ilacs_desktop.services.kit import requests
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.record.numbering import number_order
from ilacs_desktop.services.record.time_words import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.publish.model import PlainBlock, Text
    from ilacs_desktop.services.kit.requests import RequestRow
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.record.work import Work

_HEADER = ("No.", "What, and why", "In Annex A?", "Owner", "Asked", "Due", "Received")
_MORE = ("Read by", "Used in", "State")
_USED = {"evidence": "note", "finding": "finding", "kit_item": "KIT point"}
_WIDTHS = (5, 32, 8, 13, 7.5, 6.5, 8, 12, 10, 10)


def make(work: Work) -> Iterator[Paper]:
    """Yield the request log in the order of its numbers."""
    yield sheet.Paper(
        title="Requests for information",
        subtitle=f"What {work.inspection.la_name} was asked for beyond Annex A",
        blocks=tuple(_blocks(work)),
        landscape=True,
        compact=True,
    )


def _blocks(work: Work) -> Iterator[PlainBlock]:
    yield sheet.whose(work, ("Asked so far", _so_far(work)))
    log = sorted(requests.rows(work), key=lambda one: number_order(one.number))
    if not log:
        yield sheet.note("No requests so far.")
        return
    yield Table(
        (*_HEADER, *_MORE),
        tuple(_row(work, work.snapshot.one(Request, one.id), one) for one in log),
        widths=_WIDTHS,
    )


def _so_far(work: Work) -> str:
    asked = requests.asked(work)
    if not asked.total:
        return "Nothing"
    late = f" ({asked.late} late)" if asked.late else ""
    unread = f" ({asked.unread} not read yet)" if asked.unread else ""
    parts = [f"{asked.open} open{late}", f"{asked.received} received{unread}"]
    if asked.withdrawn:
        parts.append(f"{asked.withdrawn} withdrawn")
    return f"{counted(asked.total, 'request')}: {', '.join(parts)}"


def _row(work: Work, request: Request, shown: RequestRow) -> tuple[Text, ...]:
    line, outcome = shown.line.strip(), request.outcome.strip()
    more = (
        shown.why.strip(),
        f"Line of enquiry: {line}" if line else "",
        f"Outcome: {outcome}" if outcome else "",
    )
    rest = "".join(f"\n{part}" for part in more if part)
    what: Text = (Run(shown.what.strip(), bold=True), *plain(rest))
    state = shown.due_words if shown.state == "open" else shown.state
    return (
        plain(shown.number),
        what,
        plain(dict(requests.IN_ANNEX_A).get(request.in_annex_a, "Not said")),
        plain(shown.owner or "Not said"),
        plain(moment_words(shown.asked[:10])),
        plain(moment_words(shown.due)),
        plain(moment_words(shown.received) if shown.state == "received" else ""),
        plain(", ".join(shown.read_by)),
        plain(_used(work, shown.id)),
        plain(state[:1].upper() + state[1:] or "Open"),
    )


def _used(work: Work, request: str) -> str:
    """Return where what came is used: documents by number, the rest in counts."""
    uses = requests.uses(work, request)
    held = (work.snapshot.get(SeenDocument, one.id) for one in uses if one.kind == "seen_document")
    parts = [f"document {one.number}" for one in held if one is not None]
    for kind, singular in _USED.items():
        count = sum(one.kind == kind for one in uses)
        if count:
            parts.append(counted(count, singular))
    return ", ".join(parts)
