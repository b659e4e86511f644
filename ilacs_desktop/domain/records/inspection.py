"""The inspection itself: what it is, of whom, under which rules, after which earlier one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection or visit of one local authority, from call to disposal."""

    KIND: ClassVar[str] = "inspection"
    SEARCHED: ClassVar[tuple[str, ...]] = ()

    id: str
    la_name: str = ""
    edition: str = ""
    """Key of the framework edition, such as ``ilacs-2026``."""
    event: str = ""
    """Key of the event type within the edition, such as ``short``."""
    fieldwork_start: str = ""
    fieldwork_end: str = ""
    scope: tuple[str, ...] = ()
    """Topics of a focused visit or monitoring visit; empty means the whole edition."""
    scope_text: str = ""
    visit_number: int = 0
    """Ordinal of a monitoring visit, 0 where that says nothing."""
    stage: str = "preparing"
    training: bool = False


@dataclass(frozen=True, slots=True)
class LaProfile:
    """The local authority as it names itself and its people in public office."""

    KIND: ClassVar[str] = "la_profile"
    SEARCHED: ClassVar[tuple[str, ...]] = ()

    id: str
    dcs_name: str = ""
    dcs_title: str = ""
    chief_executive_name: str = ""
    chief_executive_title: str = ""
    address: str = ""
    delivered_by: str = ""
    """A trust or other body that delivers the services, where there is one."""
    term_care_leavers: str = ""
    term_unaccompanied: str = ""
    front_door_name: str = ""
    service_names: str = ""


@dataclass(frozen=True, slots=True)
class PreviousInspection:
    """The last graded inspection and what has been seen since."""

    KIND: ClassVar[str] = "previous_inspection"
    SEARCHED: ClassVar[tuple[str, ...]] = ()

    id: str
    event: str = ""
    start: str = ""
    end: str = ""
    published: str = ""
    overall: str = ""
    grades: Mapping[str, Any] = field(default_factory=dict)
    """Grade key by area key."""
    bullets: tuple[str, ...] = ()
    visits_since: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of the inspection, such as its marking; its id follows from its key."""

    KIND: ClassVar[str] = "setting"
    SEARCHED: ClassVar[tuple[str, ...]] = ()

    id: str
    key: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Pinned:
    """The inspection's own copy of shipped rules, so that a newer app changes nothing in it."""

    KIND: ClassVar[str] = "pinned"
    SEARCHED: ClassVar[tuple[str, ...]] = ()

    id: str
    key: str = ""
    digest: str = ""
    content: str = ""
