"""Restoring a backup: always a copy beside what is there, and never over it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.errors import BadInputError
from ilacs_desktop.paths import private_folder
from ilacs_desktop.services.time_words import moment_words
from ilacs_desktop.store import restored
from ilacs_desktop.store import vault as vaults
from ilacs_desktop.store.backup_archive import SUFFIX, manifest_of
from ilacs_desktop.store.places import machine_digest, refuse_shared
from ilacs_desktop.store.restored import Opened
from ilacs_desktop.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ilacs_desktop.services.laptop import Laptop
    from ilacs_desktop.store.restored import Unpacked

    Tell = Callable[[str], object]

FILE_KIND = ("Backup", f"*{SUFFIX}")


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens a backup.

    Attributes:
        text: as typed.
        by: ``passphrase``, ``recovery`` or ``organisation``.
    """

    text: str
    by: str = "passphrase"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore made.

    Attributes:
        inspection: id of the inspection, the same as before.
        file: id of the new file.
        la_name: the LA.
        made_at: ISO moment of the backup.
        entries: journal entries it held.
        attachments: attachments it held.
        beside: how many other files of this inspection there are on this laptop.
        person: who made the backup.
        is_same_person: whether that is whose laptop this is.
    """

    inspection: str
    file: str
    la_name: str
    made_at: str
    entries: int
    attachments: int
    beside: int
    person: str
    is_same_person: bool

    @property
    def words(self) -> str:
        """What was done, in sentences."""
        name = self.la_name or self.inspection
        told = (
            f"Restored {name} as it was on {moment_words(self.made_at)}: {self.entries:,} entries"
            + (f", {self.attachments} attachments" if self.attachments else "")
            + "."
        )
        if self.beside:
            told += " It stands beside the file that was there; nothing was overwritten."
        if not self.is_same_person:
            told += (
                f" It was backed up by {self.person}: what you write in it is written in your name."
            )
        return told


def _nothing(_words: str) -> None:
    """Tell nobody."""


def file_of(path: Path) -> str:
    """Return which inspection file a backup is of.

    Raises:
        KnownError: it is no backup, or a damaged one.
    """
    return manifest_of(path).file


def restore(
    laptop: Laptop, path: Path, secret: Secret | None = None, tell: Tell = _nothing
) -> Restored:
    """Restore a backup beside what is on this laptop.

    Args:
        laptop: the unlocked laptop.
        path: the one file that ``backup`` wrote, or the folder of a set.
        secret: what opens it; left out where this laptop's vault holds the file's key already.
        tell: called with what is being done; may raise to stop.

    Raises:
        WrongPassphraseError: the secret does not open it; BadInputError: there is none.
        DamagedFileError, NewerFileError: it cannot be used.
        StorageError: the disk refused. In every case nothing was changed.
    """
    refuse_shared(laptop.folder)
    with restored.scratch(laptop.folder) as folder:
        tell("Checking the backup")
        found = restored.unpack(path, folder, lambda: tell("Checking the backup"))
        opened = _opened(laptop, found, secret)
        return _placed(laptop, found, opened, tell)


def _opened(laptop: Laptop, found: Unpacked, secret: Secret | None) -> Opened:
    if secret is not None:
        return restored.open_vault(found, secret.text, secret.by)
    for entry in laptop.files():
        if entry.file == found.manifest.file and found.manifest.is_sealed(entry.key):
            identity = laptop.vault.identity
            return Opened(entry, identity.person, identity.name)
    raise BadInputError(
        f"The backup {found.name} was not made by this vault.",
        kept="Nothing was changed.",
        todo="Give the passphrase of the day it was made, or the recovery key of then.",
    )


def _placed(laptop: Laptop, found: Unpacked, opened: Opened, tell: Tell) -> Restored:
    tell("Proving every page")
    restored.prove(found, opened.entry.key)
    tell("Putting it beside what is there")
    identity = laptop.vault.identity
    writer = Writer(identity.person, machine_digest(), identity, laptop.clock)
    beside = sum(one.inspection == opened.entry.inspection for one in laptop.files())
    entry, file = restored.place(found, opened.entry, laptop.vault, writer)
    file.close()
    laptop.note_stage(entry.file, f"copy of {moment_words(found.manifest.made_at)}")
    return Restored(
        inspection=entry.inspection,
        file=entry.file,
        la_name=entry.la_name,
        made_at=found.manifest.made_at,
        entries=found.manifest.entries,
        attachments=len(found.manifest.blobs),
        beside=beside,
        person=opened.name,
        is_same_person=opened.person == identity.person,
    )


def restore_anew(
    folder: Path,
    path: Path,
    secret: Secret,
    make: Callable[[str], tuple[Laptop, str]],
    tell: Tell = _nothing,
) -> tuple[Laptop, str, Restored]:
    """Restore a backup on a laptop that has no vault: the vault is made too.

    The person stays who they were; their signing keys and the replica are new.

    Args:
        folder: the data folder.
        path: as in ``restore``.
        secret: what opens it.
        make: makes the vault for a person's name, and returns the laptop and its recovery key.
        tell: as in ``restore``.

    Returns:
        The unlocked laptop, its new recovery key, and what was restored.

    Raises:
        KnownError: as ``restore``; then there is no vault either.
    """
    refuse_shared(folder)
    was_there = folder.exists()
    private_folder(folder)
    try:
        with restored.scratch(folder) as place:
            tell("Checking the backup")
            found = restored.unpack(path, place, lambda: tell("Checking the backup"))
            opened = restored.open_vault(found, secret.text, secret.by)
            # All that can be wrong with the backup is found before there is a vault.
            restored.prove(found, opened.entry.key)
            laptop, recovery = make(opened.name)
            try:
                laptop.vault.set_meta("person", opened.person)
                done = _placed(laptop, found, opened, tell)
            except BaseException:
                laptop.close()
                _unmake(folder)
                raise
            return laptop, recovery, done
    except BaseException:
        if not was_there:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _unmake(folder: Path) -> None:
    """Take away a vault that was made a moment ago and holds nothing."""
    for name in (vaults.KEY_FILE, vaults.INDEX_FILE):
        for tail in ("", "-wal", "-shm"):
            (folder / f"{name}{tail}").unlink(missing_ok=True)
