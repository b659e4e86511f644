"""From journal entries to what a record says now: heads, conflicts, deletion, crossings.

This is the one place that decides a record's row, for an edit, a merge, an undo, a load, a
migration and a replay alike. Everything here is a fold whose result does not depend on the order
in which entries arrive.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilacs_desktop.domain.entry import DELETED, Entry, JsonValue, Ref, canonical

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ilacs_desktop.domain.clock import LogicalTime


@dataclass(frozen=True, slots=True)
class Head:
    """One unreplaced value of a field, and the entry it stands in."""

    ref: Ref
    time: LogicalTime
    value: JsonValue
    struck: bool = False
    covers: frozenset[Ref] = frozenset()
    """For a deletion, the entries its author had; otherwise the deletions that its author knew."""

    @property
    def order(self) -> tuple[LogicalTime, str, int]:
        """What decides which head is shown: the greatest."""
        return (self.time, self.ref.replica, self.ref.seq)


@dataclass(frozen=True, slots=True)
class FieldState:
    """What one field says: the value shown, and every unreplaced value behind it."""

    heads: tuple[Head, ...] = ()
    """In order of their entries, so that equal states are equal whatever arrived first."""

    @property
    def shown(self) -> Head | None:
        """The head whose value is shown, or None where the field was never said.

        A struck-out gap is shown only where nothing else stands.
        """
        heads = self.heads
        if len(heads) == 1:
            return heads[0]
        return max(heads, key=lambda head: (not head.struck, head.order), default=None)

    @property
    def value(self) -> JsonValue:
        """The value shown; None where the field was never said."""
        shown = self.shown
        return None if shown is None else shown.value

    @property
    def seen(self) -> tuple[Ref, ...]:
        """The entries that an edit of the value on screen replaces: all of equal value.

        Struck-out gaps are among them: there is nothing left in them to lose.
        """
        if len(self.heads) == 1:
            return (self.heads[0].ref,)
        shown = self.shown
        if shown is None:
            return ()
        text = canonical(shown.value)
        return tuple(
            head.ref for head in self.heads if head.struck or canonical(head.value) == text
        )

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Every unreplaced entry: what a settle command or a strike-out replaces."""
        return tuple(head.ref for head in self.heads)

    @property
    def versions(self) -> tuple[Head, ...]:
        """One head per different value, the one shown first; struck-out gaps do not count."""
        by_value: dict[str, Head] = {}
        for head in sorted(self.heads, key=lambda head: head.order, reverse=True):
            if not head.struck:
                by_value.setdefault(canonical(head.value), head)
        return tuple(by_value.values())

    @property
    def in_conflict(self) -> bool:
        """Whether two or more different values stand unreplaced."""
        return len(self.heads) > 1 and len(self.versions) > 1


_UNSAID = FieldState()


@dataclass(frozen=True, slots=True)
class Mark:
    """Who wrote and when, as shown: the original author and time of a loaded record."""

    time: LogicalTime
    ref: Ref
    author: str
    at: str

    @property
    def order(self) -> tuple[LogicalTime, str, int]:
        """Order among marks."""
        return (self.time, self.ref.replica, self.ref.seq)


@dataclass(frozen=True, slots=True)
class RecordState:
    """What one record says now.

    Attributes:
        kind: record kind.
        id: record id.
        fields: state by field name, ``deleted`` among them.
        values: value shown by field name.
        conflicts: names of the fields with two versions, in order.
        made: who wrote its first entry.
        changed: who wrote its newest.
        newest_schema: greatest schema number among its entries.
    """

    kind: str
    id: str
    fields: Mapping[str, FieldState]
    values: Mapping[str, JsonValue] = dataclasses.field(default_factory=dict)
    conflicts: tuple[str, ...] = ()
    made: Mark | None = None
    changed: Mark | None = None
    newest_schema: int = 0

    def field(self, name: str) -> FieldState:
        """Return a field's state; an empty one where it was never said."""
        return self.fields.get(name, _UNSAID)

    @property
    def is_deleted(self) -> bool:
        """Whether the record is shown as deleted; one that was never made is."""
        value = self.values.get(DELETED)
        return True if value is None else bool(value)

    @property
    def head_refs(self) -> frozenset[Ref]:
        """Every unreplaced entry of the record."""
        return frozenset(head.ref for one in self.fields.values() for head in one.heads)

    @property
    def is_crossed(self) -> bool:
        """Whether it is deleted while it holds an entry the deleter did not have."""
        return bool(self.values.get(DELETED)) and bool(uncovered(self, ()))


