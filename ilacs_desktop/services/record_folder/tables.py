"""One table a kind of record, for spreadsheets: no cell is ever taken for a formula."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import Case, Link
from ilacs_desktop.domain.values import field_names
from ilacs_desktop.services.papers import evidence_record_trail
from ilacs_desktop.services.record import history

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.papers.evidence_record import Made
    from ilacs_desktop.services.papers.evidence_record_told import Told

NAMES: Mapping[str, str] = {
    "evidence": "notes",
    "case": "children",
    "case_answer": "answers-on-cards",
    "finding": "findings",
    "judgement": "judgements",
    "member": "team",
    "line_of_enquiry": "lines-of-enquiry",
    "activity": "timetable",
    "sample_draw": "samples",
    "seen_document": "documents-seen",
    "la_claim": "claims-of-the-LA",
    "referral_back": "referrals-back",
    "kit_meeting": "meetings",
    "kit_item": "points-of-meetings",
    "request": "requests",
    "topic_note": "coverage-topics",
    "grading_meeting": "grading-meeting",
    "paragraph": "paragraphs",
    "comment": "comments-on-the-draft",
    "check_acceptance": "remarks-let-stand",
    "stage": "stages",
    "la_comment": "comments-of-the-LA",
}
"""The kinds of which there is a table, and what its file is called."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BLANKS = " \u00a0\u200b\ufeff"


def safe(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula: an apostrophe leads it."""
    bare = text.lstrip(_BLANKS)
    return f"'{text}" if bare.startswith(_FORMULA) else text


def sheet_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV: UTF-8 with its mark, every cell quoted."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([safe(cell) for cell in header])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig", "replace")


def tables(
    made: Made, records: Iterable[Record[Any]], left_out: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, bytes]]:
    """Yield every table: its name without ending, and its bytes.

    Args:
        made: what the record holds.
        records: those that stand in it.
        left_out: fields that stand in no table, by kind.
    """
    by_kind: dict[str, list[Record[Any]]] = defaultdict(list)
    for record in records:
        by_kind[record.state.kind].append(record)
    for kind, name in NAMES.items():
        if by_kind[kind]:
            yield name, _of_kind(made, kind, by_kind[kind], left_out.get(kind, frozenset()))
    if by_kind["link"]:
        yield "links", _links(made, [one.value for one in by_kind["link"] if not one.meta.deleted])
    yield "changes-afterwards", _changes(made, {one.state.id: one for one in _every(by_kind)})
    if made.told.asked.is_whole:
        yield "struck-out", _strikes(made)
    yield "chains", _chains(made)


def _every(by_kind: Mapping[str, list[Record[Any]]]) -> Iterator[Record[Any]]:
    for held in by_kind.values():
        yield from held


def _cleaned(made: Made, rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    clean = made.restricted.clean if made.restricted else str
    return ([clean(cell) for cell in row] for row in rows)


def _of_kind(made: Made, kind: str, held: Sequence[Record[Any]], gone: frozenset[str]) -> bytes:
    told = made.told
    names = [name for name in field_names(kind) if name not in gone]
    child = "case" in names or kind == Case.KIND
    header = ["number", *(["child"] if child else []), *names]
    header += ["made_by", "made_at", "changed_by", "changed_at", "deleted", "id"]
    rows = [
        [
            number_of(told, record),
            *([_child(told, record)] if child else []),
            *(_cell(getattr(record.value, name)) for name in names),
            told.person(record.meta.made_by),
            record.meta.made_at,
            told.person(record.meta.changed_by),
            record.meta.changed_at,
            "yes" if record.meta.deleted else "",
            record.state.id,
        ]
        for record in sorted(held, key=lambda one: (one.meta.made_at, one.state.id))
    ]
    return sheet_bytes(header, _cleaned(made, rows))


def number_of(told: Told, record: Record[Any]) -> str:
    """Return what a record is called in the readable document; empty where it has no number."""
    key = record.state.id
    for numbers in (told.note_numbers, told.finding_numbers, told.places):
        if key in numbers:
            return numbers[key]
    return str(getattr(record.value, "number", "") or "")


def _child(told: Told, record: Record[Any]) -> str:
    case = record.state.id if record.state.kind == Case.KIND else record.value.case
    return told.children.get(case, "")


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""


def _links(made: Made, held: Sequence[Link]) -> bytes:
    told = made.told
    rows = [
        (
            one.relation,
            _end(told, one.source),
            _end(told, one.target),
            one.stance,
            told.topics.get(one.detail, one.detail),
            one.source,
            one.target,
        )
        for one in sorted(held, key=lambda one: (one.relation, one.source, one.target))
    ]
    header = ("relation", "from", "to", "side", "detail", "from_id", "to_id")
    return sheet_bytes(header, _cleaned(made, rows))


def _end(told: Told, record: str) -> str:
    found = told.work.snapshot.find(record)
    if found is None:
        return told.places.get(record, "")
    return number_of(told, found) or history.title_of(found.value)


def _changes(made: Made, held: Mapping[str, Record[Any]]) -> bytes:
    told = made.told
    rows = []
    for key, changes in told.trail.corrections.items():
        record = held.get(key)
        if record is None:
            continue
        kind = history.KIND_WORDS.get(record.state.kind, record.state.kind)
        for one in changes:
            before, after = evidence_record_trail.shown(told.work, one)
            number = number_of(told, record)
            rows.append((kind, number, one.field, one.at, one.by, before, after, key))
    header = ("kind", "number", "field", "at", "by", "before", "after", "id")
    return sheet_bytes(header, _cleaned(made, sorted(rows, key=lambda row: (row[3], row[7]))))


def _strikes(made: Made) -> bytes:
    rows = [
        (one.at, one.by, history.KIND_WORDS.get(one.kind, one.kind), one.field, one.why, one.record)
        for one in made.told.trail.strikes
    ]
    return sheet_bytes(("at", "by", "kind", "field", "why", "id"), _cleaned(made, rows))


def _chains(made: Made) -> bytes:
    told = made.told
    rows = [
        (
            one.replica,
            ", ".join(map(told.person, one.authors)),
            one.made_at,
            str(one.entries),
            str(one.seq),
            one.hash,
            str(one.signed_seq),
            one.signed_hash,
            one.signature,
            one.public_key,
        )
        for one in told.trail.chains
    ]
    return sheet_bytes(
        (
            *("chain", "written by", "begun", "entries", "newest", "hash"),
            *("signed_up_to", "signed_hash", "signature", "public_key"),
        ),
        rows,
    )
