"""What can be saved of a damaged inspection: its newest good backup and every readable entry."""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import DataSet
from ilacs_desktop.errors import DamagedFileError, KnownError
from ilacs_desktop.paths import private_folder
from ilacs_desktop.services.laptop.laptop import remove_half_made
from ilacs_desktop.services.record.time_words import short_day
from ilacs_desktop.store import blobs
from ilacs_desktop.store.backup import backup_sets
from ilacs_desktop.store.places import machine_digest, refuse_shared
from ilacs_desktop.store.proof import checks, rebuild, salvage, salvage_local
from ilacs_desktop.store.proof.verify import Verdict
from ilacs_desktop.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.store.backup.backup_sets import BackupSet
    from ilacs_desktop.store.inspection_file import InspectionFile
    from ilacs_desktop.store.proof.rebuild import Rebuilt
    from ilacs_desktop.store.vault.vault import FileEntry


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a file that is not open, and what can be saved of it.

    Attributes:
        is_good: whether nothing is wrong.
        faults: what is wrong, a sentence each.
        entries: how many entries were read.
        records: how many records were replayed.
        gaps: values that were struck out, which the chain allows.
        lost: runs of entries known to be lost since a salvage, in words.
        readable: how many entries can be read and prove themselves; 0 where nothing is wrong.
        backup: when the newest good backup was made; None where there is none.
        offer: what can be saved, in a sentence; empty where nothing is wrong.
    """

    is_good: bool
    faults: tuple[str, ...]
    entries: int
    records: int
    gaps: int
    lost: tuple[str, ...] = ()
    readable: int = 0
    backup: datetime | None = None
    offer: str = ""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A new file beside the damaged one.

    Attributes:
        file: id of the new file; the inspection keeps its own id.
        backup: when the backup it begins from was made; None where it begins from nothing.
        held: entries out of that backup.
        recovered: entries that were read from the damaged file beyond it.
        unproved: how many of those are whole, but what stood before them is gone.
        lost: how many entries are known to be gone.
        lost_words: which, a phrase each.
        data_sets_lost: Annex A data sets whose rows could not be read.
        words: all of it, in sentences.
    """

    file: str
    backup: datetime | None
    held: int
    recovered: int
    unproved: int
    lost: int
    lost_words: tuple[str, ...]
    data_sets_lost: int
    words: str


def look(laptop: Laptop, named: str, is_cancelled: Callable[[], bool] = lambda: False) -> Damage:
    """Check the file of an inspection that is not open, without changing it.

    Args:
        laptop: the unlocked laptop.
        named: inspection id or file id.
        is_cancelled: asked now and then.

    Raises:
        BadInputError: there is no such inspection.
    """
    entry = laptop.entry(named)
    path = _path(laptop, entry)
    if not path.exists():
        faults: tuple[str, ...] = (f"The file is missing: {path.name}.",)
        found = Verdict(0, 0, 0, faults)
    else:
        if checks.is_older(path, entry.key):
            # Only a file of this version can be compared with a replay; opening brings it there.
            laptop.close_inspection(laptop.open_inspection(entry.file).work)
        found = checks.check_file(path, entry.key, is_cancelled)
    if found.is_good or not found.is_whole:
        return Damage(
            found.is_good, found.faults, found.entries, found.records, found.gaps, found.lost
        )
    readable = salvage.read(path, entry.key, is_cancelled)
    base = newest_good(laptop, entry)
    count = len(readable.entries)
    return Damage(
        is_good=False,
        faults=found.faults,
        entries=found.entries,
        records=found.records,
        gaps=found.gaps,
        lost=found.lost,
        readable=count,
        backup=base.at if base else None,
        offer=_offer(base, count),
    )


def _offer(base: BackupSet | None, readable: int) -> str:
    entries = "1 entry" if readable == 1 else f"{readable:,} entries"
    if base is not None:
        return (
            f"The newest good backup is of {short_day(base.at.date())}, {base.at:%H:%M}; "
            f"{entries} can still be read from the damaged file. Both can be put together in a "
            "new file beside it."
        )
    if readable:
        return (
            f"There is no good backup on this laptop; {entries} can still be read from the "
            "damaged file and put into a new file beside it."
        )
    return (
        "There is no good backup on this laptop and nothing in the file can be read. Look for a "
        "backup in the second folder, or ask the lead for a copy."
    )


def newest_good(laptop: Laptop, entry: FileEntry) -> BackupSet | None:
    """Return the newest backup of a file whose pages, chains and rows are all right."""
    for one in reversed(backup_sets.sets(backup_sets.folder_of(laptop.folder, entry.file))):
        with suppress(KnownError):
            if one.database.exists() and checks.check_file(one.database, entry.key).is_good:
                return one
    return None


