"""Rows of evidence, meetings, findings and writing."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class EvidenceRow(SQLModel, table=True):
    """Projection of ``evidence`` records."""

    __tablename__ = "evidence"

    id: str = Field(primary_key=True)
    text: str = ""
    method: str = ""
    source: str = ""
    role: str = ""
    place: str = ""
    case: str = ""
    activity: str = ""
    area: str = ""
    stance: str = ""
    effect: str = ""
    voice: str = ""
    seen_at: str = ""
    written_at: str = ""
    zone: str = ""
    paper: str = ""
    assumed: str = "[]"
    to_write_up: bool = False
    ask_at_kit: bool = False
    immediate: bool = False


class LinkRow(SQLModel, table=True):
    """Projection of ``link`` records."""

    __tablename__ = "link"

    id: str = Field(primary_key=True)
    relation: str = ""
    source: str = ""
    target: str = ""
    stance: str = ""
    detail: str = ""


class KitMeetingRow(SQLModel, table=True):
    """Projection of ``kit_meeting`` records."""

    __tablename__ = "kit_meeting"

    id: str = Field(primary_key=True)
    purpose: str = ""
    day: str = ""
    start: str = ""
    end: str = ""
    place: str = ""
    in_person: bool = False
    attended: str = "[]"
    handed_over: str = ""
    minutes: str = ""
    private_note: str = ""
    la_correction: str = ""
    opening: str = ""
    closing: str = ""
    state: str = ""
    given_at: str = ""


class KitItemRow(SQLModel, table=True):
    """Projection of ``kit_item`` records."""

    __tablename__ = "kit_item"

    id: str = Field(primary_key=True)
    meeting: str = ""
    kind: str = ""
    text: str = ""
    area: str = ""
    about: str = ""
    response: str = ""
    response_kind: str = ""
    owner: str = ""
    due: str = ""
    state: str = ""
    rank: str = ""


class RequestRow(SQLModel, table=True):
    """Projection of ``request`` records."""

    __tablename__ = "request"

    id: str = Field(primary_key=True)
    number: str = ""
    what: str = ""
    why: str = ""
    line_of_enquiry: str = ""
    in_annex_a: str = ""
    owner_role: str = ""
    asked_at: str = ""
    due: str = ""
    received: str = ""
    read_by: str = "[]"
    state: str = ""
    outcome: str = ""


class FindingRow(SQLModel, table=True):
    """Projection of ``finding`` records."""

    __tablename__ = "finding"

    id: str = Field(primary_key=True)
    kind: str = ""
    area: str = ""
    text: str = ""
    scale_word: str = ""
    state: str = ""
    state_by: str = ""
    state_at: str = ""
    state_reason: str = ""
    state_present: str = "[]"
    support: str = ""
    support_by: str = ""
    support_reason: str = ""
    put_at: str = ""
    la_response: str = ""
    la_response_kind: str = ""
    figures: str = "{}"
    framework_ref: str = ""
    rank: str = ""


class TopicNoteRow(SQLModel, table=True):
    """Projection of ``topic_note`` records."""

    __tablename__ = "topic_note"

    id: str = Field(primary_key=True)
    topic: str = ""
    set_aside: bool = False
    reason: str = ""


class GradingMeetingRow(SQLModel, table=True):
    """Projection of ``grading_meeting`` records."""

    __tablename__ = "grading_meeting"

    id: str = Field(primary_key=True)
    opened_at: str = ""
    opened_by: str = ""
    present: str = "[]"


class JudgementRow(SQLModel, table=True):
    """Projection of ``judgement`` records."""

    __tablename__ = "judgement"

    id: str = Field(primary_key=True)
    area: str = ""
    provisional: str = ""
    final: str = ""
    reasons: str = ""
    dissent: str = ""
    dissent_by: str = "[]"
    decided_by: str = ""
    decided_at: str = ""


class ParagraphRow(SQLModel, table=True):
    """Projection of ``paragraph`` records."""

    __tablename__ = "paragraph"

    id: str = Field(primary_key=True)
    section: str = ""
    text: str = ""
    bullet: bool = False
    reference: str = ""
    rank: str = ""
