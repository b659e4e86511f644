"""From journal entries to what a record says now: heads, conflicts, deletion, crossings.

This is the one place that decides a record's row, for an edit, a merge, an undo, a load, a
migration and a replay alike. Everything here is a fold whose result does not depend on the order
in which entries arrive.
"""

from __future__ import annotations

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
    """For a deletion, the entries its author had."""

    @property
    def order(self) -> tuple[LogicalTime, str, int]:
        """What decides which head is shown: the greatest."""
        return (self.time, self.ref.replica, self.ref.seq)


@dataclass(frozen=True, slots=True)
class FieldState:
    """What one field says: the value shown, and every unreplaced value behind it."""

    heads: tuple[Head, ...] = ()

    @property
    def shown(self) -> Head | None:
        """The head whose value is shown, or None where the field was never said."""
        return max(self.heads, key=lambda head: head.order, default=None)

    @property
    def value(self) -> JsonValue:
        """The value shown; None where the field was never said."""
        shown = self.shown
        return None if shown is None else shown.value

    @property
    def seen(self) -> tuple[Ref, ...]:
        """The entries that an edit of the value on screen replaces: all of equal value."""
        shown = self.shown
        if shown is None:
            return ()
        text = canonical(shown.value)
        return tuple(sorted(head.ref for head in self.heads if canonical(head.value) == text))

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
        return len(self.versions) > 1


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
        made: who wrote its first entry.
        changed: who wrote its newest.
        newest_schema: greatest schema number among its entries.
    """

    kind: str
    id: str
    fields: Mapping[str, FieldState]
    made: Mark | None = None
    changed: Mark | None = None
    newest_schema: int = 0

    def field(self, name: str) -> FieldState:
        """Return a field's state; an empty one where it was never said."""
        return self.fields.get(name) or FieldState()

    @property
    def is_deleted(self) -> bool:
        """Whether the record is shown as deleted; one that was never made is."""
        value = self.field(DELETED).value
        return True if value is None else bool(value)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Names of the fields with two versions."""
        return tuple(sorted(name for name, one in self.fields.items() if one.in_conflict))

    @property
    def head_refs(self) -> frozenset[Ref]:
        """Every unreplaced entry of the record."""
        return frozenset(head.ref for one in self.fields.values() for head in one.heads)

    @property
    def is_crossed(self) -> bool:
        """Whether it is deleted while it holds an entry the deleter did not have."""
        if not self.is_deleted:
            return False
        return bool(uncovered(self, [self]))


def uncovered(deleted: RecordState, records: Iterable[RecordState]) -> frozenset[Ref]:
    """Return the unreplaced entries that whoever deleted a record did not have.

    Args:
        deleted: the deleted record.
        records: itself and the records linked to it.
    """
    deletions = deleted.field(DELETED).heads
    had = {ref for head in deletions for ref in head.covers} | {head.ref for head in deletions}
    return frozenset(ref for one in records for ref in one.head_refs) - had


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
    kept = tuple(head for head in heads if head.ref not in replaces and head.ref != new.ref)
    return kept if already_replaced else (*kept, new)


def apply(state: RecordState, entry: Entry, replaced: Collection[tuple[Ref, str]]) -> RecordState:
    """Return a record's state after one more of its entries, arriving in any order.

    Args:
        state: the state before.
        entry: an entry of this record.
        replaced: (entry, field) pairs that entries seen so far replace.
    """
    fields = dict(state.fields)
    for name, one in entry.changes.items():
        fields[name] = FieldState(
            heads_after(
                state.field(name).heads,
                Head(
                    entry.ref,
                    entry.time,
                    one.value,
                    one.is_struck,
                    frozenset(entry.covers) if name == DELETED else frozenset(),
                ),
                one.replaces,
                already_replaced=(entry.ref, name) in replaced,
            )
        )
    mark = Mark(
        entry.time,
        entry.ref,
        entry.origin.author if entry.origin else entry.author,
        entry.origin.at if entry.origin else entry.wall,
    )
    return replace(
        state,
        fields=fields,
        made=min(state.made or mark, mark, key=lambda one: one.order),
        changed=max(state.changed or mark, mark, key=lambda one: one.order),
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
