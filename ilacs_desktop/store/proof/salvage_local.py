"""Brings what a damaged file keeps beside its journal into a new one: files' keys, Annex A rows."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sql

from ilacs_desktop.errors import KnownError
from ilacs_desktop.paths import private_folder
from ilacs_desktop.store import blobs
from ilacs_desktop.store.backup.backup_sets import blob_of
from ilacs_desktop.store.connection import connect, transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ilacs_desktop.store.backup.backup_sets import BackupSet
    from ilacs_desktop.store.connection import Connection
    from ilacs_desktop.store.proof.raw_rows import Row

_OF_SET = ("annex_list", "annex_chunk", "annex_child", "annex_restricted", "annex_key")


def take_blobs(
    connection: Connection, data_dir: Path, old: str, new: str, keys: Iterable[Row]
) -> int:
    """Keep the attachments of another file of the same inspection; return how many there are.

    Args:
        connection: the new file's.
        data_dir: the data folder.
        old: id of the damaged file.
        new: id of the new one.
        keys: rows of the damaged file's keys that could be read.
    """
    with transaction(connection):
        connection.executemany(
            "INSERT OR IGNORE INTO blob_key(digest, name, size, key) VALUES (?,?,?,?)", list(keys)
        )
    source, count = blobs.folder_of(data_dir, old), 0
    for (digest,) in connection.execute("SELECT digest FROM blob_key").fetchall():
        path = source / str(digest)
        if path.exists():
            private_folder(data_dir / "blobs")
            _link(path, private_folder(blobs.folder_of(data_dir, new)) / str(digest))
            count += 1
    return count


def _link(source: Path, goal: Path) -> None:
    """Let one file stand in two places, or copy it where the disk knows no such thing."""
    goal.unlink(missing_ok=True)
    try:
        os.link(source, goal)
    except OSError:
        shutil.copyfile(source, goal)
        goal.chmod(0o600)


def take_annex(path: Path, key: bytes, connection: Connection) -> None:
    """Copy the Annex A rows of data sets that the new file lacks, each whole or not at all.

    Args:
        path: the damaged file.
        key: its key.
        connection: the new file's.
    """
    known = sets_held(connection)
    try:
        source = connect(path, key, read_only=True)
    except KnownError:
        return
    try:
        for number, name in _sets(source):
            if name in known:
                continue
            with suppress(sql.Error):
                parts = {
                    table: source.execute(
                        f"SELECT * FROM {table} WHERE set_no = ?",  # noqa: S608
                        (number,),
                    ).fetchall()
                    for table in _OF_SET
                }
                with transaction(connection):
                    _put_set(connection, name, parts)
    finally:
        source.close()


def sets_held(connection: Connection) -> frozenset[str]:
    """Return the ids of the data sets whose rows are held."""
    return frozenset(
        str(row[0])
        for row in connection.execute("SELECT data_set FROM annex_set WHERE complete = 1")
    )


def _sets(source: Connection) -> Sequence[tuple[int, str]]:
    with suppress(sql.Error):
        found = source.execute("SELECT no, data_set FROM annex_set WHERE complete = 1").fetchall()
        return [(int(row[0]), str(row[1])) for row in found]
    return ()


def _put_set(connection: Connection, name: str, parts: dict[str, list[Row]]) -> None:
    number = connection.execute(
        "INSERT INTO annex_set(data_set, complete) VALUES (?, 1)", (name,)
    ).lastrowid
    for table, rows in parts.items():
        for row in rows:
            marks = ",".join("?" * len(row))
            connection.execute(
                f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608
                (number, *row[1:]),
            )


def take_backed_up(connection: Connection, base: BackupSet, goal: Path) -> None:
    """Keep attachments that only the backup still holds.

    Args:
        connection: the new file's.
        base: the backup that it begins from.
        goal: the new file's folder of attachments.
    """
    names = {blob_of(part.name): part.name for part in base.manifest().blobs}
    for (digest,) in connection.execute("SELECT digest FROM blob_key").fetchall():
        path = base.blobs / names.get(str(digest), "none")
        if path.exists() and not (goal / str(digest)).exists():
            private_folder(goal.parent)
            _link(path, private_folder(goal) / str(digest))
