"""Tell one child's whole story from all the lists, in the order of dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.annex_a.ages import read_age
from ilacs_desktop.annex_a.dates import as_iso
from ilacs_desktop.annex_a.openness import open_rows
from ilacs_desktop.annex_a.reading import Value

if TYPE_CHECKING:
    from ilacs_desktop.annex_a.spec import EventSpec, Spec

Columns = Mapping[str, Sequence[Value]]
Lists = Mapping[int, Columns]

_CHILD = "child_id"
_ABOUT = ("gender", "ethnicity", "dob", "age", "disability", "case_status", "team", "worker")
_MUST_AGREE = {"dob": "Date of birth", "gender": "Gender", "ethnicity": "Ethnicity"}
_ARROW = " -> "


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to or for a child.

    Attributes:
        date: ISO date; None where the list gives none that can be read.
        kind: ``contact``, ``referral``, ``assessment``, ``s47``, ``icpc``, ``plan``, ``care`` ...
        detail: what the list says of it, in words.
        days: calendar days since the event it ends or follows from: an assessment's start for
            its authorisation, the strategy discussion for a conference; None where there is none.
        row: the row of the list, 0 first.
    """

    date: str | None
    list_number: int
    kind: str
    title: str
    detail: str
    days: int | None
    row: int


@dataclass(frozen=True, slots=True)
class Journey:
    """One child's story.

    Attributes:
        about: what the lists say of the child: gender, ethnicity, dob, age and so on.
        events: in order of date; those without a date last.
        short: the dated steps in letters, such as ``C -> R -> A -> S47 -> CP``.
        notes: what does not fit together, in words.
    """

    child_id: str
    about: Mapping[str, str]
    events: tuple[Event, ...]
    short: str
    notes: tuple[str, ...]


def journey(lists: Lists, child_id: str, spec: Spec) -> Journey:
    """Tell a child's story.

    Args:
        lists: list number to column key to values, as the reader or the store gives them; the
            child's rows alone are enough.
        child_id: as in the lists.
        spec: the reading rules.

    Returns:
        The story; without events where no list has the child.
    """
    rows = {
        number: found
        for number, columns in sorted(lists.items())
        if (found := [i for i, v in enumerate(columns.get(_CHILD, ())) if v == child_id])
    }
    placed: list[tuple[tuple[bool, str, int, int, int], Event, str]] = []
    notes = _disagreements(lists, rows, spec)
    for number, where in rows.items():
        for row in where:
            notes.extend(_row_events(number, row, lists[number], spec, placed))
    notes.extend(_gaps(lists, rows, spec))
    placed.sort(key=lambda item: item[0])
    return Journey(
        child_id=child_id,
        about=_about(lists, rows, spec),
        events=tuple(event for _, event, _ in placed),
        short=_ARROW.join(code for _, event, code in placed if code and event.date),
        notes=tuple(dict.fromkeys(notes)) if rows else ("No list has a child with this ID.",),
    )


def _row_events(
    number: int,
    row: int,
    columns: Columns,
    spec: Spec,
    placed: list[tuple[tuple[bool, str, int, int, int], Event, str]],
) -> list[str]:
    """Add the events of one row; return what is wrong with their dates."""
    notes = []
    for order, event in enumerate(spec.events):
        if event.list_number != number:
            continue
        raw = columns[event.date][row] if event.date in columns else None
        date = as_iso(raw)
        if date is None and not event.code and raw is None:
            continue
        if raw is not None and date is None:
            notes.append(f"List {number}: the date of “{event.title}” cannot be read: {raw}.")
        since = as_iso(columns[event.since][row]) if event.since in columns else None
        days = _days(since, date)
        if days is not None and days < 0:
            notes.append(f"List {number}: “{event.title}” is {-days} days too early.")
        happened = Event(
            date, number, event.kind, event.title, _detail(event, row, columns, spec), days, row
        )
        placed.append(((date is None, date or "", number, order, row), happened, event.code))
    return notes


def _days(since: str | None, date: str | None) -> int | None:
    if since is None or date is None:
        return None
    return (dt.date.fromisoformat(date) - dt.date.fromisoformat(since)).days


def _detail(event: EventSpec, row: int, columns: Columns, spec: Spec) -> str:
    parts = []
    for key in event.detail:
        value = columns[key][row] if key in columns else None
        if value is not None:
            parts.append(f"{spec.event_words.get(key, key)}: {_words(key, value, spec)}")
    return "; ".join(parts)


def _words(key: str, value: Value, spec: Spec) -> str:
    code = spec.values.classify(key, value)
    return spec.values.label(key, code) if code is not None else str(value)


def _about(lists: Lists, rows: Mapping[int, Sequence[int]], spec: Spec) -> dict[str, str]:
    """Return the first value that the lists give for each detail, List 6 before the others."""
    order = sorted(rows, key=lambda number: (number != 6, -number))
    about: dict[str, str] = {}
    for key in _ABOUT:
        for number in order:
            columns = lists[number]
            value = columns[key][rows[number][-1]] if key in columns else None
            if value is not None:
                years = read_age(value) if key == "age" else None
                about[key] = str(years) if years is not None else _words(key, value, spec)
                break
    return about


def _disagreements(lists: Lists, rows: Mapping[int, Sequence[int]], spec: Spec) -> list[str]:
    """Say where the lists give a child two dates of birth, genders or ethnicities."""
    notes = []
    for key, title in _MUST_AGREE.items():
        told: dict[str, list[int]] = {}
        for number, where in rows.items():
            column = lists[number].get(key)
            for row in where if column is not None else ():
                value = column[row] if column is not None else None
                if value is not None:
                    told.setdefault(_words(key, value, spec), []).append(number)
        if len(told) > 1:
            versions = "; ".join(
                f"{value} (List {', '.join(map(str, sorted(set(numbers))))})"
                for value, numbers in told.items()
            )
            notes.append(f"{title} differs between lists: {versions}.")
    return notes


def _gaps(lists: Lists, rows: Mapping[int, Sequence[int]], spec: Spec) -> list[str]:
    """Say where one-row lists hold the child twice, and where List 6 should but does not."""
    notes = []
    for number, where in rows.items():
        one = spec.list_spec(number)
        if one.grain == "child" and len(where) > 1:
            notes.append(f"The child is in List {number} {len(where)} times.")
        if number in (7, 8) and 6 not in rows and 6 in lists:
            height = len(lists[number][_CHILD])
            state = open_rows(one.open_rule, lists[number], height, spec.values.classify)
            if any(state[row] for row in where):
                notes.append(f"Open in List {number}, but the child is not in List 6.")
    return notes
