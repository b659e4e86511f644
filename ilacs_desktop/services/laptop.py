"""The laptop's vault and the inspections in it: first run, unlock, new, open, close, delete."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ilacs_desktop.domain.clock import Clock, ShiftedClock, SystemClock
from ilacs_desktop.errors import BadInputError, DamagedFileError, NotAllowedError
from ilacs_desktop.paths import private_folder
from ilacs_desktop.services import backups
from ilacs_desktop.services.setup import NewInspection, first_steps
from ilacs_desktop.services.timetable import place_in_week
from ilacs_desktop.services.work import Work
from ilacs_desktop.store import blobs
from ilacs_desktop.store import vault as vaults
from ilacs_desktop.store.inspection_file import InspectionFile, Writer
from ilacs_desktop.store.places import machine_digest, refuse_shared
from ilacs_desktop.store.vault import FileEntry, Vault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ilacs_desktop.domain.draft import StepDraft
    from ilacs_desktop.frameworks.loader import Loaded
    from ilacs_desktop.store.slots import Cost

TRAINING_NOW = "training_now"
"""Local mark of a training inspection: the moment at which it is always opened."""

_KEY_OWED = "recovery_key_owed"

MIN_PASSPHRASE = 12
"""Length below which a passphrase is refused; the window offers four words instead."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An inspection that was opened, and what the person should know about it.

    Attributes:
        work: the open inspection.
        notices: sentences to show once, such as that the file is older than remembered.
    """

    work: Work
    notices: tuple[str, ...] = ()


class Laptop:
    """An unlocked laptop: the vault is open and its lock is held."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self.vault = vault
        self.clock = clock

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.vault.folder

    @property
    def name(self) -> str:
        """The inspector's name."""
        return self.vault.meta("name")

    def files(self) -> tuple[FileEntry, ...]:
        """Return this laptop's inspections, the last opened first."""
        return self.vault.files()

    def entry(self, named: str) -> FileEntry:
        """Return an inspection's entry by its inspection id, file id, or an unambiguous start.

        Raises:
            BadInputError: there is none, or there are several.
        """
        files = self.files()
        found = [one for one in files if named in (one.inspection, one.file)]
        if not found and len(named) >= 4:
            found = [
                one
                for one in files
                if one.inspection.startswith(named) or one.file.startswith(named)
            ]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(one.file for one in found)
            raise BadInputError(
                f"{named} stands for {len(found)} files on this laptop.",
                todo=f"Give the file id instead: {ids}.",
            )
        raise BadInputError(
            f"There is no inspection {named} on this laptop.",
            todo="See the ids with the command: list.",
        )

    def _writer(self) -> Writer:
        identity = self.vault.identity
        return Writer(identity.person, machine_digest(), identity, self.clock)

    def _path(self, file_id: str) -> Path:
        return self.folder / "inspections" / f"{file_id}.db"

    def new_inspection(self, new: NewInspection, editions: Loaded) -> Work:
        """Make an inspection with this person as its lead, and open it.

        Args:
            new: what is known at the call.
            editions: the framework editions known.

        Raises:
            BadInputError: the LA's name is missing, a date is wrong or no edition holds.
            StorageError: the disk refused; nothing is left behind.
        """
        steps = first_steps(new, editions, self.vault.identity)
        return self.make_file(
            new.inspection_id or secrets.token_hex(8), steps, training=new.training
        )

    def make_file(
        self,
        inspection: str,
        steps: Sequence[StepDraft],
        *,
        training: bool = False,
        people: Mapping[str, str] | None = None,
    ) -> Work:
        """Make an inspection's file with its first steps, and open it.

        Args:
            inspection: id of the inspection.
            steps: what it begins with.
            training: a training inspection.
            people: names of authors who are not on its team, for a loaded inspection.

        Raises:
            StorageError: the disk refused; nothing is left behind.
        """
        refuse_shared(self.folder)
        private_folder(self.folder / "inspections")
        file_id = secrets.token_hex(8)
        key = secrets.token_bytes(32)
        path = self._path(file_id)
        entry = FileEntry(
            file=file_id,
            inspection=inspection,
            key=key,
            training=training,
            made_at=self.clock.now().isoformat(timespec="seconds"),
        )
        try:
            # The key first: a file whose key is nowhere would be lost at once.
            self.vault.put_file(entry)
            file = InspectionFile.create(path, key, self._writer())
            file.mark("inspection", inspection)
            file.mark("maker", self.vault.identity.person)
            file.mark("people", json.dumps(people or {}, ensure_ascii=False))
            work = self._work(file, file_id)
            for step in steps:
                work.run(step)
        except BaseException:
            self.vault.destroy_file_key(file_id)
            _remove(path)
            raise
        self._remember(work, opened=True)
        return work

    def open_inspection(self, named: str) -> Opened:
        """Open an inspection of this laptop.

        Args:
            named: inspection id or file id.

        Raises:
            KnownError: it is missing, damaged, newer, or cannot be written.
        """
        entry = self.entry(named)
        path = self._path(entry.file)
        if not path.exists():
            raise DamagedFileError(
                f"The file of {entry.la_name or entry.inspection} is missing: {path}.",
                kept="Its key is still in the vault.",
                todo="Put the file back, or restore the newest backup.",
            )
        refuse_shared(path.parent)
        file = InspectionFile.open(path, entry.key, self._writer())
        notices = []
        because = self._moved(entry, file)
        if because:
            file.new_replica("copied")
            notices.append(because)
        self._set_training_clock(file)
        work = self._work(file, entry.file)
        self._remember(work, opened=True)
        return Opened(work, tuple(notices))

    def _work(self, file: InspectionFile, file_id: str) -> Work:
        identity = self.vault.identity
        return Work(file, identity, self.folder, file_id, vault=self.vault, wall=self.clock)

    def _set_training_clock(self, file: InspectionFile) -> None:
        """Let a training inspection go on from the day and hour it was written for."""
        told = file.marked(TRAINING_NOW)
        if told:
            newest = datetime.fromtimestamp(file.time.ms / 1000, UTC)
            start = max(datetime.fromisoformat(told), newest)
            zone = datetime.fromisoformat(told).tzinfo
            clock = ShiftedClock(self.clock, start.astimezone(zone))
            file.writer = replace(file.writer, clock=clock)

    def _moved(self, entry: FileEntry, file: InspectionFile) -> str:
        stat = file.path.stat()
        if self.vault.meta("machine") not in ("", machine_digest()):
            self.vault.set_meta("machine", machine_digest())
            return (
                "These files came from another machine. What you write from now on is kept apart "
                "from what is written there, and the two can be joined later."
            )
        if not entry.replica:
            return ""
        if not file.holds(entry.replica, entry.seq, entry.hash):
            return (
                "This file is older than this laptop remembers, or comes from elsewhere. "
                "Everything in it is kept; what you write from now on is kept apart, so that a "
                "newer copy can be joined later."
            )
        if (entry.device, entry.inode) != (stat.st_dev, stat.st_ino):
            return (
                "This file was copied or restored since it was last open. Everything in it is "
                "kept; what you write from now on is kept apart from the other copy."
            )
        return ""

    def _remember(self, work: Work, *, opened: bool = False) -> None:
        """Write what the start page shows and where the file stands now."""
        work.file.seal()
        stat = work.file.path.stat()
        replica, seq, chain = work.file.head
        inspection = work.inspection
        entry = next(one for one in self.files() if one.file == work.file_id)
        self.vault.set_meta(_stage_key(entry.file), place_in_week(work, work.now().date()))
        self.vault.put_file(
            replace(
                entry,
                la_name=inspection.la_name,
                event=f"{inspection.edition}/{inspection.event}",
                start=inspection.fieldwork_start,
                end=inspection.fieldwork_end,
                training=inspection.training,
                opened_at=self.clock.now().isoformat() if opened else entry.opened_at,
                replica=replica,
                seq=seq,
                hash=chain,
                device=stat.st_dev,
                inode=stat.st_ino,
            )
        )

    def remember(self, work: Work) -> None:
        """Seal what is open and note in the vault how far the file has come."""
        self._remember(work)

    def stages(self) -> dict[str, str]:
        """Return how far each inspection was when it was last open here, by file, in words."""
        return {one.file: self.vault.meta(_stage_key(one.file)) for one in self.files()}

    def close_inspection(self, work: Work) -> None:
        """Seal, remember how far the file has come, and close it."""
        self._remember(work)
        work.close()

    def delete_inspection(self, named: str) -> None:
        """Destroy an inspection's key, then its file; it cannot be opened again from here.

        Raises:
            BadInputError: there is no such inspection.
        """
        entry = self.entry(named)
        self.vault.set_meta(_stage_key(entry.file), "")
        self.vault.destroy_file_key(entry.file)
        _remove(self._path(entry.file))
        backups.remove_all(self, entry.file)
        blobs.remove_all(self.folder, entry.file)

    def throw_away_training(self, named: str) -> None:
        """Destroy a training inspection's key and file; any other inspection is refused.

        Raises:
            BadInputError: there is no such inspection.
            NotAllowedError: it is not marked as training.
        """
        entry = self.entry(named)
        if not entry.training:
            raise NotAllowedError(
                f"The inspection of {entry.la_name} is not a training inspection.",
                kept="Nothing was thrown away.",
                todo="An inspection of your own is deleted from the start page, by its name.",
            )
        self.delete_inspection(entry.file)

    def close(self) -> None:
        """Lock the laptop: the index is closed and the keys are forgotten."""
        self.vault.close()


