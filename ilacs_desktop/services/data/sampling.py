"""Draw samples, record how, and give the children drawn their cards."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.annex_a import cohorts as annex_cohorts
from ilacs_desktop.domain import sampling
from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import Case, SampleDraw
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.data import cohorts, data_sets
from ilacs_desktop.services.data.annex_rules import spec_of
from ilacs_desktop.services.record import editing
from ilacs_desktop.store.annex import annex_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.annex_a.cohorts import ChildRow
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.connection import Connection

_MOST = 2_000
_AREAS: dict[int, tuple[str, ...]] = {
    8: ("in-care", "in-care-and-care-leavers"),
    9: ("care-leavers", "in-care-and-care-leavers"),
    10: ("in-care", "in-care-and-care-leavers"),
}
_DETAIL_LISTS = (8, 7, 6, 9, 10, 4, 5, 3, 2, 1)
"""Where a child's plan and team are looked for: the closest to the child first."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw that is not recorded yet.

    Attributes:
        children: the children drawn, with what Annex A says of them, in the order drawn.
        strata: every group with how many it holds and how many were drawn.
    """

    data_set: str
    cohort: str
    title: str
    size: int
    seed: int
    stratify: tuple[str, ...]
    frame: int
    children: tuple[ChildRow, ...]
    strata: tuple[sampling.Stratum, ...]
    next_up: tuple[str, ...]


def new_seed() -> int:
    """Return a seed of six digits, easy to read out and to type again."""
    return 100_000 + secrets.randbelow(900_000)


def preview(
    work: Work,
    cohort: str,
    size: int,
    seed: int,
    stratify: Sequence[str] = (),
    connection: Connection | None = None,
) -> Drawn:
    """Draw without recording it; for the reader thread.

    Raises:
        BadInputError: the cohort is unknown or empty, the size silly, or a stratum unknown.
    """
    known = [key for key, _ in cohorts.STRATA]
    unknown = [name for name in stratify if name not in known]
    if unknown:
        raise BadInputError(
            f"A sample cannot be stratified by {unknown[0]}.",
            todo=f"Choose among: {', '.join(known)}.",
        )
    if not 0 < size <= _MOST:
        raise BadInputError(
            f"A sample of {size} children cannot be drawn.", todo=f"Choose from 1 to {_MOST}."
        )
    chosen = data_sets.current(work)
    rows = cohorts.members(work, cohort, connection)
    if chosen is None or not rows:
        raise BadInputError("This cohort holds no child.", todo="Choose another cohort.")
    by_id = {row.child_id: row for row in rows}
    frame = {row.child_id: tuple(row.facts.get(name, "") for name in stratify) for row in rows}
    made = sampling.draw(frame, size, seed, cohort)
    return Drawn(
        data_set=chosen.id,
        cohort=cohort,
        title=cohorts.title_of(work, cohort),
        size=size,
        seed=seed,
        stratify=tuple(stratify),
        frame=len(rows),
        children=tuple(by_id[child] for child in made.drawn),
        strata=made.strata,
        next_up=made.next_up,
    )


def record(work: Work, drawn: Drawn, reason: str) -> Changes:
    """Record a draw with its reason.

    Raises:
        BadInputError: the reason is missing.
    """
    if not reason.strip():
        raise BadInputError(
            "The reason for this sample is missing.",
            kept="Nothing was recorded.",
            todo="Say why these children: what the sample is to find out.",
        )
    values: dict[str, JsonValue] = {
        "data_set": drawn.data_set,
        "cohort": drawn.cohort,
        "size": drawn.size,
        "seed": drawn.seed,
        "stratify": list(drawn.stratify),
        "method": sampling.METHOD,
        "reason": reason.strip(),
        "frame": drawn.frame,
        "drawn": [child.child_id for child in drawn.children],
        "strata": {
            one.label or "whole cohort": {"frame": one.frame, "drawn": one.drawn}
            for one in drawn.strata
        },
    }
    record_id = editing.new_id()
    draft = editing.making(SampleDraw, record_id, values)
    return work.run(StepDraft("Draw a sample", (draft,), action="final"), record_id)


def draw(
    work: Work,
    cohort: str,
    size: int,
    seed: int,
    stratify: Sequence[str],
    reason: str,
) -> Changes:
    """Draw and record in one go; for the writer thread.

    Raises:
        BadInputError: something it needs is missing or unknown.
    """
    return record(work, preview(work, cohort, size, seed, stratify, work.file.connection), reason)


def add_cases(
    work: Work,
    draw_id: str,
    children: Sequence[str],
    depth: str,
    inspector: str = "",
    *,
    question: str = "",
) -> Changes:
    """Give children of a draw their cards; those who have one already keep it as it is.

    Args:
        work: the open inspection.
        draw_id: the recorded draw.
        children: child IDs among the drawn; empty for all.
        depth: ``track``, ``sample`` or ``dip``.
        inspector: member id; empty for nobody yet.
        question: the one question of a dip sample.

    Raises:
        BadInputError: there is no such draw, or a child is not in it.
    """
    made = work.snapshot.get(SampleDraw, draw_id)
    if made is None:
        raise BadInputError("There is no such draw.", todo="Draw the sample first.")
    wanted = tuple(children) or made.drawn
    strangers = [child for child in wanted if child not in made.drawn]
    if strangers:
        raise BadInputError(
            f"Child {strangers[0]} is not in this sample.",
            kept="No card was added.",
            todo="Add the child by hand, with the reason.",
        )
    title = cohorts.title_of(work, made.cohort)
    drafts = []
    for child in wanted:
        if cases.known_child(work, child) is not None:
            continue
        values: dict[str, JsonValue] = {
            **facts_of(work, child),
            "child_id": child,
            "depth": depth,
            "reason": made.reason,
            "draw": draw_id,
            "cohort": title,
            "inspector": inspector,
            "question": question.strip() if depth == "dip" else "",
            "area": _area(work, cohorts.cohort(work, made.cohort).list_number),
        }
        drafts.append(editing.making(Case, editing.new_id(), values))
    words = "Add child" if len(drafts) == 1 else f"Add {len(drafts)} children"
    return work.run(StepDraft(words, tuple(drafts)), drafts[0].record if drafts else "")


def facts_of(work: Work, child: str, connection: Connection | None = None) -> dict[str, JsonValue]:
    """Return what Annex A says of a child, by field of ``Case``.

    Args:
        work: the open inspection.
        child: the LA's child ID.
        connection: the reader's; the writer's where left out, for commands.
    """
    chosen = data_sets.current(work)
    if chosen is None or not child:
        return {}
    rows = annex_rows.child_rows(connection or work.file.connection, chosen.id, child)
    number = next((one for one in _DETAIL_LISTS if one in rows), 0)
    if not number:
        return {}
    one = annex_cohorts.Cohort("", "", number, open_only=False)
    row = annex_cohorts.members(one, rows, spec_of(work), as_of=chosen.as_of)[0]
    disability = row.facts["disability"]
    return {
        "age": "" if row.age is None else str(row.age),
        "gender": row.gender,
        "ethnicity": row.ethnicity,
        "disability": "" if disability == annex_cohorts.NOT_RECORDED else disability,
        "plan": _plan(row, number),
        "la_team": row.team,
        "area": _area(work, number),
    }


def about_children(work: Work, children: Sequence[str]) -> dict[str, str]:
    """Return what Annex A says of children, each in one line; for the reader thread."""
    said = {}
    for child in children:
        facts = facts_of(work, child, work.reading.connection)
        parts = [str(facts.get(name, "")) for name in ("age", "gender", "plan")]
        said[child] = " · ".join("unborn" if one == "-1" else one for one in parts if one)
    return said


def _plan(row: ChildRow, number: int) -> str:
    """Return a child's plan or status in a few words."""
    if row.legal_status:
        return f"in care, {_lower(row.legal_status)}"
    if row.category:
        return f"CP plan, {_lower(row.category)}"
    if number == 9:
        return "care leaver"
    return _lower(row.status)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _area(work: Work, number: int) -> str:
    known = [area.key for area in work.edition.areas]
    wished = _AREAS.get(number, ("help-and-protection",))
    return next((key for key in wished if key in known), "")
