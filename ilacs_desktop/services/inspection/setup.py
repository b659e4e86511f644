"""What an inspection begins with: its rules, its LA, the last inspection, its lead and its week."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain import calendar, ids
from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.next_event import PreviousOutcome, Suggestion, suggest_event
from ilacs_desktop.domain.order import spread
from ilacs_desktop.domain.records import (
    Activity,
    Inspection,
    LaProfile,
    LineOfEnquiry,
    Member,
    Pinned,
    PreviousInspection,
)
from ilacs_desktop.domain.values import field_names
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.frameworks.loader import Loaded, edition_for
from ilacs_desktop.frameworks.pinned import canonical_text, edition_digest
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.work import EDITION, INSPECTION, LA_PROFILE, PREVIOUS, Work

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.domain.event_type import EventType
    from ilacs_desktop.store.vault.vault import Identity

_PLAN_KINDS = {"kit": "kit", "team": "team_meeting"}


@dataclass(frozen=True, slots=True)
class NewInspection:
    """What is known of an inspection when it is made.

    Attributes:
        la_name: the local authority, as it is to be printed.
        event: event type, either ``short`` or with its edition, ``ilacs-2026/short``.
        fieldwork_start: first day on site; the edition follows from it.
        scope: coverage topics of a focused or monitoring visit, by key.
        scope_text: the scope in words, as the letter states it.
        visit_number: ordinal of a monitoring visit.
        profile: the LA's profile.
        previous: the last graded inspection.
        lead_name: the lead's name where it is not this inspector's own.
        training: a training inspection.
        inspection_id: the id to keep, for a loaded inspection.
    """

    la_name: str
    event: str
    fieldwork_start: date
    scope: tuple[str, ...] = ()
    scope_text: str = ""
    visit_number: int = 0
    profile: LaProfile = field(default_factory=lambda: LaProfile(LA_PROFILE))
    previous: PreviousInspection = field(default_factory=lambda: PreviousInspection(PREVIOUS))
    lead_name: str = ""
    training: bool = False
    inspection_id: str = ""


def chosen_edition(new: NewInspection, editions: Loaded) -> tuple[Edition, EventType]:
    """Return the edition and event type of a new inspection.

    Raises:
        BadInputError: no edition holds on the day, or the event is not in it.
    """
    named, _, event_key = new.event.rpartition("/")
    edition = (
        editions.edition(named) if named else edition_for(editions.editions, new.fieldwork_start)
    )
    for event in edition.events:
        if event.key == event_key:
            return edition, event
    known = ", ".join(event.key for event in edition.events)
    raise BadInputError(
        f"{edition.title} has no event type {event_key!r}.", todo=f"Choose one of: {known}."
    )


def suggestion(previous: PreviousInspection, fieldwork_start: date, editions: Loaded) -> Suggestion:
    """Return the event type that the last outcome suggests; a person may choose another.

    Args:
        previous: the last graded inspection, as far as known.
        fieldwork_start: first day on site of the one being planned.
        editions: the framework editions known.
    """
    edition = edition_for(editions.editions, fieldwork_start)
    if not previous.grades and not previous.overall:
        return suggest_event(editions.editions, edition, None)
    under = edition
    if previous.start:
        under = edition_for(editions.editions, date.fromisoformat(previous.start))
    grades = tuple((str(area), str(grade)) for area, grade in previous.grades.items())
    outcome = PreviousOutcome(under.key, grades, previous.overall or None)
    return suggest_event(editions.editions, edition, outcome)


def first_steps(new: NewInspection, editions: Loaded, lead: Identity) -> tuple[StepDraft, ...]:
    """Return the steps that a new inspection begins with.

    Raises:
        BadInputError: the LA's name is missing, no edition holds or the event is not in it.
    """
    if not new.la_name.strip():
        raise BadInputError(
            "The local authority's name is missing.", todo="Type it as it is to be printed."
        )
    edition, event = chosen_edition(new, editions)
    holidays = bank_holidays_near(new.fieldwork_start)
    end = calendar.fieldwork_end(event, new.fieldwork_start, holidays)
    text = canonical_text(edition)
    inspection = Inspection(
        INSPECTION,
        la_name=new.la_name.strip(),
        edition=edition.key,
        event=event.key,
        fieldwork_start=new.fieldwork_start.isoformat(),
        fieldwork_end=end.isoformat(),
        scope=new.scope,
        scope_text=new.scope_text,
        visit_number=new.visit_number,
        training=new.training,
    )
    member = Member(
        editing.new_id(),
        name=new.lead_name or lead.name,
        role="lead",
        letter="A",
        person=lead.person,
    )
    pinned = Pinned(EDITION, key="edition", digest=edition_digest(text), content=text)
    begin = StepDraft(
        "Make the inspection",
        (
            draft_of(inspection),
            draft_of(pinned),
            draft_of(member),
            draft_of(replace(new.profile, id=LA_PROFILE)),
            draft_of(replace(new.previous, id=PREVIOUS)),
        ),
        action="final",
    )
    planned = StepDraft(
        "Lay out the timetable", tuple(_activities(event, new.fieldwork_start)), action="final"
    )
    asked = StepDraft(
        "Turn the last inspection's points into lines of enquiry",
        tuple(_enquiries(new.previous, ())),
    )
    return tuple(step for step in (begin, planned, asked) if step.drafts)


def draft_of(record: object) -> Draft:
    """Return the draft that makes a record as it stands."""
    kind = type(record)
    values = {name: getattr(record, name) for name in field_names(kind.KIND)}  # type: ignore[attr-defined]
    return editing.making(kind, record.id, values)  # type: ignore[attr-defined]


def _activities(event: EventType, start: date) -> list[Draft]:
    planned = calendar.timetable(event, start, bank_holidays_near(start))
    ranks = spread(len(planned))
    return [
        draft_of(
            Activity(
                editing.new_id(),
                day=item.date.isoformat(),
                start=item.start,
                kind=_PLAN_KINDS.get(item.kind, item.kind),
                title=item.title,
                rank=rank,
            )
        )
        for item, rank in zip(planned, ranks, strict=True)
    ]


def _enquiries(previous: PreviousInspection, held: tuple[LineOfEnquiry, ...]) -> list[Draft]:
    """Return a line of enquiry per improvement bullet of the last inspection, none twice."""
    known = {ids.derived("line_of_enquiry", "previous", bullet) for bullet in previous.bullets}
    known -= {line.id for line in held}
    start = max((line.rank for line in held), default="")
    drafts = []
    for bullet, rank in zip(previous.bullets, spread(len(previous.bullets)), strict=True):
        record = ids.derived("line_of_enquiry", "previous", bullet)
        if record in known:
            question = f"What has changed since the last inspection in: {bullet.strip()}"
            line = LineOfEnquiry(record, question=question, origin="previous", rank=start + rank)
            drafts.append(draft_of(line))
    return drafts


def change_profile(work: Work, **values: str) -> Changes:
    """Change the LA's profile."""
    return editing.put(work, LaProfile, LA_PROFILE, "Change the LA's profile", **values)


