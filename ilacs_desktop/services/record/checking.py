"""Record checked: prove the open inspection's file against its journal, as one long job."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.store.proof.checks import check_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.proof.verify import Verdict

_SPELL = 0.004
_REST = 0.002


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the record found, in words.

    Attributes:
        is_good: whether nothing is wrong.
        words: the verdict in a sentence.
        faults: what is wrong, a sentence each.
        at: when it was checked, ISO with offset.
        entries: how many entries were read.
        is_whole: false where it was stopped before its end.
        lost: runs of entries known to be lost since a damaged file was salvaged, in words.
    """

    is_good: bool
    words: str
    faults: tuple[str, ...]
    at: str
    entries: int = 0
    is_whole: bool = True
    lost: tuple[str, ...] = ()


def check_record(
    work: Work, seal: Callable[[], object], is_cancelled: Callable[[], bool] = lambda: False
) -> Checked:
    """Check every page, chain, signature and row of the inspection on a connection of its own.

    Args:
        work: the open inspection.
        seal: seals what is being typed, on the writer thread.
        is_cancelled: asked now and then; when true the check ends early.
    """
    seal()
    return look(work, is_cancelled)


def look(work: Work, is_cancelled: Callable[[], bool] = lambda: False) -> Checked:
    """Check the open inspection beside the work; what is being typed may go on growing.

    Args:
        work: the open inspection.
        is_cancelled: asked now and then; when true the check ends early.
    """
    verdict = check_file(work.file.path, work.file.key, _gently(is_cancelled), is_open=True)
    return Checked(
        verdict.is_good,
        _words(verdict.entries, verdict.records, verdict.gaps, len(verdict.faults)),
        tuple(_for_people(work, verdict, one) for one in verdict.faults),
        work.now_text(),
        verdict.entries,
        verdict.is_whole,
        tuple(_for_people(work, verdict, one) for one in verdict.lost),
    )


def _for_people(work: Work, verdict: Verdict, words: str) -> str:
    """Name a laptop by whose it is; a person may have several, so its id stays with it."""
    for replica, author in verdict.authors.items():
        words = words.replace(
            f"aptop {replica}", f"aptop {replica[:4]} of {work.person_name(author)}"
        )
    return words


def _gently(is_cancelled: Callable[[], bool]) -> Callable[[], bool]:
    """Rest a moment each time some milliseconds have gone, so that typing never waits."""
    since = time.monotonic()

    def asked() -> bool:
        nonlocal since
        if time.monotonic() - since > _SPELL:
            time.sleep(_REST)
            since = time.monotonic()
        return is_cancelled()

    return asked


def status_words(found: Checked, at: str) -> str:
    """Return what the status line says of a check.

    Args:
        found: what it found.
        at: the hour and minute.
    """
    if not found.is_good:
        count = len(found.faults)
        return f"△ {'1 thing is' if count == 1 else f'{count} things are'} wrong in this record"
    return f"All {found.entries:,} entries checked {at}"


def _words(entries: int, records: int, gaps: int, faults: int) -> str:
    if faults:
        things = "1 thing is wrong" if faults == 1 else f"{faults} things are wrong"
        return f"{things} in this record."
    whole = f"Record checked: {entries:,} entries and {records:,} records agree"
    if not gaps:
        return f"{whole}; nothing is missing and nothing was changed from outside."
    struck = "1 value was struck out" if gaps == 1 else f"{gaps} values were struck out"
    return f"{whole}; {struck} by this team."
