"""The day's findings and notes by judgement area: what is new, what changed, what is disputed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, Evidence, Finding, Link
from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.evidence import evidence as notes
from ilacs_desktop.services.findings import finding_rows
from ilacs_desktop.services.findings.findings import CLAIM, RESPONSES, STATES, SUPPORT
from ilacs_desktop.services.record.time_words import read_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.findings.finding_rows import FindingRow
    from ilacs_desktop.services.record.work import Work

NO_AREA = "No judgement area yet"

_SIGNS = {"strength": "strength", "concern": "concern"}
_ORDER = ("risk", "concern", "strength", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to tell.

    Attributes:
        kind: kind of the record.
        id: the record.
        sign: ``strength``, ``concern``, ``risk`` or empty.
        text: what it says, on one line.
        detail: where it stands, in words.
    """

    kind: str
    id: str
    sign: str
    text: str
    detail: str


@dataclass(frozen=True, slots=True)
class AreaNews:
    """What one area brought.

    Attributes:
        new: findings made on the day, then notes of the day that no finding rests on yet.
        changed: earlier findings that were changed, or that notes of the day speak to.
        disputed: findings that are disputed, or with evidence on both sides, as they stand.
    """

    key: str
    label: str
    new: tuple[Line, ...]
    changed: tuple[Line, ...]
    disputed: tuple[Line, ...]


def on_day(work: Work, moment: str, day: date) -> bool:
    """Say whether an ISO moment lies on a day by the inspection's clock."""
    then = read_moment(moment)
    return then is not None and then.astimezone(work.now().tzinfo).date() == day


def one_line(text: str) -> str:
    """Return a text on one line, with a mark where one of its lines, often a quote, ends."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return " / ".join(line for line in lines if line)


def day_of(work: Work, milliseconds: int) -> date:
    """Return the day of an entry by the inspection's clock."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(work.now().tzinfo).date()


def areas(work: Work, day: date) -> tuple[AreaNews, ...]:
    """Return what each area brought on a day; areas with nothing to say are left out."""
    rows = [row for row in finding_rows.rows(work) if row.text.strip()]
    fresh = _fresh_links(work, day)
    labels = [(area.key, area.short) for area in work.edition.areas_in_body_order()]
    known = {key for key, _ in labels}
    new: dict[str, list[Line]] = {}
    changed: dict[str, list[Line]] = {}
    disputed: dict[str, list[Line]] = {}
    for row in rows:
        key = row.area if row.area in known else ""
        if on_day(work, row.made_at, day) and row.state != "withdrawn":
            new.setdefault(key, []).append(_line(row, finding_rows.figure_words(row.figures)))
        else:
            words = _change_words(work, row, day, fresh.get(row.id, []))
            if words:
                changed.setdefault(key, []).append(_line(row, words))
        words = _dispute_words(work, row)
        if words:
            disputed.setdefault(key, []).append(_line(row, words))
    for note in _loose(work, day):
        key = _area_of(work, note)
        new.setdefault(key if key in known else "", []).append(_note_line(work, note))
    return tuple(
        AreaNews(
            key,
            label,
            _gravest_first(new.get(key, ())),
            _gravest_first(changed.get(key, ())),
            _gravest_first(disputed.get(key, ())),
        )
        for key, label in (*labels, ("", NO_AREA))
        if key in new or key in changed or key in disputed
    )


