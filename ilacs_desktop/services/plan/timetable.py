"""The timetable as it stands: the days of the event, what is on each, and who is where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ilacs_desktop.domain import calendar
from ilacs_desktop.domain.records import Activity, Member
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.services.record.time_words import day_words, read_day, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.services.record.work import Work

_OTHER_KINDS: tuple[tuple[str, str], ...] = (
    ("call", "Call"),
    ("data", "Data and documents"),
    ("enquiries", "Lines of enquiry"),
    ("fieldwork", "Fieldwork"),
    ("team_meeting", "Team meeting"),
    ("after", "After fieldwork"),
)
"""Kinds that the edition's timetable is laid out with, beside the edition's kinds of activity."""


@dataclass(frozen=True, slots=True)
class Card:
    """One activity on the board.

    Attributes:
        hours: ``09:00 to 10:30``, ``09:00`` or ``any time``.
        kind_words: its kind, as people say it.
        people: names of who goes, "you" for the person at this laptop.
        is_mine: whether the person at this laptop goes.
        clash: who would be in two places, in words; empty where nobody.
    """

    id: str
    day: str
    start: str
    end: str
    hours: str
    kind: str
    kind_words: str
    title: str
    place: str
    who: tuple[str, ...]
    people: tuple[str, ...]
    state: str
    note: str
    is_mine: bool
    clash: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the board; ``day`` is empty for what has no day yet.

    Attributes:
        words: ``Wednesday 8 July``.
        short: ``Wed 8 Jul``.
        place_in_week: ``day 3 of 5``, ``2 working days before fieldwork`` or the like.
    """

    day: str
    words: str
    short: str
    place_in_week: str
    is_today: bool
    is_fieldwork: bool
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where one member is on one day."""

    member: str
    name: str
    is_me: bool
    cards: tuple[Card, ...]


def kinds(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Return the kinds of activity that a person can choose, by key."""
    own = tuple((one.key, one.label) for one in edition.activity_kinds)
    known = {key for key, _ in own}
    twins = {"team_meeting": "team-meeting"}
    more = [pair for pair in _OTHER_KINDS if twins.get(pair[0], pair[0]) not in known]
    return (*own, *more)


def kind_words(edition: Edition, kind: str) -> str:
    """Return what a kind of activity is called."""
    own = {one.key: one.label for one in edition.activity_kinds}
    return own.get(kind) or dict(_OTHER_KINDS).get(kind, kind)


def minutes_of(clock: str) -> int | None:
    """Return the minutes since midnight of ``HH:MM``; None where it is no time."""
    hours, _, minutes = clock.partition(":")
    if not (hours.isdigit() and minutes.isdigit()):
        return None
    return int(hours) * 60 + int(minutes)


def _hours(activity: Activity) -> str:
    if not activity.start:
        return "any time"
    return f"{activity.start} to {activity.end}" if activity.end else activity.start


def in_order(activities: Iterable[Activity]) -> list[Activity]:
    """Return activities by day and hour, those without an hour first in their day."""
    return sorted(activities, key=lambda one: (one.day, one.start, one.rank, one.id))


def cards(work: Work, day: str | None = None) -> tuple[Card, ...]:
    """Return the activities in the order of the week, those without an hour first in their day.

    Args:
        work: the open inspection.
        day: only this day's (ISO); None for all.
    """
    snapshot, edition = work.snapshot, work.edition
    mine = work.my_member
    me = mine.id if mine is not None else ""
    found = in_order(one for one in snapshot.all(Activity) if day is None or one.day == day)
    people = {record.value.id: record.value.name for record in snapshot.records(Member).values()}
    clashes = _clashes(found, people)
    return tuple(
        Card(
            one.id,
            one.day,
            one.start,
            one.end,
            _hours(one),
            one.kind,
            kind_words(edition, one.kind),
            one.title,
            one.place,
            one.who,
            tuple("you" if who == me else people[who] for who in one.who if who in people),
            one.state,
            one.note,
            is_mine=bool(me) and me in one.who,
            clash=clashes.get(one.id, ""),
        )
        for one in found
    )


