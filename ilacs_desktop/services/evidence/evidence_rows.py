"""Notes as lists and cards show them: read from the snapshot, never from the disk."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import (
    Case,
    Evidence,
    Finding,
    LineOfEnquiry,
    Link,
    SeenDocument,
)
from ilacs_desktop.domain.support import NEUTRAL, Piece
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.evidence import note_quality
from ilacs_desktop.services.evidence.evidence import (
    DOCUMENT,
    FINDING,
    LINE,
    METHODS,
    STANCES,
    TOPIC,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work

_FALLBACK = {"record": "record", "observation": "observation", "data": "data"}
"""Origins that follow from the method where no source is named."""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note in a list."""

    id: str
    text: str
    seen_at: str
    day: str
    inspector: str
    inspector_name: str
    area: str
    area_label: str
    case: str
    child: str
    method: str
    source: str
    source_label: str
    stance: str
    topics: tuple[str, ...]
    findings: int
    to_write_up: bool
    ask_at_kit: bool
    immediate: bool
    assumed: bool
    late: bool
    """Written later than it was seen, or from paper notes."""
    lacks: str
    """What it does not say yet, in words; empty where it says all."""
    words: str
    """Everything a plain find looks in, case folded."""

    @property
    def time(self) -> str:
        """The clock time it was seen, ``HH:MM``."""
        return self.seen_at[11:16]

    @property
    def first_line(self) -> str:
        """The text as one line."""
        return " ".join(self.text.split()) or "Nothing written yet"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which notes to list; an empty field asks for nothing.

    Attributes:
        only: ``to_write_up``, ``ask_at_kit``, ``immediate``, ``no_finding``, ``no_topic``,
            ``no_source``, ``lacks``, ``assumed`` or ``late``.
        words: found anywhere in text, effect, role, place or child, in any order.
    """

    area: str = ""
    case: str = ""
    inspector: str = ""
    day: str = ""
    method: str = ""
    stance: str = ""
    topic: str = ""
    only: str = ""
    words: str = ""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not any(getattr(self, one.name) for one in fields(self))


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing a note is tied to, with the words to show."""

    id: str
    label: str
    second: str = ""
    stance: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NoteContext:
    """What stands beside a note.

    Attributes:
        topics: its coverage topics: key and label.
        findings: findings it is for or against.
        lines: lines of enquiry.
        documents: documents cited, with the page as second line.
        child: the child's reference; empty where it is about none.
        about_child: other notes about the same child, newest first.
        seen: day and time it was seen.
    """

    topics: tuple[Tie, ...] = ()
    findings: tuple[Tie, ...] = ()
    lines: tuple[Tie, ...] = ()
    documents: tuple[Tie, ...] = ()
    child: str = ""
    about_child: tuple[NoteRow, ...] = ()
    written_at: str = ""
    seen_at: str = ""


def child_key(case: Case | None) -> str:
    """Return what stands for a child when children are counted; two cards of one ID are one."""
    return "" if case is None else case.child_id or case.id


def origin_of(edition: Edition, note: Evidence) -> str:
    """Return the origin a note counts as; empty where nobody has said where it comes from."""
    for kind in edition.source_kinds:
        if kind.key == note.source:
            return kind.origin
    guess = _FALLBACK.get(note.method, "") if not note.source else ""
    return guess if any(one.key == guess for one in edition.origins) else ""


def piece(work: Work, record: Record[Evidence], side: str = NEUTRAL) -> Piece:
    """Return a note as it is counted."""
    note = record.value
    origin = origin_of(work.edition, note)
    case = work.snapshot.get(Case, note.case) if note.case else None
    return Piece(
        record=note.id,
        origin=origin,
        child=child_key(case),
        inspector=record.meta.made_by,
        side=side,
        per_child=any(one.key == origin and one.per_child for one in work.edition.origins),
    )


