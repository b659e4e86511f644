"""What the team concludes: findings, coverage notes and judgements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Finding:
    """An evaluative statement of one kind in one judgement area."""

    KIND: ClassVar[str] = "finding"
    SEARCHED: ClassVar[tuple[str, ...]] = ("text", "support_reason", "la_response")

    id: str
    kind: str = ""
    area: str = ""
    text: str = ""
    scale_word: str = ""
    state: str = "emerging"
    """``emerging``, ``put_to_la``, ``agreed``, ``in_document`` or ``withdrawn``."""
    state_by: str = ""
    state_at: str = ""
    state_reason: str = ""
    state_present: tuple[str, ...] = ()
    """Ids of the members who were at the team meeting that decided it; empty outside one."""
    support: str = ""
    """``supported``, ``disputed`` or empty: a named person's word."""
    support_by: str = ""
    support_reason: str = ""
    put_at: str = ""
    la_response: str = ""
    la_response_kind: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    """Frozen when the finding is agreed: children, of, inspectors, origins, for, against."""
    framework_ref: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class TopicNote:
    """What the team decided about a coverage topic; its id follows from the topic."""

    KIND: ClassVar[str] = "topic_note"
    SEARCHED: ClassVar[tuple[str, ...]] = ("reason",)

    id: str
    topic: str = ""
    set_aside: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GradingMeeting:
    """The meeting that opens the grades; there is one an inspection."""

    KIND: ClassVar[str] = "grading_meeting"
    SEARCHED: ClassVar[tuple[str, ...]] = ()

    id: str
    opened_at: str = ""
    opened_by: str = ""
    present: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The grade of one area with its reasons; its id follows from the area."""

    KIND: ClassVar[str] = "judgement"
    SEARCHED: ClassVar[tuple[str, ...]] = ("reasons", "dissent")

    id: str
    area: str = ""
    provisional: str = ""
    final: str = ""
    reasons: str = ""
    dissent: str = ""
    dissent_by: tuple[str, ...] = ()
    """Ids of the members who saw it otherwise."""
    decided_by: str = ""
    decided_at: str = ""
