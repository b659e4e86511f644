"""Time: the clock protocol, and the hybrid logical time that orders what is shown."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

AHEAD_LIMIT_MS = 10 * 60 * 1000
"""An arriving entry further ahead than this is kept but does not advance our clock."""

_BACKWARDS_SLACK_MS = 2_000
"""Clocks are nudged by a second or two all day; only a real step back is worth telling."""


class Clock(Protocol):
    """Anything that tells the wall-clock time; tests give their own."""

    def now(self) -> datetime:
        """Return the current moment with its offset."""
        ...


class SystemClock:
    """The laptop's own clock, in the laptop's own time zone."""

    def now(self) -> datetime:
        """Return the current moment with the local offset."""
        return datetime.now(UTC).astimezone()


class ShiftedClock:
    """Another clock, moved: a training inspection is always on the day it was written for."""

    def __init__(self, clock: Clock, start: datetime) -> None:
        """Begin at a moment and go on from there at the other clock's pace.

        Args:
            clock: the clock that gives the pace.
            start: what the shifted clock says now.
        """
        self._clock = clock
        self._shift = start - clock.now()
        self._zone = start.tzinfo

    def now(self) -> datetime:
        """Return the shifted moment, in the time zone it began with."""
        return (self._clock.now() + self._shift).astimezone(self._zone)


class Moments(Protocol):
    """Time that only ever goes on, for how long something lasted; tests give their own."""

    def awake(self) -> float:
        """Return seconds that stand still while the laptop sleeps."""
        ...

    def passed(self) -> float:
        """Return seconds that go on while the laptop sleeps."""
        ...


class SystemMoments:
    """The laptop's own count of seconds."""

    def awake(self) -> float:
        """Return seconds that stand still while the laptop sleeps (on Windows they go on)."""
        return time.monotonic()

    def passed(self) -> float:
        """Return seconds that go on while the laptop sleeps."""
        if _SLEEPING is not None:
            return time.clock_gettime(_SLEEPING)
        # Nothing better is told here: a wall clock set forward looks like sleep, and locks.
        return time.time()


_SLEEPING: int | None = getattr(time, "CLOCK_BOOTTIME", None)


@dataclass(frozen=True, slots=True, order=True)
class LogicalTime:
    """Hybrid logical time: milliseconds since 1970, and a counter within one of them."""

    ms: int
    counter: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """The next logical time, and whether the wall clock had gone back."""

    time: LogicalTime
    went_back: bool


def tick(last: LogicalTime, now: datetime) -> Tick:
    """Return the logical time of a new entry.

    It never goes back: when the wall clock does, it counts on from the last entry.

    Args:
        last: logical time of the newest entry that this replica has seen.
        now: the wall clock.
    """
    wall = int(now.timestamp() * 1000)
    if wall > last.ms:
        return Tick(LogicalTime(wall), went_back=False)
    return Tick(
        LogicalTime(last.ms, last.counter + 1), went_back=last.ms - wall > _BACKWARDS_SLACK_MS
    )


def observe(last: LogicalTime, arrived: LogicalTime, now: datetime) -> LogicalTime:
    """Return our newest logical time after an entry arrived from another replica.

    Args:
        last: our newest logical time.
        arrived: the entry's; ignored when over ten minutes ahead of the wall clock.
        now: the wall clock.
    """
    if is_ahead(arrived, now):
        return last
    return max(last, arrived)


def newest_of(times: Iterable[LogicalTime], now: datetime) -> LogicalTime:
    """Return the newest of many logical times; see ``observe``.

    Args:
        times: those over ten minutes ahead of the wall clock are ignored.
        now: the wall clock.
    """
    limit = _limit(now)
    near = ((time.ms, time.counter) for time in times if time.ms <= limit)
    return LogicalTime(*max(near, default=(0, 0)))


def _limit(now: datetime) -> int:
    return int(now.timestamp() * 1000) + AHEAD_LIMIT_MS


def is_ahead(arrived: LogicalTime, now: datetime) -> bool:
    """Return whether an entry's time is so far ahead that its clock cannot be right."""
    return arrived.ms > _limit(now)
