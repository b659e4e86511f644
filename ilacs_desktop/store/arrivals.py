"""Takes sealed entries of other replicas into a file: added, never changed, then projected."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ilacs_desktop.domain.clock import is_ahead, observe
from ilacs_desktop.domain.entry import Ref
from ilacs_desktop.domain.lifting import lifted
from ilacs_desktop.domain.projection import project
from ilacs_desktop.store import forks, journal, rows
from ilacs_desktop.store.connection import known_errors, transaction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from ilacs_desktop.domain.entry import Entry
    from ilacs_desktop.domain.projection import RecordState
    from ilacs_desktop.store.connection import Connection
    from ilacs_desktop.store.inspection_file import InspectionFile

SignedHead = tuple[int, str, bytes]
"""Sequence and hash of a replica's newest entry, and its laptop's signature of that hash."""


def absorb(
    file: InspectionFile,
    arrived: Iterable[Entry],
    replicas: Mapping[str, tuple[str, bytes]],
    heads: Mapping[str, SignedHead] | None = None,
) -> tuple[RecordState, ...]:
    """Take entries in one transaction and return what their records say now.

    An entry that was set aside is taken back. One that differs from the entry held under its
    replica and sequence, and whatever follows it there, is kept beside the journal as forked.

    Args:
        file: the open inspection file.
        arrived: sealed entries whose signatures and chain the caller has checked, each
            replica's in order.
        replicas: machine and public key by replica id, for replicas new here.
        heads: signed heads by replica id, so that ``verify`` can tell a chain cut short.
    """
    file.seal()
    connection = file.connection
    now = file.writer.clock.now()
    time = file.time
    with known_errors(file.path), transaction(connection):
        _add_replicas(connection, replicas, now.isoformat(timespec="seconds"))
        struck = set(connection.execute("SELECT replica, seq, field FROM struck"))
        aside = journal.aside(connection)
        new, held, forked = _sorted_out(connection, arrived)
        back = [entry for entry in held if entry.ref in aside]
        _take_back(connection, back)
        for entry in new:
            time = observe(time, entry.time, now)
            struck |= {
                (ref.replica, ref.seq, name) for ref in entry.struck for name in entry.changes
            }
        new = [_without(entry, struck) for entry in new]
        journal.add(connection, new)
        _mark_ahead(connection, new, now)
        forks.keep(connection, [_without(entry, struck) for entry in forked])
        struck_out = _strike(connection, new)
        if struck_out:
            forks.strike(connection)
            file.ask_cleaning()
        states = _projected(file, new, {entry.record: entry.kind for entry in back})
        _write(file, states)
        if struck_out:
            file.index_all(states)
        _take_heads(connection, heads or {})
    file.take(states, time)
    file.clean()
    return states


def _add_replicas(
    connection: Connection, replicas: Mapping[str, tuple[str, bytes]], at: str
) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO replica(id, machine, made_at, made_because, public_key)"
        " VALUES (?,?,?,'arrived',?)",
        [(replica, machine, at, public_key) for replica, (machine, public_key) in replicas.items()],
    )


def _sorted_out(
    connection: Connection, arrived: Iterable[Entry]
) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """Return the entries new here, those held already, and those of a forked replica."""
    by_replica: dict[str, dict[int, str]] = defaultdict(dict)
    new: list[Entry] = []
    held: list[Entry] = []
    forked: list[Entry] = []
    for entry in arrived:
        replica, seq = entry.ref.replica, entry.ref.seq
        hashes = by_replica.get(replica)
        if hashes is None:
            hashes = by_replica[replica] = {
                row[0]: row[1].hex()
                for row in connection.execute(
                    "SELECT seq, hash FROM journal WHERE replica = ?", (replica,)
                )
            }
        if seq in hashes:
            (held if hashes[seq] == entry.hash else forked).append(entry)
        elif hashes.get(seq - 1, entry.previous) != entry.previous:
            forked.append(entry)
        else:
            hashes[seq] = entry.hash
            new.append(entry)
    return new, held, forked


def _mark_ahead(connection: Connection, entries: Iterable[Entry], now: datetime) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO ahead VALUES (?,?)",
        [(entry.ref.replica, entry.ref.seq) for entry in entries if is_ahead(entry.time, now)],
    )


def ahead(connection: Connection) -> frozenset[Ref]:
    """Return the entries whose clock was over ten minutes ahead of ours when they arrived."""
    return frozenset(Ref(*row) for row in connection.execute("SELECT replica, seq FROM ahead"))


def _without(entry: Entry, struck: Collection[tuple[str, int, str]]) -> Entry:
    """Return an entry without the values that a strike-out has taken away."""
    lost = [name for name in entry.changes if (entry.ref.replica, entry.ref.seq, name) in struck]
    if not lost:
        return entry
    changes = {
        name: replace(one, value=None, salt=None) if name in lost else one
        for name, one in entry.changes.items()
    }
    return replace(entry, changes=changes)


def _strike(connection: Connection, entries: Iterable[Entry]) -> bool:
    found = False
    for entry in entries:
        for name in entry.changes if entry.struck else ():
            journal.strike(connection, entry.struck, name)
            found = True
    return found


def _projected(
    file: InspectionFile, new: Sequence[Entry], again: Mapping[str, str]
) -> tuple[RecordState, ...]:
    """Return what the touched records say.

    Args:
        file: the open file.
        new: entries just written.
        again: records to read from the journal whatever is in memory: kind by id.
    """
    by_record: dict[str, list[Entry]] = defaultdict(list)
    for entry in new:
        by_record[entry.record].append(entry)
    left_out = journal.aside(file.connection)
    states = []
    for record, entries in by_record.items():
        kind = entries[0].kind
        if record not in again and not file.state(kind, record).fields:
            # Nothing of it was here before: what arrived is all there is.
            states.append(project(kind, record, (lifted(entry) for entry in entries)))
        else:
            states.append(journal.projected(file.connection, kind, record, left_out))
    states += [
        journal.projected(file.connection, kind, record, left_out)
        for record, kind in again.items()
        if record not in by_record
    ]
    return tuple(states)


def _write(file: InspectionFile, states: Iterable[RecordState]) -> None:
    for state in states:
        before = file.state(state.kind, state.id)
        rows.write(file.connection, state, before)
        rows.index(file.connection, state)


def _take_heads(connection: Connection, heads: Mapping[str, SignedHead]) -> None:
    connection.executemany(
        "UPDATE replica SET head_seq = ?, head_hash = ?, head_signature = ?"
        " WHERE id = ? AND head_seq < ? AND EXISTS"
        " (SELECT 1 FROM journal WHERE replica = ? AND seq = ? AND hash = ?)",
        [
            (seq, chain, signature, replica, seq, replica, seq, bytes.fromhex(chain))
            for replica, (seq, chain, signature) in heads.items()
        ],
    )


# -- undoing a merge ---------------------------------------------------------------------------


def set_aside(file: InspectionFile, refs: Iterable[Ref]) -> tuple[RecordState, ...]:
    """Leave entries out of the projection and return what their records say without them.

    They stay in the journal; importing their pack again takes them back.

    Args:
        file: the open inspection file.
        refs: entries of one merge; see ``is_built_on``.
    """
    file.seal()
    connection = file.connection
    named = [(ref.replica, ref.seq) for ref in refs]
    with known_errors(file.path), transaction(connection):
        connection.executemany("INSERT OR IGNORE INTO set_aside VALUES (?,?)", named)
        again: dict[str, str] = {}
        for one in named:
            again.update(
                connection.execute(
                    "SELECT record, kind FROM journal WHERE replica = ? AND seq = ?", one
                )
            )
        states = _projected(file, (), again)
        _write(file, states)
    file.take(states, file.time)
    return states


def _take_back(connection: Connection, entries: Iterable[Entry]) -> None:
    connection.executemany(
        "DELETE FROM set_aside WHERE replica = ? AND seq = ?",
        [(entry.ref.replica, entry.ref.seq) for entry in entries],
    )


def is_built_on(file: InspectionFile, refs: Collection[Ref]) -> bool:
    """Return whether an entry made on this laptop replaces or covers one of these.

    A merge that was built on is no longer undone.
    """
    wanted = frozenset(refs)
    with known_errors(file.path):
        return any(
            not wanted.isdisjoint(entry.covers)
            or any(not wanted.isdisjoint(one.replaces) for one in entry.changes.values())
            for entry in journal.entries(file.connection, "j.replica = ?", (file.replica,))
        )
