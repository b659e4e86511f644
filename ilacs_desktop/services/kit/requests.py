"""The numbered log of what the LA was asked for beyond Annex A."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.calendar import add_working_days, working_days_between
from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import (
    Evidence,
    Finding,
    KitItem,
    LineOfEnquiry,
    Request,
    SeenDocument,
)
from ilacs_desktop.domain.support import counted
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.services.data.seen_documents import CITES
from ilacs_desktop.services.evidence.evidence import FINDING
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.numbering import next_number, number_order
from ilacs_desktop.services.record.time_words import due_words, read_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.domain.snapshot import Snapshot
    from ilacs_desktop.services.record.work import Work

IN_ANNEX_A: tuple[tuple[str, str], ...] = (
    ("no", "No"),
    ("partly", "Partly"),
    ("yes", "Yes"),
)
STATES: tuple[tuple[str, str], ...] = (
    ("open", "open"),
    ("received", "received"),
    ("withdrawn", "withdrawn"),
)
USUAL_DAYS = 1
"""Working days the LA is usually given; a default that can be changed for each request."""

_MANY = 8
"""From so many open requests on, a word on how much is asked."""
_SHORT = 90

_ALIKE = 0.6
"""Share of the shorter text's words that two requests for the same thing have in common."""
_COMMON = frozenset(
    (
        *("a", "all", "an", "and", "any", "are", "as", "at", "by", "children", "child", "date"),
        *("dates", "each", "every", "for", "from", "had", "has", "have", "how", "in", "into"),
        *("is", "it", "its", "la", "last", "list", "lists", "local", "months", "more", "of", "on"),
        *("or", "our", "over", "per", "record", "records", "report", "reports", "that", "the"),
        *("their", "these", "this", "to", "two", "up", "was", "were", "what", "when", "where"),
        *("which", "who", "with"),
    )
)
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Alike:
    """Something that a new request may ask for again.

    Attributes:
        record: the earlier request; empty where it is a list or document asked for already.
        label: its number, or the list or document.
        words: what it says.
    """

    record: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request in the log."""

    id: str
    number: str
    what: str
    why: str
    line: str
    owner: str
    state: str
    asked: str
    due: str
    age: int
    """Working days since it was asked, until it was received or withdrawn."""
    late: int
    """Working days past its due day; 0 where it is not late."""
    due_words: str
    received: str
    read_by: tuple[str, ...]
    is_unread: bool
    in_annex_a: str = ""
    outcome: str = ""
    changed_at: str = ""
    issuer: str = ""
    """Name of who asked."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place where what came of a request is used.

    Attributes:
        kind: ``seen_document``, ``evidence``, ``finding`` or ``kit_item``.
        words: what it is, with its number or page where it has one.
    """

    kind: str
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """How much has been asked of the LA so far."""

    total: int = 0
    open: int = 0
    late: int = 0
    received: int = 0
    unread: int = 0
    withdrawn: int = 0
    by_person: tuple[tuple[str, int], ...] = ()
    """Name and count of who asked, the most first."""
    by_day: tuple[tuple[str, int], ...] = ()
    """ISO day and count, in order."""

    @property
    def today(self) -> int:
        """Return how much was asked on the last day on which anything was."""
        return self.by_day[-1][1] if self.by_day else 0


def make(
    work: Work,
    what: str,
    *,
    why: str = "",
    line_of_enquiry: str = "",
    in_annex_a: str = "",
    owner_role: str = "",
    due: str = "",
) -> Changes:
    """Log a request under this person's next number.

    Args:
        work: the open inspection.
        what: what the LA is asked for.
        why: what it is to show.
        line_of_enquiry: id of the line of enquiry behind it.
        in_annex_a: ``no``, ``partly`` or ``yes``.
        owner_role: who at the LA answers, by role.
        due: ISO date; the usual number of working days from today where left out.

    Raises:
        BadInputError: nothing is asked for.
    """
    if not what.strip():
        raise BadInputError("The request says nothing yet.", todo="Type what the LA is to send.")
    return editing.create(
        work,
        Request,
        "Add request",
        number=next_number(work, Request),
        what=what.strip(),
        why=why,
        line_of_enquiry=line_of_enquiry,
        in_annex_a=in_annex_a,
        owner_role=owner_role,
        asked_at=work.now_text(),
        due=due or usual_due(work.now().date()).isoformat(),
        state="open",
    )


def usual_due(asked: date) -> date:
    """Return the day by which a request is usually answered."""
    return add_working_days(asked, USUAL_DAYS, bank_holidays_near(asked))


def receive(work: Work, record: str, on: str = "") -> Changes:
    """Note that what was asked for has come.

    Args:
        work: the open inspection.
        record: the request.
        on: ISO date; today where left out.
    """
    day = on or work.now().date().isoformat()
    return editing.edit(work, Request, record, "Receive request", received=day, state="received")


def mark_read(work: Work, record: str) -> Changes:
    """Note that this person has read what came."""
    request = _one(work, record)
    if work.me.person in request.read_by:
        return editing.edit(work, Request, record, "Read request")
    readers = [*request.read_by, work.me.person]
    return editing.edit(work, Request, record, "Read request", read_by=readers)


def mark_unread(work: Work, record: str) -> Changes:
    """Take back that this person has read what came."""
    readers = [one for one in _one(work, record).read_by if one != work.me.person]
    return editing.edit(work, Request, record, "Take back reading", read_by=readers)


def register(work: Work, record: str, title: str = "") -> Changes:
    """Put what came into the register of documents, tied to its request, in one step.

    Where the request was open, it is received thereby; ``made`` of the result is the document.

    Args:
        work: the open inspection.
        record: the request.
        title: as on the document; what was asked for where left out.
    """
    request = _one(work, record)
    today = work.now().date().isoformat()
    document = editing.making(
        SeenDocument,
        editing.new_id(),
        {
            "number": next_number(work, SeenDocument),
            "title": " ".join((title or request.what).split()),
            "received": request.received or today,
            "request": record,
        },
    )
    drafts = [document]
    if request.state == "open":
        values: dict[str, JsonValue] = {"received": today, "state": "received"}
        drafts.append(editing.changing(work, Request, record, values))
    step = StepDraft(f"Register what came for request {request.number}", tuple(drafts))
    return work.run(step, document.record)


def withdraw(work: Work, record: str, why: str) -> Changes:
    """Withdraw a request; its number stays taken.

    Raises:
        BadInputError: no reason is given.
    """
    if not why.strip():
        raise BadInputError(
            "A request is withdrawn with a reason.", todo="Say why it is no longer needed."
        )
    return editing.edit(
        work, Request, record, "Withdraw request", state="withdrawn", outcome=why.strip()
    )


def reopen(work: Work, record: str) -> Changes:
    """Ask again for what came or was withdrawn."""
    return editing.edit(work, Request, record, "Open request again", state="open", received="")


def _one(work: Work, record: str) -> Request:
    request = work.snapshot.get(Request, record)
    if request is None:
        raise NotAllowedError("This request is no longer there.", kept="Nothing was changed.")
    return request


# -- what the log says -----------------------------------------------------------------------------


def rows(work: Work, state: str = "") -> tuple[RequestRow, ...]:
    """Return the log: open ones first by due day, then the rest by number.

    Args:
        work: the open inspection.
        state: only requests of this state; empty for all.
    """
    holidays = _holidays(work)
    made = [
        _row(work, one, holidays)
        for one in work.snapshot.all(Request)
        if not state or one.state == state
    ]
    return tuple(
        sorted(
            made,
            key=lambda one: (
                one.state != "open",
                one.due if one.state == "open" else "",
                number_order(one.number),
            ),
        )
    )


def row(work: Work, request: Request) -> RequestRow:
    """Return one request as the log shows it."""
    return _row(work, request, _holidays(work))


def uses(work: Work, record: str) -> tuple[Use, ...]:
    """Return where what came of a request is used: documents, evidence, findings, KIT points."""
    snapshot, found = work.snapshot, []
    findings: dict[str, None] = {}
    held = [one for one in snapshot.all(SeenDocument) if one.request == record]
    for document in sorted(held, key=lambda one: number_order(one.number)):
        found.append(
            Use("seen_document", document.id, f"Document {document.number}: {document.title}")
        )
        for link in snapshot.links_to(CITES, document.id):
            note = snapshot.get(Evidence, link.source)
            if note is not None:
                page = f", page {link.detail}" if link.detail else ""
                found.append(Use("evidence", note.id, f"Evidence{page}: {_short(note.text)}"))
                findings |= {one.target: None for one in snapshot.links_from(FINDING, note.id)}
    for key in findings:
        finding = snapshot.get(Finding, key)
        if finding is not None and finding.state != "withdrawn":
            found.append(Use("finding", key, f"Finding: {_short(finding.text)}"))
    found += [
        Use("kit_item", item.id, f"KIT point: {_short(item.text)}")
        for item in snapshot.all(KitItem)
        if item.about == record
    ]
    return tuple(found)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHORT else words[: _SHORT - 1].rstrip() + "…"


def _holidays(work: Work) -> frozenset[date]:
    return bank_holidays_near(work.now().date())


def _row(work: Work, request: Request, holidays: frozenset[date]) -> RequestRow:
    today = work.now().date()
    asked, due = read_day(request.asked_at), read_day(request.due)
    ended = read_day(request.received) if request.state == "received" else None
    until = ended or today
    is_open = request.state == "open"
    late = working_days_between(due, today, holidays) if due and is_open and today > due else 0
    line = work.snapshot.get(LineOfEnquiry, request.line_of_enquiry)
    record = work.snapshot.record(Request, request.id)
    return RequestRow(
        id=request.id,
        number=request.number,
        what=request.what,
        why=request.why,
        line=line.question if line else "",
        owner=request.owner_role,
        state=request.state,
        asked=request.asked_at,
        due=request.due,
        age=max(0, working_days_between(asked, until, holidays)) if asked else 0,
        late=late,
        due_words=_due_words(due, today, late) if is_open else "",
        received=request.received,
        read_by=tuple(work.person_name(one) for one in request.read_by),
        is_unread=request.state == "received" and not request.read_by,
        in_annex_a=request.in_annex_a,
        outcome=request.outcome,
        changed_at=record.meta.changed_at if record is not None else "",
        issuer=work.person_name(record.meta.made_by) if record is not None else "",
    )


def _due_words(due: date | None, today: date, late: int) -> str:
    if not late:
        # Past due over a weekend is not late by a working day yet.
        return "was due" if due and due < today else due_words(due, today)
    return "1 working day late" if late == 1 else f"{late} working days late"


def asked(work: Work) -> Asked:
    """Return how much has been asked of the LA so far."""
    log = rows(work)
    return Asked(
        total=len(log),
        open=sum(one.state == "open" for one in log),
        late=sum(one.late > 0 for one in log),
        received=sum(one.state == "received" for one in log),
        unread=sum(one.is_unread for one in log),
        withdrawn=sum(one.state == "withdrawn" for one in log),
        by_person=tuple(Counter(one.issuer for one in log if one.issuer).most_common()),
        by_day=tuple(sorted(Counter(one.asked[:10] for one in log if one.asked).items())),
    )


def burden_words(work: Work) -> str:
    """Say in a sentence what a person might want to weigh before asking for more; mostly empty.

    It is a word among colleagues and never keeps anyone from asking.
    """
    have = asked(work)
    parts = []
    if have.late:
        parts.append(f"{have.late} of {counted(have.open, 'open request')} late already")
    if have.unread:
        parts.append(f"{have.unread} received and read by nobody yet")
    if not parts and have.open >= _MANY:
        parts.append(f"{counted(have.open, 'request')} open with the LA")
    if not parts:
        return ""
    said = " and ".join(parts)
    return f"{said[:1].upper()}{said[1:]}. Is this needed before those are in?"


def words_of(text: str) -> frozenset[str]:
    """Return the words that tell one request from another; plural and singular are one."""
    found = _WORD.findall(text.casefold())
    return frozenset(_stem(word) for word in found if word not in _COMMON and len(word) > 1)


def _stem(word: str) -> str:
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the shorter text's words that the other holds too."""
    shared, least = len(one & other), min(len(one), len(other))
    # One word in common, such as "team", says nothing.
    return shared / least if shared >= 2 else float(bool(one) and one == other)


