"""The rules an inspection carries, with the evidence each rests on: edition, event, deadlines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilacs_desktop.domain import calendar
from ilacs_desktop.domain.edition import needs_check, tag_words
from ilacs_desktop.domain.records import Setting
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.time_words import day_words, read_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.event_type import Anchor, EventType, Tag
    from ilacs_desktop.services.record.work import Work

_MOST_DAYS = 260
_ANCHORS = {
    "fieldwork_end": "after the last day on site",
    "sent": "after the document was sent",
    "publication": "after publication",
}
ACTORS = {"lead": "Lead inspector", "qa": "QA reader", "la": "LA", "issuer": "Issuing body"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One rule as it is shown.

    Attributes:
        label: what it is.
        words: what it says.
        basis: what it rests on, in words; "default, check" where a person has to look.
        check: whether it is such a default.
    """

    label: str
    words: str
    basis: str
    check: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """One stage after fieldwork.

    Attributes:
        key: the stage.
        due: its day in words, or what it waits for.
        who: who has the document, or owes the reply.
        days: working days from what it counts from; None where there is no usual day.
        counts_from: what the working days count from, in words.
        is_own: whether this inspection has set its own days.
    """

    key: str
    label: str
    due: str
    who: str
    basis: str
    check: bool
    days: int | None
    counts_from: str
    is_own: bool


def _fact(label: str, words: str, tag: Tag) -> Fact:
    return Fact(label, words, tag_words(tag), needs_check(tag))


def facts(work: Work) -> tuple[Fact, ...]:
    """Return the edition and the event in a few lines."""
    edition, event = work.edition, work.event
    until = f" to {day_words(edition.to_date, year=True)}" if edition.to_date else " on"
    found = [
        _fact(
            "Framework edition",
            f"{edition.title}: fieldwork from {day_words(edition.from_date, year=True)}{until}",
            edition.tag,
        ),
        _fact("Event", f"{event.title}. {event.purpose}", event.tag),
        _fact("Notice", f"{event.notice_working_days} working days", event.tag),
        _fact("Days on site", str(event.days_on_site), event.tag),
        _fact("Usual team", event.team_note, event.tag),
    ]
    if edition.legal_basis:
        found.append(_fact("Held under", edition.legal_basis, edition.tag))
    return tuple(found)


def planned(
    work: Work, actual: Mapping[Anchor, date] | None = None
) -> tuple[calendar.PlannedStage, ...]:
    """Return the stages after fieldwork on their days, with this inspection's own working days.

    Args:
        work: the open inspection.
        actual: days on which the final document really was sent, or published.
    """
    last = read_day(work.inspection.fieldwork_end)
    if last is None:
        return ()
    return calendar.stages(_event(work), last, bank_holidays_near(last), actual)


def _event(work: Work) -> EventType:
    """Return the event type with the working days that this inspection has set."""
    own = {stage.key: _own_days(work, stage.key) for stage in work.event.stages}
    stages = tuple(
        stage if own[stage.key] is None else replace(stage, offset=own[stage.key])
        for stage in work.event.stages
    )
    return replace(work.event, stages=stages)


def deadlines(work: Work) -> tuple[Deadline, ...]:
    """Return the stages after fieldwork with their usual days, working days counted."""
    own = {stage.key: _own_days(work, stage.key) for stage in work.event.stages}
    return tuple(
        Deadline(
            stage.key,
            stage.label,
            day_words(stage.due) if stage.due else "no usual day",
            ACTORS.get(stage.actor, stage.actor),
            "set for this inspection" if own[stage.key] is not None else tag_words(stage.tag),
            needs_check(stage.tag) and own[stage.key] is None,
            held.offset,
            _ANCHORS[stage.anchor],
            own[stage.key] is not None,
        )
        for stage, held in zip(planned(work), _event(work).stages, strict=False)
    )


def _own_days(work: Work, stage: str) -> int | None:
    """Return the working days that this inspection has set for a stage; None where it has not."""
    found = work.snapshot.get(Setting, settings.setting_id(_key(stage)))
    return int(found.value) if found is not None and found.value.isdecimal() else None


def _key(stage: str) -> str:
    return f"stage:{stage}"


def set_deadline(work: Work, stage: str, days: int | None) -> Changes:
    """Set how many working days a stage has in this inspection; for the lead.

    Args:
        work: the open inspection.
        stage: key of the stage.
        days: working days, 0 or more; None takes the edition's own again.

    Raises:
        NotAllowedError: this person is not the lead.
        BadInputError: the days are below 0 or above a year.
    """
    work.require_lead("Changing the deadlines of this inspection")
    if days is not None and not 0 <= days <= _MOST_DAYS:
        raise BadInputError(
            f"A deadline of {days} working days cannot be meant.",
            kept="The deadline is as it was.",
            todo=f"Give 0 to {_MOST_DAYS}.",
        )
    key = _key(stage)
    return editing.put(
        work,
        Setting,
        settings.setting_id(key),
        "Change deadline" if days is not None else "Take the usual deadline again",
        key=key,
        value="" if days is None else str(days),
    )