class Notes:
    """Every note as a row, kept up to date by what commands change.

    Rows of two thousand notes are made once; after that only those that a command touched.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._rows: dict[str, NoteRow] = {}
        self._labels = _Labels(work)
        self.refresh(None)

    @property
    def rows(self) -> tuple[NoteRow, ...]:
        """All notes, the newest first."""
        return tuple(sorted(self._rows.values(), key=lambda row: (row.seen_at, row.id))[::-1])

    def row(self, record: str) -> NoteRow | None:
        """Return one note's row."""
        return self._rows.get(record)

    def refresh(self, changes: Changes | None) -> frozenset[str] | None:
        """Take what changed; return the notes it touched, or None where it was all of them.

        Args:
            changes: what a command changed; None reads everything anew.
        """
        snapshot = self._work.snapshot
        wide = ("case", "member", "pinned", "inspection")
        if changes is None or changes.touches(*wide):
            self._labels = _Labels(self._work)
            touched = frozenset(snapshot.records(Evidence))
            self._rows = {}
        else:
            touched = frozenset(self._touched(changes))
        for one in touched:
            record = snapshot.record(Evidence, one)
            if record is None or record.meta.deleted:
                self._rows.pop(one, None)
            else:
                self._rows[one] = _row(self._work, record, self._labels)
        return None if changes is None or changes.touches(*wide) else touched

    def _touched(self, changes: Changes) -> Iterable[str]:
        snapshot = self._work.snapshot
        for one in changes.ids:
            link = snapshot.record(Link, one)
            if link is not None:
                if link.value.relation in (TOPIC, FINDING):
                    yield link.value.source
            elif snapshot.record(Evidence, one) is not None:
                yield one


class _Labels:
    """The words of keys, looked up once for many rows."""

    def __init__(self, work: Work) -> None:
        edition = work.edition
        self.areas = {area.key: area.short for area in edition.areas}
        self.sources = {kind.key: kind.label for kind in edition.source_kinds}
        self.children = {case.id: child_name(case) for case in work.snapshot.all(Case)}
        self.people: dict[str, str] = {}

    def person(self, work: Work, person: str) -> str:
        """Return a person's name."""
        if person not in self.people:
            self.people[person] = work.person_name(person)
        return self.people[person]


def _row(work: Work, record: Record[Evidence], labels: _Labels) -> NoteRow:
    note, meta = record.value, record.meta
    snapshot = work.snapshot
    child = labels.children.get(note.case, "")
    when = note.seen_at or note.written_at or meta.made_at
    found = " ".join((note.text, note.effect, note.role, note.place, child))
    return NoteRow(
        id=note.id,
        text=note.text,
        seen_at=when,
        day=when[:10],
        inspector=meta.made_by,
        inspector_name=labels.person(work, meta.made_by),
        area=note.area,
        area_label=labels.areas.get(note.area, ""),
        case=note.case,
        child=child,
        method=note.method,
        source=note.source,
        source_label=labels.sources.get(note.source, "") or dict(METHODS).get(note.method, ""),
        stance=note.stance,
        topics=tuple(link.detail for link in snapshot.links_from(TOPIC, note.id)),
        findings=len(snapshot.links_from(FINDING, note.id)),
        to_write_up=note.to_write_up,
        ask_at_kit=note.ask_at_kit,
        immediate=note.immediate,
        assumed=bool(note.assumed),
        late=bool(note.paper or (note.written_at and note.written_at != note.seen_at)),
        lacks=note_quality.words(note_quality.lacks(work.edition, note)),
        words=found.casefold(),
    )


def chosen(rows: Iterable[NoteRow], wanted: Wanted) -> tuple[NoteRow, ...]:
    """Return the notes that fit every wish, in the order given."""
    if wanted.is_everything:
        return tuple(rows)
    words = wanted.words.casefold().split()
    plain = [
        (name, value)
        for name in ("area", "case", "inspector", "day", "method", "stance")
        if (value := getattr(wanted, name))
    ]
    return tuple(
        row
        for row in rows
        if all(getattr(row, name) == value for name, value in plain)
        and (not wanted.topic or wanted.topic in row.topics)
        and (not wanted.only or _is_only(row, wanted.only))
        and all(word in row.words for word in words)
    )


