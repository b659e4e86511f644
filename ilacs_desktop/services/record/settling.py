"""Two versions: choose. What stands in dispute, who wrote each version, and the choice itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.records import KINDS, Link
from ilacs_desktop.domain.values import fault, field_names, shown_value
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.record.history import KIND_WORDS, field_words, shown_words, title_of
from ilacs_desktop.services.record.time_words import read_moment, short_day
from ilacs_desktop.store import journal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import Entry, JsonValue, Ref
    from ilacs_desktop.domain.projection import FieldState
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work

_LEAD_ALONE = frozenset({"member", "setting", "inspection", "grading_meeting", "judgement"})


@dataclass(frozen=True, slots=True)
class Dispute:
    """One field of one record with two versions, or a record deleted here and changed there.

    Attributes:
        field: the field's name; ``deleted`` for a record that was both deleted and changed.
        kind_words: the kind of record as screens call it.
        title: what tells the record from others of its kind.
        field_words: the field as people say it.
        versions: how many versions there are.
    """

    kind: str
    record: str
    field: str
    kind_words: str
    title: str
    field_words: str
    versions: int


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a field.

    Attributes:
        value: as ``settle`` takes it.
        words: as shown.
        author: who wrote it, by name.
        at: when, by their wall clock, ISO with offset.
        is_mine: whether the person at this laptop wrote it.
        is_shown: whether it is what screens show until a person has chosen.
    """

    value: JsonValue
    words: str
    author: str
    at: str
    is_mine: bool
    is_shown: bool


def disputes(work: Work) -> tuple[Dispute, ...]:
    """Return everything that waits for a choice."""
    snapshot = work.snapshot
    found: list[Dispute] = []
    for kind in KINDS.values():
        records: Mapping[str, Record[Any]] = snapshot.records(kind)
        for record in records.values():
            if record.meta.deleted:
                continue
            found += [_dispute(work, record, name) for name in record.meta.conflicts]
    for record in snapshot.crossed():
        # A link goes with the record it ends at, and is settled there.
        if not isinstance(record.value, Link):
            found.append(_dispute(work, record, DELETED))
    return tuple(found)


def _dispute(work: Work, record: Record[Any], name: str) -> Dispute:
    kind = record.state.kind
    title = title_of(record.value)
    if isinstance(record.value, Link):
        ends = (work.snapshot.find(end) for end in (record.value.source, record.value.target))
        title = " and ".join(title_of(end.value) for end in ends if end is not None)
    return Dispute(
        kind,
        record.state.id,
        name,
        KIND_WORDS.get(kind, kind),
        title,
        "deleted or kept" if name == DELETED else field_words(name),
        max(2, len(record.state.field(name).versions)),
    )


def versions(work: Work, record: str, field: str) -> tuple[Version, ...]:
    """Return every version of a field with its author, the one shown first; reads the disk.

    For the reader thread. A record deleted here and changed there gives the two ways out.
    """
    found = work.snapshot.find(record)
    if found is None:
        return ()
    by_ref = {entry.ref: entry for entry in work.reading.history(record)}
    if field == DELETED and work.snapshot.crossings(record):
        return _ways_out(work, found, by_ref)
    state = found.state.field(field)
    return tuple(
        _version(
            work,
            by_ref.get(head.ref),
            head.value,
            shown_words(work, field, shown_value(found.state.kind, field, head.value))
            if field != DELETED
            else _kept_words(deleted=bool(head.value)),
            is_shown=at == 0,
        )
        for at, head in enumerate(state.versions)
    )


def _kept_words(*, deleted: bool) -> str:
    return "Deleted" if deleted else "Kept, with what was written since"


def _ways_out(work: Work, found: Record[Any], by_ref: dict[Ref, Entry]) -> tuple[Version, ...]:
    state = found.state
    crossing = max(
        (by_ref[ref] for ref in work.snapshot.crossings(state.id) if ref in by_ref),
        key=lambda entry: entry.order,
        default=None,
    )
    deletion = state.field(DELETED).shown
    deleted = by_ref.get(deletion.ref) if deletion is not None else None
    return (
        _version(work, deleted, True, _kept_words(deleted=True), is_shown=True),  # noqa: FBT003
        _version(work, crossing, False, _kept_words(deleted=False), is_shown=False),  # noqa: FBT003
    )


