"""The index ``vault.db``: what the vault knows of each inspection file, and how it is opened."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from ilacs_desktop.store.connection import connect, known_errors, refuse_damaged, transaction
from ilacs_desktop.store.migrations.run import migrate
from ilacs_desktop.store.vault import vault_schema

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.store.connection import Connection


@dataclass(frozen=True, slots=True)
class FileEntry:
    """What the vault knows of one inspection file on this laptop.

    Attributes:
        file: random file id, also its name on disk.
        inspection: id of the inspection it holds.
        key: its database key.
        la_name, event, start, end: what the start page shows.
        training: a training inspection.
        made_at, opened_at: ISO moments.
        replica, seq, hash: the newest entry made here, when last closed or backed up.
        device, inode: where the file stood then.
    """

    file: str
    inspection: str
    key: bytes
    la_name: str = ""
    event: str = ""
    start: str = ""
    end: str = ""
    training: bool = False
    made_at: str = ""
    opened_at: str = ""
    replica: str = ""
    seq: int = 0
    hash: str = ""
    device: int = 0
    inode: int = 0


_COLUMNS = tuple(one.name for one in fields(FileEntry))
_QUOTED = ",".join(f'"{name}"' for name in _COLUMNS)


def files(connection: Connection) -> tuple[FileEntry, ...]:
    """Return what the index knows of files, the last opened first."""
    rows = connection.execute(
        f"SELECT {_QUOTED} FROM inspection_file"  # noqa: S608
        " ORDER BY max(opened_at, made_at) DESC, rowid DESC"
    )
    return tuple(_file_entry(row) for row in rows)


def _file_entry(row: tuple[Any, ...]) -> FileEntry:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["training"] = bool(values["training"])
    return FileEntry(**values)


def write_index(
    path: Path, master: bytes, metas: list[tuple[str, str]], kept: list[FileEntry]
) -> None:
    """Write a new index whole.

    Args:
        path: where; what stands there is removed first.
        master: its key.
        metas: the vault's own values.
        kept: what it knows of files, the last opened first.
    """
    unlink(path)
    connection = connect(path, master)
    try:
        with known_errors(path):
            migrate(connection, path, master, vault_schema.STEPS)
            with transaction(connection):
                connection.executemany("INSERT INTO meta(key, value) VALUES (?,?)", metas)
                for entry in reversed(kept):
                    put_file(connection, entry)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    unlink(path, ("-wal", "-shm"))


def unlink(path: Path, tails: tuple[str, ...] = ("", "-wal", "-shm")) -> None:
    """Remove a database and what stands beside it."""
    with known_errors(path):
        for tail in tails:
            path.with_name(path.name + tail).unlink(missing_ok=True)


def connected(path: Path, master: bytes) -> Connection:
    """Open an index with every page of it read.

    Raises:
        DamagedFileError: a page is damaged or the key does not fit.
    """
    connection = connect(path, master)
    try:
        refuse_damaged(connection, path)
        with known_errors(path):
            migrate(connection, path, master, vault_schema.STEPS)
    except BaseException:
        connection.close()
        raise
    return connection


def put_file(connection: Connection, entry: FileEntry) -> None:
    """Write what the index knows of one file."""
    marks = ",".join("?" * len(_COLUMNS))
    connection.execute(
        f"INSERT OR REPLACE INTO inspection_file({_QUOTED}) VALUES ({marks})",  # noqa: S608
        tuple(getattr(entry, name) for name in _COLUMNS),
    )
