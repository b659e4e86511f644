"""Which records stand in the folder, and what of each: the same as in the readable document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import (
    KINDS,
    CaseAnswer,
    CheckAcceptance,
    Comment,
    DataSet,
    DocumentVersion,
    GradingMeeting,
    Judgement,
    LaComment,
    Link,
    PreviousInspection,
    ReturnedChange,
    SampleDraw,
    Setting,
    Stage,
    TopicNote,
)
from ilacs_desktop.services.evidence.evidence import DOCUMENT, FINDING, LINE, TOPIC
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.papers.evidence_record_scope import NOT_UNDER_DOCUMENT
from ilacs_desktop.services.report import resting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.papers.evidence_record import Made
    from ilacs_desktop.services.papers.evidence_record_told import Told

PRIVATE = {"kit_meeting": frozenset({"private_note"})}
"""Fields that are left out unless the lead asks for them."""

_GRADES: tuple[type[Any], ...] = (Judgement, GradingMeeting)
_NOT_UNDER: tuple[type[Any], ...] = (
    *(CaseAnswer, CheckAcceptance, Comment, DataSet, DocumentVersion, LaComment),
    *(PreviousInspection, ReturnedChange, SampleDraw, Setting, Stage, TopicNote),
)
"""Kinds of which nothing rests under the document."""
_RELATIONS = frozenset(
    {
        *(TOPIC, LINE, DOCUMENT, FINDING, findings.TOPIC, findings.CLAIM),
        resting.RELATION,
    }
)
_OPEN_ENDED = frozenset({TOPIC, findings.TOPIC})
"""Relations whose far end is a topic of the edition, no record."""


def records(made: Made) -> Iterator[Record[Any]]:
    """Yield the records that stand in the folder, in the order of their kinds."""
    told = made.told
    closed = not judgements.is_open(told.work.snapshot)
    under = None if told.asked.is_whole else _Under(told)
    for kind in KINDS.values():
        if kind in _GRADES and closed:
            continue
        held: Mapping[str, Record[Any]] = told.work.snapshot.records(kind)
        for record in held.values():
            if under is None or under.holds(kind, record):
                yield record


class _Under:
    """Knows what rests under the document, or says whose record this is."""

    def __init__(self, told: Told) -> None:
        held = told.held
        self._wanted = {
            "evidence": held.notes,
            "finding": held.findings,
            "la_claim": held.claims,
            "case": held.cases,
            "activity": held.activities,
            "seen_document": held.documents,
            "line_of_enquiry": held.lines,
            "request": held.requests,
            "referral_back": held.referrals,
            "kit_item": held.points,
            "kit_meeting": held.meetings,
            "paragraph": held.paragraphs,
        }
        self._every = frozenset[str]().union(*self._wanted.values())

    def holds(self, kind: type[Any], record: Record[Any]) -> bool:
        """Say whether a record is in it."""
        if record.meta.deleted or kind in _NOT_UNDER:
            return False
        if kind is Link:
            return self._holds_link(record.value)
        wanted = self._wanted.get(record.state.kind)
        return wanted is None or record.state.id in wanted

    def _holds_link(self, link: Link) -> bool:
        ends = link.relation in _OPEN_ENDED or link.target in self._every
        return link.relation in _RELATIONS and link.source in self._every and ends


def left_out(made: Made, kind: str) -> frozenset[str]:
    """Return the fields of a kind that are not in the folder."""
    asked = made.told.asked
    gone = frozenset() if asked.is_whole else NOT_UNDER_DOCUMENT.get(kind, frozenset())
    return gone if asked.private_why.strip() else gone | PRIVATE.get(kind, frozenset())
