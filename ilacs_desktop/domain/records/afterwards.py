"""What follows fieldwork: the stages of the document, and what the LA says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage after fieldwork; its id follows from its key in the edition."""

    KIND: ClassVar[str] = "stage"
    SEARCHED: ClassVar[tuple[str, ...]] = ("note", "due_reason")

    id: str
    key: str = ""
    due: str = ""
    """A day set by a person in place of the one the edition's working days give."""
    due_reason: str = ""
    why: str = ""
    """Of being on hold: ``complaint``, ``election`` or ``other``."""
    begun: str = ""
    done: str = ""
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LaComment:
    """One point the LA raised about the draft, and what became of it."""

    KIND: ClassVar[str] = "la_comment"
    SEARCHED: ClassVar[tuple[str, ...]] = ("point", "change", "answer")

    id: str
    sort: str = ""
    """``accuracy`` (factual accuracy) or ``conduct`` (process or conduct)."""
    number: str = ""
    received: str = ""
    paragraph: str = ""
    """Id of the paragraph it is about; empty where it names none."""
    place: str = ""
    """The paragraph or page as the LA wrote it: numbers move while the draft is changed."""
    quote: str = ""
    point: str = ""
    evidence: str = ""
    """What the LA offers to support it."""
    decision: str = ""
    """Empty (open), ``accepted``, ``in_part`` or ``not_accepted``."""
    change: str = ""
    answer: str = ""
    decided_by: str = ""
    decided_at: str = ""
    rank: str = ""
