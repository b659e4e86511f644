"""Lines of enquiry: what the team sets out to answer, and what it has found out so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Evidence, LineOfEnquiry, Request
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.plan import team
from ilacs_desktop.services.record import editing, ordering

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.domain.entry import Ref
    from ilacs_desktop.domain.snapshot import Snapshot
    from ilacs_desktop.services.record.work import Work

EVIDENCE_LINE = "evidence_line"
"""The relation from evidence to the line of enquiry it helps to answer."""

ORIGINS: tuple[tuple[str, str], ...] = (
    ("previous", "Last inspection"),
    ("data", "Annex A data"),
    ("self_evaluation", "Self-evaluation"),
    ("kit", "KIT meeting"),
    ("team", "The team"),
)
"""Where a line of enquiry can come from, by key."""

STATES: tuple[tuple[str, str], ...] = (("open", "Open"), ("closed", "Answered"))


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of enquiry in the list.

    Attributes:
        number: its place in the list, from 1.
        area_label: its judgement area in short; empty where it has none.
        evidence: how many pieces of evidence are tied to it.
        strengths: how many of them speak of a strength.
        concerns: how many of them speak of a concern.
        requests: how many requests were made for it.
    """

    id: str
    number: int
    question: str
    area: str
    area_label: str
    origin: str
    origin_words: str
    owner: str
    owner_name: str
    is_open: bool
    answer: str
    evidence: int
    strengths: int
    concerns: int
    requests: int


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence beside a line of enquiry."""

    id: str
    text: str
    stance: str
    source: str
    seen_at: str


def area_short(edition: Edition, area: str) -> str:
    """Return a judgement area's short label; empty for none, the key itself if unknown."""
    if not area:
        return ""
    return next((one.short for one in edition.areas if one.key == area), area)


def listed(snapshot: Snapshot) -> tuple[LineOfEnquiry, ...]:
    """Return the lines of enquiry in the team's order."""
    return ordering.in_order(snapshot.all(LineOfEnquiry))


def rows(work: Work) -> tuple[LineRow, ...]:
    """Return every line of enquiry, in the team's order."""
    snapshot, edition = work.snapshot, work.edition
    requests: dict[str, int] = {}
    for request in snapshot.all(Request):
        if request.state != "withdrawn":
            requests[request.line_of_enquiry] = requests.get(request.line_of_enquiry, 0) + 1
    found = []
    for number, line in enumerate(listed(snapshot), 1):
        stances = [one.stance for one in _evidence(snapshot, line.id)]
        found.append(
            LineRow(
                line.id,
                number,
                line.question,
                line.area,
                area_short(edition, line.area),
                line.origin,
                dict(ORIGINS).get(line.origin, line.origin),
                line.owner,
                next(iter(team.names(snapshot, (line.owner,))), ""),
                is_open=line.state != "closed",
                answer=line.answer,
                evidence=len(stances),
                strengths=stances.count("strength"),
                concerns=stances.count("concern"),
                requests=requests.get(line.id, 0),
            )
        )
    return tuple(found)


def _evidence(snapshot: Snapshot, line: str) -> list[Evidence]:
    found = (snapshot.get(Evidence, link.source) for link in snapshot.links_to(EVIDENCE_LINE, line))
    return [one for one in found if one is not None]


def evidence_of(work: Work, line: str) -> tuple[EvidenceLine, ...]:
    """Return the evidence tied to a line of enquiry, newest first."""
    sources = {one.key: one.label for one in work.edition.source_kinds}
    found = sorted(_evidence(work.snapshot, line), key=lambda one: one.seen_at, reverse=True)
    return tuple(
        EvidenceLine(one.id, one.text, one.stance, sources.get(one.source, one.source), one.seen_at)
        for one in found
    )


def add_line(
    work: Work, question: str, *, area: str = "", origin: str = "team", owner: str = ""
) -> Changes:
    """Add a line of enquiry at the end of the list.

    Raises:
        BadInputError: area or origin is unknown.
    """
    if area and area not in {one.key for one in work.edition.areas}:
        raise BadInputError(f"There is no judgement area {area!r}.", kept="Nothing was changed.")
    if origin not in dict(ORIGINS):
        raise BadInputError(f"There is no origin {origin!r}.", kept="Nothing was changed.")
    return editing.create(
        work,
        LineOfEnquiry,
        "Add line of enquiry",
        question=question,
        area=area,
        origin=origin,
        owner=owner,
        rank=editing.last_rank(work, LineOfEnquiry),
    )


def move_line(work: Work, line: str, at: int) -> Changes:
    """Put a line of enquiry at another place, counted from 0."""
    shown = listed(work.snapshot)
    return ordering.put_at(work, LineOfEnquiry, shown, line, at, "Reorder lines of enquiry")


def shift_line(work: Work, line: str, by: int) -> Changes:
    """Move a line of enquiry up (negative) or down the list."""
    ids = [one.id for one in listed(work.snapshot)]
    return move_line(work, line, max(0, ids.index(line) + by) if line in ids else 0)


def close_line(
    work: Work,
    line: str,
    answer: str | None = None,
    *,
    seen: dict[str, tuple[Ref, ...]] | None = None,
) -> Changes:
    """Close a line of enquiry with its answer.

    Args:
        work: the open inspection.
        line: the line's id.
        answer: the answer; the one already written where left out.
        seen: per field the entries behind what was on the screen.

    Raises:
        BadInputError: there is no answer yet.
    """
    held = work.snapshot.one(LineOfEnquiry, line).answer
    said = held if answer is None else answer
    if not said.strip():
        raise BadInputError(
            "This line of enquiry has no answer yet.",
            kept="It stays open.",
            todo="Write in a sentence or two what was found, then close it.",
        )
    return editing.edit(
        work, LineOfEnquiry, line, "Answer line of enquiry", seen=seen, state="closed", answer=said
    )


def reopen_line(work: Work, line: str) -> Changes:
    """Open a line of enquiry again; its answer so far stays."""
    return editing.edit(work, LineOfEnquiry, line, "Reopen line of enquiry", state="open")


def remove_line(work: Work, line: str) -> Changes:
    """Delete a line of enquiry; it can be restored from the history."""
    return editing.delete(work, LineOfEnquiry, line, "Delete line of enquiry")
