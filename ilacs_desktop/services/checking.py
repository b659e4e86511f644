"""Record checked: prove the open inspection's file against its journal, as one long job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.store.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.services.work import Work


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the record found, in words.

    Attributes:
        is_good: whether nothing is wrong.
        words: the verdict in a sentence.
        faults: what is wrong, a sentence each.
        at: when it was checked, ISO with offset.
    """

    is_good: bool
    words: str
    faults: tuple[str, ...]
    at: str


def check_record(
    work: Work, seal: Callable[[], object], is_cancelled: Callable[[], bool] = lambda: False
) -> Checked:
    """Check every chain, signature and row of the inspection on a connection of its own.

    Args:
        work: the open inspection.
        seal: seals what is being typed, on the writer thread.
        is_cancelled: asked now and then; when true the check ends early.
    """
    seal()
    reading = Reading(work.file.path, work.file.key)
    try:
        verdict = reading.verify(is_cancelled)
    finally:
        reading.close()
    return Checked(
        verdict.is_good,
        _words(verdict.entries, verdict.records, verdict.gaps, len(verdict.faults)),
        verdict.faults,
        work.now_text(),
    )


def _words(entries: int, records: int, gaps: int, faults: int) -> str:
    if faults:
        things = "1 thing is wrong" if faults == 1 else f"{faults} things are wrong"
        return f"{things} in this record."
    whole = f"Record checked: {entries:,} entries and {records:,} records agree"
    if not gaps:
        return f"{whole}; nothing is missing and nothing was changed from outside."
    struck = "1 value was struck out" if gaps == 1 else f"{gaps} values were struck out"
    return f"{whole}; {struck} by this team."
