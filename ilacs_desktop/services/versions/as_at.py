"""The inspection as it stood at a moment: the journal replayed up to it, to be read alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.projection import project
from ilacs_desktop.domain.records import Evidence, Finding, Inspection
from ilacs_desktop.domain.snapshot import Snapshot
from ilacs_desktop.services.evidence.evidence import FINDING as NOTE_OF_FINDING
from ilacs_desktop.services.findings.findings import STATES
from ilacs_desktop.services.record.time_words import read_moment
from ilacs_desktop.services.record.work import INSPECTION
from ilacs_desktop.services.report import outline
from ilacs_desktop.services.report.outline_parts import Outline
from ilacs_desktop.store.replay import every

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ilacs_desktop.domain.entry import Entry
    from ilacs_desktop.domain.projection import RecordState
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment at which something was changed: what a list of days and times offers."""

    at: datetime
    step: str
    author: str


@dataclass(frozen=True, slots=True)
class PastFinding:
    """A finding as it stood.

    Attributes:
        state: in words.
        notes_for, notes_against: how many notes stood under it.
        changed_since: whether it says something else now, or is gone.
    """

    id: str
    sign: str
    area: str
    text: str
    state: str
    support: str
    notes_for: int
    notes_against: int
    changed_since: bool


@dataclass(frozen=True, slots=True)
class PastNote:
    """A note as it stood."""

    id: str
    seen_at: str
    author: str
    text: str
    findings: int
    changed_since: bool


@dataclass(frozen=True, slots=True)
class AsAt:
    """Evidence, findings and draft at one moment.

    Attributes:
        at: the moment asked for.
        newest: the last change before it; None where nothing was written yet.
        written: how many entries of the journal are in it.
        later: how many are not.
    """

    at: datetime
    snapshot: Snapshot
    document: Outline
    findings: tuple[PastFinding, ...]
    notes: tuple[PastNote, ...]
    newest: Moment | None
    written: int
    later: int


def said_at(entry: Entry) -> datetime | None:
    """Return when an entry was written by the clock of whoever wrote it."""
    return read_moment(entry.origin.at if entry.origin else entry.wall)


def moments(work: Work) -> tuple[Moment, ...]:
    """Return every step of the journal with its time, the newest first; for the reader thread."""
    found: dict[str, Moment] = {}
    for entry in every(work.reading):
        at = said_at(entry)
        if at is not None and not entry.is_open:
            author = entry.origin.author if entry.origin else entry.author
            found[entry.step] = Moment(at, entry.step_name, work.person_name(author))
    return tuple(sorted(found.values(), key=lambda one: one.at, reverse=True))


def as_at(work: Work, moment: datetime) -> AsAt:
    """Return the inspection as it stood at a moment; for the reader thread.

    What was struck out since stays struck out here too: it left the journal.

    Args:
        work: the open inspection.
        moment: with its offset; what was written in that very minute is in.
    """
    taken, later, newest = [], 0, None
    for entry in every(work.reading):
        at = said_at(entry)
        if at is None or at > moment:
            later += 1
            continue
        taken.append(entry)
        if newest is None or at >= newest.at:
            author = entry.origin.author if entry.origin else entry.author
            newest = Moment(at, entry.step_name, work.person_name(author))
    snapshot = Snapshot.of_states(_states(taken))
    return AsAt(
        at=moment,
        snapshot=snapshot,
        document=_document(work, snapshot, moment),
        findings=_findings(work, snapshot),
        notes=_notes(work, snapshot),
        newest=newest,
        written=len(taken),
        later=later,
    )


def _document(work: Work, snapshot: Snapshot, moment: datetime) -> Outline:
    if snapshot.get(Inspection, INSPECTION) is None:
        return Outline("", "", "", ())
    return outline.outline(snapshot, work.edition, moment.date())


def _states(entries: Iterable[Entry]) -> Iterable[RecordState]:
    by_record: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        by_record.setdefault((entry.kind, entry.record), []).append(entry)
    return [project(kind, record, held) for (kind, record), held in by_record.items()]


def _findings(work: Work, past: Snapshot) -> tuple[PastFinding, ...]:
    kinds = {one.key: one for one in work.edition.kinds}
    areas = {one.key: one.short for one in work.edition.areas}
    found = []
    for one in past.all(Finding):
        links = past.links_to(NOTE_OF_FINDING, one.id)
        sides = [link.stance for link in links if past.get(Evidence, link.source) is not None]
        now = work.snapshot.get(Finding, one.id)
        found.append(
            PastFinding(
                one.id,
                kinds[one.kind].sign if one.kind in kinds else "",
                areas.get(one.area, ""),
                one.text,
                STATES.get(one.state, one.state),
                one.support,
                sides.count("for"),
                sides.count("against"),
                now is None or (now.text, now.state) != (one.text, one.state),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.area, one.id)))


def _notes(work: Work, past: Snapshot) -> tuple[PastNote, ...]:
    found = [
        _note(work, past, record)
        for record in past.records(Evidence).values()
        if not record.meta.deleted
    ]
    return tuple(sorted(found, key=lambda one: (one.seen_at, one.id), reverse=True))


def _note(work: Work, past: Snapshot, record: Record[Evidence]) -> PastNote:
    note = record.value
    now = work.snapshot.get(Evidence, note.id)
    return PastNote(
        note.id,
        note.seen_at,
        work.person_name(record.meta.made_by),
        " ".join(note.text.split()),
        len(past.links_from(NOTE_OF_FINDING, note.id)),
        now is None or now.text != note.text,
    )