def uncovered(deleted: RecordState, linked: Iterable[RecordState]) -> frozenset[Ref]:
    """Return the unreplaced entries that whoever deleted a record did not have.

    Not among them is what the deletion's own laptop wrote later, and what says by itself that
    its author knew of the deletion.

    Args:
        deleted: the deleted record.
        linked: the records linked to it; a deleted one answers for itself.
    """
    deletions = [head for head in deleted.field(DELETED).heads if head.value]
    if not deletions:
        return frozenset()
    had = {ref for head in deletions for ref in head.covers}
    known = {head.ref for head in deletions}
    newest: dict[str, int] = {}
    for ref in known:
        newest[ref.replica] = max(ref.seq, newest.get(ref.replica, 0))
    return frozenset(
        head.ref
        for one in (deleted, *(one for one in linked if not one.is_deleted))
        for state in one.fields.values()
        for head in state.heads
        if head.ref not in had
        and head.ref not in known
        and not known & head.covers
        and head.ref.seq <= newest.get(head.ref.replica, head.ref.seq)
    )


def heads_after(
    heads: tuple[Head, ...], new: Head, replaces: Collection[Ref], *, already_replaced: bool
) -> tuple[Head, ...]:
    """Return a field's heads after one entry.

    Args:
        heads: the heads before.
        new: the entry's value.
        replaces: the entries it replaces.
        already_replaced: whether an entry seen earlier replaces the new one.
    """
    kept = [head for head in heads if head.ref not in replaces and head.ref != new.ref]
    if already_replaced:
        return tuple(kept)
    return tuple(sorted((*kept, new), key=lambda head: head.ref)) if kept else (new,)


def apply(state: RecordState, entry: Entry, replaced: Collection[tuple[Ref, str]]) -> RecordState:
    """Return a record's state after one more of its entries, arriving in any order.

    Args:
        state: the state before.
        entry: an entry of this record.
        replaced: (entry, field) pairs that entries seen so far replace.
    """
    fields, values, conflicts = dict(state.fields), dict(state.values), set(state.conflicts)
    covers = frozenset(entry.covers)
    for name, one in entry.changes.items():
        after = FieldState(
            heads_after(
                state.field(name).heads,
                Head(entry.ref, entry.time, one.value, one.is_struck, covers),
                one.replaces,
                already_replaced=(entry.ref, name) in replaced,
            )
        )
        fields[name], values[name] = after, after.value
        if after.in_conflict:
            conflicts.add(name)
        else:
            conflicts.discard(name)
    mark = Mark(
        entry.time,
        entry.ref,
        entry.origin.author if entry.origin else entry.author,
        entry.origin.at if entry.origin else entry.wall,
    )
    made, changed = state.made, state.changed
    return RecordState(
        state.kind,
        state.id,
        fields,
        values,
        tuple(sorted(conflicts)),
        made=mark if made is None or mark.order < made.order else made,
        changed=mark if changed is None or mark.order > changed.order else changed,
        newest_schema=max(state.newest_schema, entry.schema),
    )


def project(kind: str, record: str, entries: Iterable[Entry]) -> RecordState:
    """Return what a record says, from all its entries in any order.

    Args:
        kind: record kind.
        record: record id.
        entries: its entries, those set aside left out.
    """
    taken = list(entries)
    struck = {
        (ref, name)
        for entry in taken
        if entry.action == "strike"
        for name in entry.changes
        for ref in entry.struck
    }
    state = RecordState(kind, record, {})
    replaced: set[tuple[Ref, str]] = set()
    for entry in taken:
        state = apply(state, _without_struck(entry, struck), replaced)
        replaced.update((ref, name) for name, one in entry.changes.items() for ref in one.replaces)
    return state


def _without_struck(entry: Entry, struck: set[tuple[Ref, str]]) -> Entry:
    lost = [name for name in entry.changes if (entry.ref, name) in struck]
    if not lost:
        return entry
    changes = {
        name: replace(one, value=None, salt=None) if name in lost else one
        for name, one in entry.changes.items()
    }
    return replace(entry, changes=changes)
