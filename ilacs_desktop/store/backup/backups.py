"""Makes backup sets: one step on its own connection, verified, then renamed; and thins them."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.keeping import kept
from ilacs_desktop.errors import DamagedFileError, KnownError
from ilacs_desktop.paths import private_folder
from ilacs_desktop.store import blobs
from ilacs_desktop.store.backup import backup_vault
from ilacs_desktop.store.backup.backup_sets import (
    BLOBS,
    DATABASE,
    MANIFEST,
    PART,
    PARTS,
    BackupSet,
    Manifest,
    Part,
    blob_of,
    damaged,
    digest_of,
    folder_of,
    next_path,
    sets,
)
from ilacs_desktop.store.connection import connect, known_errors
from ilacs_desktop.store.vault.vault import write_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ilacs_desktop.store.backup.backup_sets import Head
    from ilacs_desktop.store.backup.backup_vault import Subject
    from ilacs_desktop.store.connection import Connection

_COPIED = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Pinned:
    """One state of an inspection file, held still while others write on.

    Attributes:
        connection: a reading connection inside a transaction.
        heads: the newest sealed entry of every replica.
        entries: how many sealed entries there are.
        blobs: the attachments that are held here, by their name in a backup.
    """

    connection: Connection
    heads: tuple[Head, ...]
    entries: int
    blobs: tuple[str, ...]

    def close(self) -> None:
        """Let the state go."""
        self.connection.close()


def pin(path: Path, key: bytes, data_dir: Path) -> Pinned:
    """Hold the state of an inspection file as it is now; quick enough for the writer thread.

    Args:
        path: the inspection file; it may be open and written to meanwhile.
        key: its key.
        data_dir: the data folder.
    """
    connection = connect(path, key, read_only=True)
    try:
        with known_errors(path):
            connection.execute("BEGIN")
            heads, entries = heads_of(connection)
            digests = [row[0] for row in connection.execute("SELECT digest FROM blob_key")]
            held = blobs.folder_of(data_dir, path.stem)
            names = [_blob_name(held / one) for one in digests if (held / one).exists()]
    except BaseException:
        connection.close()
        raise
    return Pinned(connection, heads, entries, tuple(sorted(names)))


def heads_of(connection: Connection) -> tuple[tuple[Head, ...], int]:
    """Return the newest sealed entry of every replica, and how many sealed entries there are."""
    rows = connection.execute(
        "SELECT j.replica, j.seq, j.hash FROM journal j JOIN (SELECT replica, max(seq) AS seq"
        " FROM journal WHERE length(hash) > 0 GROUP BY replica) n"
        " ON n.replica = j.replica AND n.seq = j.seq ORDER BY j.replica"
    ).fetchall()
    counted = connection.execute("SELECT count(*) FROM journal WHERE length(hash) > 0").fetchone()
    return tuple((row[0], row[1], bytes(row[2]).hex()) for row in rows), int(counted[0])


def _blob_name(path: Path) -> str:
    """Name an attachment by content and by encryption: received again, it has another key."""
    with path.open("rb") as source:
        return f"{path.name}-{source.read(11)[4:].hex()}"


def make(pinned: Pinned, subject: Subject, data_dir: Path, now: datetime) -> BackupSet:
    """Write a verified backup set and thin those beside it.

    Args:
        pinned: the state to keep.
        subject: what it is, with its key, and the ways in.
        data_dir: the data folder.
        now: the moment, for the backup's name.

    Raises:
        StorageError: the disk refused; earlier backups are untouched.
        DamagedFileError: what was written does not read back whole.
    """
    private_folder(data_dir / "backups")
    folder = private_folder(folder_of(data_dir, subject.entry.file))
    goal = next_path(folder, now)
    beside = goal.path.with_name(goal.path.name + PART)
    try:
        with known_errors(goal.path):
            shutil.rmtree(beside, ignore_errors=True)
            private_folder(beside)
            backup_vault.write(beside, subject)
            _copy(pinned.connection, beside / DATABASE, subject.entry.key)
            _verify(beside / DATABASE, subject.entry.key, pinned, goal.path.name)
            held = _keep_blobs(pinned, blobs.folder_of(data_dir, subject.entry.file), folder)
            manifest = Manifest(
                made_at=now.isoformat(timespec="seconds"),
                file=subject.entry.file,
                inspection=subject.entry.inspection,
                entries=pinned.entries,
                heads=pinned.heads,
                parts=tuple(part_of(beside / name) for name in PARTS),
                blobs=held,
            )
            write_private(beside / MANIFEST, manifest.sealed(subject.entry.key).to_bytes())
            sync(beside)
            beside.rename(goal.path)
            sync(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    thin(folder, now)
    return goal


def _copy(source: Connection, beside: Path, key: bytes) -> None:
    writing = connect(beside, key)
    try:
        # All pages in one step: a paced backup beside typing starts again at every commit.
        source.backup(writing, pages=-1)
        writing.execute("PRAGMA journal_mode = DELETE").fetchone()
    finally:
        writing.close()


def _verify(path: Path, key: bytes, pinned: Pinned, name: str) -> None:
    try:
        heads, entries = checked(path, key)
        is_whole = heads == pinned.heads and entries == pinned.entries
    except DamagedFileError:
        is_whole = False
    if not is_whole:
        raise DamagedFileError(
            f"The backup {name} did not read back whole and was not kept.",
            kept="The inspection itself and its earlier backups are untouched.",
            todo="Check the disk, then back up again.",
        )


def checked(path: Path, key: bytes) -> tuple[tuple[Head, ...], int]:
    """Prove every page of a backup's database; return its heads and how many entries it holds.

    Raises:
        DamagedFileError: it does not open or a page is damaged.
    """
    connection = connect(path, key, read_only=True)
    try:
        with known_errors(path):
            faults = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
            quick = connection.execute("PRAGMA quick_check").fetchone()[0]
            if faults or quick != "ok":
                raise damaged(path.parent.name, "a page of its database is damaged")
            return heads_of(connection)
    finally:
        connection.close()


def part_of(path: Path) -> Part:
    """Return name, size and digest of a file."""
    return Part(path.name, path.stat().st_size, digest_of(path))


def _keep_blobs(pinned: Pinned, source: Path, folder: Path) -> tuple[Part, ...]:
    """Copy attachments that no backup holds yet; return all that this one refers to."""
    if not pinned.blobs:
        return ()
    known = {one.name: one for held in sets(folder) for one in _blobs_of(held)}
    goal = private_folder(folder / BLOBS)
    found = []
    for name in pinned.blobs:
        held = known.get(name)
        path = goal / name
        if held is None or not path.exists() or path.stat().st_size != held.size:
            copy_file(source / blob_of(name), path)
            held = part_of(path)
        found.append(held)
    return tuple(found)


def _blobs_of(held: BackupSet) -> tuple[Part, ...]:
    try:
        return held.manifest().blobs
    except KnownError:
        return ()


def copy_file(source: Path, goal: Path, expected: str = "") -> None:
    """Copy a file whole or not at all, private, and compare what was written.

    Args:
        source: what to copy.
        goal: where to; replaced where it is there.
        expected: the SHA-256 it must have; the source's own where left out.

    Raises:
        DamagedFileError: what was written is not what was to be copied.
    """
    beside = goal.with_name(goal.name + PART)
    with known_errors(goal):
        try:
            handle = os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as out, source.open("rb") as given:
                shutil.copyfileobj(given, out, _COPIED)
                out.flush()
                os.fsync(out.fileno())
            if digest_of(beside) != (expected or digest_of(source)):
                raise damaged(goal.parent.name, f"{goal.name} did not read back whole")
            beside.replace(goal)
        finally:
            beside.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Make the names in a folder outlive a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def thin(folder: Path, now: datetime) -> None:
    """Remove the sets that no tier keeps, and attachments that no kept set refers to."""
    held = sets(folder)
    keeping = kept([one.at for one in held], now)
    for place, one in enumerate(held):
        if place not in keeping:
            remove_set(one)
    _drop_blobs(folder)


def keep_only(made: BackupSet) -> None:
    """Remove every other set beside one, and what only they referred to."""
    for one in sets(made.path.parent):
        if one.path != made.path:
            remove_set(one)
    _drop_blobs(made.path.parent)


def _drop_blobs(folder: Path) -> None:
    wanted: set[str] = set()
    for one in sets(folder):
        try:
            wanted |= {blob.name for blob in one.manifest().blobs}
        except KnownError:
            return  # What a damaged set refers to is not known: everything stays.
    for path in (folder / BLOBS).iterdir() if (folder / BLOBS).is_dir() else ():
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def remove_set(one: BackupSet) -> None:
    """Remove a set; an end in the middle leaves nothing that looks like one."""
    gone = one.path.with_name(one.path.name + PART)
    with suppress(OSError):
        one.path.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def newest(data_dir: Path, file: str) -> BackupSet | None:
    """Return the backup of an inspection file that was made last; None if there is none."""
    return next(reversed(sets(folder_of(data_dir, file))), None)


def remove(data_dir: Path, file: str) -> None:
    """Remove every backup of an inspection file from this laptop; they end with it."""
    shutil.rmtree(folder_of(data_dir, file), ignore_errors=True)


def tidy(data_dir: Path) -> None:
    """Remove what an end in the middle left half written."""
    for pattern in (f"*/*{PART}", f"*/{BLOBS}/*{PART}"):
        for path in (data_dir / "backups").glob(pattern):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def check_parts(folder: Path, manifest: Manifest, tell: Callable[[], object] = bool) -> None:
    """Compare a set's files with its manifest, without any key.

    Args:
        folder: the set's folder.
        manifest: what it says.
        tell: called before each file; may raise to stop.

    Raises:
        DamagedFileError: one is missing, cut short or altered.
    """
    for one in manifest.parts:
        tell()
        compare(folder / one.name, one, folder.name)


def compare(path: Path, one: Part, where: str) -> None:
    """Compare one file of a set with its entry in the manifest."""
    try:
        is_same = path.stat().st_size == one.size and digest_of(path) == one.digest
    except OSError as error:
        raise damaged(where, f"{one.name} is missing from it") from error
    if not is_same:
        raise damaged(where, f"{one.name} in it is damaged or cut short")
