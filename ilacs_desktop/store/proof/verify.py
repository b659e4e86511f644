"""Proves a file: every chain, every commitment, and every row against a replay of the journal."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlcipher3 import dbapi2 as sql

from ilacs_desktop.domain.entry import Entry, Ref, faults
from ilacs_desktop.domain.lifting import lifted
from ilacs_desktop.domain.projection import RecordState, project
from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.store import journal, migrations, rows, tables
from ilacs_desktop.store.connection import transaction
from ilacs_desktop.store.proof import salvage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ilacs_desktop.store.connection import Connection

_SHOWN_FAULTS = 20
_UNREADABLE = (ValueError, TypeError, AttributeError, KeyError, IndexError)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found.

    Attributes:
        entries: how many entries were read.
        records: how many records were replayed.
        gaps: values that were struck out, which the chain allows.
        faults: what is wrong, in words, the first 20; empty where the file is proved.
        is_whole: false where it was cancelled and the rest is not known.
        lost: runs of entries that are known to be lost since a damaged file was salvaged, in words.
        authors: who wrote on each laptop, person by replica, so that it can be named for people.
    """

    entries: int
    records: int
    gaps: int
    faults: tuple[str, ...]
    is_whole: bool = True
    lost: tuple[str, ...] = ()
    authors: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether everything was read and nothing is wrong."""
        return self.is_whole and not self.faults


@dataclass(slots=True)
class _Walk:
    """What a walk along the journal gathers."""

    found: list[str] = field(default_factory=list)
    by_record: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    newest: dict[str, tuple[int, str]] = field(default_factory=dict)
    gaps: set[tuple[Ref, str]] = field(default_factory=set)
    struck: set[tuple[Ref, str]] = field(default_factory=set)
    values: set[tuple[Ref, str]] = field(default_factory=set)
    count: int = 0
    lost: frozenset[tuple[str, int, int]] = frozenset()
    authors: dict[str, str] = field(default_factory=dict)


def verify(connection: Connection, is_cancelled: Callable[[], bool] = lambda: False) -> Verdict:
    """Check the chains, then replay the journal into an empty file and compare.

    Args:
        connection: an inspection file, open for reading.
        is_cancelled: asked now and then; when true the verdict covers what was read so far.
    """
    walk = _Walk()
    connection.execute("BEGIN")  # One state of the file, whatever is written meanwhile.
    try:
        aside = journal.aside(connection)
        walk.lost = frozenset(salvage.lost(connection))
        for found in journal.rows(connection):
            if is_cancelled():
                return _verdict(walk, is_whole=False)
            _take(walk, found, aside)
        walk.found += _strike_faults(connection, walk)
        walk.found += _head_faults(connection, walk.newest)
        walk.found += _fork_faults(connection)
        walk.found += _row_faults(connection, walk.by_record, is_cancelled)
        return _verdict(walk, is_whole=not is_cancelled())
    finally:
        connection.execute("COMMIT")


def _verdict(walk: _Walk, *, is_whole: bool) -> Verdict:
    return Verdict(
        walk.count,
        len(walk.by_record),
        len(walk.gaps),
        tuple(walk.found[:_SHOWN_FAULTS]),
        is_whole,
        tuple(
            f"{_run(first, last)} of laptop {replica}" for replica, first, last in sorted(walk.lost)
        ),
        walk.authors,
    )


def _take(walk: _Walk, found: Sequence[tuple[Any, ...]], aside: frozenset[Ref]) -> None:
    walk.count += 1
    replica, seq = found[0][:2]
    try:
        entry = journal.entry_of(found)
        problems = [] if entry.is_open else list(_chain_faults(entry, walk))
        if not problems and not journal.is_as_written(entry, found):
            problems = [f"{_name(replica, seq)}: it is not as it was written"]
    except _UNREADABLE:
        walk.found.append(f"{_name(replica, seq)}: it cannot be read")
        walk.newest[replica] = (seq, _hex(found[0][15]))
        return
    walk.found += problems
    walk.authors.setdefault(replica, entry.author)
    for name, one in entry.changes.items():
        walk.values.add((entry.ref, name))
        if one.is_struck:
            walk.gaps.add((entry.ref, name))
    walk.struck |= {(ref, name) for ref in entry.struck for name in entry.changes}
    if entry.ref not in aside:
        walk.by_record[entry.record].append(lifted(entry))


def _hex(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else ""


def _name(replica: str, seq: int) -> str:
    return f"Entry {seq} of laptop {replica}"


def _run(first: int, last: int) -> str:
    return f"entry {first}" if first == last else f"entries {first} to {last}"


def _chain_faults(entry: Entry, walk: _Walk) -> Iterable[str]:
    replica, name = entry.ref.replica, _name(entry.ref.replica, entry.ref.seq)
    seq, chain = walk.newest.get(replica, (0, ""))
    walk.newest[replica] = (entry.ref.seq, entry.hash)
    gap = (seq + 1, entry.ref.seq - 1)
    if gap[0] <= gap[1]:
        if not any(one == replica and a <= gap[0] and gap[1] <= b for one, a, b in walk.lost):
            are = "is" if gap[0] == gap[1] else "are"
            yield f"{name}: {_run(*gap)} {are} missing before it"
    elif entry.previous != chain:
        yield f"{name}: it does not follow the entry before it"
    for fault in faults(entry):
        yield f"{name}: {fault}"


def _strike_faults(connection: Connection, walk: _Walk) -> Iterable[str]:
    """Name values that are gone without a strike-out, and those that outlived theirs."""
    for ref, name in sorted(walk.gaps - walk.struck):
        yield f"{_name(ref.replica, ref.seq)}: {name} was taken out by no strike-out"
    for ref, name in sorted((walk.struck & walk.values) - walk.gaps):
        yield f"{_name(ref.replica, ref.seq)}: {name} was struck out and is still there"
    noted = {
        (Ref(replica, seq), name)
        for replica, seq, name in connection.execute("SELECT replica, seq, field FROM struck")
    }
    if noted != walk.struck:
        yield "The list of struck-out values is not what the journal says"


def head_faults(connection: Connection) -> tuple[str, ...]:
    """Compare the newest entry of every replica with what was signed; quick enough for opening."""
    names = [row[0] for row in connection.execute("SELECT id FROM replica")]
    newest = {name: journal.newest(connection, name) for name in names}
    return tuple(_head_faults(connection, newest))


def _head_faults(connection: Connection, newest: dict[str, tuple[int, str]]) -> Iterable[str]:
    for replica, because, public_key in connection.execute(
        "SELECT id, made_because, public_key FROM replica ORDER BY id"
    ).fetchall():
        held, held_chain = newest.get(replica, (0, ""))
        signed = journal.signed_head(connection, replica)
        if signed is None:
            if because != "arrived" and held:
                yield f"Laptop {replica}: its newest entry is not signed"
            continue
        seq, chain, signature = signed
        # What arrived after the signed head is checked by its pack's own signature.
        if held < seq or (held > seq and because != "arrived"):
            yield f"Laptop {replica}: its newest entry is not the one it signed"
        elif chain != (held_chain if held == seq else _hash_at(connection, replica, seq)):
            yield f"Laptop {replica}: entry {seq} is not the one it signed"
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, bytes.fromhex(chain))
        except (InvalidSignature, ValueError, TypeError):
            yield f"Laptop {replica}: its signature does not fit"


def _hash_at(connection: Connection, replica: str, seq: int) -> str:
    row = connection.execute(
        "SELECT hash FROM journal WHERE replica = ? AND seq = ?", (replica, seq)
    ).fetchone()
    return "" if row is None else _hex(row[0])


def _fork_faults(connection: Connection) -> Iterable[str]:
    for replica, first, count in connection.execute(
        "SELECT replica, min(seq), count(*) FROM forked GROUP BY replica ORDER BY replica"
    ):
        yield (
            f"Laptop {replica}: from entry {first} on there are two different histories under "
            f"its name; {count} entries of the second are kept beside the first"
        )


def _row_faults(
    connection: Connection, by_record: dict[str, list[Entry]], is_cancelled: Callable[[], bool]
) -> Iterable[str]:
    replay = sql.connect(":memory:", isolation_level=None)
    try:
        with transaction(replay):
            for step in migrations.STEPS:
                for statement in step.STATEMENTS:
                    replay.execute(statement)
            for record, entries in by_record.items():
                if is_cancelled():
                    return
                kind = entries[0].kind
                state = project(kind, record, entries)
                rows.write(replay, state, RecordState(kind, record, {}))
        for name in ("record", *KINDS):
            ours, theirs = _content(connection, name), _content(replay, name)
            if is_cancelled():
                return
            for record in sorted(ours.keys() | theirs.keys()):
                if ours.get(record) != theirs.get(record):
                    yield f"Record {record} ({name}): its row is not what the journal says"
    finally:
        replay.close()


def _content(connection: Connection, name: str) -> dict[str, Any]:
    if name == "record":
        found = connection.execute("SELECT id, kind, state FROM record")
        return {row[0]: (row[1], _parsed(row[2])) for row in found}
    return {row[0]: row for row in connection.execute(tables.select_all(name))}


def _parsed(text: Any) -> Any:
    try:
        return json.loads(text)
    except (ValueError, TypeError):
        return text
