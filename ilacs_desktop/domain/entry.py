"""One journal entry: what it holds, how it is committed to, and how the chain hashes it.

The chain hashes commitments, one per field value, never the values: a value and its salt can be
struck out later and the chain still holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ilacs_desktop.domain.clock import LogicalTime

JsonValue = Any
"""What a field may hold: str, int, bool, None, list of str, or an object of plain JSON."""

ACTIONS = frozenset({"edit", "delete", "restore", "undo", "settle", "strike", "final", "load"})
"""``final`` steps are edits that are never undone: signed off, sent, given to the LA."""

DELETED = "deleted"
"""The field that every record has beside its kind's own."""


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Names one entry: the replica that made it and its sequence number there (from 1)."""

    replica: str
    seq: int


@dataclass(frozen=True, slots=True)
class Change:
    """One field's new value and the entries it replaces.

    Attributes:
        value: the new value; None where struck out (then ``salt`` is None too).
        salt: random bytes that keep the commitment from being guessed, as hex.
        commitment: SHA-256 over salt and canonical value, as hex.
        replaces: the entries whose value of this field was replaced.
    """

    value: JsonValue
    salt: str | None
    commitment: str
    replaces: tuple[Ref, ...] = ()

    @property
    def is_struck(self) -> bool:
        """Whether the value was struck out."""
        return self.salt is None


@dataclass(frozen=True, slots=True)
class Origin:
    """Who first wrote a loaded record and when, where the loader is someone else."""

    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change to one record, sealed once it has a hash.

    Attributes:
        ref: replica and sequence.
        time: logical time.
        wall: wall clock, ISO with offset.
        author: id of the person.
        schema: schema number of the record's kind when written.
        step: id shared by all entries of one command.
        step_name: the command in the person's words, for undo and history.
        action: one of ``ACTIONS``.
        kind: record kind.
        record: record id.
        changes: per field.
        undoes: step that this one undoes, or empty.
        covers: for a delete, every unreplaced entry its author had of the record and its links.
        struck: for a strike-out, the entries of the field that lose their value.
        origin: original author and time of a loaded record.
        previous: hash of this replica's entry before, empty for its first.
        hash: empty while open.
    """

    ref: Ref
    time: LogicalTime
    wall: str
    author: str
    schema: int
    step: str
    step_name: str
    action: str
    kind: str
    record: str
    changes: Mapping[str, Change]
    undoes: str = ""
    covers: tuple[Ref, ...] = ()
    struck: tuple[Ref, ...] = ()
    origin: Origin | None = None
    previous: str = ""
    hash: str = field(default="")

    @property
    def is_open(self) -> bool:
        """Whether the entry can still grow."""
        return not self.hash

    @property
    def order(self) -> tuple[LogicalTime, str, int]:
        """What decides which of several unreplaced values is shown: the greatest."""
        return (self.time, self.ref.replica, self.ref.seq)


_CANONICAL = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def canonical(value: JsonValue) -> str:
    """Return the one text form of a JSON value: sorted keys, no spaces, UTF-8 as it is."""
    return _CANONICAL.encode(plain(value))


def plain(value: JsonValue) -> JsonValue:
    """Return a JSON value made of plain lists, dicts and whole characters alone.

    Text pasted from elsewhere may hold half a character (a lone surrogate), which no file can
    hold: it becomes the replacement character.
    """
    if isinstance(value, str):
        return _whole(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {_whole(str(key)): plain(item) for key, item in value.items()}
    return value


def _whole(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def commit(value: JsonValue, salt: str) -> str:
    """Return the commitment to a value: SHA-256 of salt and canonical value, as hex."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(value).encode()).hexdigest()


def change(value: JsonValue, salt: str, replaces: tuple[Ref, ...] = ()) -> Change:
    """Make a change with its commitment.

    Args:
        value: the new value.
        salt: 16 random bytes as hex.
        replaces: the entries whose value it replaces.
    """
    return Change(value, salt, commit(value, salt), replaces)


def chain_hash(entry: Entry) -> str:
    """Return the hash that seals an entry: over all it says except the values themselves."""
    body: dict[str, JsonValue] = {
        "replica": entry.ref.replica,
        "seq": entry.ref.seq,
        "time": [entry.time.ms, entry.time.counter],
        "wall": entry.wall,
        "author": entry.author,
        "schema": entry.schema,
        "step": entry.step,
        "step_name": entry.step_name,
        "action": entry.action,
        "kind": entry.kind,
        "record": entry.record,
        "changes": {
            name: [one.commitment, _refs(one.replaces)] for name, one in entry.changes.items()
        },
        "undoes": entry.undoes,
        "covers": _refs(entry.covers),
        "struck": _refs(entry.struck),
        "origin": [entry.origin.author, entry.origin.at] if entry.origin else None,
        "previous": entry.previous,
    }
    return hashlib.sha256(canonical(body).encode()).hexdigest()


def _refs(refs: tuple[Ref, ...]) -> list[list[JsonValue]]:
    return [[ref.replica, ref.seq] for ref in sorted(refs)]


def faults(entry: Entry) -> tuple[str, ...]:
    """Return what is wrong with a sealed entry by itself: its hash and its commitments.

    A struck-out value is a gap, not a fault.
    """
    found = []
    if chain_hash(entry) != entry.hash:
        found.append("its hash does not fit what it says")
    found += [
        f"the value of {name} does not fit its commitment"
        for name, one in entry.changes.items()
        if one.salt is not None and commit(one.value, one.salt) != one.commitment
    ]
    return tuple(found)
