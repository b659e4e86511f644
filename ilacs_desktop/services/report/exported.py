"""What was written out of an inspection on this laptop: noted, so that it can be told later."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.services.record.time_words import printed_day, read_moment
from ilacs_desktop.services.returned import returned_version
from ilacs_desktop.services.versions import versions
from ilacs_desktop.store.proof.glance import EXPORTS

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.export import ExportOutcome

_MOST = 60
_VERSIONED = frozenset({"letter", "report"})


def keep(work: Work, document: str, outcome: ExportOutcome) -> Changes:
    """Note that a document was written, and keep the letter or report as the version that it is.

    A Word file is kept itself, so that it can come back. For the writer thread.
    """
    note(work, document, outcome)
    if outcome.word is not None:
        return returned_version.keep(work, outcome.word, outcome.path.name)
    if document in _VERSIONED:
        return versions.keep_exported(work, outcome.path.name, final=outcome.final)
    return Changes()


def note(work: Work, document: str, outcome: ExportOutcome) -> None:
    """Note that a document was written, on this laptop alone; for the writer thread.

    Args:
        work: the open inspection.
        document: one of ``export.DOCUMENTS``.
        outcome: what was written.
    """
    text = work.file.marked(EXPORTS)
    found = json.loads(text) if text else []
    at = work.wall.now().isoformat(timespec="minutes")
    made = [document, at, outcome.path.name]
    kept = [one for one in found if one[0] != document or one[2] != outcome.path.name]
    work.file.mark(EXPORTS, json.dumps([*kept, made][-_MOST:], ensure_ascii=False))


def words(noted: str) -> tuple[str, ...]:
    """Return what was noted, a phrase a document: "letter, 3 files, last on 9 July 2026".

    Args:
        noted: the note as it is kept; empty where nothing was.
    """
    from ilacs_desktop.services.report.export import DOCUMENTS

    found: dict[str, list[str]] = {}
    for document, at, _name in json.loads(noted) if noted else ():
        found.setdefault(str(document), []).append(str(at))
    return tuple(
        f"{DOCUMENTS.get(document, document)}{_times(len(at))}{_last(max(at))}"
        for document, at in found.items()
    )


def _times(number: int) -> str:
    return "" if number == 1 else f", {number} files"


def _last(at: str) -> str:
    moment = read_moment(at)
    return f", last on {printed_day(moment.date())}" if moment else ""
