"""One file that holds a backup set: a zip of members that are encrypted already, never deflated.

What comes back from outside is not trusted: only names that this app writes, stored as they are,
so that nothing can grow and nothing can land elsewhere; every member is compared with its digest.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import zipfile
from typing import TYPE_CHECKING, BinaryIO

from ilacs_desktop.errors import DamagedFileError, KnownError, StorageError
from ilacs_desktop.paths import private_folder
from ilacs_desktop.store.backup.backup_sets import (
    BLOBS,
    LARGEST_MANIFEST,
    MANIFEST,
    MOST_BLOBS,
    PART,
    Manifest,
    Part,
    damaged,
    manifest_from,
    read_manifest,
)
from ilacs_desktop.store.connection import known_errors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ilacs_desktop.store.backup.backup_sets import BackupSet

SUFFIX = ".ilacs-backup"
_CHUNK = 1024 * 1024
_DAY = (1980, 1, 1, 0, 0, 0)
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LARGEST_LIST = 4 * 1024 * 1024
_BAD_ZIP = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, struct.error)


def write(one: BackupSet, out: Path) -> int:
    """Write a set with its attachments into one file, compare it, and return its size in bytes.

    Args:
        one: the set.
        out: the file; one that is there is replaced where it is a backup too.

    Raises:
        DamagedFileError: the set is not as it was written.
        StorageError: the file cannot be written, or is something else.
    """
    _refuse_other(out)
    manifest = one.manifest()
    beside = out.with_name(f".{out.name}{PART}")
    with known_errors(out):
        try:
            handle = os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as stream:
                with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
                    _put(archive, MANIFEST, one.path / MANIFEST, None)
                    for part in manifest.parts:
                        _put(archive, part.name, one.path / part.name, part)
                    for blob in manifest.blobs:
                        _put(archive, f"{BLOBS}/{blob.name}", one.blobs / blob.name, blob)
                stream.flush()
                os.fsync(stream.fileno())
            check(beside)
            size = beside.stat().st_size
            beside.replace(out)
        finally:
            beside.unlink(missing_ok=True)
    return size


def _refuse_other(out: Path) -> None:
    if not out.exists():
        return
    try:
        manifest_of(out)
    except KnownError as error:
        raise StorageError(
            f"{out} is there already and is not a backup.",
            kept="It was left as it is.",
            todo="Choose another name.",
        ) from error


def _put(archive: zipfile.ZipFile, name: str, path: Path, expected: Part | None) -> None:
    hashed, size = hashlib.sha256(), path.stat().st_size
    info = zipfile.ZipInfo(name, _DAY)
    info.external_attr = 0o600 << 16
    info.file_size = size
    with path.open("rb") as source, archive.open(info, "w", force_zip64=size >= 2**31) as goal:
        while chunk := source.read(_CHUNK):
            hashed.update(chunk)
            goal.write(chunk)
    if expected is not None and (size, hashed.hexdigest()) != (expected.size, expected.digest):
        raise damaged(path.parent.name, f"{path.name} in it is damaged or cut short")


def manifest_of(path: Path) -> Manifest:
    """Return what a backup says of itself, be it one file or a set's folder.

    Raises:
        DamagedFileError: it is no backup, or a damaged one.
        StorageError: it is not there.
    """
    if path.is_dir():
        return read_manifest(path)
    with _opened(path) as source:
        return _listed(source, path)[1]


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise StorageError(
            f"{path} cannot be read: {(error.strerror or type(error).__name__).lower()}.",
            todo="Check the name and that the file is yours to read.",
        ) from error


def _listed(source: BinaryIO, path: Path) -> tuple[zipfile.ZipFile, Manifest]:
    """Open a container and return it with its manifest, after every guard."""
    try:
        _refuse_list(source, path)
        archive = zipfile.ZipFile(source)
        infos = {info.filename: info for info in archive.infolist()}
        _refuse_members(archive, infos, path)
        with archive.open(infos[MANIFEST]) as member:
            manifest = manifest_from(member.read(LARGEST_MANIFEST + 1), path.name)
        wanted = {one.name: one.size for one in manifest.parts}
        wanted |= {f"{BLOBS}/{one.name}": one.size for one in manifest.blobs}
        held = {name: info.file_size for name, info in infos.items() if name != MANIFEST}
        if wanted != held:
            raise damaged(path.name, "it does not hold what its manifest says")
    except _BAD_ZIP as error:
        raise _no_backup(path) from error
    except OSError as error:
        raise damaged(path.name, "it cannot be read to its end") from error
    return archive, manifest


def _no_backup(path: Path) -> DamagedFileError:
    return DamagedFileError(
        f"{path.name} is not a backup of ILACS Desktop, or it is cut short.",
        kept="Nothing was changed.",
        todo="Give the file that the command backup wrote, or a folder of backups/.",
    )


def _refuse_list(source: BinaryIO, path: Path) -> None:
    """Refuse a list of members that would fill the memory before it is looked at."""
    size = source.seek(0, os.SEEK_END)
    if size < _END.size:
        raise _no_backup(path)
    source.seek(size - _END.size)
    mark, *_, count, list_size, _, comment = _END.unpack(source.read(_END.size))
    # This app writes no comment, so the end record is where it is looked for.
    if mark != _END_MARK or comment or list_size > _LARGEST_LIST or count > MOST_BLOBS + 10:
        raise _no_backup(path)
    source.seek(max(0, size - _END.size - 20))
    if source.read(4) == b"PK\x06\x07" and size < 2**32 - 1:
        raise _no_backup(path)
    source.seek(0)


def _refuse_members(
    archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo], path: Path
) -> None:
    listed = archive.infolist()
    size = path.stat().st_size
    is_plain = all(
        one.compress_type == zipfile.ZIP_STORED
        and one.file_size == one.compress_size
        and not one.flag_bits & 1
        for one in listed
    )
    # Stored, and in sum no larger than the file: nothing in it can overlap or grow.
    fits = sum(one.file_size for one in listed) <= size
    if MANIFEST not in infos or len(infos) != len(listed) or not is_plain or not fits:
        raise _no_backup(path)


def check(path: Path) -> Manifest:
    """Compare every member of a container with its digest; return its manifest.

    Raises:
        DamagedFileError: one is damaged.
    """
    with _opened(path) as source:
        archive, manifest = _listed(source, path)
        for name, part in _members(manifest):
            _read(archive, name, part, path, None)
    return manifest


def unpack(path: Path, folder: Path, tell: Callable[[], object] = bool) -> Manifest:
    """Unpack a container: the set's files into a folder, attachments into ``blobs`` below it.

    Args:
        path: the container.
        folder: an empty private folder.
        tell: called before each member; may raise to stop.

    Raises:
        DamagedFileError: it is no backup, or a damaged one.
        StorageError: there is no room for it.
    """
    with _opened(path) as source, known_errors(folder):
        archive, manifest = _listed(source, path)
        need = 3 * sum(part.size for _, part in _members(manifest))
        if shutil.disk_usage(folder).free < need:
            raise StorageError(
                f"There is not enough room to restore {path.name}: "
                f"{need // 1_000_000 + 1} MB are needed.",
                kept="Nothing was changed.",
                todo="Free some space, then restore again.",
            )
        private_folder(folder / BLOBS)
        for name, part in _members(manifest):
            tell()
            _read(archive, name, part, path, folder / name)
    return manifest


def _members(manifest: Manifest) -> list[tuple[str, Part]]:
    own = [(one.name, one) for one in manifest.parts]
    return own + [(f"{BLOBS}/{one.name}", one) for one in manifest.blobs]


def _read(archive: zipfile.ZipFile, name: str, part: Part, path: Path, goal: Path | None) -> None:
    hashed, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as member:
            handle = (
                os.open(goal, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
                if goal is not None
                else os.open(os.devnull, os.O_WRONLY)
            )
            with os.fdopen(handle, "wb") as out:
                while chunk := member.read(_CHUNK):
                    hashed.update(chunk)
                    size += len(chunk)
                    out.write(chunk)
    except _BAD_ZIP as error:
        raise damaged(path.name, f"{name} in it is damaged or cut short") from error
    if (size, hashed.hexdigest()) != (part.size, part.digest):
        raise damaged(path.name, f"{name} in it is damaged or cut short")


def removed(path: Path, file: str) -> bool:
    """Remove a single-file backup of an inspection file; return whether it is gone.

    Args:
        path: where it was written.
        file: the inspection file's id; a file that is something else by now stays.
    """
    try:
        if manifest_of(path).file != file:
            return False
        path.unlink()
    except (KnownError, OSError):
        return False
    return True
