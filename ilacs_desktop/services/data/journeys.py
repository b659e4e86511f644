"""A child's journey through Annex A, as the window and the command line tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from ilacs_desktop.annex_a.journey import Event, Journey
from ilacs_desktop.annex_a.journey import journey as tell
from ilacs_desktop.domain.calendar import working_days_between
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.services.data import data_sets
from ilacs_desktop.services.data.annex_rules import spec_of
from ilacs_desktop.services.record.time_words import month_day
from ilacs_desktop.store.annex import annex_rows

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.connection import Connection

MarkKind = Literal["done", "concern", "neutral"]

ASSESSMENT_DAYS = 45
"""Working days for an assessment (Working Together to Safeguard Children, 2023)."""

CONFERENCE_DAYS = 15
"""Working days from the strategy discussion to the conference (Working Together, 2023)."""

_LIMITS = {"assessment-end": ASSESSMENT_DAYS, "icpc": CONFERENCE_DAYS}
_SHORTER = {
    "Early help assessment started": "Early help begun",
    "Early help assessment completed": "Early help assessed",
    "Assessment started": "Assessment begun",
    "Assessment authorised": "Assessment done",
    "Strategy discussion starting a section 47 enquiry": "Section 47",
    "Initial child protection conference": "Conference",
    "Child in need episode started": "Child in need",
    "Child in need episode closed": "Child in need, closed",
    "Child last seen": "Last seen",
    "Child protection plan started": "Protection plan",
    "Child protection plan ended": "Protection plan, ended",
    "Last statutory visit under the plan": "Statutory visit",
    "Latest review conference": "Review conference",
    "Current legal status began": "Legal status",
    "Most recent placement began": "Placement",
    "Latest statutory review": "Statutory review",
    "Last social work visit": "Social work visit",
    "Last visit or contact by the independent reviewing officer": "IRO visit or contact",
    "Last health assessment": "Health assessment",
    "Last dental check": "Dental check",
    "Ceased to be in care": "Left care",
    "Latest pathway plan review": "Pathway plan review",
    "Latest contact with the care leaver": "Latest contact",
    "Decision that the child should be placed for adoption": "Adoption decision",
    "Placed for fostering with prospective adopters (fostering for adoption or concurrent "
    "planning)": "Fostering for adoption",
    "Matched with prospective adopters": "Matched",
    "Decision that the child should no longer be placed for adoption": "Decision reversed",
}
"""Titles short enough for the journey beside a card."""


@dataclass(frozen=True, slots=True)
class JourneyLine:
    """One event as shown.

    Attributes:
        key: tells it from the others.
        day: its day as people write it; empty where the list gives none.
        mark: how long it took, where there is a time to keep to.
    """

    key: str
    day: str
    title: str
    detail: str
    mark: str = ""
    mark_kind: MarkKind = "neutral"


@dataclass(frozen=True, slots=True)
class ChildJourney:
    """One child's journey as shown.

    Attributes:
        about: who the child is, in one line.
        short: its steps in letters.
        notes: what does not fit together.
    """

    child: str
    about: str
    lines: tuple[JourneyLine, ...]
    short: str
    notes: tuple[str, ...]


def journey(work: Work, child: str, connection: Connection | None = None) -> ChildJourney | None:
    """Return a child's journey; None where no Annex A is held. For the reader thread.

    Args:
        work: the open inspection.
        child: the LA's child ID.
        connection: the reader's where left out.
    """
    found = _told(work, child, connection)
    if found is None:
        return None
    years = {event.date[:4] for event in found.events if event.date}
    return ChildJourney(
        child=child,
        about=_about(found),
        lines=tuple(
            _line(at, event, with_year=len(years) > 1) for at, event in enumerate(found.events)
        ),
        short=found.short.replace("->", "→"),
        notes=found.notes,
    )


def _told(work: Work, child: str, connection: Connection | None) -> Journey | None:
    chosen = data_sets.current(work)
    if chosen is None:
        return None
    held = connection or work.reading.connection
    rows = annex_rows.child_rows(held, chosen.id, child.strip())
    return tell(rows, child.strip(), spec_of(work))


def _about(found: Journey) -> str:
    keys = ("gender", "age", "ethnicity", "case_status", "team")
    said = [found.about[key] for key in keys if found.about.get(key)]
    return " · ".join("unborn" if one == "-1" else one for one in said)


def _line(at: int, event: Event, *, with_year: bool) -> JourneyLine:
    mark, kind = _mark(event)
    return JourneyLine(
        key=f"{at}",
        day=_day(event.date, with_year=with_year),
        title=_SHORTER.get(event.title, event.title),
        detail=event.detail,
        mark=mark,
        mark_kind=kind,
    )


def _day(iso: str | None, *, with_year: bool) -> str:
    if not iso:
        return "undated"
    day = date.fromisoformat(iso)
    return month_day(day, year=with_year)


def _mark(event: Event) -> tuple[str, MarkKind]:
    """Return how long an event took, in working days, against the time there is for it."""
    limit = _LIMITS.get(event.kind)
    if limit is None or event.days is None or event.days < 0 or event.date is None:
        return "", "neutral"
    end = date.fromisoformat(event.date)
    start = end - timedelta(days=event.days)
    days = working_days_between(start, end, bank_holidays_near(start) | bank_holidays_near(end))
    return f"{days} days", "done" if days <= limit else "concern"


def as_json(work: Work, child: str) -> dict[str, Any]:
    """Return a child's journey for the command line.

    Raises:
        BadInputError: Annex A does not hold this child, or was not received yet.
    """
    found = _told(work, child, None)
    if found is None:
        raise BadInputError(
            f"Annex A holds no child with the ID {child}.",
            todo="Give the ID as the LA sent it, after Annex A was imported.",
        )
    return {
        "child": child,
        "about": dict(found.about),
        "events": [
            {
                "date": event.date,
                "list": event.list_number,
                "kind": event.kind,
                "title": event.title,
                "detail": event.detail,
                "days": event.days,
            }
            for event in found.events
        ],
        "short": found.short,
        "notes": list(found.notes),
    }
