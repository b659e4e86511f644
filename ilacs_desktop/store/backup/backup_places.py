"""Copies of backup sets in a second folder: a USB stick, a share, any folder that takes files.

Only files that are already encrypted go there, so a network or synchronised folder will do. A
small file says which place it is: another stick at the same path is another place.
"""

from __future__ import annotations

import json
import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from ilacs_desktop.errors import StorageError
from ilacs_desktop.store.backup.backup_sets import BLOBS, MANIFEST, PART, BackupSet, sets
from ilacs_desktop.store.backup.backups import compare, copy_file, keep_only, sync, thin
from ilacs_desktop.store.connection import known_errors
from ilacs_desktop.store.vault.vault import write_private

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

ROOT = "ILACS backups"
_MARK = "place.json"
_LARGEST_MARK = 4096


def make_place(folder: Path) -> str:
    """Prepare a folder for backups and return the id of the place; one that is there stays.

    Raises:
        StorageError: it cannot be written.
    """
    held = place_at(folder)
    if held:
        return held
    place = secrets.token_hex(8)
    try:
        _folder(folder / ROOT)
        write_private(folder / ROOT / _MARK, json.dumps({"place": place}).encode())
    except (OSError, StorageError) as error:
        raise StorageError(
            f"{folder} cannot take backups: it cannot be written.",
            kept="The backups on this laptop are untouched.",
            todo="Choose a folder that you can write to.",
        ) from error
    return place


def place_at(folder: Path) -> str:
    """Return the id of the place in a folder; empty where there is none, or it is not there."""
    try:
        with (folder / ROOT / _MARK).open(encoding="utf-8") as source:
            return str(json.loads(source.read(_LARGEST_MARK))["place"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def folder_in(place: Path, file: str) -> Path:
    """Return where a place keeps the backups of one inspection file."""
    return place / ROOT / file


def _folder(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(OSError):  # A stick's file system may know no owners.
        folder.chmod(0o700)
    return folder


def holds(place: Path, file: str, one: BackupSet) -> bool:
    """Return whether a place has a copy of a set."""
    return _copy_of(folder_in(place, file), one) is not None


def _copy_of(folder: Path, one: BackupSet) -> BackupSet | None:
    with suppress(OSError):
        wanted = (one.path / MANIFEST).read_bytes()
        for held in reversed(sets(folder)):
            with suppress(OSError):
                if (held.path / MANIFEST).read_bytes() == wanted:
                    return held
    return None


def mirror(one: BackupSet, place: Path, file: str, now: datetime, *, alone: bool = False) -> bool:
    """Copy a set to a place and compare what was written; return whether there was need.

    Args:
        one: the set on this laptop.
        place: the second folder.
        file: the inspection file's id.
        now: the moment, for thinning what is there.
        alone: whether every other set there must go, because it holds struck-out words.

    Raises:
        StorageError: the place refused, such as a full stick.
        DamagedFileError: it did not read back whole.
    """
    with known_errors(folder_in(place, file)):
        folder = _folder(folder_in(place, file))
        _tidy(folder)
        held = _copy_of(folder, one)
        made = held or _copied(one, folder)
        if alone:
            keep_only(made)
        else:
            thin(folder, now)
    return held is None


def _copied(one: BackupSet, folder: Path) -> BackupSet:
    manifest = one.manifest()
    if manifest.blobs:
        goal = _folder(folder / BLOBS)
        for blob in manifest.blobs:
            if not (goal / blob.name).exists():
                copy_file(one.blobs / blob.name, goal / blob.name, blob.digest)
    newest = max((held.order for held in sets(folder)), default=0)
    order = max(one.order, newest + 1)
    name = f"{order:06d}-{one.path.name.split('-', 1)[1]}"
    beside = _folder(folder / f"{name}{PART}")
    try:
        for part in manifest.parts:
            copy_file(one.path / part.name, beside / part.name, part.digest)
            compare(beside / part.name, part, name)
        copy_file(one.path / MANIFEST, beside / MANIFEST)
        sync(beside)
        beside.rename(folder / name)
        sync(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return BackupSet(folder / name, order, one.at)


def _tidy(folder: Path) -> None:
    for path in (*folder.glob(f"*{PART}"), *(folder / BLOBS).glob(f"*{PART}")):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def clear(place: Path, file: str) -> bool:
    """Remove every backup of an inspection file from a place; return whether all are gone."""
    folder = folder_in(place, file)
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()
