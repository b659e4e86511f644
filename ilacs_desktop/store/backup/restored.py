"""Puts an inspection from a backup beside what is there: its own file, key and replica."""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from ilacs_desktop.errors import DamagedFileError, KnownError, WrongPassphraseError
from ilacs_desktop.paths import private_folder
from ilacs_desktop.store import blobs, migrations
from ilacs_desktop.store.backup import backup_archive
from ilacs_desktop.store.backup.backup_sets import (
    BLOBS,
    DATABASE,
    INDEX_FILE,
    KEY_FILE,
    PART,
    Manifest,
    blob_of,
    damaged,
    read_manifest,
)
from ilacs_desktop.store.backup.backups import check_parts, checked, compare, copy_file
from ilacs_desktop.store.connection import connect, known_errors, refuse_newer, schema_version
from ilacs_desktop.store.inspection_file import InspectionFile
from ilacs_desktop.store.vault.vault import FileEntry, Vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ilacs_desktop.store.writer import Writer

FROM = "restored_from"
"""Local mark of a restored copy: the ISO moment of the backup it came from."""

_SCRATCH = "restoring"
_TAILS = ("", "-wal", "-shm", "-journal")
"""A database that was not yet turned to its write-ahead log has a journal beside it."""

_OF_ITS_OWN = ("backup_owed", "drill")
"""Local marks that a copy does not take over."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A backup that was checked and lies open, still encrypted.

    Attributes:
        name: what to call it.
        manifest: what it says of itself.
        vault: the folder with copies of its ``vault.json`` and ``vault.db``.
        database: the inspection as it was then.
        blobs: the folder of its attachments.
    """

    name: str
    manifest: Manifest
    vault: Path
    database: Path
    blobs: Path


@contextmanager
def scratch(data_dir: Path) -> Iterator[Path]:
    """Give a private folder that is gone afterwards, as nearly as the system allows."""
    private_folder(data_dir / _SCRATCH)
    folder = private_folder(data_dir / _SCRATCH / secrets.token_hex(8))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if not any((data_dir / _SCRATCH).iterdir()):
            (data_dir / _SCRATCH).rmdir()


def unpack(path: Path, folder: Path, tell: Callable[[], object] = bool) -> Unpacked:
    """Check a backup against its manifest and lay it open.

    Args:
        path: the one file that ``backup`` wrote, or the folder of a set.
        folder: an empty private folder.
        tell: called before each file; may raise to stop.

    Raises:
        DamagedFileError: it is no backup, or a damaged one.
        NewerFileError: a newer version made it.
        StorageError: it is not there, or there is no room.
    """
    if not path.is_dir():
        manifest = backup_archive.unpack(path, folder, tell)
        return Unpacked(path.name, manifest, folder, folder / DATABASE, folder / BLOBS)
    manifest = read_manifest(path)
    check_parts(path, manifest, tell)
    held = path.parent / BLOBS
    for blob in manifest.blobs:
        tell()
        compare(held / blob.name, blob, path.name)
    for one in manifest.parts:
        if one.name in (KEY_FILE, INDEX_FILE):
            copy_file(path / one.name, folder / one.name, one.digest)
    return Unpacked(path.name, manifest, folder, path / DATABASE, held)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a backup's own vault told.

    Attributes:
        entry: the inspection's file, with the key of then.
        person: id of whoever made it.
        name: their name.
    """

    entry: FileEntry
    person: str
    name: str


def open_vault(found: Unpacked, secret: str, by: str) -> Opened:
    """Open a backup's vault with a secret of its day.

    Raises:
        WrongPassphraseError: it does not open.
        DamagedFileError: the vault in it cannot be read.
    """
    try:
        vault = Vault.unlock(found.vault, secret, by=by)
    except WrongPassphraseError as error:
        what = {"recovery": "recovery key", "passphrase": "passphrase"}.get(by, "key")
        raise WrongPassphraseError(
            f"This {what} does not open the backup {found.name}.",
            kept="Nothing was changed.",
            todo="It opens with the passphrase of the day it was made, or with the recovery key "
            "of then.",
        ) from error
    except DamagedFileError as error:
        raise damaged(found.name, "the keys in it cannot be read") from error
    try:
        entries = [one for one in vault.files() if one.file == found.manifest.file]
        if len(entries) != 1:
            raise damaged(found.name, "it does not hold the key of its inspection")
        return Opened(entries[0], vault.meta("person"), vault.meta("name"))
    finally:
        vault.close()


def prove(found: Unpacked, key: bytes) -> None:
    """Prove a backup's database, and that its manifest is the one made with it.

    Raises:
        DamagedFileError: a page is damaged, or the two do not fit.
        NewerFileError: the database is of a newer major version.
    """
    manifest = found.manifest
    if not manifest.is_sealed(key):
        raise damaged(found.name, "its manifest is not the one that was made with it")
    try:
        connection = connect(found.database, key, read_only=True)
        try:
            with known_errors(found.database):
                version = schema_version(connection)
            refuse_newer(found.database, version, migrations.STEPS[-1].VERSION)
        finally:
            connection.close()
        heads, entries = checked(found.database, key)
    except DamagedFileError as error:
        raise damaged(found.name, "its database is damaged") from error
    if heads != manifest.heads or entries != manifest.entries:
        raise damaged(found.name, "its database does not end where its manifest says")


def copy_database(source: Path, key: bytes, goal: Path, new_key: bytes) -> None:
    """Copy a database under a key of its own."""
    with known_errors(goal):
        reading, writing = connect(source, key, read_only=True), connect(goal, new_key)
        try:
            reading.backup(writing, pages=-1)
        finally:
            reading.close()
            writing.close()


class Keeper(Protocol):
    """Keeps what a vault knows of files; told from whatever thread restores."""

    def keep(self, entry: FileEntry) -> None:
        """Keep a file's key."""

    def forget(self, file: str) -> None:
        """Forget a file's key for good."""


