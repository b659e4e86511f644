"""Cohorts of Annex A with their sizes, and the children in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.annex_a import cohorts as annex_cohorts
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.data import data_sets
from ilacs_desktop.services.data.annex_rules import spec_of
from ilacs_desktop.store.annex import annex_rows

if TYPE_CHECKING:
    from ilacs_desktop.annex_a.cohorts import ChildRow, Cohort
    from ilacs_desktop.annex_a.spec import Spec
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.connection import Connection

STRATA: tuple[tuple[str, str], ...] = (
    ("age_band", "Age band"),
    ("gender", "Gender"),
    ("ethnic_group", "Ethnic group"),
    ("disability", "Disability"),
    ("team", "Team"),
    ("status", "Case status"),
    ("category", "Category of abuse"),
    ("legal_status", "Legal status"),
)
"""What a sample may be stratified by, with its name on the screen."""

_DETAILS = ("child_id", "gender", "ethnicity", "dob", "age", "disability", "team")
_LINKED = ("case_status", "category_latest", "legal_status")


@dataclass(frozen=True, slots=True)
class CohortRow:
    """One cohort with its size."""

    key: str
    title: str
    list_number: int
    open_only: bool
    size: int


def cohort_rows(work: Work) -> tuple[CohortRow, ...]:
    """Return the cohorts of the data set in use that hold anyone, with their sizes."""
    held = {one.number: one for one in data_sets.list_summaries(work)}
    rows = []
    for one in annex_cohorts.cohorts(spec_of(work)):
        summary = held.get(one.list_number)
        if summary is not None:
            size = summary.open_children if one.open_only else summary.children
            rows.append(CohortRow(one.key, one.title, one.list_number, one.open_only, size))
    return tuple(rows)


def cohort(work: Work, key: str) -> Cohort:
    """Return a cohort by its key.

    Raises:
        BadInputError: there is none; says which there are.
    """
    known = {one.key: one for one in annex_cohorts.cohorts(spec_of(work))}
    if key not in known:
        raise BadInputError(
            f"There is no cohort {key}.", todo=f"Choose one of: {', '.join(known)}."
        )
    return known[key]


def title_of(work: Work, key: str) -> str:
    """Return a cohort's title; its key where it is not known any more."""
    known = (one.title for one in annex_cohorts.cohorts(spec_of(work)) if one.key == key)
    return next(known, key)


def members(work: Work, key: str, connection: Connection | None = None) -> tuple[ChildRow, ...]:
    """Return the children of a cohort; for the reader thread.

    Args:
        work: the open inspection.
        key: the cohort.
        connection: the reader's where left out.

    Raises:
        BadInputError: there is no such cohort, or no Annex A was received.
    """
    chosen = data_sets.current(work)
    one = cohort(work, key)
    if chosen is None:
        raise BadInputError(
            "No Annex A has been received yet.", todo="Receive it on the Data page first."
        )
    spec = spec_of(work)
    held = connection or work.reading.connection
    lists = {
        int(number): annex_rows.columns(held, chosen.id, int(number), _wanted(spec, int(number)))
        for number in chosen.lists
    }
    return annex_cohorts.members(one, lists, spec, as_of=chosen.as_of)


def _wanted(spec: Spec, number: int) -> tuple[str, ...]:
    """Return the columns that describe children; the others are never read from the disk."""
    one = spec.list_spec(number)
    rule = one.open_rule
    opens = (*rule.blank, *rule.without) if rule is not None else ()
    return tuple(dict.fromkeys((*_DETAILS, *_LINKED, *opens, one.index, *one.facts)))


def as_json(work: Work) -> dict[str, Any]:
    """Return the cohorts for the command line."""
    chosen = data_sets.current(work)
    return {
        "data_set": chosen.id if chosen else None,
        "as_of": chosen.as_of if chosen else None,
        "strata": [key for key, _ in STRATA],
        "cohorts": [
            {
                "key": one.key,
                "title": one.title,
                "list": one.list_number,
                "open": one.open_only,
                "size": one.size,
            }
            for one in cohort_rows(work)
        ],
    }
