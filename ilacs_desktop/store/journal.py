"""The journal on disk: entries in, entries out, and nothing ever changed but by a strike-out."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.clock import LogicalTime
from ilacs_desktop.domain.entry import Change, Entry, Origin, Ref, canonical
from ilacs_desktop.domain.lifting import lifted
from ilacs_desktop.domain.projection import project
from ilacs_desktop.domain.undo import Step

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from ilacs_desktop.domain.projection import RecordState
    from ilacs_desktop.store.connection import Connection

_INSERT = "INSERT INTO journal VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
_INSERT_VALUE = "INSERT INTO journal_value VALUES (?,?,?,?,?,?,?)"
_SELECT = """
    SELECT j.replica, j.seq, j.ms, j.counter, j.wall, j.author, j.schema, j.step, j.step_name,
        j.action, j.undoes, j.kind, j.record, j.extra, j.previous, j.hash,
        v.field, v.value, v.salt, v.commitment, v.replaces
    FROM journal j LEFT JOIN journal_value v ON v.replica = j.replica AND v.seq = j.seq
"""
_OWN_COLUMNS = 16
_OWN_FIRST = """
    SELECT id FROM replica
    ORDER BY id = (SELECT value FROM local_mark WHERE key = 'replica') DESC
"""


def add(connection: Connection, added: Sequence[Entry]) -> None:
    """Write entries, open or sealed."""
    connection.executemany(_INSERT, [_row(entry) for entry in added])
    connection.executemany(
        _INSERT_VALUE,
        [
            (entry.ref.replica, entry.ref.seq, *_cells(name, one))
            for entry in added
            for name, one in entry.changes.items()
        ],
    )


def _cells(name: str, one: Change) -> tuple[Any, ...]:
    return (
        name,
        None if one.is_struck else canonical(one.value),
        None if one.salt is None else bytes.fromhex(one.salt),
        bytes.fromhex(one.commitment),
        _refs_text(one.replaces),
    )


def is_as_written(entry: Entry, found: Sequence[tuple[Any, ...]]) -> bool:
    """Return whether rows hold an entry exactly as ``add`` writes it, to the letter."""
    own = _row(entry)
    values = [_cells(name, entry.changes[name]) for name in sorted(entry.changes)]
    return all(row[:_OWN_COLUMNS] == own for row in found) and values == [
        row[_OWN_COLUMNS:] for row in found if row[_OWN_COLUMNS] is not None
    ]


def _row(entry: Entry) -> tuple[Any, ...]:
    return (
        entry.ref.replica,
        entry.ref.seq,
        entry.time.ms,
        entry.time.counter,
        entry.wall,
        entry.author,
        entry.schema,
        entry.step,
        entry.step_name,
        entry.action,
        entry.undoes,
        entry.kind,
        entry.record,
        _extra(entry),
        bytes.fromhex(entry.previous),
        bytes.fromhex(entry.hash),
    )


def _refs_text(refs: Sequence[Ref]) -> str:
    return canonical([[ref.replica, ref.seq] for ref in refs]) if refs else ""


def _refs_from(items: Sequence[Sequence[Any]]) -> tuple[Ref, ...]:
    return tuple(Ref(str(replica), int(seq)) for replica, seq in items)


def _extra(entry: Entry) -> str:
    extra: dict[str, Any] = {}
    if entry.covers:
        extra["covers"] = [[ref.replica, ref.seq] for ref in entry.covers]
    if entry.struck:
        extra["struck"] = [[ref.replica, ref.seq] for ref in entry.struck]
    if entry.origin:
        extra["origin"] = [entry.origin.author, entry.origin.at]
    return canonical(extra)


def grow(connection: Connection, entry: Entry) -> None:
    """Write an open entry's newest value; its commitment waits until it is sealed."""
    for name, one in entry.changes.items():
        connection.execute(
            "UPDATE journal_value SET value = ? WHERE replica = ? AND seq = ? AND field = ?",
            (canonical(one.value), entry.ref.replica, entry.ref.seq, name),
        )


