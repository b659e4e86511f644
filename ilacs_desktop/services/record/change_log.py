"""The newest changes of the inspection, a line for each command however many records it touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.record import history

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.services.record.history import Line
    from ilacs_desktop.services.record.work import Work

_LINK = history.KIND_WORDS["link"]


@dataclass(frozen=True, slots=True)
class LogRow:
    """One command as the log shows it.

    Attributes:
        step_id: the command; what the row is known by.
        at: when, by its author's wall clock, ISO with offset.
        author: who gave it.
        step: its name in the person's words.
        kind: kind of the record it was about, in words.
        title: what tells that record from others of its kind.
        record: that record's id.
        more: how many other records it touched, links left out.
        is_open: still being typed.
    """

    step_id: str
    at: str
    author: str
    step: str
    kind: str
    title: str
    record: str
    more: int
    is_open: bool

    @property
    def about(self) -> str:
        """Say what the command was about: ``Request · A14 and 2 more``."""
        words = f"{self.kind} · {self.title}" if self.title else self.kind
        return f"{words} and {counted(self.more, 'more record')}" if self.more else words


def rows(lines: Iterable[Line]) -> tuple[LogRow, ...]:
    """Return a row for each command, in the order in which its newest entry stands."""
    steps: dict[str, list[Line]] = {}
    for line in lines:
        steps.setdefault(line.step_id or f"{line.ref}", []).append(line)
    return tuple(_row(step, entries) for step, entries in steps.items())


def _row(step: str, entries: list[Line]) -> LogRow:
    # Links follow from what they tie; a command that only ties is about its first end.
    named = [line for line in entries if line.kind != _LINK] or entries[:1]
    first = named[-1]
    return LogRow(
        step,
        entries[0].at,
        first.author,
        first.step,
        first.kind,
        first.title,
        first.record,
        len({line.record for line in named}) - 1,
        any(line.is_open for line in entries),
    )


def newest(work: Work, limit: int = 400) -> tuple[LogRow, ...]:
    """Return the newest commands, newest first; for the reader thread.

    Args:
        work: the open inspection.
        limit: how many entries are read; a command may have several.
    """
    return rows(history.newest(work, limit))


def chosen(log: Iterable[LogRow], author: str = "", kind: str = "") -> tuple[LogRow, ...]:
    """Return the commands of one person, or about one kind of record; empty means any."""
    return tuple(
        row
        for row in log
        if (not author or row.author == author) and (not kind or row.kind == kind)
    )