def duplicates(snapshot: Snapshot, what: str, but: str = "") -> tuple[Alike, ...]:
    """Return earlier requests whose words are much like these, the most alike first.

    Args:
        snapshot: what the records say.
        what: what is asked for, as typed so far.
        but: a request that is not compared.
    """
    wanted = words_of(what)
    alike = [
        (_overlap(wanted, words_of(one.what)), one)
        for one in snapshot.all(Request)
        if one.id != but and one.state != "withdrawn"
    ]
    best = sorted((pair for pair in alike if pair[0] >= _ALIKE), key=lambda pair: -pair[0])
    return tuple(Alike(one.id, one.number, one.what) for _, one in best)


def held_already(work: Work, what: str) -> tuple[Alike, ...]:
    """Return lists of Annex A and documents asked for at the start that may answer it already."""
    wanted = words_of(what)
    event, edition = work.event, work.edition
    known: list[Alike] = [
        Alike("", f"Annex A, list {one.number}", one.label)
        for one in edition.lists
        if one.number in event.lists
    ]
    known += [
        Alike("", "Documents asked for", one.label)
        for one in edition.documents
        if one.key in event.documents
    ]
    return tuple(one for one in known if _is_held(wanted, one.words))


def _is_held(wanted: Iterable[str], label: str) -> bool:
    words = words_of(label)
    return bool(words) and words <= frozenset(wanted)
