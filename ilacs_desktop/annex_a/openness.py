"""Tell open rows from closed ones by a list's own rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ilacs_desktop.annex_a.reading import Value
    from ilacs_desktop.annex_a.spec import OpenRule


def open_rows(
    rule: OpenRule | None,
    columns: Mapping[str, Sequence[Value]],
    height: int,
    code_of: Callable[[str, Value], str | None],
) -> list[bool]:
    """Say for each row whether it is open; all rows are where a list has no such rule.

    A column that is missing altogether tells nothing, so its rows count as open.

    Args:
        rule: the list's rule.
        columns: the list's values by column.
        height: how many rows there are.
        code_of: gives the official code that a column's value means.
    """
    state = [True] * height
    if rule is None:
        return state
    for key in rule.blank:
        if key in columns:
            state = [s and v is None for s, v in zip(state, columns[key], strict=True)]
    for key, codes in rule.without.items():
        if key in columns:
            closed = {value for value in set(columns[key]) if code_of(key, value) in codes}
            state = [s and v not in closed for s, v in zip(state, columns[key], strict=True)]
    return state
