"""One child's record as tracked, sampled or dip-sampled, and what is put to someone about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Case:
    """One child's record as we look at it; known by the LA's child ID or our code, never a name."""

    KIND: ClassVar[str] = "case"
    SEARCHED: ClassVar[tuple[str, ...]] = (
        "child_id",
        "code",
        "reason",
        "strengths",
        "weaknesses",
        "difference",
        "la_audit",
        "audit_why",
        "dip_answer",
    )

    id: str
    child_id: str = ""
    code: str = ""
    depth: str = "sample"
    """``track``, ``sample`` or ``dip``."""
    reason: str = ""
    draw: str = ""
    """The sample draw it came from; empty means "not in sample"."""
    cohort: str = ""
    age: str = ""
    gender: str = ""
    ethnicity: str = ""
    disability: str = ""
    plan: str = ""
    """Plan or status in words, such as "child protection plan"."""
    la_team: str = ""
    family: str = ""
    """Same code for brothers and sisters."""
    area: str = ""
    inspector: str = ""
    sources: tuple[str, ...] = ()
    """Kinds of source seen for this child."""
    strengths: str = ""
    weaknesses: str = ""
    difference: str = ""
    la_audit: str = ""
    audit_view: str = ""
    """``agree``, ``differ`` or empty."""
    audit_why: str = ""
    line_of_enquiry: str = ""
    """The line of enquiry that the card was opened for."""
    question: str = ""
    """The one question of a dip sample."""
    dip_answer: str = ""
    state: str = "to_do"
    signed_off: bool = False
    signed_by: str = ""
    signed_at: str = ""


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """What was found under one prompt, for one child; an addendum where the case is signed off."""

    KIND: ClassVar[str] = "case_answer"
    SEARCHED: ClassVar[tuple[str, ...]] = ("text",)

    id: str
    case: str = ""
    prompt: str = ""
    text: str = ""
    addendum: bool = False
    shared_with: tuple[str, ...] = ()
    """Cases of brothers and sisters on whose cards this answer is read too."""


@dataclass(frozen=True, slots=True)
class ReferralBack:
    """A concern about a child, a home or a professional, put to someone who must act."""

    KIND: ClassVar[str] = "referral_back"
    SEARCHED: ClassVar[tuple[str, ...]] = ("concern", "told_what", "answer", "close_reason")

    id: str
    number: str = ""
    case: str = ""
    about: str = "child"
    level: str = "needs-review"
    """Key of the edition's referral level; the gravest is immediate risk."""
    destination: str = "la"
    concern: str = ""
    evidence: str = ""
    """The note it was raised from."""
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
    state: str = "open"
    """``open``, ``answered``, ``escalated``, ``closed`` or ``withdrawn``."""
    satisfied: str = ""
    close_reason: str = ""
    closed_by: str = ""
    closed_at: str = ""
