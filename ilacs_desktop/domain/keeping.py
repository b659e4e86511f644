"""Which backups are kept: each half hour for two days, each day for a month, each week after."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from datetime import datetime

HALF_HOUR = 30 * 60
"""Seconds between two backups while something changes."""

EACH_HALF_HOUR = timedelta(days=2)
EACH_DAY = timedelta(days=31)


def kept(moments: Sequence[datetime], now: datetime) -> frozenset[int]:
    """Return which of some backups to keep: the newest of every tier's slot, and the last made.

    Args:
        moments: when they were made, by the clock of that moment, in the order they were made;
            the clock may have been wrong, so the order and not the moment says which is newer.
        now: the moment; a backup that seems to come from later counts as fresh.
    """
    taken: set[Hashable] = set()
    found: set[int] = set()
    for place in reversed(range(len(moments))):
        slot = _slot(moments[place], now)
        if slot not in taken or not found:
            found.add(place)
        taken.add(slot)
    return frozenset(found)


def _slot(moment: datetime, now: datetime) -> Hashable:
    age = now - moment
    if age < EACH_HALF_HOUR:
        return "half hour", int(moment.timestamp()) // HALF_HOUR
    if age < EACH_DAY:
        return "day", moment.date()
    year, week, _ = moment.isocalendar()
    return "week", year, week
