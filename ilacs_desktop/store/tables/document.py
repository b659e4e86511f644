"""Rows of what is said of the document after it is written: comments, versions, stages."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class CommentRow(SQLModel, table=True):
    """Projection of ``comment`` records."""

    __tablename__ = "comment"

    id: str = Field(primary_key=True)
    about: str = ""
    section: str = ""
    quote: str = ""
    text: str = ""
    by: str = ""
    at: str = ""
    reply_to: str = ""
    state: str = ""
    answer: str = ""
    state_by: str = ""
    state_at: str = ""
    version: str = ""


class DocumentVersionRow(SQLModel, table=True):
    """Projection of ``document_version`` records."""

    __tablename__ = "document_version"

    id: str = Field(primary_key=True)
    name: str = ""
    sort: str = ""
    at: str = ""
    by: str = ""
    note: str = ""
    file: str = ""
    content: str = "{}"


class ReturnedChangeRow(SQLModel, table=True):
    """Projection of ``returned_change`` records."""

    __tablename__ = "returned_change"

    id: str = Field(primary_key=True)
    version: str = ""
    paragraph: str = ""
    section: str = ""
    sort: str = ""
    author: str = ""
    at: str = ""
    start: int = 0
    before: str = ""
    after: str = ""
    beside: str = ""
    note: str = ""
    state: str = ""
    state_by: str = ""
    state_at: str = ""
    rank: str = ""


class CheckAcceptanceRow(SQLModel, table=True):
    """Projection of ``check_acceptance`` records."""

    __tablename__ = "check_acceptance"

    id: str = Field(primary_key=True)
    rule: str = ""
    place: str = ""
    words: str = ""
    reason: str = ""
    by: str = ""
    at: str = ""


class StageRow(SQLModel, table=True):
    """Projection of ``stage`` records."""

    __tablename__ = "stage"

    id: str = Field(primary_key=True)
    key: str = ""
    due: str = ""
    due_reason: str = ""
    why: str = ""
    begun: str = ""
    done: str = ""
    by: str = ""
    note: str = ""


class LaCommentRow(SQLModel, table=True):
    """Projection of ``la_comment`` records."""

    __tablename__ = "la_comment"

    id: str = Field(primary_key=True)
    sort: str = ""
    number: str = ""
    received: str = ""
    paragraph: str = ""
    place: str = ""
    quote: str = ""
    point: str = ""
    evidence: str = ""
    decision: str = ""
    change: str = ""
    answer: str = ""
    decided_by: str = ""
    decided_at: str = ""
    rank: str = ""