def seal(connection: Connection, entry: Entry) -> None:
    """Write the commitments and the hash of an entry that was open."""
    for name, one in entry.changes.items():
        connection.execute(
            "UPDATE journal_value SET value = ?, salt = ?, commitment = ?"
            " WHERE replica = ? AND seq = ? AND field = ?",
            (
                canonical(one.value),
                bytes.fromhex(str(one.salt)),
                bytes.fromhex(one.commitment),
                entry.ref.replica,
                entry.ref.seq,
                name,
            ),
        )
    connection.execute(
        "UPDATE journal SET previous = ?, hash = ? WHERE replica = ? AND seq = ?",
        (
            bytes.fromhex(entry.previous),
            bytes.fromhex(entry.hash),
            entry.ref.replica,
            entry.ref.seq,
        ),
    )


def renumber(connection: Connection, before: Ref, entry: Entry) -> None:
    """Write an open entry's new place and step; no chain holds it yet."""
    connection.execute(
        "UPDATE journal SET replica = ?, seq = ?, step = ? WHERE replica = ? AND seq = ?",
        (entry.ref.replica, entry.ref.seq, entry.step, before.replica, before.seq),
    )
    connection.execute(
        "UPDATE journal_value SET replica = ?, seq = ? WHERE replica = ? AND seq = ?",
        (entry.ref.replica, entry.ref.seq, before.replica, before.seq),
    )


def strike(connection: Connection, refs: Sequence[Ref], field: str) -> None:
    """Take value and salt of one field out of entries, for good."""
    named = [(ref.replica, ref.seq, field) for ref in refs]
    connection.executemany("INSERT OR IGNORE INTO struck VALUES (?,?,?)", named)
    connection.executemany(
        "UPDATE journal_value SET value = NULL, salt = NULL"
        " WHERE replica = ? AND seq = ? AND field = ?",
        named,
    )


def rows(
    connection: Connection, where: str = "1", arguments: Sequence[Any] = ()
) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of each entry, one a field, in order of replica and sequence.

    Args:
        connection: an open inspection file.
        where: an SQL condition on ``j`` (journal), from this package alone.
        arguments: its parameters.
    """
    cursor = connection.execute(
        f"{_SELECT} WHERE {where} ORDER BY j.replica, j.seq, v.field",
        tuple(arguments),
    )
    for _, found in groupby(cursor, key=lambda row: (row[0], row[1])):
        yield list(found)


def entries(
    connection: Connection, where: str = "1", arguments: Sequence[Any] = ()
) -> Iterator[Entry]:
    """Yield entries in order of replica and sequence; see ``rows``."""
    for found in rows(connection, where, arguments):
        yield entry_of(found)


def entry_of(found: Sequence[tuple[Any, ...]]) -> Entry:
    """Return the entry that rows of ``rows`` hold.

    Raises:
        ValueError, TypeError, AttributeError, KeyError: the rows are not as they were written.
    """
    own = found[0]
    extra = json.loads(own[13])
    changes = {}
    for row in found:
        field, value, salt, commitment, replaces = row[_OWN_COLUMNS:]
        if field is not None:
            changes[field] = Change(
                None if value is None else json.loads(value),
                None if salt is None else salt.hex(),
                commitment.hex(),
                _refs_from(json.loads(replaces)) if replaces else (),
            )
    origin = extra.get("origin")
    return Entry(
        ref=Ref(own[0], own[1]),
        time=LogicalTime(own[2], own[3]),
        wall=own[4],
        author=own[5],
        schema=own[6],
        step=own[7],
        step_name=own[8],
        action=own[9],
        undoes=own[10],
        kind=own[11],
        record=own[12],
        previous=own[14].hex(),
        hash=own[15].hex(),
        changes=changes,
        covers=_refs_from(extra.get("covers", ())),
        struck=_refs_from(extra.get("struck", ())),
        origin=Origin(*origin) if origin else None,
    )


def of_record(connection: Connection, record: str) -> list[Entry]:
    """Return a record's entries."""
    return list(entries(connection, "j.record = ?", (record,)))


