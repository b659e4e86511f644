"""Takes sealed entries of other replicas into a file: added, never changed, then projected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ilacs_desktop.domain.clock import observe
from ilacs_desktop.store import journal, rows
from ilacs_desktop.store.connection import known_errors, transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ilacs_desktop.domain.entry import Entry, Ref
    from ilacs_desktop.domain.projection import RecordState
    from ilacs_desktop.store.connection import Connection
    from ilacs_desktop.store.inspection_file import InspectionFile


def absorb(
    file: InspectionFile, arrived: Iterable[Entry], replicas: Mapping[str, tuple[str, bytes]]
) -> tuple[RecordState, ...]:
    """Take entries in one transaction and return what their records say now.

    Args:
        file: the open inspection file.
        arrived: sealed entries whose signatures and chain the caller has checked.
        replicas: machine and public key by replica id, for replicas new here.
    """
    file.seal()
    connection = file.connection
    now = file.writer.clock.now()
    time = file.time
    touched: dict[str, str] = {}
    with known_errors(file.path), transaction(connection):
        connection.executemany(
            "INSERT OR IGNORE INTO replica(id, machine, made_at, made_because, public_key)"
            " VALUES (?,?,?,'arrived',?)",
            [
                (replica, machine, now.isoformat(timespec="seconds"), public_key)
                for replica, (machine, public_key) in replicas.items()
            ],
        )
        struck = set(connection.execute("SELECT replica, seq, field FROM struck"))
        for entry in arrived:
            if _is_held(connection, entry.ref):
                continue
            journal.add(connection, _without(entry, struck))
            if entry.struck:
                for name in entry.changes:
                    journal.strike(connection, entry.struck, name)
                    struck |= {(ref.replica, ref.seq, name) for ref in entry.struck}
            touched[entry.record] = entry.kind
            time = observe(time, entry.time, now)
        states = [journal.projected(connection, kind, record) for record, kind in touched.items()]
        for state in states:
            rows.index(connection, state, rows.write(connection, state))
    file.take(states, time)
    return tuple(states)


def _is_held(connection: Connection, ref: Ref) -> bool:
    found = connection.execute(
        "SELECT 1 FROM journal WHERE replica = ? AND seq = ?", (ref.replica, ref.seq)
    )
    return found.fetchone() is not None


def _without(entry: Entry, struck: set[tuple[str, int, str]]) -> Entry:
    """Return an entry without the values that a strike-out has already taken away."""
    changes = {
        name: replace(one, value=None, salt=None)
        if (entry.ref.replica, entry.ref.seq, name) in struck
        else one
        for name, one in entry.changes.items()
    }
    return replace(entry, changes=changes)
