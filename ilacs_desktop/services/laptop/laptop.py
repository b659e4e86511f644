"""The laptop's vault and the inspections in it: first run, unlock, new, open, close, delete."""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ilacs_desktop.domain.clock import Clock, ShiftedClock, SystemClock
from ilacs_desktop.errors import (
    BadInputError,
    DamagedFileError,
    KnownError,
    NotAllowedError,
    StorageError,
)
from ilacs_desktop.paths import private_folder
from ilacs_desktop.services.inspection.setup import NewInspection, first_steps
from ilacs_desktop.services.keeping import backups, destruction, retention
from ilacs_desktop.services.laptop import policy as policies
from ilacs_desktop.services.laptop.pacing import paced
from ilacs_desktop.services.laptop.policy import Policy, passphrase_fault, require_key, take_policy
from ilacs_desktop.services.laptop.whereabouts import keyless, remember_machine, why_apart
from ilacs_desktop.services.plan.timetable import place_in_week
from ilacs_desktop.services.record.work import Work
from ilacs_desktop.store import blobs, opening
from ilacs_desktop.store.connection import known_errors
from ilacs_desktop.store.inspection_file import InspectionFile, Writer
from ilacs_desktop.store.places import machine_digest, refuse_shared
from ilacs_desktop.store.vault import vault as vaults
from ilacs_desktop.store.vault import vault_index
from ilacs_desktop.store.vault.vault import FileEntry, Vault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ilacs_desktop.domain.draft import StepDraft
    from ilacs_desktop.frameworks.loader import Loaded
    from ilacs_desktop.store.vault.slots import Cost

_MAKING = "making"
"""The vault's note of a file whose inspection is being made."""