def _stage_key(file: str) -> str:
    return f"stage of {file}"


def _remove(path: Path) -> None:
    for tail in ("", "-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)


def has_vault(folder: Path) -> bool:
    """Return whether the app has been set up in a data folder."""
    return vaults.exists(folder)


def passphrase_fault(passphrase: str) -> str:
    """Return why a passphrase is too weak to be taken; empty where it will do.

    Length over composition, after the NCSC's advice: no rules about signs, none about expiry.
    """
    if len(passphrase) < MIN_PASSPHRASE:
        return f"Use at least {MIN_PASSPHRASE} characters; four words are easy to remember."
    if len(set(passphrase.casefold())) < 5:
        return "Use more than a few different letters; four words are easy to remember."
    return ""


def suggested_passphrase() -> str:
    """Return four words drawn at random from a list of 7,776 (about 51 bits)."""
    from xkcdpass import xkcd_password

    words = xkcd_password.generate_wordlist(xkcd_password.locate_wordfile("eff-long"))
    return " ".join(secrets.choice(words) for _ in range(4))


def first_run(
    folder: Path,
    name: str,
    passphrase: str,
    *,
    clock: Clock | None = None,
    cost: Cost | None = None,
) -> tuple[Laptop, str]:
    """Set the app up in a data folder; return the laptop and its recovery key.

    Args:
        folder: the data folder.
        name: the inspector's name.
        passphrase: as chosen.
        clock: the wall clock; this machine's own where left out.
        cost: Argon2id cost; calibrated to about a second where left out.

    Raises:
        BadInputError: the name is empty or the passphrase too weak.
        StorageError: the folder is shared, full, read-only, or holds a vault.
    """
    if not name.strip():
        raise BadInputError("Your name is missing.", todo="Type the name your team knows you by.")
    weak = passphrase_fault(passphrase)
    if weak:
        raise BadInputError("This passphrase is too weak.", todo=weak)
    vault, recovery = Vault.create(folder, passphrase, name.strip(), cost=cost)
    return Laptop(vault, clock or SystemClock()), recovery


def unlock(
    folder: Path, secret: str, *, by: str = "passphrase", clock: Clock | None = None
) -> Laptop:
    """Unlock the laptop with the passphrase or the recovery key.

    Args:
        folder: the data folder.
        secret: as typed.
        by: ``passphrase`` or ``recovery``.
        clock: the wall clock; this machine's own where left out.
    """
    return Laptop(Vault.unlock(folder, secret, by=by), clock or SystemClock())


def change_passphrase(laptop: Laptop, old: str, new: str, *, cost: Cost | None = None) -> None:
    """Change the passphrase; the recovery key stays as it is.

    Raises:
        BadInputError: the new one is too weak.
        WrongPassphraseError: the old one is not right.
    """
    weak = passphrase_fault(new)
    if weak:
        raise BadInputError("The new passphrase is too weak.", todo=weak)
    laptop.vault.change_passphrase(old, new, cost=cost)


def set_passphrase(laptop: Laptop, new: str, *, cost: Cost | None = None) -> None:
    """Set a new passphrase after unlocking by the recovery key.

    Raises:
        BadInputError: it is too weak.
    """
    weak = passphrase_fault(new)
    if weak:
        raise BadInputError("The new passphrase is too weak.", todo=weak)
    laptop.vault.set_passphrase(new, cost=cost)


def owe_recovery_key(laptop: Laptop) -> None:
    """Note that the recovery key was shown and not typed back yet."""
    laptop.vault.set_meta(_KEY_OWED, "1")


def owes_recovery_key(laptop: Laptop) -> bool:
    """Return whether the recovery key was never typed back, so that nobody may have it."""
    return laptop.vault.meta(_KEY_OWED) == "1"


def recovery_key_kept(laptop: Laptop) -> None:
    """Note that the recovery key was typed back."""
    laptop.vault.set_meta(_KEY_OWED, "")


def new_recovery_key(laptop: Laptop) -> str:
    """Make a new recovery key and return it; the one before opens nothing any more."""
    return laptop.vault.replace_recovery()