def _gravest_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return findings before notes, and concerns before strengths."""
    return tuple(sorted(lines, key=lambda one: (one.kind != Finding.KIND, _ORDER.index(one.sign))))


def _line(row: FindingRow, detail: str) -> Line:
    sign = "strength" if row.sign == "+" else "concern"
    return Line(Finding.KIND, row.id, sign, one_line(row.text), detail)


def _fresh_links(work: Work, day: date) -> dict[str, list[Link]]:
    """Return by finding the notes that were tied to it on a day."""
    found: dict[str, list[Link]] = {}
    for record in work.snapshot.records(Link).values():
        link = record.value
        if link.relation != notes.FINDING or record.meta.deleted:
            continue
        if on_day(work, record.meta.made_at, day):
            found.setdefault(link.target, []).append(link)
    return found


def _change_words(work: Work, row: FindingRow, day: date, fresh: list[Link]) -> str:
    record = work.snapshot.records(Finding)[row.id]
    parts: list[str] = []
    if on_day(work, record.meta.changed_at, day):
        parts += _field_words(work, record, day)
    sides = [link.stance for link in fresh]
    told = [
        f"{sides.count(side)} {words}"
        for side, words in (("for", "for"), ("against", "against"))
        if sides.count(side)
    ]
    if fresh:
        more = f": {', '.join(told)}" if told else ""
        parts.append(f"{counted(len(fresh), 'note')} more{more}")
    return "; ".join(parts)


def _field_words(work: Work, record: Record[Finding], day: date) -> Iterator[str]:
    """Yield what was changed of a finding on a day, in words."""

    def moved(name: str) -> bool:
        head = record.state.field(name).shown
        return head is not None and day_of(work, head.time.ms) == day

    value = record.value
    if moved("state"):
        yield STATES.get(value.state, value.state)
    if moved("text"):
        yield "reworded"
    if moved("support") and value.support:
        yield dict(SUPPORT).get(value.support, value.support).lower()
    if moved("la_response_kind") and value.la_response_kind:
        response = dict(RESPONSES).get(value.la_response_kind, value.la_response_kind)
        yield f"LA’s response: {response[:1].lower()}{response[1:]}"
    if moved("area") or moved("kind"):
        yield "moved to another area or kind"


def _dispute_words(work: Work, row: FindingRow) -> str:
    if row.state == "withdrawn":
        return ""
    value = work.snapshot.one(Finding, row.id)
    parts = []
    if value.support == "disputed":
        by = work.person_name(value.support_by) if value.support_by else ""
        reason = " ".join(value.support_reason.split())
        parts.append(" ".join(part for part in ("disputed", f"by {by}" if by else "") if part))
        parts.append(reason)
    if value.la_response_kind in ("disputed", "evidence_offered"):
        told = "the LA disputes it"
        if value.la_response_kind == "evidence_offered":
            told = "the LA offers other evidence"
        said = " ".join(value.la_response.split())
        parts.append(f"{told}: {said}" if said else told)
    shown = row.figures
    if shown.pieces_for and shown.pieces_against:
        parts.append(f"{shown.pieces_for} for and {shown.pieces_against} against")
    record = work.snapshot.records(Finding)[row.id]
    if record.meta.conflicts:
        parts.append("two versions: choose")
    if any(link.stance == "against" for link in work.snapshot.links_to(CLAIM, row.id)):
        parts.append("the LA’s own claim speaks against it")
    return "; ".join(part for part in parts if part)


# -- notes that no finding rests on ----------------------------------------------------------------


def _loose(work: Work, day: date) -> list[Evidence]:
    """Return notes of the day that no finding rests on, in the order in which things were seen."""
    found = [
        record.value
        for record in work.snapshot.records(Evidence).values()
        if not record.meta.deleted
        and record.value.text.strip()
        and on_day(work, record.meta.made_at, day)
        and not work.snapshot.links_from(notes.FINDING, record.value.id)
    ]
    return sorted(found, key=lambda one: (one.seen_at, one.id))


def _area_of(work: Work, note: Evidence) -> str:
    case = work.snapshot.get(Case, note.case)
    return note.area or (case.area if case is not None else "")


def _note_line(work: Work, note: Evidence) -> Line:
    sources = {kind.key: kind.label for kind in work.edition.source_kinds}
    case = work.snapshot.get(Case, note.case)
    parts = (
        f"child {child_name(case)}" if case is not None else "",
        sources.get(note.source) or dict(notes.METHODS).get(note.method, ""),
        "to write up" if note.to_write_up else "",
    )
    sign = "risk" if note.immediate else _SIGNS.get(note.stance, "")
    detail = " · ".join(part for part in parts if part)
    return Line(Evidence.KIND, note.id, sign, one_line(note.text), detail)