TRAINING_NOW = "training_now"
"""Local mark of a training inspection: the moment at which it is always opened."""


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
    """An unlocked laptop: the vault is open and its lock is held.

    Attributes:
        vault: the open vault.
        clock: the wall clock.
        policy: what the organisation asks of this laptop.
        finished: local authorities whose disposal had been cut short and was finished at unlocking.
        notices: what a person should know of the vault and its files, a sentence each.
    """

    def __init__(self, vault: Vault, clock: Clock, policy: Policy | None = None) -> None:
        self.vault = vault
        self.clock = clock
        self.policy = policy or Policy()
        self.finished: tuple[str, ...] = ()
        self.notices: tuple[str, ...] = vault.told

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
            NotAllowedError: the organisation's key is required, and this vault has not got it.
            StorageError: the disk refused; nothing is left behind.
        """
        require_key(self.policy, self.vault.organisation_key, training=training)
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
        self.note_making(file_id)
        file = None
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
            self._remember(work, opened=True)
            self.note_making("")
        except BaseException:
            if file is not None:
                file.close()
            with suppress(KnownError):
                remove_half_made(self)
            raise
        return work

    def note_making(self, file_id: str) -> None:
        """Note that a file is being made, or with an empty id that it is whole.

        An end in between leaves half an inspection, which the next start removes.
        """
        self.vault.set_meta(_MAKING, file_id)

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
        file, told = opening.open_file(path, entry.key, self._writer())
        try:
            with known_errors(path):
                because = why_apart(self.vault, entry, file)
                if because and not told:
                    file.new_replica("copied")
                # The app may have been ended while something was typed.
                file.seal()
                self._set_training_clock(file)
                work = self._work(file, entry.file)
                self._remember(work, opened=True)
        except BaseException:
            file.close()
            raise
        return Opened(work, (*told, because) if because else told)

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

    def _remember(self, work: Work, *, opened: bool = False) -> None:
        """Write what the start page shows and where the file stands now."""
        work.file.seal()
        stat = work.file.path.stat()
        replica, seq, chain = work.file.head
        inspection = work.inspection
        entry = next(one for one in self.files() if one.file == work.file_id)
        stage = (backups.copy_words(work), place_in_week(work, work.now().date()))
        self.note_stage(entry.file, " · ".join(one for one in stage if one))
        retention.note_hold(work)
        remember_machine(self.vault, entry.file)
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

    def note_stage(self, file: str, words: str) -> None:
        """Note how far an inspection has come, for the start page."""
        self.vault.set_meta(_stage_key(file), words)

    def stages(self) -> dict[str, str]:
        """Return how far each inspection was when it was last open here, by file, in words."""
        return {one.file: self.vault.meta(_stage_key(one.file)) for one in self.files()}

    def on_hold(self) -> frozenset[str]:
        """Return the files of the inspections that were under a legal hold when last open here."""
        files = (one.file for one in self.files())
        return frozenset(one for one in files if self.vault.meta(retention.hold_key(one)))

    def close_inspection(self, work: Work) -> None:
        """Seal, remember how far the file has come, and close it."""
        try:
            self._remember(work)
        finally:
            work.close()

    def delete_inspection(self, named: str) -> None:
        """Destroy an inspection's key and everything of it, without ceremony or certificate.

        This is for what was made up or never came to be; a real one is disposed of.

        Raises:
            BadInputError: there is no such inspection.
            StorageError: the disk refused; the next start goes on.
        """
        destruction.destroy(self, self.entry(named).file)

    def forget_notes(self, file: str) -> None:
        """Forget what the start page says of an inspection."""
        self.note_stage(file, "")
        self.vault.set_meta(retention.hold_key(file), "")

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
                todo="An inspection of your own is disposed of, with the lead's written reason.",
            )
        self.delete_inspection(entry.file)

    def close(self) -> None:
        """Lock the laptop: the index is closed and the keys are forgotten."""
        self.vault.close()


def _stage_key(file: str) -> str:
    return f"stage of {file}"


def remove_half_made(laptop: Laptop) -> None:
    """Remove an inspection whose making came to an end in the middle; nobody has seen it.

    Raises:
        StorageError: the disk refused; the next start tries again.
    """
    file_id = laptop.vault.meta(_MAKING)
    if not file_id:
        return
    if any(one.file == file_id for one in laptop.files()):
        laptop.vault.destroy_file_key(file_id)
    path = laptop.folder / "inspections" / f"{file_id}.db"
    vault_index.unlink(path, ("", "-wal", "-shm", "-journal"))
    blobs.remove_all(laptop.folder, file_id)
    laptop.note_making("")


def has_vault(folder: Path) -> bool:
    """Return whether the app has been set up in a data folder."""
    return vaults.exists(folder)


def first_run(
    folder: Path,
    name: str,
    passphrase: str,
    *,
    clock: Clock | None = None,
    cost: Cost | None = None,
    policy: Policy | None = None,
) -> tuple[Laptop, str]:
    """Set the app up in a data folder; return the laptop and its recovery key.

    Args:
        folder: the data folder.
        name: the inspector's name.
        passphrase: as chosen.
        clock: the wall clock; this machine's own where left out.
        cost: Argon2id cost; calibrated to about a second where left out.
        policy: what the organisation asks; read from the machine's folder where left out.

    Raises:
        BadInputError: the name is empty or the passphrase too weak.
        StorageError: the folder is shared, full, read-only, or holds a vault.
    """
    if not name.strip():
        raise BadInputError("Your name is missing.", todo="Type the name your team knows you by.")
    asked = policy or policies.read()
    weak = passphrase_fault(asked, passphrase)
    if weak:
        raise BadInputError("This passphrase is too weak.", todo=weak)
    vault, recovery = Vault.create(folder, passphrase, name.strip(), cost=cost)
    take_policy(vault, asked)
    return Laptop(vault, clock or SystemClock(), asked), recovery


def unlock(
    folder: Path,
    secret: str,
    *,
    by: str = "passphrase",
    clock: Clock | None = None,
    policy: Policy | None = None,
) -> Laptop:
    """Unlock the laptop with the passphrase, the recovery key or the organisation's key.

    Args:
        folder: the data folder.
        secret: as typed; of the organisation, the text of its private key's file.
        by: ``passphrase``, ``recovery`` or ``organisation``.
        clock: the wall clock; this machine's own where left out.
        policy: what the organisation asks; read from the machine's folder where left out.

    Raises:
        TooSoonError: several wrong passphrases were given; the next one has to wait.
        WrongPassphraseError: it does not open.
        LockedElsewhereError: another running copy of the app has it open.
        DamagedFileError, NewerFileError, StorageError: the files are not as they should be.
    """
    time = clock or SystemClock()
    if by == "passphrase":
        with paced(folder, time):
            vault = Vault.unlock(folder, secret)
    else:
        vault = Vault.unlock(folder, secret, by=by)
    try:
        asked = policy or policies.read()
        take_policy(vault, asked)
        opened = Laptop(vault, time, asked)
        with suppress(StorageError):
            remove_half_made(opened)
        backups.tidy(opened)
        finished = destruction.finish_owed(opened)
        opened.finished = tuple(str(one.get("la", "")) for one in finished)
        opened.notices += keyless(folder, opened.files())
    except BaseException:
        # Left open it would keep us out ourselves, as a second copy of the app would be.
        vault.close()
        raise
    return opened
