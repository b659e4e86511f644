"""Keep-in-touch meetings with the director of children's services, and the request log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class KitMeeting:
    """One keep-in-touch (KIT) meeting."""

    KIND: ClassVar[str] = "kit_meeting"
    SEARCHED: ClassVar[tuple[str, ...]] = (
        "minutes",
        "private_note",
        "la_correction",
        "opening",
        "closing",
    )

    id: str
    purpose: str = "kit"
    """``kit``, ``mid_point`` (the summary at the end of the first week) or ``feedback`` (the script
    of the last day)."""
    day: str = ""
    start: str = ""
    end: str = ""
    place: str = ""
    in_person: bool = True
    attended: tuple[str, ...] = ()
    """Roles of those present."""
    handed_over: str = ""
    minutes: str = ""
    private_note: str = ""
    la_correction: str = ""
    opening: str = ""
    """What is said first, in the lead's words."""
    closing: str = ""
    """What is said last."""
    state: str = "planned"
    given_at: str = ""
    """When the note was given to the LA; what was given is withdrawn, not undone."""


@dataclass(frozen=True, slots=True)
class KitItem:
    """One point on a KIT agenda."""

    KIND: ClassVar[str] = "kit_item"
    SEARCHED: ClassVar[tuple[str, ...]] = ("text", "response")

    id: str
    meeting: str = ""
    kind: str = ""
    """``practical``, ``strength``, ``concern``, ``question``, ``request``, ``referral`` or
    ``action``."""
    text: str = ""
    area: str = ""
    about: str = ""
    """The finding, request, referral back or evidence it speaks of."""
    response: str = ""
    response_kind: str = ""
    """``accepted``, ``disputed``, ``evidence_offered``, ``none_offered`` or empty."""
    owner: str = ""
    due: str = ""
    state: str = "open"
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One additional information request; its number carries the issuer's letter."""

    KIND: ClassVar[str] = "request"
    SEARCHED: ClassVar[tuple[str, ...]] = ("number", "what", "why", "outcome")

    id: str
    number: str = ""
    what: str = ""
    why: str = ""
    line_of_enquiry: str = ""
    in_annex_a: str = ""
    """Whether Annex A already answers it: ``no``, ``partly`` or ``yes``."""
    owner_role: str = ""
    asked_at: str = ""
    due: str = ""
    received: str = ""
    read_by: tuple[str, ...] = ()
    state: str = "open"
    """``open``, ``received``, ``withdrawn``."""
    outcome: str = ""
