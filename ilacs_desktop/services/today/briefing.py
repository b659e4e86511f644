"""The day as Today tells it: where this person is, where they go next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.services.plan import timetable
from ilacs_desktop.services.record.time_words import (
    day_words,
    length,
    read_day,
    read_moment,
    short_day,
)

if TYPE_CHECKING:
    from datetime import datetime

    from ilacs_desktop.services.plan.timetable import Card
    from ilacs_desktop.services.record.work import Work

When = Literal["done", "now", "next", "cancelled", ""]


@dataclass(frozen=True, slots=True)
class Slot:
    """One activity of a day, and where it stands in it."""

    card: Card
    when: When


@dataclass(frozen=True, slots=True)
class Agenda:
    """One day's activities of this person.

    Attributes:
        title: ``Your day``, or the next day with anything, in words.
        place: ``day 3 of 5`` or the like.
    """

    title: str
    place: str
    slots: tuple[Slot, ...]


def headline(work: Work) -> str:
    """Return the day: ``Wednesday 8 July``."""
    return day_words(work.now().date())


def agenda(work: Work) -> Agenda:
    """Return what this person does today, or on the next day on which they do anything.

    Who is not on the team sees everyone's.
    """
    now = work.now()
    today = now.date()
    mine = _mine(work)
    days = sorted({card.day for card in mine if card.day >= today.isoformat()})
    day = read_day(days[0]) if days else None
    shown = day or today
    cards = [card for card in mine if card.day == shown.isoformat()]
    return Agenda(
        "Your day" if shown == today else f"Your next day: {day_words(shown)}",
        timetable.place_in_week(work, today),
        _slots(cards, now if shown == today else None),
    )


def _mine(work: Work) -> list[Card]:
    on_team = work.my_member is not None
    return [card for card in timetable.cards(work) if card.is_mine or not on_team]


def _slots(cards: list[Card], now: datetime | None) -> tuple[Slot, ...]:
    clock = now.strftime("%H:%M") if now is not None else ""
    found: list[Slot] = []
    has_next = False
    for card in cards:
        when: When = ""
        if card.state in ("done", "cancelled"):
            when = "done" if card.state == "done" else "cancelled"
        elif clock and card.start and card.start <= clock < (card.end or card.start):
            when = "now"
        elif not has_next and card.start and card.start > clock:
            when, has_next = "next", True
        found.append(Slot(card, when))
    return tuple(found)


def my_next(work: Work) -> Card | None:
    """Return the planned activity that this person is at, or goes to next; None for none."""
    now = work.now()
    today, clock = now.date().isoformat(), now.strftime("%H:%M")
    ahead = [
        card
        for card in _mine(work)
        if card.state == "planned"
        and card.start
        and (card.day > today or (card.day == today and (card.end or card.start) > clock))
    ]
    return ahead[0] if ahead else None


def when_words(card: Card, now: datetime) -> str:
    """Return when an activity begins: ``at 16:00, in 25 min``, ``Thu 9 Jul at 16:00``."""
    day = read_day(card.day)
    begins = read_moment(f"{card.day}T{card.start}:00")
    if begins is None or day is None:
        return ""
    if day != now.date():
        return f"{short_day(day)} at {card.start}"
    seconds = (begins.replace(tzinfo=now.tzinfo) - now).total_seconds()
    return f"at {card.start}, in {length(seconds)}"
