"""Who goes where to find out what: team, lines of enquiry, activities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the team; the letter marks what they issue (A14, B3)."""

    KIND: ClassVar[str] = "member"
    SEARCHED: ClassVar[tuple[str, ...]] = ("name",)

    id: str
    name: str = ""
    role: str = "inspector"
    """``lead``, ``inspector``, ``education``, ``regulatory``, ``qa`` or ``analyst``."""
    letter: str = ""
    person: str = ""
    """The identity that signs this member's entries; empty until their laptop has joined."""


@dataclass(frozen=True, slots=True)
class LineOfEnquiry:
    """A question the team sets out to answer."""

    KIND: ClassVar[str] = "line_of_enquiry"
    SEARCHED: ClassVar[tuple[str, ...]] = ("question", "answer")

    id: str
    question: str = ""
    area: str = ""
    origin: str = ""
    """Where it came from: ``previous``, ``data``, ``self_evaluation``, ``kit`` or ``team``."""
    owner: str = ""
    state: str = "open"
    answer: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """Something the team does at a time and place."""

    KIND: ClassVar[str] = "activity"
    SEARCHED: ClassVar[tuple[str, ...]] = ("title", "note")

    id: str
    day: str = ""
    start: str = ""
    end: str = ""
    kind: str = ""
    title: str = ""
    place: str = ""
    who: tuple[str, ...] = ()
    """Ids of the members who go."""
    state: str = "planned"
    note: str = ""
    rank: str = ""
