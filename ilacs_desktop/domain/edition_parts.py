"""The small values an edition is made of: areas, grades, prompts, sources and rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ilacs_desktop.domain.event_type import Tag

Depth = Literal["track", "sample", "dip"]
AreaKind = Literal["practice", "leaders"]


@dataclass(frozen=True, slots=True)
class Grade:
    """One point of the scale; ``meaning`` is ours in short, never the official descriptor."""

    key: str
    label: str
    meaning: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Topic:
    """A coverage topic: a prompt, not a requirement.

    Attributes:
        share_seen: per cent of measured reports that mention it; None where not measured.
    """

    key: str
    label: str
    tag: Tag
    share_seen: int | None = field(default=None, metadata={"low": 0, "high": 100})


@dataclass(frozen=True, slots=True)
class Area:
    """A judgement area.

    Attributes:
        label: as in the table of judgements.
        heading: as in the heading of its section.
        short: for tabs and narrow columns.
    """

    key: str
    label: str
    heading: str
    short: str
    kind: AreaKind
    topics: tuple[Topic, ...]
    tag: Tag


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding, such as a strength.

    Attributes:
        heading: under which findings of this kind are published.
        sign: shown beside the label so that colour never stands alone.
        needs_la_response: must be put to the LA, and its response recorded, before publication.
        needs_reference: takes a National Framework reference where the edition wants one.
    """

    key: str
    label: str
    heading: str
    sign: Literal["+", "△", "!"]
    meaning: str
    needs_la_response: bool
    needs_reference: bool
    tag: Tag


@dataclass(frozen=True, slots=True)
class CasePrompt:
    """A question to answer about one child's record, at the depths that ask it."""

    key: str
    label: str
    hint: str
    depths: tuple[Depth, ...]
    tag: Tag


@dataclass(frozen=True, slots=True)
class Extent:
    """A word for how typical something is; published text gives no percentages."""

    key: str
    label: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Origin:
    """Where evidence comes from, as counted for support.

    Attributes:
        per_child: whether two children's evidence of this origin are two sources.
        child_voice: whether it carries a child's own view.
    """

    key: str
    label: str
    tag: Tag
    per_child: bool = False
    child_voice: bool = False


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source an entry names, and the origin it counts as."""

    key: str
    label: str
    origin: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """A kind of activity on the plan."""

    key: str
    label: str
    tag: Tag
    minutes: int | None = field(default=None, metadata={"low": 0})


@dataclass(frozen=True, slots=True)
class ReferralKind:
    """What a referral back is about: a child, a home, a professional."""

    key: str
    label: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class ReferralDestination:
    """Someone who must act on a referral back."""

    key: str
    label: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class ReferralLevel:
    """How grave a referral back is.

    Attributes:
        reply_working_days: 0 the same day; None where no time is usual.
        immediate: the gravest level, immediate risk.
    """

    key: str
    label: str
    meaning: str
    tag: Tag
    reply_working_days: int | None = field(default=None, metadata={"low": 0})
    immediate: bool = False


@dataclass(frozen=True, slots=True)
class HoldReason:
    """A reason why publication waits."""

    key: str
    label: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class KitItem:
    """One item of the KIT meeting's usual agenda."""

    key: str
    label: str
    hint: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class RequestedDocument:
    """A document usually asked of the LA."""

    key: str
    label: str
    group: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class RequestedList:
    """A child-level data list of Annex A."""

    number: int = field(metadata={"low": 1})
    label: str
    period: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class NationalReference:
    """An outcome, enabler or principle that a published point can refer to.

    Attributes:
        citation: as printed at the end of the point, inside brackets.
    """

    key: str
    kind: Literal["outcome", "enabler", "principle"]
    number: int = field(metadata={"low": 1})
    label: str
    citation: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A usual abbreviation and what it stands for."""

    short: str
    full: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class PreferredTerm:
    """A term that published text uses, and the one it avoids."""

    use: str
    avoid: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class LimitingRule:
    """A pattern of area grades that has held overall effectiveness down.

    It warns and never grades: where at least ``count`` areas of ``area_kinds`` are graded
    ``grade`` or worse, overall effectiveness better than ``at_most`` draws ``text``.

    Attributes:
        measured: what was counted in published reports.
    """

    key: str
    area_kinds: tuple[AreaKind, ...]
    grade: str
    at_most: str
    text: str
    measured: str
    tag: Tag
    count: int = field(default=1, metadata={"low": 1})


@dataclass(frozen=True, slots=True)
class NextEventRule:
    """A rule that leads from the last outcome to the next event; the first that fits is taken.

    A rule fits when every condition it states is met; an empty condition is not asked.

    Attributes:
        overall: keys of overall grades that meet it.
        any_area: a grade some area must have.
        leaders_at_least: the lowest grade of leaders that meets it.
        practice_at_least: the lowest grade that ``practice_count`` practice areas must reach.
        pathway: what the rule is called, such as "Pathway 1".
        contact: what happens between inspections.
    """

    key: str
    pathway: str
    event: str
    reason: str
    contact: str
    tag: Tag
    overall: tuple[str, ...] = ()
    any_area: str = ""
    leaders_at_least: str = ""
    practice_at_least: str = ""
    practice_count: int = field(default=0, metadata={"low": 0})
