"""Backups of one inspection file: one step on their own connection, verified, then renamed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ilacs_desktop.errors import DamagedFileError
from ilacs_desktop.paths import private_folder
from ilacs_desktop.store.connection import connect, known_errors

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 20
_STAMP = "%Y%m%d-%H%M%S"


def folder_of(data_dir: Path, file: str) -> Path:
    """Return where the backups of an inspection file stand."""
    return data_dir / "backups" / file


def back_up(source: Path, key: bytes, data_dir: Path, now: datetime) -> Path:
    """Write a verified backup of an inspection file and return its path.

    Args:
        source: the inspection file; it may be open and written to meanwhile.
        key: its key, which is the backup's too.
        data_dir: the data folder.
        now: the moment, for the backup's name.

    Raises:
        StorageError: the disk refused; earlier backups are untouched.
        DamagedFileError: what was written does not read back whole.
    """
    private_folder(data_dir / "backups")
    folder = private_folder(folder_of(data_dir, source.stem))
    path = folder / f"{now.strftime(_STAMP)}.db"
    beside = path.with_suffix(".new")
    try:
        with known_errors(path):
            beside.unlink(missing_ok=True)
            _copy(source, beside, key)
            _verify(beside, key, path.name)
            beside.replace(path)
    except BaseException:
        for tail in ("", "-wal", "-shm", "-journal"):
            beside.with_name(beside.name + tail).unlink(missing_ok=True)
        raise
    _thin(folder)
    return path


def _copy(source: Path, beside: Path, key: bytes) -> None:
    reading, writing = connect(source, key, read_only=True), connect(beside, key)
    try:
        # All pages in one step: a paced backup beside typing starts again at every commit.
        reading.backup(writing, pages=-1)
        writing.execute("PRAGMA journal_mode = DELETE").fetchone()
    finally:
        reading.close()
        writing.close()


def _verify(path: Path, key: bytes, name: str) -> None:
    connection = connect(path, key, read_only=True)
    try:
        with known_errors(path):
            faults = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
            quick = connection.execute("PRAGMA quick_check").fetchone()[0]
        is_whole = not faults and quick == "ok"
    except DamagedFileError:
        is_whole = False
    finally:
        connection.close()
    if not is_whole:
        raise DamagedFileError(
            f"The backup {name} did not read back whole and was not kept.",
            kept="The inspection itself and its earlier backups are untouched.",
            todo="Check the disk, then back up again.",
        )


def _thin(folder: Path) -> None:
    """Keep the newest backups by count."""
    for old in sorted(folder.glob("*.db"))[:-KEPT]:
        old.unlink(missing_ok=True)


def keep_only(kept: Path) -> None:
    """Remove every other backup beside one."""
    for path in kept.parent.glob("*.db"):
        if path != kept:
            path.unlink(missing_ok=True)


def newest(data_dir: Path, file: str) -> datetime | None:
    """Return when an inspection file was last backed up, by this laptop's clock; None if never."""
    found = sorted(folder_of(data_dir, file).glob("*.db"))
    return datetime.strptime(found[-1].stem, _STAMP).astimezone() if found else None


def remove(data_dir: Path, file: str) -> None:
    """Remove every backup of an inspection file; they end with the inspection."""
    folder = folder_of(data_dir, file)
    for path in folder.glob("*"):
        path.unlink(missing_ok=True)
    if folder.is_dir():
        folder.rmdir()