def aside(connection: Connection) -> frozenset[Ref]:
    """Return the entries that are set aside on this laptop."""
    return frozenset(Ref(*row) for row in connection.execute("SELECT replica, seq FROM set_aside"))


def projected(
    connection: Connection, kind: str, record: str, left_out: Container[Ref]
) -> RecordState:
    """Return what a record says by all its entries.

    Args:
        connection: an open inspection file.
        kind: record kind.
        record: record id.
        left_out: entries set aside.
    """
    taken = (lifted(entry) for entry in of_record(connection, record) if entry.ref not in left_out)
    return project(kind, record, taken)


def of_step(connection: Connection, step: str) -> list[Entry]:
    """Return a step's entries.

    They follow one another in one replica, mostly near its end: that is quicker to look through
    than an index is to keep.
    """
    for (replica,) in connection.execute(_OWN_FIRST).fetchall():
        last = connection.execute(
            "SELECT seq FROM journal WHERE replica = ? AND step = ? ORDER BY seq DESC LIMIT 1",
            (replica, step),
        ).fetchone()
        if last is not None:
            before = connection.execute(
                "SELECT seq FROM journal WHERE replica = ? AND seq < ? AND step <> ?"
                " ORDER BY seq DESC LIMIT 1",
                (replica, last[0], step),
            ).fetchone()
            first = before[0] if before else 0
            where = "j.replica = ? AND j.seq > ? AND j.seq <= ?"
            return list(entries(connection, where, (replica, first, last[0])))
    return []


def value_of(connection: Connection, ref: Ref, field: str) -> tuple[bool, Any]:
    """Return (is known, value) of a field in an entry; unknown where struck out or absent."""
    row = connection.execute(
        "SELECT value, salt FROM journal_value WHERE replica = ? AND seq = ? AND field = ?",
        (ref.replica, ref.seq, field),
    ).fetchone()
    if row is None or row[0] is None:
        return False, None
    return True, json.loads(row[0])


def steps_of(connection: Connection, author: str) -> list[Step]:
    """Return a person's steps in the order made, those set aside left out."""
    found = connection.execute(
        # With one min() SQLite takes the other columns from the row that holds it.
        "SELECT step, step_name, action, undoes, ms, counter, replica, min(seq) FROM journal j"
        " WHERE author = ? AND NOT EXISTS (SELECT 1 FROM set_aside a"
        " WHERE a.replica = j.replica AND a.seq = j.seq)"
        " GROUP BY step ORDER BY ms, counter, replica, 8",
        (author,),
    )
    return [Step(row[0], row[1], row[2], row[3]) for row in found]


def newest(connection: Connection, replica: str) -> tuple[int, str]:
    """Return sequence and hash of a replica's newest sealed entry; (0, "") where none."""
    row = connection.execute(
        "SELECT seq, hash FROM journal WHERE replica = ? AND length(hash) > 0"
        " ORDER BY seq DESC LIMIT 1",
        (replica,),
    ).fetchone()
    return (row[0], row[1].hex()) if row else (0, "")


def sign_head(connection: Connection, replica: str, seq: int, chain: str, signature: bytes) -> None:
    """Keep a laptop's signature of its newest hash; only the newest, so that no chain is cut."""
    connection.execute(
        "UPDATE replica SET head_seq = ?, head_hash = ?, head_signature = ? WHERE id = ?",
        (seq, chain, signature, replica),
    )


def signed_head(connection: Connection, replica: str) -> tuple[int, str, bytes] | None:
    """Return sequence, hash and signature of the newest entry that a replica's laptop signed.

    Args:
        connection: an open inspection file.
        replica: one of this laptop's own, or one that arrived with a signed head.
    """
    row = connection.execute(
        "SELECT head_seq, head_hash, head_signature FROM replica"
        " WHERE id = ? AND head_signature IS NOT NULL",
        (replica,),
    ).fetchone()
    return None if row is None else (int(row[0]), str(row[1]), bytes(row[2]))