def change_inspection(work: Work, **values: Any) -> Changes:
    """Change the inspection's own facts: LA name, dates, scope; for the lead.

    Raises:
        NotAllowedError: this person is not the lead.
        BadInputError: a date is not an ISO date, or the end is before the start.
    """
    work.require_lead("Changing the inspection's dates, name or scope")
    merged: Mapping[str, Any] = {
        "fieldwork_start": work.inspection.fieldwork_start,
        "fieldwork_end": work.inspection.fieldwork_end,
        **values,
    }
    try:
        start = date.fromisoformat(str(merged["fieldwork_start"]))
        end = date.fromisoformat(str(merged["fieldwork_end"]))
    except ValueError as error:
        raise BadInputError(
            "The fieldwork dates cannot be read.", todo="Give them as day, month and year."
        ) from error
    if end < start:
        raise BadInputError(
            "Fieldwork would end before it begins.", todo="Correct one of the two dates."
        )
    return editing.edit(work, Inspection, INSPECTION, "Change the inspection", **values)


def change_previous(work: Work, **values: Any) -> Changes:
    """Change what is known of the last inspection; new bullets become lines of enquiry."""
    previous = work.snapshot.one(PreviousInspection, PREVIOUS)
    draft = editing.changing(work, PreviousInspection, PREVIOUS, values, make=True)
    lines = _enquiries(
        replace(previous, bullets=tuple(values.get("bullets", previous.bullets))),
        tuple(record.value for record in work.snapshot.records(LineOfEnquiry).values()),
    )
    drafts = (*((draft,) if draft.values else ()), *lines)
    return work.run(StepDraft("Change the last inspection", drafts), PREVIOUS)
