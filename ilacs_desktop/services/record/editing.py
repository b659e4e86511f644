"""The few commands that every record shares: make, edit, type, delete, restore, link, order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import uuid6

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.order import between
from ilacs_desktop.domain.records import Link
from ilacs_desktop.domain.values import fault, field_names
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.record import guards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ilacs_desktop.domain.entry import JsonValue, Ref
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work


def new_id() -> str:
    """Return a random id that sorts by the time it was made (UUIDv7)."""
    return str(uuid6.uuid7())


def checked(kind: str, values: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
    """Return values that fit a kind's fields.

    Raises:
        BadInputError: a field is unknown or a value is of the wrong type.
    """
    known = field_names(kind)
    for name, value in values.items():
        wrong = fault(kind, name, value) if name in known else f"{kind} has no field {name}"
        if wrong:
            raise BadInputError(f"{wrong}.", kept="Nothing was changed.")
    return values


def making(kind: type[Any], record: str, values: Mapping[str, JsonValue]) -> Draft:
    """Return the draft that makes a record, for a step of several."""
    return Draft(kind.KIND, record, {DELETED: False, **checked(kind.KIND, values)})


def changing(
    work: Work,
    kind: type[Any],
    record: str,
    values: Mapping[str, JsonValue],
    *,
    make: bool = False,
    seen: Mapping[str, tuple[Ref, ...]] | None = None,
) -> Draft:
    """Return the draft that edits a record, for a step of several; only what differs is written.

    Args:
        work: the open inspection.
        kind: the record's class.
        record: its id.
        values: new values by field.
        make: make the record where it does not exist yet, as single records may.
        seen: per field the entries behind the value on the author's screen.

    Raises:
        NotAllowedError: the record is not there, is deleted, or its state forbids the edit.
    """
    found = work.snapshot.record(kind, record)
    if found is None or (make and found.meta.deleted):
        if make:
            return making(kind, record, values)
        raise NotAllowedError("This record is no longer there.", kept="Nothing was changed.")
    guards.refuse_edit(work, found, values)
    changed = {
        name: value
        for name, value in checked(kind.KIND, values).items()
        if not _same(getattr(found.value, name), value) or name in found.meta.conflicts
    }
    return Draft(kind.KIND, record, changed, seen or {})


def _same(old: Any, new: Any) -> bool:
    return bool(old == (tuple(new) if isinstance(new, list) else new))


def create(work: Work, kind: type[Any], step: str, /, **values: JsonValue) -> Changes:
    """Make a record; ``made`` of the result is its id.

    Args:
        work: the open inspection.
        kind: the record's class.
        step: the command in the person's words, such as "Add request".
        values: its first values.
    """
    record = new_id()
    return work.run(StepDraft(step, (making(kind, record, values),)), record)


def edit(
    work: Work,
    kind: type[Any],
    record: str,
    step: str,
    /,
    *,
    seen: Mapping[str, tuple[Ref, ...]] | None = None,
    **values: JsonValue,
) -> Changes:
    """Change fields of a record; what is already so is not written again.

    Raises:
        NotAllowedError: the record is not there, is deleted, or its state forbids the edit.
    """
    draft = changing(work, kind, record, values, seen=seen)
    return work.run(StepDraft(step, (draft,) if draft.values else ()), record)


def put(work: Work, kind: type[Any], record: str, step: str, /, **values: JsonValue) -> Changes:
    """Change fields of a single record, making it where it does not exist yet."""
    return run(work, step, (changing(work, kind, record, values, make=True),), record)


def run(work: Work, step: str, drafts: Iterable[Draft | None], made: str = "") -> Changes:
    """Write the drafts that change anything as one step.

    A single record or a link whose making was undone is there, deleted: it is brought back.
    """
    real = tuple(draft for draft in drafts if draft is not None and draft.values)
    restores = any(
        draft.values.get(DELETED) is False and work.snapshot.find(draft.record) is not None
        for draft in real
    )
    return work.run(StepDraft(step, real, action="restore" if restores else "edit"), made)


def type_text(
    work: Work,
    kind: type[Any],
    record: str,
    field: str,
    text: str,
    *,
    seen: tuple[Ref, ...] | None = None,
    step: str = "Type",
) -> Changes:
    """Save a text as it stands while it is being typed: one burst, one entry.

    Args:
        work: the open inspection.
        kind: the record's class.
        record: its id; it must have been made.
        field: the field typed in.
        text: the whole text.
        seen: the entries behind the text the burst began from.
        step: the step's name for undo.
    """
    found = work.snapshot.record(kind, record)
    if found is None:
        raise NotAllowedError("This record is no longer there.", kept="Nothing was changed.")
    growing = work.file.open_entry
    is_growing = growing is not None and growing.record == record and field in growing.changes
    if not is_growing:
        if getattr(found.value, field) == text:
            return Changes(made=record)
        guards.refuse_edit(work, found, {field: text})
    return work.took(work.file.type_text(kind.KIND, record, field, text, seen, step), record)


def seal(work: Work) -> Changes:
    """End the current burst of typing, so that it becomes one sealed entry."""
    work.file.seal()
    return Changes()


def _heads(records: Sequence[Record[Any]]) -> tuple[Ref, ...]:
    return tuple(sorted({ref for one in records for ref in one.state.head_refs}))


def delete(work: Work, kind: type[Any], record: str, step: str) -> Changes:
    """Delete a record and the links that end at it; it stays in the history and can be restored.

    Raises:
        NotAllowedError: the record's state forbids it.
    """
    found = work.snapshot.record(kind, record)
    if found is None or found.meta.deleted:
        return Changes(made=record)
    guards.refuse_delete(work, found)
    links = [
        linked
        for link in work.snapshot.links_of(record)
        if (linked := work.snapshot.record(Link, link.id)) is not None
    ]
    covers = _heads([found, *links])
    drafts = [Draft(kind.KIND, record, {DELETED: True}, covers=covers)]
    drafts += [Draft("link", link.value.id, {DELETED: True}, covers=covers) for link in links]
    return work.run(StepDraft(step, tuple(drafts), action="delete"), record)


def restore(work: Work, kind: type[Any], record: str, step: str) -> Changes:
    """Bring a deleted record back as it was."""
    found = work.snapshot.record(kind, record)
    if found is None or not found.meta.deleted:
        return Changes(made=record)
    draft = Draft(kind.KIND, record, {DELETED: False})
    return work.run(StepDraft(step, (draft,), action="restore"), record)


def linking(
    work: Work, relation: str, source: str, target: str, *, stance: str = "", detail: str = ""
) -> Draft | None:
    """Return the draft that ties two records; None where they are tied so already."""
    record = ids.link_id(relation, source, target)
    found = work.snapshot.record(Link, record)
    values: dict[str, JsonValue] = {"stance": stance, "detail": detail}
    if found is None:
        ends = {"relation": relation, "source": source, "target": target}
        return making(Link, record, {**ends, **values})
    changed = {name: value for name, value in values.items() if getattr(found.value, name) != value}
    if found.meta.deleted:
        return Draft("link", record, {DELETED: False, **changed})
    return Draft("link", record, changed) if changed else None


def link(
    work: Work,
    relation: str,
    source: str,
    target: str,
    step: str,
    *,
    stance: str = "",
    detail: str = "",
) -> Changes:
    """Tie two records; tying them again changes the stance or detail."""
    draft = linking(work, relation, source, target, stance=stance, detail=detail)
    action = "restore" if draft is not None and draft.values.get(DELETED) is False else "edit"
    return work.run(StepDraft(step, (draft,) if draft else (), action=action), source)


def unlink(work: Work, relation: str, source: str, target: str, step: str) -> Changes:
    """Untie two records."""
    found = work.snapshot.get(Link, ids.link_id(relation, source, target))
    if found is None:
        return Changes(made=source)
    return work.run(
        StepDraft(step, (Draft("link", found.id, {DELETED: True}),), action="delete"), source
    )


def move(
    work: Work, kind: type[Any], record: str, step: str, *, before: str = "", after: str = ""
) -> Changes:
    """Move a record of an ordered list between two neighbours.

    Args:
        work: the open inspection.
        kind: the record's class; it has a ``rank``.
        record: its id.
        step: the step's name.
        before: rank of the neighbour that will stand before it, empty for none.
        after: rank of the neighbour that will stand after it, empty for none.
    """
    return edit(work, kind, record, step, rank=between(before, after))


def last_rank(work: Work, kind: type[Any]) -> str:
    """Return a rank below everything of a kind, for a record added at the end."""
    newest = max((one.rank for one in work.snapshot.all(kind)), default="")
    return between(newest, "")
