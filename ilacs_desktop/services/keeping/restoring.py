"""Restoring a backup: always a copy beside what is there, and never over it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.errors import BadInputError, WrongPassphraseError
from ilacs_desktop.paths import private_folder
from ilacs_desktop.services.keeping.backups import at_once, attachment_words
from ilacs_desktop.services.record.time_words import moment_words
from ilacs_desktop.store.backup import restored
from ilacs_desktop.store.backup.backup_archive import manifest_of
from ilacs_desktop.store.backup.restored import Opened
from ilacs_desktop.store.places import machine_digest, refuse_shared
from ilacs_desktop.store.vault import vault as vaults
from ilacs_desktop.store.vault.slots import recovery_bytes
from ilacs_desktop.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ilacs_desktop.services.keeping.backups import Run
    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.store.backup.restored import Unpacked
    from ilacs_desktop.store.vault.vault import FileEntry, Identity

    Tell = Callable[[str], object]


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
            f"{attachment_words(self.attachments)}."
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


def secret_of(typed: str) -> Secret:
    """Return what was typed as a recovery key where it is a whole one, else as a passphrase."""
    try:
        recovery_bytes(typed)
    except WrongPassphraseError:
        return Secret(typed)
    return Secret(typed, "recovery")


def needs_secret(laptop: Laptop, path: Path) -> bool:
    """Return whether this laptop's vault has no key for a backup.

    Raises:
        KnownError: it is no backup, or a damaged one.
    """
    manifest = manifest_of(path)
    mine = [one for one in laptop.files() if one.file == manifest.file]
    return not any(manifest.is_sealed(one.key) for one in mine)


def restore(
    laptop: Laptop,
    path: Path,
    secret: Secret | None = None,
    tell: Tell = _nothing,
    write: Run | None = None,
) -> Restored:
    """Restore a backup beside what is on this laptop.

    Args:
        laptop: the unlocked laptop.
        path: the one file that ``backup`` wrote, or the folder of a set.
        secret: what opens it; left out where this laptop's vault holds the file's key already.
        tell: called with what is being done; may raise to stop.
        write: runs a short piece on the writer thread; left out where this is that thread.

    Raises:
        WrongPassphraseError: the secret does not open it; BadInputError: there is none.
        DamagedFileError, NewerFileError: it cannot be used.
        StorageError: the disk refused. In every case nothing was changed.
    """
    refuse_shared(laptop.folder)
    run = write or at_once
    with restored.scratch(laptop.folder) as folder:
        tell("Checking the backup")
        found = restored.unpack(path, folder, lambda: tell("Checking the backup"))
        opened = _opened(run(laptop.files), run(lambda: laptop.vault.identity), found, secret)
        return _placed(laptop, found, opened, tell, run)


def _opened(
    files: tuple[FileEntry, ...], me: Identity, found: Unpacked, secret: Secret | None
) -> Opened:
    if secret is not None:
        return restored.open_vault(found, secret.text, secret.by)
    for entry in files:
        if entry.file == found.manifest.file and found.manifest.is_sealed(entry.key):
            return Opened(entry, me.person, me.name)
    raise BadInputError(
        f"The backup {found.name} was not made by this vault.",
        kept="Nothing was changed.",
        todo="Give the passphrase of the day it was made, or the recovery key of then.",
    )


@dataclass(frozen=True, slots=True)
class _Keeper:
    """The vault of the laptop, on the writer thread."""

    laptop: Laptop
    run: Run
    words: str

    def keep(self, entry: FileEntry) -> None:
        """Keep a file's key, and what the start page says of the file."""

        def piece() -> None:
            self.laptop.vault.put_file(entry)
            self.laptop.note_stage(entry.file, self.words)

        self.run(piece)

    def forget(self, file: str) -> None:
        """Forget a file's key for good."""
        self.run(lambda: self.laptop.vault.destroy_file_key(file))


def _placed(laptop: Laptop, found: Unpacked, opened: Opened, tell: Tell, run: Run) -> Restored:
    tell("Proving every page")
    restored.prove(found, opened.entry.key)
    tell("Putting it beside what is there")
    files = run(laptop.files)
    identity = run(lambda: _identity(laptop, opened, is_bare=not files))
    writer = Writer(identity.person, machine_digest(), identity, laptop.clock)
    keeper = _Keeper(laptop, run, f"copy of {moment_words(found.manifest.made_at)}")
    entry = restored.place(found, opened.entry, laptop.folder, writer, keeper)
    return Restored(
        inspection=entry.inspection,
        file=entry.file,
        la_name=entry.la_name,
        made_at=found.manifest.made_at,
        entries=found.manifest.entries,
        attachments=len(found.manifest.blobs),
        beside=sum(one.inspection == entry.inspection for one in files),
        person=opened.name,
        is_same_person=opened.person == identity.person,
    )


def _identity(laptop: Laptop, opened: Opened, *, is_bare: bool) -> Identity:
    """Return who writes on this laptop; on a new one it is who made the backup, by their name."""
    mine = laptop.vault.identity
    if is_bare and mine.name.casefold() == opened.name.casefold():
        laptop.vault.set_meta("person", opened.person)
        return laptop.vault.identity
    return mine


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
                done = _placed(laptop, found, opened, tell, at_once)
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
