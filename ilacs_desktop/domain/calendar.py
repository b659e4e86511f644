"""Working days, and the dates that an event's timetable and stages fall on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.event_type import Actor, Anchor, EventType, Tag, TimetableKind

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """A timetable item on its day.

    Attributes:
        offset: working days from the first day of fieldwork.
        minutes: usual length; None where it varies.
    """

    date: date
    start: str
    key: str
    title: str
    kind: TimetableKind
    offset: int
    minutes: int | None
    tag: Tag


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """A stage after fieldwork with its due day; None where the edition names no day."""

    key: str
    label: str
    due: date | None
    anchor: Anchor
    actor: Actor
    tag: Tag


def is_working_day(day: date, holidays: frozenset[date]) -> bool:
    """Tell whether a day is neither at the weekend nor a bank holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def first_working_day(day: date, holidays: frozenset[date]) -> date:
    """Return the day itself where it is a working day, else the next one."""
    while not is_working_day(day, holidays):
        day += _DAY
    return day


def add_working_days(start: date, n: int, holidays: frozenset[date]) -> date:
    """Return the n-th working day after ``start``, or before it where n is negative.

    Args:
        start: the day counted from; it is never counted itself.
        n: working days; 0 gives ``start`` unchanged, working day or not.
        holidays: bank holidays of the years in question.
    """
    step = _DAY if n > 0 else -_DAY
    day, left = start, abs(n)
    while left:
        day += step
        if is_working_day(day, holidays):
            left -= 1
    return day


def working_days_between(start: date, end: date, holidays: frozenset[date]) -> int:
    """Return how many working days lie after ``start`` up to and including ``end``.

    Negative where ``end`` comes first: then the working days from ``end`` on, ``start`` left out.
    """
    if end < start:
        return -_count(end, start, holidays)
    return _count(start + _DAY, end + _DAY, holidays)


def _count(first: date, stop: date, holidays: frozenset[date]) -> int:
    """Count the working days from ``first`` on, before ``stop``."""
    days = (stop - first).days
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    working = weeks * 5 + sum((first.weekday() + i) % 7 < _SATURDAY for i in range(rest))
    return working - sum(first <= day < stop and day.weekday() < _SATURDAY for day in holidays)


def fieldwork_end(event_type: EventType, fieldwork_start: date, holidays: frozenset[date]) -> date:
    """Return the last day on site.

    Args:
        event_type: says how many working days are spent on site.
        fieldwork_start: the first day; where no working day, the next one counts as first.
        holidays: bank holidays of the years in question.
    """
    first = first_working_day(fieldwork_start, holidays)
    return add_working_days(first, event_type.days_on_site - 1, holidays)


def timetable(
    event_type: EventType, fieldwork_start: date, holidays: frozenset[date]
) -> tuple[PlannedItem, ...]:
    """Return the event's timetable on its days, in order of day and hour.

    Items without an hour come first on their day; items of one hour keep the edition's order.

    Args:
        event_type: holds the items, in working-day offsets.
        fieldwork_start: the first day; where no working day, the next one counts as first.
        holidays: bank holidays of the years in question.
    """
    first = first_working_day(fieldwork_start, holidays)
    planned = [
        PlannedItem(
            date=add_working_days(first, item.offset, holidays),
            start=item.start,
            key=item.key,
            title=item.title,
            kind=item.kind,
            offset=item.offset,
            minutes=item.minutes,
            tag=item.tag,
        )
        for item in event_type.timetable
    ]
    return tuple(sorted(planned, key=lambda item: (item.date, item.start)))


def stages(
    event_type: EventType,
    last_day: date,
    holidays: frozenset[date],
    actual: Mapping[Anchor, date] | None = None,
) -> tuple[PlannedStage, ...]:
    """Return the stages after fieldwork with their due days, in the edition's order.

    Args:
        event_type: holds the stages, in working-day offsets.
        last_day: the last day on site.
        holidays: bank holidays of the years in question.
        actual: days on which anchors really fell, such as publication; one not given is as
            planned.
    """
    anchors: dict[Anchor, date | None] = {
        "fieldwork_end": last_day,
        "sent": _after(event_type, "final-to-la", last_day, holidays),
        "publication": _after(event_type, "published", last_day, holidays),
    }
    anchors.update(actual or {})
    planned = []
    for stage in event_type.stages:
        start = anchors[stage.anchor]
        due = None
        if start is not None and stage.offset is not None:
            due = add_working_days(start, stage.offset, holidays)
        planned.append(
            PlannedStage(stage.key, stage.label, due, stage.anchor, stage.actor, stage.tag)
        )
    return tuple(planned)


def _after(
    event_type: EventType, key: str, last_day: date, holidays: frozenset[date]
) -> date | None:
    """Return the planned day of one stage counted from the last day on site."""
    for stage in event_type.stages:
        if stage.key == key and stage.offset is not None:
            return add_working_days(last_day, stage.offset, holidays)
    return None
