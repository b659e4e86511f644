"""A second copy of the vault beside it: one flipped bit must not take the keys of all inspections.

The copy is as encrypted as the vault itself. It goes before a key is destroyed or the master key
changes, and is made anew afterwards, so that it never opens more than the vault does.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ilacs_desktop.errors import KnownError, StorageError
from ilacs_desktop.store.connection import connect, known_errors, refuse_damaged
from ilacs_desktop.store.vault.key_file import KEY_FILE, read_slots, write_private

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.store.connection import Connection

INDEX_FILE = "vault.db"
COPY_KEYS, COPY_INDEX = "vault-copy.json", "vault-copy.db"
_DAMAGED = ".damaged"
_TAILS = ("", "-wal", "-shm", "-journal")


def keep_keys(folder: Path) -> None:
    """Copy the key file, where the copy is not the same already.

    Raises:
        StorageError: the disk refused; the key file itself is safe.
    """
    path, copy = folder / KEY_FILE, folder / COPY_KEYS
    with known_errors(copy):
        data = path.read_bytes()
        if not copy.exists() or copy.read_bytes() != data:
            write_private(copy, data)


def keep_index(folder: Path, connection: Connection, master: bytes) -> None:
    """Copy the index, whole or not at all.

    Args:
        folder: the data folder.
        connection: the open index.
        master: its key, which is the copy's too.

    Raises:
        StorageError: the disk refused; the index itself is safe.
    """
    beside = folder / f"{COPY_INDEX}.new"
    try:
        with known_errors(beside):
            _remove(beside)
            target = connect(beside, master)
            try:
                connection.backup(target, pages=-1)
                target.execute("PRAGMA journal_mode = DELETE").fetchone()
            finally:
                target.close()
            beside.replace(folder / COPY_INDEX)
    except BaseException:
        with suppress(StorageError):
            _remove(beside)
        raise
    _remove(beside)


def drop(folder: Path) -> None:
    """Remove the copy: what it opens is about to be destroyed."""
    for name in (COPY_KEYS, COPY_INDEX, f"{COPY_INDEX}.new"):
        _remove(folder / name)
    for name in (KEY_FILE, INDEX_FILE):
        _remove(folder / f"{name}{_DAMAGED}")


def bring_back_keys(folder: Path) -> bool:
    """Put the copy of the key file in the place of one that is lost or damaged; say if it could."""
    path, copy = folder / KEY_FILE, folder / COPY_KEYS
    try:
        read_slots(folder, COPY_KEYS)
    except KnownError:
        return False
    with known_errors(path):
        if path.exists():
            path.replace(folder / f"{KEY_FILE}{_DAMAGED}")
        write_private(path, copy.read_bytes())
    return True


def bring_back_index(folder: Path, master: bytes) -> bool:
    """Put the copy of the index in the place of one that is lost or damaged; say if it could."""
    path, copy = folder / INDEX_FILE, folder / COPY_INDEX
    if not copy.exists() or not copy.stat().st_size:
        return False
    try:
        connection = connect(copy, master, read_only=True)
        try:
            refuse_damaged(connection, copy)
        finally:
            connection.close()
    except KnownError:
        return False
    with known_errors(path):
        for tail in _TAILS:
            # A log of the damaged index must not be read into the copy.
            lost = path.with_name(f"{path.name}{tail}")
            if lost.exists():
                lost.replace(folder / f"{INDEX_FILE}{_DAMAGED}{tail}")
        write_private(path, copy.read_bytes())
    return True


def _remove(path: Path) -> None:
    with known_errors(path):
        for tail in _TAILS:
            path.with_name(path.name + tail).unlink(missing_ok=True)