def _clashes(activities: list[Activity], people: Mapping[str, str]) -> dict[str, str]:
    """Return, by activity, who is planned to be elsewhere at the same time."""
    timed = [
        (one, start, end if end is not None and end > start else start + 1)
        for one in activities
        if one.state == "planned" and (start := minutes_of(one.start)) is not None
        for end in (minutes_of(one.end),)
    ]
    found: dict[str, set[str]] = {}
    for at, (one, start, end) in enumerate(timed):
        for other, other_start, other_end in timed[at + 1 :]:
            if other.day != one.day:
                break
            if other_start < end and start < other_end:
                for who in set(one.who) & set(other.who) & people.keys():
                    found.setdefault(one.id, set()).add(people[who])
                    found.setdefault(other.id, set()).add(people[who])
    return {
        key: f"{', '.join(sorted(names))} planned in two places" for key, names in found.items()
    }


def board(work: Work, today: date) -> tuple[Day, ...]:
    """Return the days of the event with what is planned on each, empty fieldwork days too."""
    by_day: dict[str, list[Card]] = {}
    for card in cards(work):
        by_day.setdefault(card.day if read_day(card.day) else "", []).append(card)
    unplaced = by_day.pop("", [])
    on_site = [day.isoformat() for day in fieldwork_days(work)]
    for key in on_site:
        by_day.setdefault(key, [])
    days = [
        Day(
            key,
            day_words(day),
            short_day(day),
            place_in_week(work, day),
            is_today=day == today,
            is_fieldwork=key in on_site,
            cards=tuple(by_day[key]),
        )
        for key in sorted(by_day)
        if (day := read_day(key)) is not None
    ]
    if unplaced:
        days.append(
            Day("", "No day yet", "No day yet", "", False, False, tuple(unplaced))  # noqa: FBT003
        )
    return tuple(days)


def fieldwork_days(work: Work) -> tuple[date, ...]:
    """Return the working days on site."""
    start = read_day(work.inspection.fieldwork_start)
    end = read_day(work.inspection.fieldwork_end)
    if start is None or end is None:
        return ()
    holidays = bank_holidays_near(start)
    span = ((start + timedelta(days=step)) for step in range((end - start).days + 1))
    return tuple(day for day in span if calendar.is_working_day(day, holidays))


def place_in_week(work: Work, day: date) -> str:
    """Return where a day stands: ``day 3 of 5``, ``2 working days before fieldwork``."""
    days = fieldwork_days(work)
    if not days:
        return ""
    if day in days:
        return f"day {days.index(day) + 1} of {len(days)}"
    holidays = bank_holidays_near(days[0])
    before = day < days[0]
    if days[0] < day < days[-1]:
        return "between days on site"
    count = (
        calendar.working_days_between(day, days[0], holidays)
        if before
        else calendar.working_days_between(days[-1], day, holidays)
    )
    unit = "working day" if count == 1 else "working days"
    return f"{count} {unit} {'before' if before else 'after'} fieldwork"


def next_day(work: Work, today: date) -> date | None:
    """Return the next day after today on which anything is planned; None where nothing is."""
    ahead = sorted(
        day
        for one in work.snapshot.all(Activity)
        if one.state == "planned" and (day := read_day(one.day)) is not None and day > today
    )
    return ahead[0] if ahead else None


def who_goes_where(work: Work, day: date) -> tuple[Whereabouts, ...]:
    """Return where each member of the team is on a day, those with nothing planned too."""
    planned = [card for card in cards(work, day.isoformat()) if card.state != "cancelled"]
    mine = work.my_member
    return tuple(
        Whereabouts(
            member.id,
            member.name,
            is_me=mine is not None and mine.id == member.id,
            cards=tuple(card for card in planned if member.id in card.who),
        )
        for member in work.members
        if member.role != "qa"
    )
