"""The last graded inspection: its areas and grades under the edition that held then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import PreviousInspection
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.frameworks.loader import edition_for
from ilacs_desktop.services.inspection import setup
from ilacs_desktop.services.record.time_words import read_day
from ilacs_desktop.services.record.work import PREVIOUS

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.frameworks.loader import Loaded
    from ilacs_desktop.services.record.work import Work


@dataclass(frozen=True, slots=True)
class LastGrade:
    """One area of the last inspection with its grade; the grade is empty where not known."""

    area: str
    label: str
    grade: str


@dataclass(frozen=True, slots=True)
class LastRules:
    """What the last inspection was graded by.

    Attributes:
        edition: title of the edition that held then.
        areas: its areas, each with the grade so far.
        scale: key and label of each grade, best first.
        has_overall: whether there was an overall grade.
    """

    edition: str
    areas: tuple[LastGrade, ...]
    scale: tuple[tuple[str, str], ...]
    has_overall: bool


def edition_then(work: Work, loaded: Loaded) -> Edition:
    """Return the edition that the last inspection was held under; ours where no day is known."""
    held = work.snapshot.one(PreviousInspection, PREVIOUS)
    start = read_day(held.start)
    if start is None:
        return work.edition
    try:
        return edition_for(loaded.editions, start)
    except BadInputError:
        # Older than every edition known here: what was graded is still shown by its keys.
        return work.edition


def rules(work: Work, loaded: Loaded) -> LastRules:
    """Return the areas and the scale of the last inspection, with the grades known.

    Args:
        work: the open inspection.
        loaded: the framework editions known.
    """
    held = work.snapshot.one(PreviousInspection, PREVIOUS)
    edition = edition_then(work, loaded)
    known = {area.key: area.short for area in edition.areas_in_table_order()}
    strange = [key for key in held.grades if key not in known]
    areas = [LastGrade(key, label, str(held.grades.get(key, ""))) for key, label in known.items()]
    areas += [
        LastGrade(key, key.replace("-", " ").capitalize(), str(held.grades[key])) for key in strange
    ]
    return LastRules(
        edition.title,
        tuple(areas),
        tuple((grade.key, grade.label) for grade in edition.scale),
        edition.has_overall or bool(held.overall),
    )


def set_grade(work: Work, area: str, grade: str) -> Changes:
    """Say how an area was graded at the last inspection; empty takes the grade away."""
    held = work.snapshot.one(PreviousInspection, PREVIOUS)
    grades = {key: value for key, value in held.grades.items() if key != area}
    if grade:
        grades[area] = grade
    return setup.change_previous(work, grades=grades)
