"""A framework edition: the dated rules that one inspection is held under, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ilacs_desktop.domain.edition_parts import (
    Abbreviation,
    ActivityKind,
    Area,
    AreaKind,
    CasePrompt,
    Depth,
    Extent,
    FindingKind,
    Grade,
    HoldReason,
    KitItem,
    LimitingRule,
    NationalReference,
    NextEventRule,
    Origin,
    PreferredTerm,
    ReferralDestination,
    ReferralKind,
    ReferralLevel,
    RequestedDocument,
    RequestedList,
    SourceKind,
    Topic,
)
from ilacs_desktop.domain.event_type import (
    TAG_WORDS,
    EventType,
    HeaderLine,
    OutputDocument,
    OutputSection,
    ScopeTopic,
    Stage,
    Tag,
    TimetableItem,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

__all__ = [
    "Abbreviation",
    "ActivityKind",
    "Area",
    "AreaKind",
    "CasePrompt",
    "Depth",
    "Edition",
    "EventType",
    "Extent",
    "FindingKind",
    "Grade",
    "HeaderLine",
    "HoldReason",
    "KitItem",
    "LimitingRule",
    "NationalReference",
    "NextEventRule",
    "Origin",
    "OutputDocument",
    "OutputSection",
    "PreferredTerm",
    "ReferralDestination",
    "ReferralKind",
    "ReferralLevel",
    "RequestedDocument",
    "RequestedList",
    "ScopeTopic",
    "SourceKind",
    "Stage",
    "Tag",
    "TimetableItem",
    "Topic",
    "Words",
    "needs_check",
    "tag_words",
]


def needs_check(tag: Tag) -> bool:
    """Tell whether an item with this tag is shown as "default, check"."""
    return tag == "M"


def tag_words(tag: Tag) -> str:
    """Say in a few words what an item with this tag rests on."""
    return TAG_WORDS[tag]


@dataclass(frozen=True, slots=True)
class Edition:
    """One dated edition of a framework.

    Attributes:
        family: framework it is an edition of; one edition of a family holds on any day.
        from_date: first day of fieldwork it holds for; ``to_date`` the last, None when open.
        scale: best grade first.
        legal_basis: the power its events are held under, as printed.
        references_from: from this first day of fieldwork, published points for improvement
            end with a National Framework reference; None where they never do.
        reference_name: name of the national document, as cited.
    """

    key: str
    family: str
    title: str
    from_date: date
    to_date: date | None
    tag: Tag
    areas: tuple[Area, ...]
    table_order: tuple[str, ...]
    body_order: tuple[str, ...]
    scale: tuple[Grade, ...]
    has_overall: bool
    overall_label: str = field(metadata={"blank": True})
    kinds: tuple[FindingKind, ...]
    case_prompts: tuple[CasePrompt, ...]
    extents: tuple[Extent, ...]
    origins: tuple[Origin, ...]
    source_kinds: tuple[SourceKind, ...]
    activity_kinds: tuple[ActivityKind, ...]
    referral_kinds: tuple[ReferralKind, ...]
    referral_destinations: tuple[ReferralDestination, ...]
    referral_levels: tuple[ReferralLevel, ...]
    hold_reasons: tuple[HoldReason, ...]
    kit_agenda: tuple[KitItem, ...]
    lists: tuple[RequestedList, ...]
    documents: tuple[RequestedDocument, ...]
    events: tuple[EventType, ...]
    next_events: tuple[NextEventRule, ...]
    limiting_rules: tuple[LimitingRule, ...] = ()
    legal_basis: str = ""
    reference_name: str = ""
    references_from: date | None = None
    references: tuple[NationalReference, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    preferred_terms: tuple[PreferredTerm, ...] = ()

    def holds_on(self, fieldwork_start: date) -> bool:
        """Tell whether the edition holds for fieldwork that starts on this day."""
        return self.from_date <= fieldwork_start and (
            self.to_date is None or fieldwork_start <= self.to_date
        )

    @property
    def bullets_need_reference(self) -> bool:
        """Whether points for improvement need a National Framework reference in this edition."""
        return self.references_from is not None

    def needs_references(self, fieldwork_start: date) -> bool:
        """Tell whether points for improvement need a reference, for fieldwork from this day."""
        return self.references_from is not None and fieldwork_start >= self.references_from

    def event(self, key: str) -> EventType:
        """Return the event type with this key.

        Raises:
            KeyError: the edition has no such event type.
        """
        for event in self.events:
            if event.key == key:
                return event
        raise KeyError(key)

    def area(self, key: str) -> Area:
        """Return the judgement area with this key.

        Raises:
            KeyError: the edition has no such area.
        """
        for area in self.areas:
            if area.key == key:
                return area
        raise KeyError(key)

    def topic(self, key: str) -> Topic:
        """Return the coverage topic with this key; topic keys are unique in an edition.

        Raises:
            KeyError: no area has such a topic.
        """
        for area in self.areas:
            for topic in area.topics:
                if topic.key == key:
                    return topic
        raise KeyError(key)

    def area_of_topic(self, key: str) -> Area:
        """Return the judgement area that a coverage topic belongs to.

        Raises:
            KeyError: no area has such a topic.
        """
        for area in self.areas:
            if any(topic.key == key for topic in area.topics):
                return area
        raise KeyError(key)

    def grade(self, key: str) -> Grade:
        """Return the grade with this key.

        Raises:
            KeyError: the scale has no such grade.
        """
        return self.scale[self.grade_rank(key)]

    def grade_rank(self, key: str) -> int:
        """Return a grade's place on the scale, 0 for the best.

        Raises:
            KeyError: the scale has no such grade.
        """
        for rank, grade in enumerate(self.scale):
            if grade.key == key:
                return rank
        raise KeyError(key)

    def kind(self, key: str) -> FindingKind:
        """Return the kind of finding with this key.

        Raises:
            KeyError: the edition has no such kind.
        """
        for kind in self.kinds:
            if kind.key == key:
                return kind
        raise KeyError(key)

    def areas_in_table_order(self) -> tuple[Area, ...]:
        """Return the areas as the table of judgements lists them."""
        return tuple(self.area(key) for key in self.table_order)

    def areas_in_body_order(self) -> tuple[Area, ...]:
        """Return the areas as the report's sections follow each other."""
        return tuple(self.area(key) for key in self.body_order)

    def prompts(self, depth: Depth) -> tuple[CasePrompt, ...]:
        """Return the prompts asked of a record looked at in this depth."""
        return tuple(prompt for prompt in self.case_prompts if depth in prompt.depths)

    def coverage(
        self, event: EventType, scope: Collection[str] = ()
    ) -> tuple[tuple[Area, tuple[Topic, ...]], ...]:
        """Return the coverage topics an event prompts for, by area in body order.

        Args:
            event: the event type; one without scope topics covers everything.
            scope: keys of the scope topics chosen; with none chosen everything is prompted.
        """
        chosen = [item for item in event.scope_topics if item.key in scope]
        wanted = {key for item in chosen for key in item.topics}
        rows = []
        for area in self.areas_in_body_order():
            topics = tuple(t for t in area.topics if not chosen or t.key in wanted)
            if topics:
                rows.append((area, topics))
        return tuple(rows)
