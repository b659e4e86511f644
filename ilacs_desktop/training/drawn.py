"""Which children of the made-up Annex A the training inspections speak of."""

from __future__ import annotations

import random
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from ilacs_desktop.errors import BadInputError
from ilacs_desktop.training.annex_a import LaData, Size, make_annex_a

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ilacs_desktop.training.content_values import CaseWords, Content, Draw

    Row = Mapping[str, Any]

_ID: Final = "Child Unique ID"
BEGAN: Final[Mapping[int, str]] = {
    6: "CIN Start Date",
    7: "Child Protection Plan Start Date",
    8: "Date Started to be Looked After",
}
ENDED: Final[Mapping[int, str]] = {
    6: "CIN Closure Date",
    7: "Child Protection Plan End Date",
    8: "Date Ceased to be Looked After",
}


def la_data(content: Content) -> LaData:
    """Return the made-up Annex A of a training inspection."""
    about = content.inspection
    size = cast("Size", about.data_size)
    return make_annex_a(size, about.data_seed, as_at=about.data_as_at)


def draw_children(
    content: Content, data: LaData, drawn: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Mapping[str, Any]]:
    """Return, for the key of every case, the row of the child it is about.

    No child is taken twice, and the same content and data give the same children.

    Args:
        content: the training inspection.
        data: the Annex A to draw from.
        drawn: for the key of every sample, the IDs of the children it drew; where left out,
            children of a sample are chosen like the others.

    Raises:
        BadInputError: no child in the lists, or in a sample, fits a story.
    """
    about = content.inspection
    samples = {key: set(ids) for key, ids in (drawn or {}).items()}
    sampled = set[str]().union(*samples.values())
    fitting = {
        case.key: [
            row
            for row in _fitting(case.draw, data)
            if not drawn
            or (_id(row) in samples[case.sample] if case.sample else _id(row) not in sampled)
        ]
        for case in content.cases
    }
    # Dice for made-up data, not for secrets. Stories that fit few children choose first.
    rng = random.Random(f"children/{about.data_size}/{about.data_seed}")  # noqa: S311
    for key in fitting:
        rng.shuffle(fitting[key])
    held: dict[str, str] = {}
    for case in sorted(content.cases, key=partial(_scarcity, fitting)):
        if not _seat(case.key, fitting, held, set()):
            raise BadInputError(f"No child in the made-up lists fits the story of {case.key}.")
    seats = {key: child for child, key in held.items()}
    return {
        case.key: next(row for row in fitting[case.key] if _id(row) == seats[case.key])
        for case in content.cases
    }


def _id(row: Row) -> str:
    return str(row[_ID])


def _seat(
    key: str, fitting: Mapping[str, list[Row]], held: dict[str, str], asked: set[str]
) -> bool:
    """Find a child for a story; a story that can move to another child makes room."""
    for row in fitting[key]:
        child = _id(row)
        if child in asked:
            continue
        asked.add(child)
        if child not in held or _seat(held[child], fitting, held, asked):
            held[child] = key
            return True
    return False


def _scarcity(fitting: Mapping[str, list[Mapping[str, Any]]], case: CaseWords) -> tuple[int, str]:
    return len(fitting[case.key]), case.key


def _fitting(draw: Draw, data: LaData) -> list[Mapping[str, Any]]:
    headings, rows = data.lists[draw.list]
    named = (dict(zip(headings, row, strict=True)) for row in rows)
    return [row for row in named if _fits(draw, row)]


def _fits(draw: Draw, row: Mapping[str, Any]) -> bool:
    low, high = draw.ages
    if not low <= row["Age of Child (Years)"] <= high:
        return False
    if draw.open and row.get(ENDED.get(draw.list, "")) is not None:
        return False
    began = row.get(BEGAN.get(draw.list, ""), date.min)
    if not (draw.since or date.min) <= began <= (draw.before or date.max):
        return False
    return all(str(row[heading] or "").startswith(start) for heading, start in draw.where.items())
