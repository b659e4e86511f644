"""Who changed what, when and in which step: of one record, and of the whole inspection."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.entry import DELETED, Entry, Ref
from ilacs_desktop.domain.records import Case, CaseAnswer
from ilacs_desktop.domain.records.choices import CHOICES
from ilacs_desktop.services.record.time_words import read_day, read_moment, short_day

if TYPE_CHECKING:
    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.proof.verify import Verdict

STRUCK = "struck out"
_UNTOLD = frozenset({"rank", "zone"})
"""Fields that say nothing to a reader: the place in a list, and the time zone of a moment."""
"""Where a record stands among others: a sort key that says nothing to a reader."""
_OWN_WORDS = frozenset(word for words in CHOICES.values() for word in words if "_" in word)
"""Values of this app's own closed lists that are more than one word."""

FIELD_WORDS = {
    "la_name": "local authority",
    "source": "source",
    "to_write_up": "to write up",
    "ask_at_kit": "ask at KIT",
    "child_id": "LA child ID",
    "la_team": "LA team",
    "la_audit": "LA audit",
    "dcs_name": "DCS",
}

KIND_WORDS = {
    "inspection": "Inspection",
    "la_profile": "LA profile",
    "previous_inspection": "Last inspection",
    "setting": "Setting",
    "pinned": "Rules",
    "member": "Team member",
    "line_of_enquiry": "Line of enquiry",
    "activity": "Activity",
    "data_set": "Data set",
    "sample_draw": "Sample",
    "seen_document": "Document seen",
    "la_claim": "LA's own claim",
    "case": "Child's card",
    "case_answer": "Answer on a child's card",
    "referral_back": "Referral back",
    "evidence": "Evidence",
    "link": "Link",
    "kit_meeting": "KIT meeting",
    "kit_item": "KIT point",
    "request": "Request",
    "finding": "Finding",
    "topic_note": "Coverage topic",
    "grading_meeting": "Grading meeting",
    "judgement": "Judgement",
    "paragraph": "Paragraph",
    "comment": "Comment on the draft",
    "document_version": "Version of the document",
    "returned_change": "Change in a returned file",
    "check_acceptance": "Remark let stand",
    "stage": "Stage",
    "la_comment": "LA’s comment on the draft",
}
"""What screens call each kind of record."""


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field in a history line; old and new as text to show.

    Both are empty where the field's words say it all, such as "removed".
    """

    field: str
    old: str
    new: str
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as history shows it.

    Attributes:
        ref: the entry.
        at: wall clock of whoever wrote it, ISO with offset.
        author: their name.
        step: the command.
        kind: record kind in words.
        record: record id.
        title: what tells the record from others of its kind.
        fields: what changed.
        is_open: still being typed.
        step_id: shared by all entries of one command.
    """

    ref: Ref
    at: str
    author: str
    step: str
    kind: str
    record: str
    title: str
    fields: tuple[FieldLine, ...]
    is_open: bool = False
    step_id: str = ""


def field_words(name: str) -> str:
    """Return a field's name as people say it."""
    return FIELD_WORDS.get(name, name.replace("_", " "))


def change_words(one: FieldLine) -> str:
    """Return one changed field in a few words, such as ``area: “Help” became “Care”``."""
    if one.struck or not one.old:
        return f"{one.field}: {one.new}" if one.new else one.field
    return f"{one.field}: “{one.old}” became “{one.new}”" if one.new else f"{one.field} emptied"


def of_record(work: Work, record: str) -> tuple[Line, ...]:
    """Return the whole history of a record, oldest first; for the reader thread.

    A child's card shows what became of its answers and addenda too.
    """
    entries = list(work.reading.history(record))
    found = work.snapshot.find(record)
    if found is not None and isinstance(found.value, Case):
        for one in work.snapshot.records(CaseAnswer).values():
            if one.value.case == record:
                entries += work.reading.history(one.value.id)
        entries.sort(key=lambda entry: entry.order)
    values: dict[tuple[Ref, str], Any] = {}
    lines = []
    for entry in entries:
        lines.append(_line(work, entry, values))
        values.update(((entry.ref, name), one.value) for name, one in entry.changes.items())
    return tuple(lines)


