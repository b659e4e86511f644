"""Judgements as pages show them: a card an area, and who changed what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Judgement
from ilacs_desktop.services.judgements.judgements import (
    JudgedArea,
    grade_text,
    is_open,
    judged_areas,
    judgement_id,
)
from ilacs_desktop.services.record import history

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work


@dataclass(frozen=True, slots=True)
class Card:
    """One area's judgement as shown.

    Attributes:
        id: the judgement's record; made when the meeting is opened.
        provisional: grade key, empty while there is none or the meeting is not open.
        final: grade key, empty likewise.
        shown: the grade as the document prints it, or "to be decided".
        decided_by: name of whoever decided last.
        decided_at: ISO date-time of that.
        two_versions: whether some field waits for someone to choose between two versions.
    """

    area: JudgedArea
    id: str
    provisional: str
    final: str
    shown: str
    decided_by: str = ""
    decided_at: str = ""
    two_versions: bool = False


@dataclass(frozen=True, slots=True)
class LogLine:
    """One change of a judgement, in words.

    Attributes:
        at: ISO date-time.
        who: the author's name.
        words: what changed.
    """

    at: str
    who: str
    words: str


def cards(work: Work) -> tuple[Card, ...]:
    """Return each area's judgement in table order; nothing for an event without grades."""
    snapshot, edition = work.snapshot, work.edition
    open_now = is_open(snapshot)
    rows = []
    for area in judged_areas(edition, work.event):
        record = snapshot.record(Judgement, judgement_id(area.key))
        held = snapshot.one(Judgement, judgement_id(area.key))
        rows.append(
            Card(
                area,
                held.id,
                held.provisional if open_now else "",
                held.final if open_now else "",
                grade_text(snapshot, edition, area.key),
                work.person_name(held.decided_by) if open_now else "",
                held.decided_at if open_now else "",
                two_versions=open_now and record is not None and bool(record.meta.conflicts),
            )
        )
    return tuple(rows)


def log(work: Work, area: str) -> tuple[LogLine, ...]:
    """Return every change of an area's judgement, newest first; for the reader thread."""
    labels = {grade.key: grade.label for grade in work.edition.scale}
    lines: list[LogLine] = []
    for line in history.of_record(work, judgement_id(area)):
        said = [_log_words(one, labels) for one in line.fields]
        words = "; ".join(part for part in said if part)
        if words:
            lines.append(LogLine(line.at, line.author, words))
    return tuple(reversed(lines))


_LOGGED = {
    "provisional": "Provisional grade",
    "final": "Final grade",
    "reasons": "Reasons",
    "dissent": "Dissent",
    "dissent_by": "Who dissents",
}


def _log_words(one: history.FieldLine, labels: dict[str, str]) -> str:
    name = _LOGGED.get(one.field, "")
    if not name:
        return ""
    if one.field in ("reasons", "dissent", "dissent_by"):
        return f"{name} {'struck out' if one.struck else 'written'}"
    new, old = labels.get(one.new, "none"), labels.get(one.old, "")
    return f"{name}: {new} (was {old})" if old else f"{name}: {new}"
