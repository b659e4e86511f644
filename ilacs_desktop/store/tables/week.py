"""Rows of the inspection itself and its plan."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class InspectionRow(SQLModel, table=True):
    """Projection of ``inspection`` records."""

    __tablename__ = "inspection"

    id: str = Field(primary_key=True)
    la_name: str = ""
    edition: str = ""
    event: str = ""
    fieldwork_start: str = ""
    fieldwork_end: str = ""
    scope: str = "[]"
    scope_text: str = ""
    visit_number: int = 0
    stage: str = ""
    training: bool = False


class LaProfileRow(SQLModel, table=True):
    """Projection of ``la_profile`` records."""

    __tablename__ = "la_profile"

    id: str = Field(primary_key=True)
    dcs_name: str = ""
    dcs_title: str = ""
    chief_executive_name: str = ""
    chief_executive_title: str = ""
    address: str = ""
    delivered_by: str = ""
    term_care_leavers: str = ""
    term_unaccompanied: str = ""
    front_door_name: str = ""
    service_names: str = ""


class PreviousInspectionRow(SQLModel, table=True):
    """Projection of ``previous_inspection`` records."""

    __tablename__ = "previous_inspection"

    id: str = Field(primary_key=True)
    event: str = ""
    start: str = ""
    end: str = ""
    published: str = ""
    overall: str = ""
    grades: str = "{}"
    bullets: str = "[]"
    visits_since: str = "[]"


class SettingRow(SQLModel, table=True):
    """Projection of ``setting`` records."""

    __tablename__ = "setting"

    id: str = Field(primary_key=True)
    key: str = ""
    value: str = ""


class PinnedRow(SQLModel, table=True):
    """Projection of ``pinned`` records."""

    __tablename__ = "pinned"

    id: str = Field(primary_key=True)
    key: str = ""
    digest: str = ""
    content: str = ""


class MemberRow(SQLModel, table=True):
    """Projection of ``member`` records."""

    __tablename__ = "member"

    id: str = Field(primary_key=True)
    name: str = ""
    role: str = ""
    letter: str = ""
    person: str = ""


class LineOfEnquiryRow(SQLModel, table=True):
    """Projection of ``line_of_enquiry`` records."""

    __tablename__ = "line_of_enquiry"

    id: str = Field(primary_key=True)
    question: str = ""
    area: str = ""
    origin: str = ""
    owner: str = ""
    state: str = ""
    answer: str = ""
    rank: str = ""


class ActivityRow(SQLModel, table=True):
    """Projection of ``activity`` records."""

    __tablename__ = "activity"

    id: str = Field(primary_key=True)
    day: str = ""
    start: str = ""
    end: str = ""
    kind: str = ""
    title: str = ""
    place: str = ""
    who: str = "[]"
    state: str = ""
    note: str = ""
    rank: str = ""