def place(
    found: Unpacked, entry: FileEntry, data_dir: Path, writer: Writer, keeper: Keeper
) -> FileEntry:
    """Put a proved backup beside this laptop's inspections.

    Nothing that is there is touched: the copy has a file id, a key and a replica of its own.

    Args:
        found: the backup.
        entry: what its vault knew of the file, with the key of then.
        data_dir: the data folder.
        writer: who writes from now on.
        keeper: this laptop's vault.

    Raises:
        StorageError: the disk refused; nothing is left behind.
    """
    private_folder(data_dir / "inspections")
    file_id, key = secrets.token_hex(8), secrets.token_bytes(32)
    path = data_dir / "inspections" / f"{file_id}.db"
    part = path.with_name(path.name + PART)
    is_kept = False
    try:
        with known_errors(part):
            copy_database(found.database, entry.key, part, key)
            # The replica first: a copy that is there already signs as itself alone.
            made = InspectionFile.open(part, key, writer)
            try:
                _renew(made, found.manifest)
                head = made.head
            finally:
                made.close()
            _place_blobs(found, data_dir, file_id)
            stat = part.stat()
            placed = replace(
                entry,
                file=file_id,
                key=key,
                made_at=writer.clock.now().isoformat(timespec="seconds"),
                opened_at="",
                replica=head[0],
                seq=head[1],
                hash=head[2],
                device=stat.st_dev,
                inode=stat.st_ino,
            )
            # The key before the file: a file whose key is nowhere would be lost at once.
            keeper.keep(placed)
            is_kept = True
            part.replace(path)
    except BaseException:
        if is_kept:
            keeper.forget(file_id)
        _remove(path, part, data_dir, file_id)
        raise
    return placed


def _renew(file: InspectionFile, manifest: Manifest) -> None:
    if file.replica in {head[0] for head in manifest.heads} or not file.replica:
        file.new_replica("restored")
    for mark in _OF_ITS_OWN:
        file.mark(mark, "")
    file.mark(FROM, manifest.made_at)


def _place_blobs(found: Unpacked, data_dir: Path, file_id: str) -> None:
    if not found.manifest.blobs:
        return
    private_folder(blobs.folder_of(data_dir, file_id).parent)
    folder = private_folder(blobs.folder_of(data_dir, file_id))
    for one in found.manifest.blobs:
        copy_file(found.blobs / one.name, folder / blob_of(one.name), one.digest)


def _remove(path: Path, part: Path, data_dir: Path, file_id: str) -> None:
    for one in (path, part):
        # The file last: as long as it is there, the next start finds what stands beside it.
        for tail in reversed(_TAILS):
            one.with_name(one.name + tail).unlink(missing_ok=True)
    blobs.remove_all(data_dir, file_id)


def tidy(vault: Vault) -> None:
    """Finish or remove what an end in the middle of a restore left."""
    data_dir = vault.folder
    shutil.rmtree(data_dir / _SCRATCH, ignore_errors=True)
    known = {one.file for one in vault.files()}
    for part in (data_dir / "inspections").glob(f"*.db{PART}"):
        file_id = part.name.removesuffix(f".db{PART}")
        path = part.with_name(f"{file_id}.db")
        if file_id in known and not path.exists():
            part.replace(path)
        else:
            _remove(part, part, data_dir, file_id)


def attachments_readable(
    database: Path, key: bytes, found: Unpacked, tell: Callable[[], object] = bool
) -> tuple[str, ...]:
    """Open every attachment of a backup with the keys in its database; return what is wrong.

    Args:
        database: its database.
        key: the key of that.
        found: the backup.
        tell: called before each; may raise to stop.
    """
    faults = []
    connection = connect(database, key, read_only=True)
    try:
        for one in found.manifest.blobs:
            tell()
            try:
                for _ in blobs.read_chunks(connection, found.blobs / one.name, blob_of(one.name)):
                    pass
            except KnownError as error:
                faults.append(error.what)
    finally:
        connection.close()
    return tuple(faults)