def newest(work: Work, limit: int = 200) -> tuple[Line, ...]:
    """Return the newest changes of the whole inspection, newest first; for the reader thread."""
    return tuple(_line(work, entry, {}) for entry in work.reading.newest(limit))


def verify(work: Work) -> Verdict:
    """Prove the file: chains, signatures and every row against a replay of the journal."""
    work.file.seal()
    return work.reading.verify()


def _line(work: Work, entry: Entry, values: dict[tuple[Ref, str], Any]) -> Line:
    found = work.snapshot.find(entry.record)
    fields = tuple(
        FieldLine("removed" if one.value else "brought back", "", "")
        if name == DELETED
        else FieldLine(
            field_words(name),
            " / ".join(shown_words(work, name, values.get((ref, name))) for ref in one.replaces),
            STRUCK if one.is_struck else shown_words(work, name, one.value),
            one.is_struck,
        )
        for name, one in entry.changes.items()
        if name not in _UNTOLD
        and not (name == DELETED and not one.replaces)
        and (one.value not in ("", [], {}) or one.replaces)
    )
    author = entry.origin.author if entry.origin else entry.author
    return Line(
        ref=entry.ref,
        at=entry.origin.at if entry.origin else entry.wall,
        author=work.person_name(author),
        step=entry.step_name,
        kind=KIND_WORDS.get(entry.kind, entry.kind),
        record=entry.record,
        title="" if found is None else title_of(found.value),
        fields=fields,
        is_open=entry.is_open,
        step_id=entry.step,
    )


def shown_words(work: Work, field: str, value: Any) -> str:
    """Return a field's value as people read it: names instead of ids, labels instead of keys."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(shown_words(work, field, item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {item}" for key, item in value.items())
    return _named(work, field, "" if value is None else str(value))


def _named(work: Work, field: str, text: str) -> str:
    label = _labels(work.edition, field).get(text)
    if label:
        return label
    if field in _PERSON_FIELDS:
        return work.person_name(text)
    if _DAY.fullmatch(text):
        return _day_words(text)
    if text in _OWN_WORDS:
        return text.replace("_", " ").replace(" la", " the LA")
    if len(text) != _ID_LENGTH:
        return text
    found = work.snapshot.find(text)
    return text if found is None else title_of(found.value) or text


def _labels(edition: Edition, field: str) -> dict[str, str]:
    """Return what the edition calls the keys that a field may hold."""
    if field == "area":
        return {one.key: one.short for one in edition.areas}
    if field == "source":
        return {one.key: one.label for one in edition.source_kinds}
    if field == "kind":
        activities = {one.key: one.label for one in edition.activity_kinds}
        return activities | {one.key: one.label for one in edition.kinds}
    if field == "level":
        return {one.key: one.label for one in edition.referral_levels}
    if field == "destination":
        return {one.key: one.label for one in edition.referral_destinations}
    return {}


def _day_words(text: str) -> str:
    day, moment = read_day(text), read_moment(text)
    if day is None:
        return text
    clock = f" {moment:%H:%M}" if moment is not None and len(text) > len("2026-07-06") else ""
    return f"{short_day(day)} {day.year}{clock}"


_ID_LENGTH = 36
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}\S*)?")
_PERSON_FIELDS = frozenset(
    {"raised_by", "closed_by", "signed_by", "state_by", "support_by", "decided_by", "opened_by"}
)

_TITLE_FIELDS = (
    "number",
    "question",
    "title",
    "what",
    "concern",
    "text",
    "name",
    "child_id",
    "la_name",
)
_TITLE_LENGTH = 80


def title_of(value: Any) -> str:
    """Return a short text that tells a record from others of its kind."""
    for name in _TITLE_FIELDS:
        text = str(getattr(value, name, "") or "").strip()
        if text:
            line = text.splitlines()[0]
            return line if len(line) <= _TITLE_LENGTH else f"{line[: _TITLE_LENGTH - 1]}…"
    return ""
