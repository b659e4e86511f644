"""The numbered log of requests, with how much has been asked of the LA so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Request
from ilacs_desktop.domain.support import counted
from ilacs_desktop.publish.model import Run, Table, plain
from ilacs_desktop.services import requests, seen_documents
from ilacs_desktop.services.numbering import number_order
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.time_words import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ilacs_desktop.publish.model import PlainBlock, Text
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.requests import RequestRow
    from ilacs_desktop.services.work import Work

_HEADER = ("No.", "What, and why", "In Annex A?", "Owner", "Asked", "Due", "Received")
_MORE = ("Read by", "Used in", "State")
_WIDTHS = (5, 32, 8, 12, 9, 8, 8.5, 11, 10, 11)


def make(work: Work) -> Iterator[Paper]:
    """Yield the request log in the order of its numbers."""
    yield sheet.Paper(
        title="Requests for information",
        subtitle=f"What {work.inspection.la_name} was asked for beyond Annex A",
        blocks=tuple(_blocks(work)),
        landscape=True,
    )


def _blocks(work: Work) -> Iterator[PlainBlock]:
    yield sheet.whose(work, ("Asked so far", _so_far(work)))
    log = sorted(requests.rows(work), key=lambda one: number_order(one.number))
    if not log:
        yield sheet.note("No requests so far.")
        return
    used = _used(work)
    yield Table(
        (*_HEADER, *_MORE),
        tuple(_row(work.snapshot.one(Request, one.id), one, used) for one in log),
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


def _row(request: Request, shown: RequestRow, used: Mapping[str, str]) -> tuple[Text, ...]:
    why = sheet.listed((shown.why.strip(), shown.line.strip()), "\nLine of enquiry: ")
    if shown.line and not shown.why.strip():
        why = f"Line of enquiry: {shown.line.strip()}"
    what: Text = (Run(shown.what.strip(), bold=True), *plain(f"\n{why}" if why else ""))
    state = shown.due_words if shown.state == "open" else shown.state
    outcome = request.outcome.strip()
    return (
        plain(shown.number),
        what,
        plain(dict(requests.IN_ANNEX_A).get(request.in_annex_a, "Not said")),
        plain(shown.owner or "Not said"),
        plain(moment_words(shown.asked)),
        plain(moment_words(shown.due)),
        plain(moment_words(shown.received) if shown.state == "received" else ""),
        plain(", ".join(shown.read_by)),
        plain(used.get(shown.id, "")),
        plain(sheet.listed((state[:1].upper() + state[1:] or "Open", outcome), ": ")),
    )


def _used(work: Work) -> dict[str, str]:
    """Return by request where what came is used: documents, and notes that cite them."""
    found: dict[str, list[str]] = {}
    for one in seen_documents.rows(work):
        request = one.record.value.request
        if request:
            cited = f" ({counted(one.cited, 'note')})" if one.cited else ""
            found.setdefault(request, []).append(f"{one.number}{cited}")
    return {request: ", ".join(parts) for request, parts in found.items()}