def salvage_file(
    laptop: Laptop, named: str, is_cancelled: Callable[[], bool] = lambda: False
) -> Salvaged:
    """Make a new file of the newest good backup and of what the damaged file still holds.

    The damaged file is left as it is, and the new one stands beside it under the same inspection.

    Args:
        laptop: the unlocked laptop; the inspection is not open.
        named: inspection id or file id.
        is_cancelled: asked now and then while the damaged file is read.

    Raises:
        BadInputError: there is no such inspection.
        DamagedFileError: nothing can be saved.
        StorageError: the disk refused; nothing is left behind.
    """
    entry = laptop.entry(named)
    source = _path(laptop, entry)
    refuse_shared(laptop.folder)
    readable = salvage.read(source, entry.key, is_cancelled)
    base = newest_good(laptop, entry)
    if base is None and not readable.entries:
        raise DamagedFileError(
            f"Nothing can be saved of the file of {entry.la_name or entry.inspection}.",
            kept="It was left as it is.",
            todo="Look for a backup in the second folder, or ask the lead for a copy.",
        )
    fresh = replace(
        entry,
        file=secrets.token_hex(8),
        key=secrets.token_bytes(32),
        made_at=laptop.clock.now().isoformat(timespec="seconds"),
        opened_at="",
        replica="",
        seq=0,
        hash="",
        device=0,
        inode=0,
    )
    path = private_folder(laptop.folder / "inspections") / f"{fresh.file}.db"
    laptop.note_making(fresh.file)
    try:
        laptop.vault.put_file(fresh)
        if base is not None:
            rebuild.copy_database(base.database, entry.key, path, fresh.key)
        made = rebuild.rebuild(
            path,
            fresh.key,
            _writer(laptop),
            readable,
            {entry.replica: entry.seq} if entry.replica else {},
            is_copy=base is not None,
        )
        sets_lost = _finish(laptop, entry, fresh, made, base, readable)
        laptop.note_stage(
            fresh.file, f"put together {short_day(laptop.clock.now().date())} from a damaged file"
        )
        laptop.note_making("")
    except BaseException:
        with suppress(KnownError):
            remove_half_made(laptop)
        raise
    return _told(fresh.file, made, base, sets_lost)


def _finish(
    laptop: Laptop,
    entry: FileEntry,
    fresh: FileEntry,
    made: Rebuilt,
    base: BackupSet | None,
    readable: salvage.Readable,
) -> int:
    """Bring along what is not journaled, and close the new file; return data sets lost."""
    file = made.file
    try:
        if not file.marked("inspection"):
            file.mark("inspection", entry.inspection)
        if not file.marked("people"):
            file.mark("people", json.dumps({}))
        salvage_local.take_blobs(
            file.connection, laptop.folder, entry.file, fresh.file, readable.blob_keys
        )
        if base is not None:
            salvage_local.take_backed_up(
                file.connection, base, blobs.folder_of(laptop.folder, fresh.file)
            )
        salvage_local.take_annex(_path(laptop, entry), entry.key, file.connection)
        return _sets_lost(file)
    finally:
        file.close()


def _sets_lost(file: InspectionFile) -> int:
    """Count the data sets whose files are held here and whose rows are not."""
    rows = salvage_local.sets_held(file.connection)
    files = {one.digest for one in blobs.held(file.connection)}
    return sum(
        1
        for state in file.states()
        if state.kind == DataSet.KIND
        and not state.is_deleted
        and state.id not in rows
        and not files.isdisjoint((state.values.get("files") or {}).values())
    )


def _writer(laptop: Laptop) -> Writer:
    identity = laptop.vault.identity
    return Writer(identity.person, machine_digest(), identity, laptop.clock)


def _path(laptop: Laptop, entry: FileEntry) -> Path:
    return laptop.folder / "inspections" / f"{entry.file}.db"


def _told(file: str, made: Rebuilt, base: BackupSet | None, sets_lost: int) -> Salvaged:
    count = sum(last - first + 1 for _, first, last in made.lost)
    runs = tuple(
        f"entry {first}" if first == last else f"entries {first} to {last}"
        for _, first, last in made.lost
    )
    parts = []
    if base is not None:
        parts.append(
            f"The new file begins from the backup of {short_day(base.at.date())}, "
            f"{base.at:%H:%M} ({made.held:,} entries)."
        )
    parts.append(
        f"{made.recovered:,} {'entry' if made.recovered == 1 else 'entries'} "
        f"came from the damaged file{' since then' if base else ''}."
    )
    if made.has_typing:
        parts.append("So did what was being typed last.")
    if made.unproved:
        parts.append(
            f"{made.unproved:,} of these are whole, but it cannot be proved what stood before them."
        )
    if count:
        parts.append(f"{count:,} could not be read: {', '.join(runs)}.")
    else:
        parts.append("No entry is known to be lost.")
    if sets_lost:
        parts.append("Import Annex A again: its rows could not be read.")
    return Salvaged(
        file,
        base.at if base else None,
        made.held,
        made.recovered,
        made.unproved,
        count,
        runs,
        sets_lost,
        " ".join(parts),
    )
