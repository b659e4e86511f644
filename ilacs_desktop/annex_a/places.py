"""Place columns that no heading tells, where the list's layout has them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.annex_a.text import squash

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ilacs_desktop.annex_a.spec import ColumnSpec

Found = tuple[int, Literal["heading", "alias", "position"]]
"""Where a column was found, 0 being column A, and how."""


def by_position(
    expected: Sequence[ColumnSpec],
    found: Mapping[str, Found],
    cells: Sequence[str],
    fits: Callable[[ColumnSpec, int], bool],
    *,
    headless: bool,
) -> dict[str, int]:
    """Place columns without a known heading where the layout has them.

    Only when most other headings agree and stand in the layout's order, or the heading is blank;
    and only when the values could be that column's.

    Args:
        expected: the layout's columns in order.
        found: those matched so far.
        cells: the headings as sent.
        fits: says whether the values of a sheet column (0 is A) could be that list column's.
        headless: the sheet has no heading row at all.
    """
    places = {c.key: i for i, c in enumerate(expected)}
    shifts = Counter(found[k][0] - places[k] for k in found if k in places)
    shift, agreeing = shifts.most_common(1)[0] if shifts else (0, 0)
    most = len(found) >= max(3, len(expected) * 0.5)
    blank_row = headless and len(cells) == len(expected)
    taken = {position for position, _ in found.values()}
    placed: dict[str, int] = {}
    for column in expected:
        position = places[column.key] + _shift_near(places[column.key], places, found, shift)
        if column.key in found or not 0 <= position < len(cells) or position in taken:
            continue
        heading = squash(cells[position])
        allowed = blank_row or most or (not heading and agreeing >= 3)
        if allowed and heading not in column.not_headings and fits(column, position):
            placed[column.key] = position
            taken.add(position)
    return placed


def _shift_near(
    place: int,
    places: Mapping[str, int],
    found: Mapping[str, Found],
    usual: int,
) -> int:
    """Return how far the columns around a place are moved: a column left out moves the rest."""
    around = {places[k]: found[k][0] - places[k] for k in found if k in places}
    before = next((around[p] for p in range(place - 1, -1, -1) if p in around), None)
    after = next(
        (around[p] for p in range(place + 1, max(around, default=0) + 1) if p in around), None
    )
    if before is None and after is None:
        return usual
    if before is not None and after is not None and before != after:
        # Between two different shifts a column was left out or put in: the place is not certain.
        return 10_000
    return before if before is not None else after if after is not None else usual
