"""Opens encrypted databases, and turns SQLite's complaints into words a person can act on."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as sql

from ilacs_desktop.errors import DamagedFileError, KnownError, NewerFileError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Connection = Any
"""A ``sqlcipher3`` connection; the library carries no types."""

BUSY_MS = 5_000
CACHE_KIB = 16 * 1024
"""Decrypted pages kept in memory: SQLite's own 8 MB make a large inspection decrypt twice."""

_SMALLEST = 512
"""Bytes of the smallest page that SQLite knows."""

_KEEP_SAFE = "Everything saved before is safe."


class StoppedReadingError(StorageError):
    """A reading was stopped by whoever asked for it, such as a newer search."""


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Connection:
    """Open an encrypted database by its raw key, with this app's pragmas.

    Args:
        path: the database; made 0600 where it does not exist and ``read_only`` is false.
        key: 32 random bytes.
        read_only: open without the right to write.

    Raises:
        DamagedFileError: the key does not fit or the file is not a database.
        StorageError: the file cannot be opened.
    """
    with known_errors(path):
        if not path.exists():
            if not read_only:
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        elif not read_only and not os.access(path, os.W_OK):
            # SQLite would open it all the same and leave a log beside it that is as read-only,
            # so that nothing could be written even when the file's own permission is back.
            raise PermissionError(errno.EACCES, "permission denied", str(path))
        elif 0 < path.stat().st_size < _SMALLEST:
            # SQLite takes a file of a few bytes for an empty one.
            raise sql.DatabaseError("file is not a database")
        mode = "ro" if read_only else "rw"
        connection = sql.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            # Before the key: a wrong key would otherwise be told on stderr.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if not read_only:
                connection.execute("PRAGMA journal_mode = WAL").fetchone()
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA secure_delete = ON").fetchone()
                connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")
        except BaseException:
            connection.close()
            raise
        return connection


def path_of(connection: Connection) -> Path:
    """Return where a connection's database stands."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def refuse_damaged(connection: Connection, path: Path) -> None:
    """Read every page of a small database, and refuse it where one is not as it was written.

    Raises:
        DamagedFileError: a page is damaged.
    """
    with known_errors(path):
        faults = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if faults or connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sql.DatabaseError("database disk image is malformed")


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Run one immediate transaction: committed whole, or rolled back whole."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def schema_version(connection: Connection) -> tuple[int, int]:
    """Return the schema version (major, minor) in ``user_version``."""
    number = int(connection.execute("PRAGMA user_version").fetchone()[0])
    return divmod(number, 1000)


def set_schema_version(connection: Connection, version: tuple[int, int]) -> None:
    """Write the schema version into ``user_version``."""
    connection.execute(f"PRAGMA user_version = {version[0] * 1000 + version[1]}")


def refuse_newer(path: Path, found: tuple[int, int], head: tuple[int, int]) -> None:
    """Refuse a file of a newer major version.

    Raises:
        NewerFileError: the file's major version is above ours.
    """
    if found[0] > head[0]:
        raise NewerFileError(
            f"{path.name} was written by a newer version of ILACS Desktop "
            f"(file version {found[0]}, this app reads up to {head[0]}).",
            kept="Nothing in it was changed.",
            todo="Open it with the newer version, or install that version here.",
        )


@contextmanager
def known_errors(path: Path) -> Iterator[None]:
    """Turn what the database or disk complains of into a known error about ``path``."""
    try:
        yield
    except KnownError:
        raise
    except (sql.Error, OSError) as error:
        raise _known(path, error) from error


def _known(path: Path, error: Exception) -> KnownError:
    text = str(error).lower()
    if text == "interrupted":
        return StoppedReadingError("The reading was stopped.", kept="Nothing was changed.")
    rules: Sequence[tuple[tuple[str, ...], KnownError]] = (
        (
            ("disk is full", "no space left", "quota exceeded"),
            StorageError(
                f"The disk is full: {path.name} could not be written.",
                kept=_KEEP_SAFE + " What is on the screen stays there.",
                todo="Free some space, then go on; the app saves again by itself.",
            ),
        ),
        (
            # SQLite says no more of a disk that failed, or that was full where it wanted to
            # lengthen its own small files.
            ("disk i/o error", "input/output error"),
            StorageError(
                f"The disk refused: {path.name} could not be read or written. The disk is full, is "
                "read-only, or is failing.",
                kept=_KEEP_SAFE + " What is on the screen stays there.",
                todo="Free some space, then go on; the app saves again by itself. Where there is "
                "space enough, back up to another disk now.",
            ),
        ),
        (
            ("readonly", "read-only", "permission denied"),
            StorageError(
                f"{path} cannot be written: it or its folder is read-only, or the disk is full.",
                kept=_KEEP_SAFE,
                todo="Make the folder writable for your user, then open it again.",
            ),
        ),
        (
            ("locked", "busy"),
            StorageError(
                f"{path.name} is held by another program.",
                kept=_KEEP_SAFE,
                todo="Close the other program, then try again.",
            ),
        ),
        (
            ("not a database", "malformed", "hmac", "file is encrypted", "could not decode"),
            DamagedFileError(
                f"{path.name} cannot be opened: it is damaged or its key does not fit.",
                kept="It was left as it is.",
                todo="Restore the newest backup, or ask the lead for a copy.",
            ),
        ),
    )
    for signs, known in rules:
        if any(sign in text for sign in signs):
            return known
    if isinstance(error, FileNotFoundError) or "unable to open" in text:
        return StorageError(
            f"{path} cannot be opened: it is missing, the folder does not let you in, or the disk "
            "is full.",
            todo="Check that the folder is there and is yours, and that there is space.",
        )
    return StorageError(
        f"{path.name} could not be read or written ({type(error).__name__}).",
        kept=_KEEP_SAFE,
        todo="Try again; if it stays, restart the app and open the newest backup.",
    )
