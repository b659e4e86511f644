"""What a filter looks at in a record: its children, area, people and day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import (
    Activity,
    Case,
    CaseAnswer,
    Evidence,
    Finding,
    Judgement,
    KitItem,
    KitMeeting,
    LaClaim,
    LineOfEnquiry,
    Member,
    Paragraph,
    ReferralBack,
    Request,
    SampleDraw,
    SeenDocument,
    TopicNote,
)
from ilacs_desktop.services.evidence.evidence import FINDING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.snapshot import Snapshot
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work

SEARCHABLE: tuple[type[Any], ...] = (
    Evidence,
    Case,
    CaseAnswer,
    Finding,
    ReferralBack,
    KitMeeting,
    KitItem,
    Request,
    LineOfEnquiry,
    Activity,
    SeenDocument,
    LaClaim,
    Paragraph,
    TopicNote,
    Judgement,
    Member,
    SampleDraw,
)
"""The kinds of record that a filter alone lists."""

_DAY_FIELDS: Mapping[str, str] = {
    Evidence.KIND: "seen_at",
    ReferralBack.KIND: "raised_at",
    KitMeeting.KIND: "day",
    Request.KIND: "asked_at",
    Activity.KIND: "day",
    SeenDocument.KIND: "received",
    Judgement.KIND: "decided_at",
}


def day_of(record: Record[Any]) -> str:
    """Return the day a record is about, as an ISO date; the day it was written where it has none.

    A note is found by the day it was seen, a meeting by the day it is held.
    """
    name = _DAY_FIELDS.get(record.value.KIND)
    told = str(getattr(record.value, name)) if name else ""
    return (told or record.meta.made_at)[:10]


def cases_of(snapshot: Snapshot, value: Any) -> tuple[str, ...]:
    """Return the ids of the children's cards that a record is about."""
    if isinstance(value, Case):
        return (value.id,)
    if isinstance(value, CaseAnswer):
        return (value.case, *value.shared_with)
    if isinstance(value, Evidence | ReferralBack):
        return (value.case,) if value.case else ()
    if isinstance(value, KitItem):
        about = snapshot.find(value.about) if value.about else None
        return cases_of(snapshot, about.value) if about is not None else ()
    if isinstance(value, Finding):
        notes = (
            snapshot.get(Evidence, link.source) for link in snapshot.links_to(FINDING, value.id)
        )
        return tuple(note.case for note in notes if note is not None and note.case)
    return ()


def area_of(work: Work, snapshot: Snapshot, value: Any) -> str:
    """Return the key of the judgement area that a record belongs to; empty for none."""
    area = getattr(value, "area", "")
    if area:
        return str(area)
    if isinstance(value, CaseAnswer | ReferralBack):
        case = snapshot.get(Case, value.case)
        return case.area if case is not None else ""
    if isinstance(value, TopicNote):
        return next(
            (
                one.key
                for one in work.edition.areas
                if any(topic.key == value.topic for topic in one.topics)
            ),
            "",
        )
    if isinstance(value, Paragraph):
        sections = work.event.document.sections
        return next((one.area or "" for one in sections if one.key == value.section), "")
    if isinstance(value, Request):
        line = snapshot.get(LineOfEnquiry, value.line_of_enquiry)
        return line.area if line is not None else ""
    return ""


def people_of(record: Record[Any]) -> tuple[str, ...]:
    """Return the people a record is by: who wrote it, and the members who have it in hand."""
    value = record.value
    if isinstance(value, Case):
        return (value.inspector, record.meta.made_by)
    if isinstance(value, Activity):
        return (*value.who, record.meta.made_by)
    if isinstance(value, LineOfEnquiry):
        return (value.owner, record.meta.made_by)
    if isinstance(value, Member):
        return (value.id, value.person)
    return (record.meta.made_by,)
