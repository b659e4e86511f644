"""From a record's state to the frozen value that screens and documents hold, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ilacs_desktop.domain.records import KINDS

if TYPE_CHECKING:
    from ilacs_desktop.domain.entry import JsonValue, Ref
    from ilacs_desktop.domain.projection import RecordState

T = TypeVar("T")

SCHEMA = 1
"""Schema number that this version writes for every kind; raised when a field is added."""

_GREATEST = 2**53
"""The greatest whole number that every reader of JSON reads exactly."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What stands beside every record's own fields.

    Attributes:
        deleted: shown as deleted.
        crossed: deleted here, edited by someone who did not know.
        conflicts: fields with two versions.
        made_by, made_at: who wrote it first (the original author where it was loaded).
        changed_by, changed_at: who wrote it last.
        read_only: written by a newer version of the app.
    """

    deleted: bool
    crossed: bool
    conflicts: tuple[str, ...]
    made_by: str
    made_at: str
    changed_by: str
    changed_at: str
    read_only: bool


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """One record as shown: its value, what stands beside it, and what an edit would replace."""

    value: T
    meta: Meta
    state: RecordState

    def seen(self, name: str) -> tuple[Ref, ...]:
        """Return the entries whose value of a field this record shows."""
        return self.state.field(name).seen


@cache
def field_names(kind: str) -> tuple[str, ...]:
    """Return the names of a kind's own fields, without its id."""
    return tuple(one.name for one in fields(KINDS[kind]) if one.name != "id")


@cache
def _name_set(kind: str) -> frozenset[str]:
    return frozenset(field_names(kind))


@cache
def _blank(kind: str) -> Any:
    return KINDS[kind](id="")


@cache
def field_type(kind: str, name: str) -> type:
    """Return what a field holds: ``str``, ``int``, ``bool``, ``tuple`` or ``dict``."""
    return type(getattr(_blank(kind), name))


def fault(kind: str, name: str, value: JsonValue) -> str:
    """Return what is wrong with a value for a field; empty where it fits."""
    wanted = field_type(kind, name)
    if value is None:
        return ""
    if wanted is tuple:
        good = isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
    elif wanted is dict:
        good = isinstance(value, Mapping)
    elif wanted is int:
        good = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _GREATEST
    else:
        good = isinstance(value, wanted)
    return "" if good else f"{kind}.{name} must be {_TYPE_WORDS[wanted]}"


_TYPE_WORDS = {
    str: "text",
    int: "a whole number below 9,007,199,254,740,993",
    bool: "true or false",
    tuple: "a list of texts",
    dict: "an object",
}


def shown_value(kind: str, name: str, value: JsonValue) -> Any:
    """Return a field's journal value as the frozen value holds it."""
    if value is None:
        return getattr(_blank(kind), name)
    return tuple(value) if isinstance(value, list) else value


def record_of(state: RecordState) -> Record[Any]:
    """Return the record that a state shows; unsaid fields hold their blank."""
    # Every record comes through here when a file is opened: what is said is looked at, not what
    # could be, and what follows from a deletion only where there is one.
    kind = state.kind
    names = _name_set(kind)
    value = KINDS[kind](
        id=state.id,
        **{
            name: tuple(one) if type(one) is list else one
            for name, one in state.values.items()
            if one is not None and name in names
        },
    )
    made, changed = state.made, state.changed
    deleted = state.is_deleted
    meta = Meta(
        deleted,
        deleted and state.is_crossed,
        state.conflicts,
        made.author if made else "",
        made.at if made else "",
        changed.author if changed else "",
        changed.at if changed else "",
        state.newest_schema > SCHEMA,
    )
    return Record(value, meta, state)
