"""Change the timetable: add, move, who goes, and what becomes of it when the day turns out so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain import calendar
from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.records import Activity
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.services.plan.timetable import fieldwork_days, in_order, minutes_of
from ilacs_desktop.services.record import editing, ordering
from ilacs_desktop.services.record.time_words import read_day, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.domain.entry import JsonValue, Ref
    from ilacs_desktop.services.record.work import Work

STATES: tuple[tuple[str, str], ...] = (
    ("planned", "Planned"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
)
"""What becomes of an activity, by key."""

STEP_MINUTES = 15
"""How far one press moves an activity earlier or later."""

_LAST_MINUTE = 24 * 60 - 1


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


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
    begun = minutes_of(start)
    if not usual or begun is None:
        return ""
    return _clock(min(begun + usual, _LAST_MINUTE))


def _refuse_times(day: str, start: str, end: str) -> None:
    if day and read_day(day) is None:
        raise BadInputError(
            f"{day} is not a day.", kept="Nothing was changed.", todo="Give day, month and year."
        )
    for clock in (start, end):
        minutes = minutes_of(clock) if clock else 0
        if minutes is None or not 0 <= minutes <= _LAST_MINUTE:
            raise BadInputError(
                f"{clock} is not a time of day.", kept="Nothing was changed.", todo="Write 14:30."
            )
    if start and end and (minutes_of(end) or 0) < (minutes_of(start) or 0):
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
    begun, old, end = minutes_of(start), minutes_of(held.start), minutes_of(held.end)
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
    start = minutes_of(held.start)
    if start is None:
        return _shift_untimed(work, held, 1 if by > 0 else -1)
    end = minutes_of(held.end)
    room = _LAST_MINUTE - (end if end is not None else start)
    moved = max(-start, min(by, room))
    values: dict[str, JsonValue] = {"start": _clock(start + moved)}
    if end is not None:
        values["end"] = _clock(end + moved)
    way = "earlier" if by < 0 else "later"
    return editing.edit(work, Activity, activity, f"Move activity {way}", **values)


def hours_between(
    held: Activity, before: Activity | None, after: Activity | None, usual: int = 0
) -> tuple[str, str]:
    """Return the hours that an activity gets when it is put between two others of a day.

    It keeps its own where they fit there; else it follows the one before, and begins no later
    than the one after it. Its length stays.

    Args:
        held: the activity as it is.
        before: what it is put behind; None for the first of the day.
        after: what follows it; None for the last of the day.
        usual: minutes it takes where it has no hours of its own yet; 0 for no end.
    """
    earliest = minutes_of(before.start) if before is not None else None
    latest = minutes_of(after.start) if after is not None else None
    start, end = minutes_of(held.start), minutes_of(held.end)
    takes = end - start if start is not None and end is not None else usual
    if start is None and earliest is None:
        return "", ""
    until = _LAST_MINUTE if latest is None else latest
    if start is not None and (earliest or 0) <= start <= until:
        return held.start, held.end
    if before is not None and earliest is not None:
        ended = minutes_of(before.end)
        begins = ended if ended is not None else earliest + STEP_MINUTES
        begins = begins if latest is None else min(begins, latest)
    else:
        begins = max(0, (latest or 0) - (takes or STEP_MINUTES))
    begins = min(begins, _LAST_MINUTE)
    return _clock(begins), _clock(min(begins + takes, _LAST_MINUTE)) if takes else ""


def hours_at(work: Work, activity: str, day: str, behind: str = "") -> tuple[str, str]:
    """Return the hours that an activity would get behind another one of a day.

    Args:
        work: the open inspection.
        activity: the one to put there.
        day: ISO date.
        behind: the activity it follows; empty for the first of the day.
    """
    held = work.snapshot.one(Activity, activity)
    rest = [
        one
        for one in in_order(work.snapshot.all(Activity))
        if one.day == day and one.id != activity
    ]
    at = next((at for at, one in enumerate(rest, 1) if one.id == behind), 0)
    usual = {one.key: one.minutes for one in work.edition.activity_kinds}.get(held.kind)
    return hours_between(
        held, rest[at - 1] if at else None, rest[at] if at < len(rest) else None, usual or 0
    )


def put_behind(work: Work, activity: str, day: str, behind: str = "") -> Changes:
    """Put an activity on a day, behind another one there, as dragging does.

    Args:
        work: the open inspection.
        activity: the one to move.
        day: ISO date; empty for no day yet.
        behind: the activity it follows; empty for the first of the day.

    Raises:
        BadInputError: the day cannot be read.
    """
    _refuse_times(day, "", "")
    start, end = hours_at(work, activity, day, behind)
    words = read_day(day)
    step = "Move activity" if words is None else f"Move activity to {short_day(words)}"
    return editing.edit(work, Activity, activity, step, day=day, start=start, end=end)


def send_or_keep(work: Work, activity: str, letter: str) -> Changes:
    """Send the member of a letter to an activity, or keep them from it where they go already.

    Raises:
        BadInputError: no member of the team has that letter.
    """
    member = next((one for one in work.members if one.letter == letter.upper()), None)
    if member is None:
        raise BadInputError(
            f"Nobody on the team has the letter {letter.upper()}.",
            kept="Nothing was changed.",
            todo="The letters stand below the timetable.",
        )
    going = work.snapshot.one(Activity, activity).who
    goes = member.id in going
    who = [one for one in going if one != member.id] if goes else [*going, member.id]
    step = f"{'Keep' if goes else 'Send'} {member.name}"
    return editing.edit(work, Activity, activity, step, who=who)


def _shift_untimed(work: Work, held: Activity, by: int) -> Changes:
    planned = in_order(work.snapshot.all(Activity))
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


def remove_activity(work: Work, activity: str) -> Changes:
    """Delete an activity; it can be restored from the history."""
    return editing.delete(work, Activity, activity, "Delete activity")
