"""Proves a file: every chain, every commitment, and every row against a replay of the journal."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlcipher3 import dbapi2 as sql

from ilacs_desktop.domain.entry import Entry, faults
from ilacs_desktop.domain.lifting import lifted
from ilacs_desktop.domain.projection import project
from ilacs_desktop.store import journal, migrations, rows
from ilacs_desktop.store.connection import transaction
from ilacs_desktop.store.migrations.m001_first import LOCAL_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ilacs_desktop.store.connection import Connection

_JOURNAL_TABLES = frozenset({"journal", "journal_value", "replica", "struck"})
_SHOWN_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found.

    Attributes:
        entries: how many sealed entries were read.
        records: how many records were replayed.
        gaps: values that were struck out, which the chain allows.
        faults: what is wrong, in words; empty where the file is proved.
    """

    entries: int
    records: int
    gaps: int
    faults: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(connection: Connection, is_cancelled: Callable[[], bool] = lambda: False) -> Verdict:
    """Check the chains, then replay the journal into an empty file and compare.

    Args:
        connection: an inspection file, open for reading.
        is_cancelled: asked now and then; when true the verdict covers what was read so far.
    """
    found: list[str] = []
    by_record: dict[str, list[Entry]] = defaultdict(list)
    aside = set(connection.execute("SELECT replica, seq FROM set_aside"))
    count = gaps = 0
    newest: dict[str, tuple[int, str]] = {}
    for entry in journal.entries(connection):
        if is_cancelled():
            break
        count += 1
        gaps += sum(one.is_struck for one in entry.changes.values())
        if not entry.is_open:
            found += _chain_faults(entry, newest)
        if (entry.ref.replica, entry.ref.seq) not in aside:
            by_record[entry.record].append(lifted(entry))
    found += _head_faults(connection, newest)
    found += _row_faults(connection, by_record)
    return Verdict(count, len(by_record), gaps, tuple(found[:_SHOWN_FAULTS]))


def _chain_faults(entry: Entry, newest: dict[str, tuple[int, str]]) -> Iterable[str]:
    name = f"Entry {entry.ref.seq} of laptop {entry.ref.replica}"
    seq, chain = newest.get(entry.ref.replica, (0, ""))
    if entry.ref.seq != seq + 1:
        yield f"{name}: entries {seq + 1} to {entry.ref.seq - 1} are missing before it"
    elif entry.previous != chain:
        yield f"{name}: it does not follow the entry before it"
    for fault in faults(entry):
        yield f"{name}: {fault}"
    newest[entry.ref.replica] = (entry.ref.seq, entry.hash)


def _head_faults(connection: Connection, newest: dict[str, tuple[int, str]]) -> Iterable[str]:
    for replica, public_key, seq, chain, signature in connection.execute(
        "SELECT id, public_key, head_seq, head_hash, head_signature FROM replica"
    ):
        if signature is None:
            continue
        if newest.get(replica, (0, "")) != (seq, chain):
            yield f"Laptop {replica}: its newest entry is not the one it signed"
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, bytes.fromhex(chain))
        except (InvalidSignature, ValueError):
            yield f"Laptop {replica}: its signature does not fit"


def _row_faults(connection: Connection, by_record: dict[str, list[Entry]]) -> Iterable[str]:
    replay = sql.connect(":memory:", isolation_level=None)
    try:
        with transaction(replay):
            for step in migrations.STEPS:
                for statement in step.STATEMENTS:
                    replay.execute(statement)
            for record, entries in by_record.items():
                rows.write(replay, project(entries[0].kind, record, entries))
        for name in _projected_tables(connection):
            ours, theirs = _content(connection, name), _content(replay, name)
            for record in sorted(ours.keys() | theirs.keys()):
                if ours.get(record) != theirs.get(record):
                    yield f"Record {record} ({name}): its row is not what the journal says"
    finally:
        replay.close()


def _projected_tables(connection: Connection) -> list[str]:
    local = LOCAL_TABLES | _JOURNAL_TABLES
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    return [name for name in names if name not in local and not name.startswith("search_")]


def _content(connection: Connection, name: str) -> dict[str, Any]:
    if name == "record":
        found = connection.execute("SELECT id, kind, state FROM record")
        return {row[0]: (row[1], json.loads(row[2])) for row in found}
    return {row[0]: row for row in connection.execute(f'SELECT * FROM "{name}"')}  # noqa: S608
