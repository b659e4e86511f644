"""A record's state as text: which entries stand behind each field, beside its row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.clock import LogicalTime
from ilacs_desktop.domain.entry import Ref
from ilacs_desktop.domain.projection import FieldState, Head, Mark, RecordState
from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.domain.values import field_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SHOWN = 5
"""Position of a head's own value in its list, present only where the row does not hold it."""


def to_text(state: RecordState) -> str:
    """Return everything of a state that its row does not hold, as compact JSON.

    The row holds each field's shown value; the heads of a field in conflict carry theirs here.
    """
    body = {
        "f": {name: _heads(state.kind, name, one) for name, one in state.fields.items()},
        "m": _mark(state.made),
        "c": _mark(state.changed),
        "s": state.newest_schema,
    }
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False, sort_keys=True)


def _heads(kind: str, name: str, one: FieldState) -> list[list[Any]]:
    # A row cannot tell "never said" from blank, holds no "deleted" and no field that only a
    # newer version knows: such values stand here.
    in_row = (
        len(one.heads) == 1
        and one.heads[0].value is not None
        and kind in KINDS
        and name in field_names(kind)
    )
    found: list[list[Any]] = []
    for head in sorted(one.heads, key=lambda head: head.ref):
        item: list[Any] = [
            head.ref.replica,
            head.ref.seq,
            head.time.ms,
            head.time.counter,
            int(head.struck),
        ]
        if not in_row:
            item.append(head.value)
        if head.covers:
            item.append([[ref.replica, ref.seq] for ref in sorted(head.covers)])
        found.append(item)
    return found


def _mark(mark: Mark | None) -> list[Any] | None:
    if mark is None:
        return None
    return [
        mark.time.ms,
        mark.time.counter,
        mark.ref.replica,
        mark.ref.seq,
        mark.author,
        mark.at,
    ]


def from_text(
    kind: str, record: str, text: str, cell: Callable[[str], Any], refs: dict[str, str]
) -> RecordState:
    """Return the state that ``to_text`` wrote.

    Args:
        kind: record kind.
        record: record id.
        text: what ``to_text`` gave.
        cell: gives the row's value of a field, as the journal holds it.
        refs: replica ids already seen, so that equal ids share one string.
    """
    body: Mapping[str, Any] = json.loads(text)
    fields = {}
    for name, heads in body["f"].items():
        fields[name] = FieldState(
            tuple(
                Head(
                    Ref(refs.setdefault(item[0], item[0]), item[1]),
                    LogicalTime(item[2], item[3]),
                    item[_SHOWN] if len(item) > _SHOWN else cell(name),
                    bool(item[4]),
                    frozenset(Ref(*ref) for ref in item[_SHOWN + 1])
                    if len(item) > _SHOWN + 1
                    else frozenset(),
                )
                for item in heads
            )
        )
    return RecordState(
        kind,
        record,
        fields,
        made=_mark_from(body["m"]),
        changed=_mark_from(body["c"]),
        newest_schema=body["s"],
    )


def _mark_from(item: list[Any] | None) -> Mark | None:
    if item is None:
        return None
    return Mark(LogicalTime(item[0], item[1]), Ref(item[2], item[3]), item[4], item[5])