def _is_only(row: NoteRow, only: str) -> bool:
    if only == "no_finding":
        return row.findings == 0
    if only == "no_topic":
        return not row.topics
    if only == "no_source":
        return not row.source
    return bool(getattr(row, only, False))


def rows(work: Work, wanted: Wanted | None = None) -> tuple[NoteRow, ...]:
    """Return notes as rows, the newest first."""
    return chosen(Notes(work).rows, wanted or Wanted())


def choices(work: Work, notes: Iterable[NoteRow]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what lists of notes can be narrowed to: by field, key and label of what occurs.

    Args:
        work: the open inspection.
        notes: all notes.
    """
    held = tuple(notes)
    used = {name: {getattr(row, name) for row in held} for name in ("area", "method", "stance")}
    people = {row.inspector: row.inspector_name for row in held if row.inspector}
    children = {row.case: row.child for row in held if row.case}
    days = sorted({row.day for row in held if row.day}, reverse=True)
    topics = {key for row in held for key in row.topics}
    edition = work.edition
    return {
        "area": tuple(
            (one.key, one.short) for one in edition.areas_in_body_order() if one.key in used["area"]
        ),
        "inspector": tuple(sorted(people.items(), key=lambda pair: pair[1])),
        "case": tuple(sorted(children.items(), key=lambda pair: pair[1])),
        "day": tuple((day, day) for day in days),
        "method": tuple(pair for pair in METHODS if pair[0] in used["method"]),
        "stance": tuple(pair for pair in STANCES if pair[0] in used["stance"]),
        "topic": tuple(
            (topic.key, topic.label)
            for area in edition.areas_in_body_order()
            for topic in area.topics
            if topic.key in topics
        ),
    }


def context(work: Work, record: str, about_child: Iterable[NoteRow] = ()) -> NoteContext:
    """Return what stands beside a note.

    Args:
        work: the open inspection.
        record: the note.
        about_child: rows to look among for other notes about the same child.
    """
    snapshot, edition = work.snapshot, work.edition
    found = snapshot.record(Evidence, record)
    if found is None or found.meta.deleted:
        return NoteContext()
    note = found.value
    labels = {topic.key: topic.label for area in edition.areas for topic in area.topics}
    topics = [
        Tie(link.detail, labels.get(link.detail, link.detail))
        for link in snapshot.links_from(TOPIC, record)
    ]
    case = snapshot.get(Case, note.case) if note.case else None
    return NoteContext(
        topics=tuple(sorted(topics, key=lambda tie: tie.label)),
        findings=tuple(_findings(work, record)),
        lines=tuple(
            Tie(line.id, line.question, line.state)
            for link in snapshot.links_from(LINE, record)
            if (line := snapshot.get(LineOfEnquiry, link.target)) is not None
        ),
        documents=tuple(
            Tie(one.id, f"{one.number} {one.title}".strip(), link.detail)
            for link in snapshot.links_from(DOCUMENT, record)
            if (one := snapshot.get(SeenDocument, link.target)) is not None
        ),
        child=child_name(case) if case else "",
        about_child=tuple(
            row for row in about_child if note.case and row.case == note.case and row.id != record
        ),
        written_at=note.written_at or found.meta.made_at,
        seen_at=note.seen_at,
    )


def _findings(work: Work, record: str) -> Iterable[Tie]:
    kinds = {kind.key: kind.sign for kind in work.edition.kinds}
    for link in work.snapshot.links_from(FINDING, record):
        finding = work.snapshot.get(Finding, link.target)
        if finding is not None:
            yield Tie(
                finding.id, finding.text, kinds.get(finding.kind, ""), link.stance, finding.kind
            )
