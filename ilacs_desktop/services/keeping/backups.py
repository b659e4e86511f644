"""Backing up an open inspection: on this laptop, in a second folder, and into one file."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from ilacs_desktop.errors import DamagedFileError, KnownError
from ilacs_desktop.services.keeping import backup_ways, second_folder
from ilacs_desktop.services.keeping.second_folder import Copy, Second
from ilacs_desktop.services.record.time_words import moment_words
from ilacs_desktop.store.backup import (
    backup_archive,
    backup_places,
    backup_sets,
    backup_vault,
    restored,
)
from ilacs_desktop.store.backup import backups as stored
from ilacs_desktop.store.backup.backup_vault import Subject
from ilacs_desktop.store.vault.vault import FileEntry

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.backup.backup_sets import BackupSet
    from ilacs_desktop.store.backup.backups import Pinned

T = TypeVar("T")

_OWED = "backup_owed"

FILE_SUFFIX = backup_archive.SUFFIX
FILE_KIND = ("Backup", f"*{FILE_SUFFIX}")
"""How a file dialog names a backup in one file."""

_log = logging.getLogger(__name__)


class Run(Protocol):
    """Runs a short piece on the writer thread and returns what it returns."""

    def __call__(self, piece: Callable[[], T], /) -> T:
        """Run it."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """What came of backing up.

    Attributes:
        made: the new set; None where nothing has changed since the last.
        notice: a sentence that the person should see once, such as on an absent stick.
    """

    made: BackupSet | None
    notice: str = ""


def back_up(work: Work, write: Run | None = None) -> Done:
    """Back up an open inspection where something has changed, and bring the second folder along.

    Args:
        work: the open inspection.
        write: runs a short piece on the writer thread; left out where this is that thread. The
            copying itself stands beside the writer, so that typing is saved meanwhile.
    """
    run = write or at_once
    is_owed = run(lambda: bool(work.file.marked(_OWED)))
    made = _make_due(work, run, is_owed=is_owed)
    if is_owed and made is not None:
        # The earlier ones still hold what was struck out.
        stored.keep_only(made)
        run(lambda: work.file.mark(_OWED, ""))
    notice = _second(work, run)
    if work.vault is not None:
        backup_ways.pay(work.vault, _subject(work).entry, run)
    return Done(made, notice)


def at_once(piece: Callable[[], T], /) -> T:
    """Run a piece on this thread, which is the writer's own."""
    return piece()


def _make_due(work: Work, run: Run, *, is_owed: bool) -> BackupSet | None:
    pinned = run(lambda: _pinned(work))
    try:
        if not is_owed and _is_held(work, pinned):
            return None
        # A training inspection has a clock of its own; a backup is named by the laptop's.
        return stored.make(pinned, _subject(work), work.data_dir, work.wall.now())
    finally:
        pinned.close()


def _pinned(work: Work) -> Pinned:
    work.file.seal()
    return stored.pin(work.file.path, work.file.key, work.data_dir)


def _is_held(work: Work, pinned: Pinned) -> bool:
    """Return whether the newest set says the same, whole, and opens by today's secrets."""
    newest = stored.newest(work.data_dir, work.file_id)
    if newest is None:
        return False
    try:
        manifest = newest.manifest()
        sizes = {one.name: one.size for one in manifest.parts}
        is_whole = all((newest.path / name).stat().st_size == sizes[name] for name in sizes)
        same_ways = backup_vault.ways_in(newest.path) == backup_vault.ways_in(work.data_dir)
    except (KnownError, OSError):
        return False
    blobs = tuple(sorted(one.name for one in manifest.blobs))
    return is_whole and same_ways and (manifest.heads, blobs) == (pinned.heads, pinned.blobs)


def _subject(work: Work) -> Subject:
    inspection = work.inspection
    entry = FileEntry(
        file=work.file_id,
        inspection=work.inspection_id,
        key=work.file.key,
        la_name=inspection.la_name,
        event=f"{inspection.edition}/{inspection.event}",
        start=inspection.fieldwork_start,
        end=inspection.fieldwork_end,
        training=inspection.training,
        made_at=work.wall.now().isoformat(timespec="seconds"),
    )
    slots = backup_vault.slots_of(work.data_dir)
    return Subject(entry, work.me.person, work.me.name, slots)


# -- the second folder -------------------------------------------------------------------------


def _second(work: Work, run: Run) -> str:
    """Bring the second folder up to date; return what to say where it is not there."""
    vault = work.vault
    newest = stored.newest(work.data_dir, work.file_id)
    if vault is None or newest is None:
        return ""
    second = run(lambda: second_folder.chosen(vault))
    if second is None:
        return ""
    if not second.is_there:
        return run(lambda: second_folder.absence(vault, second))
    held = run(lambda: second_folder.copies(vault, work.file_id))
    alone = any(one.owed and one.place == second.place for one in held)
    try:
        made = second_folder.bring_up_to_date(
            second, work.file_id, newest, work.wall.now(), alone=alone
        )
    except KnownError as error:
        return f"The second folder could not take the backup. {error}"
    run(lambda: _noted(work, made))
    return ""


def _noted(work: Work, made: Copy) -> None:
    if work.vault is not None:
        second_folder.came_back(work.vault)
        second_folder.note_copy(work.vault, work.file_id, made)


# -- strike-outs -------------------------------------------------------------------------------


def owe(work: Work) -> None:
    """Note that the backups hold words that are being struck out, so that a new one is due."""
    if stored.newest(work.data_dir, work.file_id) is not None:
        work.file.mark(_OWED, "1")
    if work.vault is not None:
        second_folder.owe(work.vault, work.file_id)


