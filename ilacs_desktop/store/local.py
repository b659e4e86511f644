"""What a file keeps for this laptop alone: small notes, its replicas, and cleaning that is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sql

if TYPE_CHECKING:
    from ilacs_desktop.store.connection import Connection
    from ilacs_desktop.store.writer import Writer

_CLEANING = "cleaning_due"
_PAGES, _WAL = "pages", "wal"
_PATIENCE_MS = 50


def mark(connection: Connection, key: str, value: str) -> None:
    """Keep a small note."""
    connection.execute(
        "INSERT INTO local_mark(key, value) VALUES (?,?)"
        " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def forget(connection: Connection, key: str) -> None:
    """Keep a small note no more."""
    connection.execute("DELETE FROM local_mark WHERE key = ?", (key,))


def marked(connection: Connection, key: str) -> str:
    """Return a note; empty where there is none."""
    row = connection.execute("SELECT value FROM local_mark WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def add_replica(connection: Connection, replica: str, because: str, writer: Writer) -> None:
    """Write a new replica of this laptop's own, and that it is the one in use."""
    connection.execute(
        "INSERT INTO replica(id, machine, made_at, made_because, public_key) VALUES (?,?,?,?,?)",
        (
            replica,
            writer.machine,
            writer.clock.now().isoformat(timespec="seconds"),
            because,
            writer.signer.public_key,
        ),
    )
    mark(connection, "replica", replica)


def is_own(connection: Connection, replica: str, writer: Writer) -> bool:
    """Return whether a replica's chain is signed with this writer's key."""
    row = connection.execute("SELECT public_key FROM replica WHERE id = ?", (replica,)).fetchone()
    return row is not None and bytes(row[0]) == writer.signer.public_key


def machine_of(connection: Connection, replica: str) -> str:
    """Return the digest of the machine on which a replica was begun; empty where there is none."""
    row = connection.execute("SELECT machine FROM replica WHERE id = ?", (replica,)).fetchone()
    return "" if row is None else str(row[0])


def ask_cleaning(connection: Connection) -> None:
    """Note, in the transaction of a strike-out, that what it leaves behind must go."""
    mark(connection, _CLEANING, _PAGES)


def is_cleaning_due(connection: Connection) -> bool:
    """Return whether a strike-out has left something behind."""
    return marked(connection, _CLEANING) != ""


def clean(connection: Connection) -> bool:
    """Take what was struck out off every page of the file; return whether all of it is gone.

    The search keeps deleted words until its parts are merged, rebuilt pages keep bytes of what
    stood there before, and the WAL keeps whole pages. While another connection reads an older
    state of the file the WAL cannot be cut, and on a full disk nothing can be rebuilt; then this
    is done again later.

    Args:
        connection: the writer's, outside a transaction.
    """
    try:
        if marked(connection, _CLEANING) == _PAGES:
            connection.execute("INSERT INTO search(search) VALUES ('optimize')")
            connection.execute("VACUUM")
            mark(connection, _CLEANING, _WAL)
        if not cut_wal(connection):
            return False
        mark(connection, _CLEANING, "")
    except sql.Error:
        return False
    return True


def cut_wal(connection: Connection) -> bool:
    """Fold the WAL into the file and cut it to nothing; return whether that could be done."""
    patience = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    # Typing must not wait for a reader: what cannot be done now is done at the next edit.
    connection.execute(f"PRAGMA busy_timeout = {min(patience, _PATIENCE_MS)}")
    try:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")
    return int(busy) == 0
