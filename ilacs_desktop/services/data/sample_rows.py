"""Samples that were drawn, as pages and the command line show them: which children, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import Case, SampleDraw
from ilacs_desktop.services.data import cohorts

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work


@dataclass(frozen=True, slots=True)
class DrawRow:
    """One recorded draw."""

    id: str
    title: str
    size: int
    drawn: int
    frame: int
    seed: int
    stratify: str
    reason: str
    by: str
    at: str
    cards: int


@dataclass(frozen=True, slots=True)
class DrawnChild:
    """One child of a recorded draw.

    Attributes:
        place: place in the draw, from 1.
        case: id of the card; empty where there is none yet.
    """

    place: int
    child: str
    case: str
    depth: str


def draw_rows(work: Work) -> tuple[DrawRow, ...]:
    """Return the recorded draws, the newest first."""
    names = dict(cohorts.STRATA)
    cards: dict[str, int] = {}
    for case in work.snapshot.all(Case):
        cards[case.draw] = cards.get(case.draw, 0) + 1
    rows = []
    for found in work.snapshot.records(SampleDraw).values():
        if found.meta.deleted:
            continue
        one = found.value
        rows.append(
            DrawRow(
                id=one.id,
                title=cohorts.title_of(work, one.cohort),
                size=one.size,
                drawn=len(one.drawn),
                frame=one.frame,
                seed=one.seed,
                stratify=", ".join(names.get(key, key) for key in one.stratify),
                reason=one.reason,
                by=work.person_name(found.meta.made_by),
                at=found.meta.made_at,
                cards=cards.get(one.id, 0),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.at, reverse=True))


def drawn_children(work: Work, draw_id: str) -> tuple[DrawnChild, ...]:
    """Return the children of a draw in the order drawn, with their cards."""
    made = work.snapshot.get(SampleDraw, draw_id)
    if made is None:
        return ()
    held = {case.child_id: case for case in work.snapshot.all(Case) if case.child_id}
    return tuple(
        DrawnChild(
            place,
            child,
            held[child].id if child in held else "",
            held[child].depth if child in held else "",
        )
        for place, child in enumerate(made.drawn, start=1)
    )


def why_these(work: Work, draw_id: str) -> tuple[str, ...]:
    """Say in sentences how the children of a draw were chosen, so that anyone can check it."""
    one = work.snapshot.get(SampleDraw, draw_id)
    if one is None:
        return ()
    names = dict(cohorts.STRATA)
    said = [
        f"{len(one.drawn)} of {one.frame} children of “{cohorts.title_of(work, one.cohort)}”.",
        f"Reason: {one.reason}",
        (
            f"Seed {one.seed}, method {one.method}: each child's number is the SHA-256 of the "
            "seed, the cohort and the child ID; the smallest numbers are drawn."
        ),
    ]
    if one.stratify:
        by = ", ".join(names.get(key, key).lower() for key in one.stratify)
        said.append(f"In proportion to the groups by {by}, rounded by the largest remainders:")
        said += [
            f"{label}: {counts['drawn']} of {counts['frame']}"
            for label, counts in one.strata.items()
        ]
    return tuple(said)


def as_json(work: Work, draw_id: str) -> dict[str, Any]:
    """Return a recorded draw for the command line."""
    one = work.snapshot.one(SampleDraw, draw_id)
    return {
        "draw": one.id,
        "data_set": one.data_set,
        "cohort": one.cohort,
        "title": cohorts.title_of(work, one.cohort),
        "size": one.size,
        "seed": one.seed,
        "stratify": list(one.stratify),
        "method": one.method,
        "reason": one.reason,
        "frame": one.frame,
        "strata": dict(one.strata),
        "drawn": list(one.drawn),
    }