def pay(work: Work) -> None:
    """Replace backups that hold struck-out words by a new one; a full disk leaves it due.

    In the window that is a job of its own, so that typing does not wait for it.
    """
    if not work.file.marked(_OWED):
        return
    if work.when_owed is not None:
        work.when_owed()
        return
    try:
        back_up(work)
    except KnownError:
        _log.warning("backups with struck-out words could not be replaced yet")


def owed(work: Work) -> tuple[Copy, ...]:
    """Return the copies, not in reach so far, that still hold words struck out since."""
    if work.vault is None:
        return ()
    return tuple(one for one in second_folder.copies(work.vault, work.file_id) if one.owed)


# -- one file ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """A backup in one file.

    Attributes:
        path: the file.
        size: its bytes.
        at: when the backup in it was made, ISO.
        entries: entries it holds.
        attachments: attachments it holds.
    """

    path: Path
    size: int
    at: str
    entries: int
    attachments: int


def write_file(work: Work, out: Path, write: Run | None = None) -> Written:
    """Write a backup of an inspection, as it is now, into one file that opens anywhere.

    Args:
        work: the open inspection.
        out: the file; an earlier backup there is replaced, anything else is left.
        write: as in ``back_up``.

    Raises:
        StorageError: it cannot be written.
    """
    run = write or at_once
    made = back_up(work, run).made or stored.newest(work.data_dir, work.file_id)
    if made is None:
        raise DamagedFileError("The backup that was just made is gone.", todo="Try again.")
    out = out.expanduser().absolute()
    try:
        size = backup_archive.write(made, out)
    except DamagedFileError:
        # The set was spoilt since it was written: it goes, and another is made from the file.
        stored.remove_set(made)
        made = back_up(work, run).made or made
        size = backup_archive.write(made, out)
    manifest = made.manifest()
    if work.vault is not None:
        vault, copy = work.vault, Copy(str(out), "", manifest.made_at)
        run(lambda: second_folder.note_copy(vault, work.file_id, copy))
    return Written(out, size, manifest.made_at, manifest.entries, len(manifest.blobs))


# -- what there is -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One backup as it is listed.

    Attributes:
        path: its folder; also its key in a list.
        at: when it was made, by this laptop's clock.
        size: bytes of its own files.
        entries: entries it holds.
        is_whole: whether its files are there as long as they were verified.
        is_second: whether the second folder has it too.
    """

    path: Path
    at: datetime
    size: int
    entries: int
    is_whole: bool
    is_second: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What the vault knows of the backups of an inspection.

    Attributes:
        second: the second folder; None where none was chosen.
        owed: copies that still hold words struck out since.
    """

    second: Second | None
    owed: tuple[Copy, ...]


def standing(work: Work) -> Standing:
    """Return what the vault knows of the backups of an inspection; on the writer thread."""
    return Standing(second_folder.chosen(work.vault) if work.vault else None, owed(work))


def rows(work: Work, second: Second | None = None) -> tuple[Row, ...]:
    """Return the backups of an inspection on this laptop, the newest first.

    Args:
        work: the open inspection.
        second: the second folder, to tell what it holds too.
    """
    place = second.path if second is not None and second.is_there else None
    held = backup_sets.sets(backup_sets.folder_of(work.data_dir, work.file_id))
    return tuple(_row(one, place, work.file_id) for one in reversed(held))


def _row(one: BackupSet, place: Path | None, file: str) -> Row:
    is_second = place is not None and backup_places.holds(place, file, one)
    with suppress(KnownError, OSError):
        manifest = one.manifest()
        is_whole = all((one.path / p.name).stat().st_size == p.size for p in manifest.parts)
        return Row(one.path, one.at, manifest.size, manifest.entries, is_whole, is_second)
    return Row(one.path, one.at, 0, 0, is_whole=False, is_second=is_second)


def newest(work: Work) -> datetime | None:
    """Return when an inspection was last backed up; None if never."""
    found = stored.newest(work.data_dir, work.file_id)
    return found.at if found is not None else None


def attachment_words(count: int) -> str:
    """Return how many attachments a backup holds, to follow its entries; empty for none."""
    return f", {count:,} attachment{'s' if count > 1 else ''}" if count else ""


def copy_words(work: Work) -> str:
    """Return what tells a restored copy from the file beside it; empty for any other."""
    made_at = work.file.marked(restored.FROM)
    return f"copy of {moment_words(made_at)}" if made_at else ""


def tidy(laptop: Laptop) -> None:
    """Finish or remove what an end in the middle of a backup or a restore left."""
    with suppress(KnownError, OSError):
        stored.tidy(laptop.folder)
        restored.tidy(laptop.vault)


# -- the end -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gone:
    """What became of backups that were to go.

    Attributes:
        where: the place, in words.
        path: the folder or file.
        at: ISO moment of the newest copy there; empty for the data folder.
        reached: whether they are gone; what was not in reach can still be opened.
    """

    where: str
    path: str
    at: str
    reached: bool


def remove_all(laptop: Laptop, file: str) -> tuple[Gone, ...]:
    """Remove every backup of an inspection file that is in reach, and say which was not.

    Args:
        laptop: the unlocked laptop.
        file: the inspection file's id.
    """
    folder = backup_sets.folder_of(laptop.folder, file)
    found = []
    if folder.exists():
        stored.remove(laptop.folder, file)
        found.append(Gone("on this laptop", str(folder), "", not folder.exists()))
    for one, is_gone in second_folder.clear(laptop.vault, file):
        words = "in the second folder" if one.place else "in a file of its own"
        found.append(Gone(words, one.path, one.at, is_gone))
    return tuple(found)
