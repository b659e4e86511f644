"""What the start page and the form of a new inspection ask: rules of a day, grades, beginning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ilacs_desktop.errors import BadInputError
from ilacs_desktop.frameworks.loader import Loaded, edition_folders, edition_for, load_editions
from ilacs_desktop.services.inspection.setup import NewInspection, suggestion
from ilacs_desktop.services.laptop.laptop import Laptop, Opened

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ilacs_desktop.domain.records import PreviousInspection


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event type that can be begun.

    Attributes:
        key: with its edition, such as ``ilacs-2026/short``.
        title: such as "Short inspection".
        note: notice, days on site and team in one line.
        asks_scope: whether it looks at a part only.
        asks_number: whether visits of this type are numbered.
        topics: key and label of what its scope may hold.
    """

    key: str
    title: str
    note: str
    asks_scope: bool
    asks_number: bool
    topics: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for a first day of fieldwork."""

    edition: str
    events: tuple[EventRow, ...] = ()
    suggested: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Grades:
    """What the last graded inspection could say, by its first day."""

    areas: tuple[tuple[str, str], ...]
    grades: tuple[tuple[str, str], ...]
    has_overall: bool


@lru_cache(maxsize=2)
def editions(folder: Path) -> Loaded:
    """Return the editions known to a data folder; read once while the app runs."""
    return load_editions(edition_folders(folder))


def event_titles(folder: Path) -> dict[str, str]:
    """Return each event type's title by its key with the edition."""
    return {
        f"{edition.key}/{event.key}": f"{event.title}, {edition.title}"
        for edition in editions(folder).editions
        for event in edition.events
    }


def rules_on(folder: Path, day: date, previous: PreviousInspection) -> Rules:
    """Return what holds for a first day of fieldwork, and what the last outcome suggests.

    Args:
        folder: the data folder.
        day: first day of fieldwork.
        previous: the last graded inspection, as far as known.
    """
    loaded = editions(folder)
    try:
        edition = edition_for(loaded.editions, day)
    except BadInputError as error:
        return Rules("", why=str(error))
    rows = tuple(
        EventRow(
            f"{edition.key}/{event.key}",
            event.title,
            f"{event.notice_working_days} working days’ notice, {event.days_on_site} days on site,"
            f" usually {event.usual_team} inspectors",
            bool(event.scope_topics),
            "{visit_ordinal}" in event.document.opening
            or any("{visit_ordinal}" in one.skeleton for one in event.document.sections),
            tuple((one.key, one.label) for one in event.scope_topics),
        )
        for event in edition.events
    )
    found = suggestion(previous, day, loaded)
    known = bool(previous.grades or previous.overall)
    return Rules(
        edition.title,
        rows,
        f"{edition.key}/{found.event}" if known else "",
        found.reason if known else "",
    )


def grades_on(folder: Path, start: date | None) -> Grades:
    """Return the areas and grades of the edition in force on a day; the newest where not given."""
    loaded = editions(folder)
    edition = loaded.editions[-1]
    if start is not None:
        try:
            edition = edition_for(loaded.editions, start)
        except BadInputError:
            edition = loaded.editions[0]
    return Grades(
        tuple((area.key, area.short) for area in edition.areas_in_table_order()),
        tuple((grade.key, grade.label) for grade in edition.scale),
        edition.has_overall,
    )


def begin(laptop: Laptop, new: NewInspection) -> Opened:
    """Make the inspection that a person asked for, and open it."""
    return Opened(laptop.new_inspection(new, editions(laptop.folder)))
