"""A record's state as text: which entries stand behind each field, beside its row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from typing_extensions import override

from ilacs_desktop.domain.clock import LogicalTime
from ilacs_desktop.domain.entry import DELETED, JsonValue, Ref
from ilacs_desktop.domain.projection import FieldState, Head, Mark, RecordState
from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.domain.values import field_names
from ilacs_desktop.store.tables import fits

_NONE: Mapping[str, Any] = MappingProxyType({})
_COMPACT = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)


class StoredFields(Mapping[str, FieldState]):
    """The fields of a record as read from disk, taken apart when first looked at.

    Opening an inspection needs every record's values and hardly any of their entries.
    """

    __slots__ = ("_built", "_groups", "_special", "_values")

    def __init__(
        self, groups: list[list[Any]], special: Mapping[str, Any], values: Mapping[str, JsonValue]
    ) -> None:
        self._groups = groups
        self._special = special
        self._values = values
        self._built: dict[str, FieldState] | None = None

    def _fields(self) -> dict[str, FieldState]:
        if self._built is None:
            built: dict[str, FieldState] = {}
            for replica, seq, ms, counter, names in self._groups:
                ref, time = Ref(replica, seq), LogicalTime(ms, counter)
                for name in names:
                    built[name] = FieldState((Head(ref, time, self._values[name]),))
            for name, heads in self._special.items():
                built[name] = _special_field(heads)
            self._built = built
        return self._built

    @override
    def __getitem__(self, name: str) -> FieldState:
        return self._fields()[name]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._fields())

    def __bool__(self) -> bool:
        return bool(self._groups or self._special)

    @override
    def __len__(self) -> int:
        return len(self._special) + sum(len(group[4]) for group in self._groups)


def to_text(state: RecordState) -> str:
    """Return everything of a state that its row does not hold, as compact JSON.

    The row holds the value of each field that has one unreplaced entry; the entries stand here,
    each once. A field in conflict, struck out or unknown to the row carries its values here.
    """
    groups: dict[Ref, list[Any]] = {}
    special: dict[str, list[Any]] = {}
    for name, one in sorted(state.fields.items()):
        heads = one.heads
        if len(heads) == 1 and _is_plain(state.kind, name, heads[0]):
            ref, time = heads[0].ref, heads[0].time
            group = groups.get(ref)
            if group is None:
                group = groups[ref] = [ref.replica, ref.seq, time.ms, time.counter, []]
            group[4].append(name)
        else:
            special[name] = [_special_item(head) for head in heads]
    body: dict[str, Any] = {
        "e": [groups[ref] for ref in sorted(groups)],
        "m": _mark(state.made),
        "c": _mark(state.changed),
        "s": state.newest_schema,
    }
    if special:
        body["x"] = special
    return _COMPACT.encode(body)


def is_plain(state: RecordState, name: str) -> bool:
    """Return whether the row alone holds a field's value, so that a new one changes no state."""
    heads = state.field(name).heads
    return len(heads) == 1 and _is_plain(state.kind, name, heads[0])


def _is_plain(kind: str, name: str, head: Head) -> bool:
    # A row cannot tell "never said" from blank, holds no deletion and no field that only a
    # newer version knows: such values stand in the text.
    if head.struck or head.covers or head.value is None:
        return False
    if name == DELETED:
        return head.value is False
    return kind in KINDS and name in field_names(kind) and fits(kind, name, head.value)


def _special_item(head: Head) -> list[Any]:
    return [
        head.ref.replica,
        head.ref.seq,
        head.time.ms,
        head.time.counter,
        int(head.struck),
        head.value,
        [[ref.replica, ref.seq] for ref in sorted(head.covers)],
    ]


def _special_field(items: list[Any]) -> FieldState:
    return FieldState(
        tuple(
            Head(
                Ref(replica, seq),
                LogicalTime(ms, counter),
                value,
                bool(struck),
                frozenset(Ref(*ref) for ref in covers),
            )
            for replica, seq, ms, counter, struck, value, covers in items
        )
    )


def _mark(mark: Mark | None) -> list[Any] | None:
    if mark is None:
        return None
    return [mark.time.ms, mark.time.counter, mark.ref.replica, mark.ref.seq, mark.author, mark.at]


def from_text(kind: str, record: str, text: str, cells: Mapping[str, Any]) -> RecordState:
    """Return the state that ``to_text`` wrote.

    Args:
        kind: record kind.
        record: record id.
        text: what ``to_text`` gave.
        cells: the row's value of each field, as the journal holds it.

    Raises:
        ValueError, KeyError, TypeError, IndexError: the text is not one that ``to_text`` gave.
    """
    return from_body(kind, record, json.loads(text), cells)


def bodies(texts: Sequence[str]) -> list[Any]:
    """Return what stands in many texts that ``to_text`` gave, read at once: that is quicker.

    Raises:
        ValueError: one is not such a text.
    """
    found: list[Any] = json.loads(f"[{','.join(texts)}]")
    if len(found) != len(texts):
        raise ValueError("a state holds more or less than one object")
    return found


def from_body(
    kind: str, record: str, body: Mapping[str, Any], cells: Mapping[str, Any]
) -> RecordState:
    """Return the state whose text held this; see ``from_text``."""
    groups: list[list[Any]] = body["e"]
    values: dict[str, JsonValue] = {}
    for group in groups:
        for name in group[4]:
            values[name] = False if name == DELETED else cells[name]
    special: Mapping[str, Any] = body.get("x") or _NONE
    conflicts = []
    for name, items in special.items():
        one = _special_field(items)
        values[name] = one.value
        if one.in_conflict:
            conflicts.append(name)
    made, changed = body["m"], body["c"]
    first = _mark_from(made)
    return RecordState(
        kind,
        record,
        StoredFields(groups, special, values),
        values,
        tuple(sorted(conflicts)) if conflicts else (),
        first,
        first if changed == made else _mark_from(changed),
        body["s"],
    )


def _mark_from(item: list[Any] | None) -> Mark | None:
    if item is None:
        return None
    ms, counter, replica, seq, author, at = item
    return Mark(LogicalTime(ms, counter), Ref(replica, seq), author, at)