def _version(
    work: Work, entry: Entry | None, value: JsonValue, words: str, *, is_shown: bool
) -> Version:
    if entry is None:
        return Version(value, words, "", "", is_mine=False, is_shown=is_shown)
    author = entry.origin.author if entry.origin else entry.author
    return Version(
        value,
        words,
        work.person_name(author),
        entry.origin.at if entry.origin else entry.wall,
        is_mine=author == work.me.person,
        is_shown=is_shown,
    )


def settle(work: Work, kind: str, record: str, field: str, value: JsonValue, why: str) -> Changes:
    """Choose what a field says from now on; every version stays in the history.

    The entry replaces every version by name, is never undone, and says whose they were and why
    this one was chosen.

    Args:
        work: the open inspection.
        kind: record kind.
        record: record id.
        field: the field in dispute; ``deleted`` for a record both deleted and changed.
        value: what it shall say: one of the versions, or a text that joins them.
        why: the reason, in a few words.

    Raises:
        BadInputError: the reason is missing, nothing is in dispute, or the value does not fit.
        NotAllowedError: this is for the lead.
    """
    work.file.seal()
    found = work.snapshot.find(record)
    if found is None or found.state.kind != kind:
        raise NotAllowedError("This record is no longer there.", kept="Nothing was changed.")
    if kind in _LEAD_ALONE:
        work.require_lead(f"Choosing between two versions of this {KIND_WORDS[kind].lower()}")
    if not why.strip():
        raise BadInputError(
            "The reason is missing.",
            kept="Both versions are still there.",
            todo="Say in a few words why this version holds.",
        )
    crossing = field == DELETED and bool(work.snapshot.crossings(record))
    if field != DELETED and field not in field_names(kind):
        raise BadInputError(f"{kind} has no field {field}.", kept="Nothing was changed.")
    state = found.state.field(field)
    if not crossing and not state.in_conflict:
        raise BadInputError("There is one version: nothing to choose.", kept="Nothing was changed.")
    _refuse_value(kind, field, value)
    draft = Draft(
        kind,
        record,
        {field: value},
        {field: tuple(sorted(head.ref for head in state.heads))},
        covers=_covers(work, found) if field == DELETED and value else (),
    )
    name = _step_name(work, found, field, why)
    return work.run(StepDraft(name, (draft,), action="settle"), record)


def _refuse_value(kind: str, field: str, value: JsonValue) -> None:
    if field == DELETED:
        wrong = "" if isinstance(value, bool) else "Say whether it is deleted"
    else:
        wrong = fault(kind, field, value)
    if wrong:
        raise BadInputError(f"{wrong}.", kept="Both versions are still there.")


def _covers(work: Work, found: Record[Any]) -> tuple[Ref, ...]:
    links = work.snapshot.records(Link)
    states = [found.state, *(links[one.id].state for one in work.snapshot.links_of(found.state.id))]
    return tuple(sorted({ref for state in states for ref in state.head_refs}))


def _step_name(work: Work, found: Record[Any], field: str, why: str) -> str:
    entries = {
        entry.ref: entry for entry in journal.of_record(work.file.connection, found.state.id)
    }
    whose = _whose(work, found.state.field(field), entries)
    words = "deleted or kept" if field == DELETED else field_words(field)
    named = f" of {whose}" if whose else ""
    return f"Choose between versions{named}: {words} ({why.strip()})"


def _whose(work: Work, state: FieldState, entries: dict[Ref, Entry]) -> str:
    named = []
    for head in sorted(state.heads, key=lambda head: head.order):
        entry = entries.get(head.ref)
        if entry is None:
            continue
        at = read_moment(entry.wall)
        when = f" {short_day(at.date())} {at:%H:%M}" if at is not None else ""
        named.append(f"{work.person_name(entry.author)}{when}")
    return " and ".join(named)
