"""The records a team shares: one frozen value per kind, and the list of all kinds.

Every field is a ``str``, ``int``, ``bool``, ``tuple[str, ...]`` or ``Mapping`` of plain JSON, so
that one value can stand in the journal, in a row and in an interchange file unchanged. Dates are
ISO dates, moments ISO date-times with their offset; an empty string means "not said".
"""

from __future__ import annotations

from ilacs_desktop.domain.records.afterwards import LaComment, Stage
from ilacs_desktop.domain.records.case import Case, CaseAnswer, ReferralBack
from ilacs_desktop.domain.records.data import DataSet, LaClaim, SampleDraw, SeenDocument
from ilacs_desktop.domain.records.evidence import Evidence, Link
from ilacs_desktop.domain.records.findings import Finding, GradingMeeting, Judgement, TopicNote
from ilacs_desktop.domain.records.inspection import (
    Inspection,
    LaProfile,
    Pinned,
    PreviousInspection,
    Setting,
)
from ilacs_desktop.domain.records.meetings import KitItem, KitMeeting, Request
from ilacs_desktop.domain.records.plan import Activity, LineOfEnquiry, Member
from ilacs_desktop.domain.records.writing import (
    CheckAcceptance,
    Comment,
    DocumentVersion,
    Paragraph,
    ReturnedChange,
)

KINDS: dict[str, type] = {
    record.KIND: record
    for record in (
        Inspection,
        LaProfile,
        PreviousInspection,
        Setting,
        Pinned,
        Member,
        LineOfEnquiry,
        Activity,
        DataSet,
        SampleDraw,
        SeenDocument,
        LaClaim,
        Case,
        CaseAnswer,
        ReferralBack,
        Evidence,
        Link,
        KitMeeting,
        KitItem,
        Request,
        Finding,
        TopicNote,
        GradingMeeting,
        Judgement,
        Paragraph,
        Comment,
        DocumentVersion,
        ReturnedChange,
        CheckAcceptance,
        Stage,
        LaComment,
    )
}

__all__ = [
    "KINDS",
    "Activity",
    "Case",
    "CaseAnswer",
    "CheckAcceptance",
    "Comment",
    "DataSet",
    "DocumentVersion",
    "Evidence",
    "Finding",
    "GradingMeeting",
    "Inspection",
    "Judgement",
    "KitItem",
    "KitMeeting",
    "LaClaim",
    "LaComment",
    "LaProfile",
    "LineOfEnquiry",
    "Link",
    "Member",
    "Paragraph",
    "Pinned",
    "PreviousInspection",
    "ReferralBack",
    "Request",
    "ReturnedChange",
    "SampleDraw",
    "SeenDocument",
    "Setting",
    "Stage",
    "TopicNote",
]
