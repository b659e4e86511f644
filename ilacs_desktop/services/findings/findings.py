"""Findings: made from evidence, put to the LA, agreed; what supports them is a person's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.records import Evidence, Finding, LaClaim
from ilacs_desktop.domain.support import AGAINST, FOR, NEUTRAL, SIDES
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.evidence.evidence import FINDING as EVIDENCE
from ilacs_desktop.services.evidence.evidence import TOPIC as EVIDENCE_TOPIC
from ilacs_desktop.services.evidence.evidence import topic_id
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.edition import FindingKind
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.record.work import Work

TOPIC = "finding_topic"
CLAIM = "claim_finding"

STATES: dict[str, str] = {
    "emerging": "emerging",
    "put_to_la": "put to the LA",
    "agreed": "agreed",
    "in_document": "in the document",
    "withdrawn": "withdrawn",
}
SUPPORT: tuple[tuple[str, str], ...] = (("supported", "Supported"), ("disputed", "Disputed"))
RESPONSES: tuple[tuple[str, str], ...] = (
    ("accepted", "Accepted"),
    ("disputed", "Disputed"),
    ("evidence_offered", "Other evidence offered"),
    ("none_offered", "No response offered"),
)


def kinds_allowed(work: Work) -> tuple[FindingKind, ...]:
    """Return the kinds of finding that this event may make."""
    allowed = work.event.finding_kinds
    return tuple(kind for kind in work.edition.kinds if kind.key in allowed)


def usual_side(sign: str, stance: str) -> str:
    """Return which side a note is usually on: a strength speaks for a strength.

    Args:
        sign: the finding kind's sign, ``+`` for a strength.
        stance: the note's.
    """
    if stance not in ("strength", "concern"):
        return NEUTRAL
    return FOR if (sign == "+") == (stance == "strength") else AGAINST


def make(
    work: Work,
    evidence: Sequence[str],
    kind: str,
    *,
    text: str = "",
    area: str = "",
    topics: Collection[str] | None = None,
    sides: Mapping[str, str] | None = None,
    scale_word: str = "",
) -> Changes:
    """Make a finding from one or many notes in one step; ``made`` of the result is its id.

    Args:
        work: the open inspection.
        evidence: ids of the notes it is made from; may be empty.
        kind: key of a kind of finding that this event may make.
        text: the statement, so far.
        area: judgement area; where left out, that of most of the notes.
        topics: coverage topics; where left out, those of the notes.
        sides: ``for``, ``against`` or ``neutral`` by note; where left out it follows from what
            the note calls itself.
        scale_word: key of the word for how typical it is.

    Raises:
        BadInputError: the event makes no such finding, or a note is no longer there.
    """
    sign = _kind(work, kind).sign
    notes = [_note(work, one) for one in evidence]
    area = area or _commonest(one.area for one in notes if one.area)
    keys = _topics_of(work, evidence) if topics is None else tuple(topics)
    record = editing.new_id()
    drafts: list[Draft | None] = [
        editing.making(
            Finding,
            record,
            {
                "kind": kind,
                "area": area,
                "text": text,
                "scale_word": scale_word,
                "state": "emerging",
                "state_by": work.me.person,
                "state_at": work.now_text(),
                "rank": editing.last_rank(work, Finding),
            },
        )
    ]
    for note in notes:
        side = (sides or {}).get(note.id) or usual_side(sign, note.stance)
        drafts.append(editing.linking(work, EVIDENCE, note.id, record, stance=side))
    drafts += [_topic_link(work, record, key) for key in keys]
    real = tuple(draft for draft in drafts if draft is not None)
    return work.run(StepDraft(f"Make finding from {_notes(len(notes))}", real), record)


def _notes(count: int) -> str:
    if not count:
        return "nothing yet"
    return "1 note" if count == 1 else f"{count} notes"


def _kind(work: Work, key: str) -> FindingKind:
    for kind in kinds_allowed(work):
        if kind.key == key:
            return kind
    allowed = ", ".join(kind.label for kind in kinds_allowed(work))
    raise BadInputError(
        f"{work.event.title} makes no finding of the kind {key!r}.",
        kept="Nothing was changed.",
        todo=f"Choose one of: {allowed}.",
    )


def _note(work: Work, record: str) -> Evidence:
    note = work.snapshot.get(Evidence, record)
    if note is None:
        raise BadInputError("One of these notes is no longer there.", kept="Nothing was changed.")
    return note


def _commonest(keys: Iterable[str]) -> str:
    counts: dict[str, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return max(counts, key=lambda key: counts[key], default="")


def _topics_of(work: Work, evidence: Iterable[str]) -> tuple[str, ...]:
    found = [
        link.detail for one in evidence for link in work.snapshot.links_from(EVIDENCE_TOPIC, one)
    ]
    return tuple(dict.fromkeys(found))


def _topic_link(work: Work, record: str, topic: str) -> Draft | None:
    return editing.linking(work, TOPIC, record, topic_id(topic), detail=topic)


# -- what it rests on ------------------------------------------------------------------------------


def attach(work: Work, record: str, evidence: Collection[str], side: str = "") -> Changes:
    """Let a finding rest on more notes, in one step.

    Args:
        work: the open inspection.
        record: the finding.
        evidence: the notes.
        side: ``for``, ``against`` or ``neutral``; where empty it follows from each note.
    """
    finding = _finding(work, record)
    _refuse_frozen(finding)
    sign = _sign(work, finding)
    drafts = [
        editing.linking(
            work,
            EVIDENCE,
            one,
            record,
            stance=_checked_side(side) or usual_side(sign, _note(work, one).stance),
        )
        for one in evidence
    ]
    return _run_links(work, f"Add {_notes(len(evidence))} to finding", drafts, record)


def detach(work: Work, record: str, evidence: str) -> Changes:
    """Take a note from a finding."""
    _refuse_frozen(_finding(work, record))
    return editing.unlink(work, EVIDENCE, evidence, record, "Take note from finding")


def set_side(work: Work, record: str, evidence: str, side: str) -> Changes:
    """Say whether a note speaks for or against a finding, or neither."""
    _refuse_frozen(_finding(work, record))
    side = _checked_side(side)
    return editing.link(work, EVIDENCE, evidence, record, "Change side of note", stance=side)


def attach_claim(work: Work, record: str, claim: str, side: str) -> Changes:
    """Set what the LA says of itself for or against a finding."""
    _refuse_frozen(_finding(work, record))
    if work.snapshot.get(LaClaim, claim) is None:
        raise BadInputError("This claim is no longer there.", kept="Nothing was changed.")
    side = _checked_side(side)
    return editing.link(work, CLAIM, claim, record, "Add LA's claim to finding", stance=side)


def detach_claim(work: Work, record: str, claim: str) -> Changes:
    """Take a claim of the LA from a finding."""
    _refuse_frozen(_finding(work, record))
    return editing.unlink(work, CLAIM, claim, record, "Take LA's claim from finding")


def set_topics(work: Work, record: str, topics: Collection[str]) -> Changes:
    """Give a finding exactly these coverage topics."""
    held = {link.detail for link in work.snapshot.links_from(TOPIC, record)}
    drafts = [_topic_link(work, record, topic) for topic in topics if topic not in held]
    drafts += [
        Draft("link", ids.link_id(TOPIC, record, topic_id(topic)), {DELETED: True})
        for topic in sorted(held - set(topics))
    ]
    return _run_links(work, "Set topics of finding", drafts, record)


def _run_links(work: Work, step: str, drafts: Iterable[Draft | None], made: str) -> Changes:
    real = tuple(draft for draft in drafts if draft is not None)
    restores = any(draft.values.get(DELETED) is False for draft in real)
    return work.run(StepDraft(step, real, action="restore" if restores else "edit"), made)


def _checked_side(side: str) -> str:
    if side and side not in SIDES:
        raise BadInputError(f"{side!r} is no side.", todo=f"Choose one of: {', '.join(SIDES)}.")
    return side


def _sign(work: Work, finding: Finding) -> str:
    return next((kind.sign for kind in work.edition.kinds if kind.key == finding.kind), "+")


def finding_of(work: Work, record: str) -> Finding:
    """Return a finding.

    Raises:
        NotAllowedError: it is no longer there.
    """
    return _finding(work, record)


def _finding(work: Work, record: str) -> Finding:
    finding = work.snapshot.get(Finding, record)
    if finding is None:
        raise NotAllowedError("This finding is no longer there.", kept="Nothing was changed.")
    return finding


def _refuse_frozen(finding: Finding) -> None:
    if finding.state in ("agreed", "in_document"):
        raise NotAllowedError(
            "This finding is agreed and its figures stand.",
            kept="Nothing was changed.",
            todo="Open it again first, with a reason.",
        )


def change(work: Work, record: str, **values: JsonValue) -> Changes:
    """Change kind, area, scale word or framework reference of a finding.

    Raises:
        BadInputError: a key is not one of the edition's.
        NotAllowedError: the finding is agreed and its kind or area would change.
    """
    finding = _finding(work, record)
    if values.keys() & {"kind", "area"}:
        _refuse_frozen(finding)
    if "kind" in values:
        _kind(work, str(values["kind"]))
    return editing.edit(work, Finding, record, "Change finding", **values)
