"""The rules an inspection carries, with the evidence each rests on: edition, event, deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain import calendar
from ilacs_desktop.domain.edition import needs_check, tag_words
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.services.time_words import day_words, read_day

if TYPE_CHECKING:
    from ilacs_desktop.domain.event_type import Tag
    from ilacs_desktop.services.work import Work

_ACTORS = {"lead": "Lead inspector", "qa": "QA reader", "la": "LA", "issuer": "Issuing body"}


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
    """

    key: str
    label: str
    due: str
    who: str
    basis: str
    check: bool


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


def deadlines(work: Work) -> tuple[Deadline, ...]:
    """Return the stages after fieldwork with their usual days, working days counted."""
    last = read_day(work.inspection.fieldwork_end)
    if last is None:
        return ()
    planned = calendar.stages(work.event, last, bank_holidays_near(last))
    return tuple(
        Deadline(
            stage.key,
            stage.label,
            day_words(stage.due) if stage.due else "no usual day",
            _ACTORS.get(stage.actor, stage.actor),
            tag_words(stage.tag),
            needs_check(stage.tag),
        )
        for stage in planned
    )
