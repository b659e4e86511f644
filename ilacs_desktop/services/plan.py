"""The timetable: who is where, when, and what becomes of it when the day turns out otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ilacs_desktop.domain import calendar
from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.records import Activity, Member
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.services import editing, ordering
from ilacs_desktop.services.time_words import day_words, read_day, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.domain.entry import JsonValue, Ref
    from ilacs_desktop.services.work import Work

STATES: tuple[tuple[str, str], ...] = (
    ("planned", "Planned"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
)
"""What becomes of an activity, by key."""

STEP_MINUTES = 15
"""How far one press moves an activity earlier or later."""

_OTHER_KINDS: tuple[tuple[str, str], ...] = (
    ("call", "Call"),
    ("data", "Data and documents"),
    ("enquiries", "Lines of enquiry"),
    ("fieldwork", "Fieldwork"),
    ("team_meeting", "Team meeting"),
    ("after", "After fieldwork"),
)
"""Kinds that the edition's timetable is laid out with, beside the edition's kinds of activity."""

_LAST_MINUTE = 24 * 60 - 1


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
        place_in_week: ``day 3 of 5``, ``2 working days before`` or the like.
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


def _minutes(clock: str) -> int | None:
    hours, _, minutes = clock.partition(":")
    if not (hours.isdigit() and minutes.isdigit()):
        return None
    return int(hours) * 60 + int(minutes)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _hours(activity: Activity) -> str:
    if not activity.start:
        return "any time"
    return f"{activity.start} to {activity.end}" if activity.end else activity.start


def _in_order(activities: Iterable[Activity]) -> list[Activity]:
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
    found = _in_order(one for one in snapshot.all(Activity) if day is None or one.day == day)
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
        if one.state == "planned" and (start := _minutes(one.start)) is not None
        for end in (_minutes(one.end),)
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
    """Return where a day stands in the event: ``day 3 of 5``, ``2 working days before``."""
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
    return f"{count} {unit} {'before' if before else 'after'}"


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


# -- changing ----------------------------------------------------------------------------------


def add_activity(
    work: Work,
    day: str = "",
    *,
    title: str = "",
    kind: str = "",
    start: str = "",
    end: str = "",
    place: str = "",
    who: Iterable[str] = (),
) -> Changes:
    """Add an activity.

    Args:
        work: the open inspection.
        day: ISO date; empty for one without a day yet.
        title: what is done.
        kind: key of a kind of activity.
        start: ``HH:MM``; empty for any time.
        end: ``HH:MM``; the kind's usual length after ``start`` where empty.
        place: where.
        who: ids of the members who go.

    Raises:
        BadInputError: day or hours cannot be read, or it would end before it begins.
    """
    _refuse_times(day, start, end)
    if start and not end:
        end = _usual_end(work.edition, kind, start)
    return editing.create(
        work,
        Activity,
        "Add activity",
        day=day,
        start=start,
        end=end,
        kind=kind,
        title=title,
        place=place,
        who=list(who),
        rank=editing.last_rank(work, Activity),
    )


def _usual_end(edition: Edition, kind: str, start: str) -> str:
    usual = {one.key: one.minutes for one in edition.activity_kinds}.get(kind)
    begun = _minutes(start)
    if not usual or begun is None:
        return ""
    return _clock(min(begun + usual, _LAST_MINUTE))


def _refuse_times(day: str, start: str, end: str) -> None:
    if day and read_day(day) is None:
        raise BadInputError(
            f"{day} is not a day.", kept="Nothing was changed.", todo="Give day, month and year."
        )
    for clock in (start, end):
        minutes = _minutes(clock) if clock else 0
        if minutes is None or not 0 <= minutes <= _LAST_MINUTE:
            raise BadInputError(
                f"{clock} is not a time of day.", kept="Nothing was changed.", todo="Write 14:30."
            )
    if start and end and (_minutes(end) or 0) < (_minutes(start) or 0):
        raise BadInputError(
            "The activity would end before it begins.",
            kept="Nothing was changed.",
            todo="Correct one of the two times.",
        )


def change_activity(
    work: Work,
    activity: str,
    *,
    seen: Mapping[str, tuple[Ref, ...]] | None = None,
    **values: JsonValue,
) -> Changes:
    """Change an activity; a new start takes the end along.

    Raises:
        BadInputError: day or hours cannot be read, or it would end before it begins.
    """
    held = work.snapshot.one(Activity, activity)
    changed = dict(values)
    if "start" in changed and "end" not in changed:
        changed["end"] = _end_after(held, str(changed["start"]))
    _refuse_times(
        str(changed.get("day", held.day)),
        str(changed.get("start", held.start)),
        str(changed.get("end", held.end)),
    )
    return editing.edit(work, Activity, activity, "Change activity", seen=seen, **changed)


def _end_after(held: Activity, start: str) -> str:
    begun, old, end = _minutes(start), _minutes(held.start), _minutes(held.end)
    if begun is None:
        return ""
    if old is None or end is None:
        return held.end if end is not None and end >= begun else ""
    return _clock(min(begun + end - old, _LAST_MINUTE))


def move_to_day(work: Work, activity: str, day: str) -> Changes:
    """Move an activity to another day at the same hours.

    Raises:
        BadInputError: the day cannot be read.
    """
    _refuse_times(day, "", "")
    words = read_day(day)
    step = "Move activity" if words is None else f"Move activity to {short_day(words)}"
    return editing.edit(work, Activity, activity, step, day=day)


def shift_day(work: Work, activity: str, by: int) -> Changes:
    """Move an activity some working days on, or back where negative."""
    held = work.snapshot.one(Activity, activity)
    day = read_day(held.day)
    if day is None:
        days = fieldwork_days(work)
        return move_to_day(work, activity, days[0].isoformat()) if days else Changes()
    later = calendar.add_working_days(day, by, bank_holidays_near(day))
    return move_to_day(work, activity, later.isoformat())


def shift_time(work: Work, activity: str, by: int) -> Changes:
    """Move an activity some minutes later, or earlier where negative; its length stays.

    One without an hour changes place with its neighbour of the same kind instead.
    """
    held = work.snapshot.one(Activity, activity)
    start = _minutes(held.start)
    if start is None:
        return _shift_untimed(work, held, 1 if by > 0 else -1)
    end = _minutes(held.end)
    room = _LAST_MINUTE - (end if end is not None else start)
    moved = max(-start, min(by, room))
    values: dict[str, JsonValue] = {"start": _clock(start + moved)}
    if end is not None:
        values["end"] = _clock(end + moved)
    way = "earlier" if by < 0 else "later"
    return editing.edit(work, Activity, activity, f"Move activity {way}", **values)


def _shift_untimed(work: Work, held: Activity, by: int) -> Changes:
    planned = _in_order(work.snapshot.all(Activity))
    alike = [one for one in planned if (one.day, one.start) == (held.day, "")]
    ids = [one.id for one in alike]
    at = max(0, ids.index(held.id) + by) if held.id in ids else 0
    return ordering.put_at(work, Activity, alike, held.id, at, "Reorder activities")


def set_state(work: Work, activity: str, state: str) -> Changes:
    """Say that an activity is done, cancelled or planned after all.

    Raises:
        BadInputError: there is no such state.
    """
    if state not in dict(STATES):
        raise BadInputError(f"An activity is never {state!r}.", kept="Nothing was changed.")
    step = {"done": "Activity done", "cancelled": "Cancel activity"}.get(state, "Plan activity")
    return editing.edit(work, Activity, activity, step, state=state)


def set_who(work: Work, activity: str, who: Iterable[str]) -> Changes:
    """Say who goes.

    Raises:
        BadInputError: someone is not on the team.
    """
    chosen = list(dict.fromkeys(who))
    known = {one.id for one in work.members}
    held = work.snapshot.one(Activity, activity)
    strangers = [one for one in chosen if one not in known and one not in held.who]
    if strangers:
        raise BadInputError("Someone chosen is not on the team.", kept="Nothing was changed.")
    return editing.edit(work, Activity, activity, "Change who goes", who=chosen)


def remove_activity(work: Work, activity: str) -> Changes:
    """Delete an activity; it can be restored from the history."""
    return editing.delete(work, Activity, activity, "Delete activity")
