"""Which children of the made-up Annex A the training inspections speak of."""

from __future__ import annotations

import random
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from ilacs_desktop.errors import BadInputError
from ilacs_desktop.training.annex_a import LaData, Size, make_annex_a
from ilacs_desktop.training.content_checks import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.training.content_values import CaseWords, Content, Draw

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


def draw_children(content: Content, data: LaData) -> dict[str, Mapping[str, Any]]:
    """Return, for the key of every case, the row of the child it is about.

    No child is drawn twice, and the same content and data give the same children.

    Args:
        content: the training inspection.
        data: the Annex A to draw from.

    Raises:
        BadInputError: no child in the lists fits a story.
    """
    about = content.inspection
    # Dice for made-up data, not for secrets. Stories that fit few children choose first.
    rng = random.Random(f"children/{about.data_size}/{about.data_seed}")  # noqa: S311
    fitting = {case.key: _fitting(case.draw, data) for case in content.cases}
    found: dict[str, Mapping[str, Any]] = {}
    taken: set[str] = set()
    for case in sorted(content.cases, key=partial(_scarcity, fitting)):
        free = [row for row in fitting[case.key] if row["Child Unique ID"] not in taken]
        if not free:
            raise BadInputError(f"No child in the made-up lists fits the story of {case.key}.")
        found[case.key] = rng.choice(free)
        taken.add(str(found[case.key]["Child Unique ID"]))
    return {case.key: found[case.key] for case in content.cases}


def with_children(text: str, children: Mapping[str, Mapping[str, Any]]) -> str:
    """Return a text with every placeholder replaced by the ID of the child drawn for it."""
    return PLACEHOLDER.sub(lambda match: str(children[match[1]]["Child Unique ID"]), text)


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
