"""What an evidence record holds: everything, or exactly what rests under the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import (
    Activity,
    Case,
    Evidence,
    Finding,
    KitItem,
    KitMeeting,
    LaClaim,
    LineOfEnquiry,
    ReferralBack,
    Request,
    SeenDocument,
)
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.evidence.evidence import DOCUMENT, FINDING, LINE
from ilacs_desktop.services.findings.findings import CLAIM
from ilacs_desktop.services.report import resting
from ilacs_desktop.services.report.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.outline import Outline

WHOLE, UNDER_DOCUMENT = "whole", "document"

SCOPES: dict[str, str] = {
    WHOLE: "The whole record",
    UNDER_DOCUMENT: "Only what rests under the document",
}
"""How much an evidence record may hold, by key, in words."""

NOT_UNDER_DOCUMENT: dict[str, frozenset[str]] = {
    "case": frozenset(
        {
            *("strengths", "weaknesses", "difference", "la_audit", "audit_view", "audit_why"),
            *("question", "dip_answer"),
        }
    ),
    "kit_meeting": frozenset({"minutes", "private_note", "la_correction", "opening", "closing"}),
}
"""Fields of records that rest under the document by name alone: what else they say does not."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of an evidence record.

    Attributes:
        scope: one of ``SCOPES``.
        private_why: why the private notes of meetings are to be in it; empty leaves them out.
        names_why: why practitioners' names and postcodes are to be in it; empty leaves them out.
    """

    scope: str = WHOLE
    private_why: str = ""
    names_why: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out but what is restricted."""
        return self.scope == WHOLE

    @property
    def reasons(self) -> tuple[tuple[str, str], ...]:
        """What of the restricted items is in it, and why."""
        pairs = (
            ("Private notes of meetings", self.private_why.strip()),
            ("Practitioners’ names and postcodes", self.names_why.strip()),
        )
        return tuple((what, why) for what, why in pairs if why)


@dataclass(frozen=True, slots=True)
class Held:
    """The ids of what is in it, by kind; links are in it where both their ends are."""

    notes: frozenset[str]
    findings: frozenset[str]
    claims: frozenset[str]
    cases: frozenset[str]
    activities: frozenset[str]
    documents: frozenset[str]
    lines: frozenset[str]
    requests: frozenset[str]
    referrals: frozenset[str]
    points: frozenset[str]
    meetings: frozenset[str]
    paragraphs: frozenset[str]


def refuse_unknown(scope: str) -> None:
    """Refuse a scope that there is not.

    Raises:
        BadInputError: it is not one of ``SCOPES``.
    """
    if scope not in SCOPES:
        raise BadInputError(
            f"An evidence record has no scope {scope!r}.",
            kept="Nothing was written.",
            todo=f"Choose one of: {', '.join(SCOPES)}.",
        )


def document(work: Work) -> Outline:
    """Return the letter or report as it stands today."""
    return outline(work.snapshot, work.edition, work.now().date())


def held(work: Work, scope: str) -> Held:
    """Return what an evidence record of a scope holds."""
    return _everything(work) if scope == WHOLE else _under_document(work)


def _everything(work: Work) -> Held:
    def every(kind: type[Any]) -> frozenset[str]:
        return frozenset(one.id for one in work.snapshot.all(kind))

    return Held(
        notes=every(Evidence),
        findings=every(Finding),
        claims=every(LaClaim),
        cases=every(Case),
        activities=every(Activity),
        documents=every(SeenDocument),
        lines=every(LineOfEnquiry),
        requests=every(Request),
        referrals=every(ReferralBack),
        points=every(KitItem),
        meetings=every(KitMeeting),
        paragraphs=frozenset(item.id for item in document(work).items()),
    )


def _under_document(work: Work) -> Held:
    snapshot = work.snapshot
    paragraphs = frozenset(item.id for item in document(work).items())
    findings = {key for one in paragraphs for key in resting.finding_ids(work, one)}
    notes = _there(
        work,
        Evidence,
        (link.source for one in findings for link in snapshot.links_to(FINDING, one)),
    )
    claims = _there(
        work, LaClaim, (link.source for one in findings for link in snapshot.links_to(CLAIM, one))
    )
    values = [snapshot.one(Evidence, one) for one in notes]
    cited = [link.target for one in notes for link in snapshot.links_from(DOCUMENT, one)]
    cited += [snapshot.one(LaClaim, one).document for one in claims]
    documents = _there(work, SeenDocument, cited)
    points = [one for one in snapshot.all(KitItem) if one.about in findings]
    return Held(
        notes=notes,
        findings=frozenset(findings),
        claims=claims,
        cases=_there(work, Case, (one.case for one in values)),
        activities=_there(work, Activity, (one.activity for one in values)),
        documents=documents,
        lines=_there(
            work,
            LineOfEnquiry,
            (link.target for one in notes for link in snapshot.links_from(LINE, one)),
        ),
        requests=_there(
            work, Request, (snapshot.one(SeenDocument, one).request for one in documents)
        ),
        referrals=frozenset(one.id for one in snapshot.all(ReferralBack) if one.evidence in notes),
        points=frozenset(one.id for one in points),
        meetings=_there(work, KitMeeting, (one.meeting for one in points)),
        paragraphs=paragraphs,
    )


def _there(work: Work, kind: type[Any], wanted: Iterable[str]) -> frozenset[str]:
    return frozenset(one for one in wanted if one and work.snapshot.get(kind, one) is not None)
