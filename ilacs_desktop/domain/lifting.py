"""Reads entries of older schema numbers: pure functions that are kept for ever."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ilacs_desktop.domain.values import SCHEMA

if TYPE_CHECKING:
    from ilacs_desktop.domain.entry import Change, Entry

Lift = Callable[[Mapping[str, "Change"]], Mapping[str, "Change"]]
"""Turns an entry's changes of one schema number into those of the next."""

LIFTS: Mapping[tuple[str, int], Lift] = {}
"""By record kind and the schema number lifted from; a kind left out did not change."""


def lifted(entry: Entry, lifts: Mapping[tuple[str, int], Lift] = LIFTS) -> Entry:
    """Return an entry as this version reads it; the entry on disk stays as it was written.

    Args:
        entry: an entry of any schema number.
        lifts: the lifting functions.
    """
    changes = entry.changes
    for number in range(entry.schema, SCHEMA):
        lift = lifts.get((entry.kind, number))
        if lift is not None:
            changes = lift(changes)
    return entry if changes is entry.changes else replace(entry, changes=changes)
