"""Rows of what the LA sent and of children looked at."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class DataSetRow(SQLModel, table=True):
    """Projection of ``data_set`` records."""

    __tablename__ = "data_set"

    id: str = Field(primary_key=True)
    received: str = ""
    files: str = "{}"
    reader: str = ""
    layout: str = ""
    as_of: str = ""
    lists: str = "{}"
    comment: str = ""
    state: str = ""


class SampleDrawRow(SQLModel, table=True):
    """Projection of ``sample_draw`` records."""

    __tablename__ = "sample_draw"

    id: str = Field(primary_key=True)
    data_set: str = ""
    cohort: str = ""
    size: int = 0
    seed: int = 0
    stratify: str = "[]"
    method: str = ""
    reason: str = ""
    frame: int = 0
    drawn: str = "[]"
    strata: str = "{}"


class SeenDocumentRow(SQLModel, table=True):
    """Projection of ``seen_document`` records."""

    __tablename__ = "seen_document"

    id: str = Field(primary_key=True)
    number: str = ""
    title: str = ""
    dated: str = ""
    received: str = ""
    request: str = ""
    read_by: str = "[]"
    note: str = ""


class LaClaimRow(SQLModel, table=True):
    """Projection of ``la_claim`` records."""

    __tablename__ = "la_claim"

    id: str = Field(primary_key=True)
    area: str = ""
    text: str = ""
    document: str = ""
    page: str = ""
    rank: str = ""


class CaseRow(SQLModel, table=True):
    """Projection of ``case`` records."""

    __tablename__ = "case"

    id: str = Field(primary_key=True)
    child_id: str = ""
    code: str = ""
    depth: str = ""
    reason: str = ""
    draw: str = ""
    cohort: str = ""
    age: str = ""
    gender: str = ""
    ethnicity: str = ""
    disability: str = ""
    plan: str = ""
    la_team: str = ""
    family: str = ""
    area: str = ""
    inspector: str = ""
    sources: str = "[]"
    strengths: str = ""
    weaknesses: str = ""
    difference: str = ""
    la_audit: str = ""
    audit_view: str = ""
    audit_why: str = ""
    line_of_enquiry: str = ""
    question: str = ""
    dip_answer: str = ""
    state: str = ""
    signed_off: bool = False
    signed_by: str = ""
    signed_at: str = ""


class CaseAnswerRow(SQLModel, table=True):
    """Projection of ``case_answer`` records."""

    __tablename__ = "case_answer"

    id: str = Field(primary_key=True)
    case: str = ""
    prompt: str = ""
    text: str = ""
    addendum: bool = False
    shared_with: str = "[]"


class ReferralBackRow(SQLModel, table=True):
    """Projection of ``referral_back`` records."""

    __tablename__ = "referral_back"

    id: str = Field(primary_key=True)
    number: str = ""
    case: str = ""
    about: str = ""
    level: str = ""
    destination: str = ""
    concern: str = ""
    evidence: str = ""
    raised_at: str = ""
    raised_by: str = ""
    told_whom: str = ""
    told_what: str = ""
    told_at: str = ""
    means: str = ""
    answer_due: str = ""
    answer: str = ""
    answered_at: str = ""
    escalated_to: str = ""
    state: str = ""
    satisfied: str = ""
    close_reason: str = ""
    closed_by: str = ""
    closed_at: str = ""
