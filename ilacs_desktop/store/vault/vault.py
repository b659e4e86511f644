"""The vault: ``vault.json`` with the key slots, ``vault.db`` with keys, identity and the index."""

from __future__ import annotations

import contextlib
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from filelock import FileLock, Timeout

from ilacs_desktop.errors import (
    DamagedFileError,
    LockedElsewhereError,
    StorageError,
    WrongPassphraseError,
)
from ilacs_desktop.paths import private_folder
from ilacs_desktop.store import holder
from ilacs_desktop.store.connection import connect, known_errors, transaction
from ilacs_desktop.store.places import machine_digest, refuse_shared
from ilacs_desktop.store.proof.raw_pages import lost_from_log
from ilacs_desktop.store.vault import slots, vault_copy, vault_index
from ilacs_desktop.store.vault.key_file import KEY_FILE, read_slots, write_private, write_slots
from ilacs_desktop.store.vault.vault_index import FileEntry

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.store.connection import Connection
    from ilacs_desktop.store.vault.slots import Cost, Slot

INDEX_FILE = vault_copy.INDEX_FILE
_BROUGHT_BACK = (
    "{} was damaged or gone; its copy took its place, and no inspection is missing from it."
)
_TORN = "The newest changes of vault.db could not be read; keys and inspections are all here."


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this laptop's inspector is: who writes, signs and receives."""

    person: str
    name: str
    signing: Ed25519PrivateKey
    receiving: X25519PrivateKey

    @property
    def public_key(self) -> bytes:
        """The public half of the signing key."""
        return self.signing.public_key().public_bytes_raw()

    def sign(self, data: bytes) -> bytes:
        """Return the Ed25519 signature of ``data``."""
        return self.signing.sign(data)


def exists(folder: Path) -> bool:
    """Return whether there is a vault in ``folder``; a lost key file comes back from its copy."""
    return (folder / KEY_FILE).exists() or vault_copy.bring_back_keys(folder)


class Vault:
    """An open vault; holds the lock that keeps a second copy of the app out.

    Attributes:
        folder: the data folder.
        stretched: seconds that opening by the passphrase took; 0 where it was opened otherwise.
        told: what a person should know of its state, a sentence each.
    """

    def __init__(
        self,
        folder: Path,
        master: bytes,
        connection: Connection,
        key_slots: tuple[Slot, ...],
        lock: FileLock,
    ) -> None:
        self.folder = folder
        self._master = master
        self._connection = connection
        self._slots = key_slots
        self._lock = lock
        self.stretched = 0.0
        self.told: tuple[str, ...] = ()
        self._has_copy = False

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, name: str, *, cost: Cost | None = None
    ) -> tuple[Vault, str]:
        """Make a vault and return it with its recovery key, which is kept nowhere.

        Args:
            folder: the data folder, on this laptop's own disk.
            passphrase: at least one character; the window asks for a strong one.
            name: the inspector's name.
            cost: Argon2id cost; calibrated to about a second where left out.

        Raises:
            StorageError: the folder is shared, full, read-only, or holds a vault.
            DamagedFileError: it holds inspections whose key file is missing.
        """
        refuse_shared(folder)
        private_folder(folder)
        if exists(folder):
            raise StorageError(
                f"There is already a vault in {folder}.",
                todo="Unlock it, or choose another folder.",
            )
        if any((folder / "inspections").glob("*.db")):
            # A new vault would take the place of the index that holds their keys.
            raise DamagedFileError(
                f"{folder} holds inspections, but their key file {KEY_FILE} is missing.",
                kept=f"Nothing was changed: the inspections and {INDEX_FILE} are where they were.",
                todo=f"Put {KEY_FILE} back from a copy of the folder, or choose another folder.",
            )
        lock = _take_lock(folder)
        try:
            master = secrets.token_bytes(32)
            recovery = slots.new_recovery_key()
            made = (
                slots.passphrase_slot(passphrase, master, cost or slots.calibrated()),
                slots.recovery_slot(recovery, master),
            )
            # An index without its key file is what a crash in here leaves: nothing in it yet.
            vault_index.unlink(folder / INDEX_FILE)
            connection = vault_index.connected(folder / INDEX_FILE, master)
            try:
                vault = cls(folder, master, connection, made, lock)
                with known_errors(folder / INDEX_FILE):
                    vault._make_identity(name)
                vault._write_slots()
                vault.begin_copy()
            except BaseException:
                connection.close()
                raise
        except BaseException:
            holder.forget(folder)
            lock.release()
            raise
        return vault, recovery

    @classmethod
    def unlock(cls, folder: Path, secret: str, *, by: str = "passphrase") -> Vault:
        """Open the vault with the passphrase, the recovery key or the organisation's key.

        Args:
            folder: the data folder.
            secret: as typed; of the organisation, the text of its key file.
            by: ``passphrase``, ``recovery`` or ``organisation``.

        Raises:
            WrongPassphraseError: it does not open.
            LockedElsewhereError: another running copy of the app has it open.
            DamagedFileError, NewerFileError, StorageError: the files are not as they should be.
        """
        refuse_shared(folder)
        lock = _take_lock(folder)
        try:
            told = []
            try:
                current, coming = read_slots(folder)
            except (DamagedFileError, StorageError) as error:
                is_lost = isinstance(error, DamagedFileError) or not (folder / KEY_FILE).exists()
                if not is_lost or not vault_copy.bring_back_keys(folder):
                    raise
                current, coming = read_slots(folder)
                told.append(_BROUGHT_BACK.format(KEY_FILE))
            if lost_from_log(folder / INDEX_FILE):
                told.append(_TORN)
            vault = cls._unlock(folder, current, secret, by, lock)
            if vault is None and coming:
                # The app was ended while the master key was being changed: the new one holds.
                vault = cls._unlock(folder, coming, secret, by, lock)
            if vault is None:
                vault = cls._from_copy(folder, current, secret, by, lock)
                told.append(_BROUGHT_BACK.format(INDEX_FILE))
            if coming:
                vault.settle_slots()
            vault.told = tuple(told)
            _tidy(folder)
            vault.begin_copy()
            return vault
        except BaseException:
            holder.forget(folder)
            lock.release()
            raise

    @classmethod
    def _unlock(
        cls, folder: Path, key_slots: tuple[Slot, ...], secret: str, by: str, lock: FileLock
    ) -> Vault | None:
        slot = next((one for one in key_slots if one.kind == by), None)
        if slot is None:
            raise WrongPassphraseError(f"This vault has no {by} slot.", todo="Use another way in.")
        started = time.perf_counter()
        master = slots.open_slot(slot, secret)
        stretched = time.perf_counter() - started if by == "passphrase" else 0.0
        path = folder / INDEX_FILE
        if not path.exists() or path.stat().st_size == 0:
            return None
        try:
            connection = vault_index.connected(path, master)
        except DamagedFileError:
            return None
        vault = cls(folder, master, connection, key_slots, lock)
        vault.stretched = stretched
        return vault

    @classmethod
    def _from_copy(
        cls, folder: Path, key_slots: tuple[Slot, ...], secret: str, by: str, lock: FileLock
    ) -> Vault:
        slot = next(one for one in key_slots if one.kind == by)
        is_back = vault_copy.bring_back_index(folder, slots.open_slot(slot, secret))
        vault = cls._unlock(folder, key_slots, secret, by, lock) if is_back else None
        if vault is None:
            raise _index_damaged(folder / INDEX_FILE)
        return vault

    def begin_copy(self) -> None:
        """Keep a copy beside from now on: this is a laptop's own vault."""
        self._has_copy = True
        self.keep_copy()

    def keep_copy(self) -> None:
        """Copy the vault beside itself; a disk that refuses stops nothing, and it is made later."""
        if not self._has_copy:
            return  # The small vault of a backup set is a copy itself.
        with contextlib.suppress(StorageError):
            vault_copy.keep_keys(self.folder)
            vault_copy.keep_index(self.folder, self._connection, self._master)

    def close(self) -> None:
        """Close the index, forget the keys and let the lock go."""
        with contextlib.suppress(Exception):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._connection.close()
        self._master = b""
        holder.forget(self.folder)
        self._lock.release()

    # -- keys ----------------------------------------------------------------------------------

    def change_passphrase(self, old: str, new: str, *, cost: Cost | None = None) -> None:
        """Replace the passphrase's slot; no file is encrypted anew.

        Raises:
            WrongPassphraseError: the old one does not open the vault.
        """
        current = next(one for one in self._slots if one.kind == "passphrase")
        slots.open_slot(current, old)
        self._replace_passphrase(new, cost)

    def set_passphrase(self, new: str, *, cost: Cost | None = None) -> None:
        """Set a new passphrase after the vault was opened by the recovery key."""
        self._replace_passphrase(new, cost)

    def _replace_passphrase(self, new: str, cost: Cost | None) -> None:
        made = slots.passphrase_slot(new, self._master, cost or slots.calibrated())
        self._slots = tuple(made if one.kind == "passphrase" else one for one in self._slots)
        self._write_slots()

    def replace_recovery(self) -> str:
        """Replace the recovery key's slot by one for a new key, and return that key."""
        key = slots.new_recovery_key()
        made = slots.recovery_slot(key, self._master)
        self._slots = tuple(made if one.kind == "recovery" else one for one in self._slots)
        self._write_slots()
        return key

    def holds_passphrase(self, passphrase: str) -> bool:
        """Return whether a passphrase is the vault's own."""
        current = next(one for one in self._slots if one.kind == "passphrase")
        try:
            return secrets.compare_digest(slots.open_slot(current, passphrase), self._master)
        except WrongPassphraseError:
            return False

    @property
    def cost(self) -> Cost:
        """The Argon2id cost of the passphrase slot."""
        return next(one for one in self._slots if one.kind == "passphrase").cost

    def settle_slots(self) -> None:
        """Write the slots in force alone, after a change of the master key was cut short."""
        vault_index.unlink(self.folder / f"{INDEX_FILE}.new")
        self._write_slots()

    def _write_slots(self, coming: tuple[Slot, ...] = ()) -> None:
        write_slots(self.folder, self._slots, coming)
        if self._has_copy and not coming:
            with contextlib.suppress(StorageError):
                vault_copy.keep_keys(self.folder)

    @property
    def organisation_key(self) -> str:
        """The age recipient that can open this vault too; empty where there is none."""
        found = [one for one in self._slots if one.kind == "organisation"]
        return found[0].public_key.decode() if found else ""

    def set_organisation_key(self, recipient: str) -> None:
        """Let the organisation's private key open this vault from now on; empty for nobody.

        Raises:
            BadInputError: it is not an age recipient.
            StorageError: the disk refused; the slots are as they were.
        """
        kept = tuple(one for one in self._slots if one.kind != "organisation")
        made = (slots.organisation_slot(recipient, self._master),) if recipient else ()
        before, self._slots = self._slots, (*kept, *made)
        try:
            self._write_slots()
        except BaseException:
            self._slots = before
            raise

    # -- identity ------------------------------------------------------------------------------

    def _make_identity(self, name: str) -> None:
        with transaction(self._connection):
            for key, value in (
                ("person", secrets.token_hex(8)),
                ("name", name),
                ("machine", machine_digest()),
                ("signing", Ed25519PrivateKey.generate().private_bytes_raw().hex()),
                ("receiving", X25519PrivateKey.generate().private_bytes_raw().hex()),
            ):
                self.set_meta(key, value)

    def meta(self, key: str) -> str:
        """Return one of the vault's own values; empty where it was never set."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, key: str, value: str) -> None:
        """Write one of the vault's own values."""
        with known_errors(self.folder / INDEX_FILE):
            self._connection.execute(
                "INSERT INTO meta(key, value) VALUES (?,?)"
                " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                (key, value),
            )

    @property
    def identity(self) -> Identity:
        """Who this laptop's inspector is."""
        return Identity(
            self.meta("person"),
            self.meta("name"),
            Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.meta("signing"))),
            X25519PrivateKey.from_private_bytes(bytes.fromhex(self.meta("receiving"))),
        )

    # -- index of inspection files -------------------------------------------------------------

    def files(self) -> tuple[FileEntry, ...]:
        """Return this laptop's inspection files, the last opened first."""
        return vault_index.files(self._connection)

    def put_file(self, entry: FileEntry) -> None:
        """Write what the vault knows of one file."""
        known = self._connection.execute(
            "SELECT key FROM inspection_file WHERE file = ?", (entry.file,)
        ).fetchone()
        with known_errors(self.folder / INDEX_FILE):
            vault_index.put_file(self._connection, entry)
            if known is None and self._has_copy:
                # A key that stands in the log alone would go with it.
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if known is None:
            self.keep_copy()

    def destroy_file_key(self, file: str) -> None:
        """Forget one file's key for good: a new master key and a new index, nothing left behind.

        A deleted row can be read again from the WAL; so the index is written anew without it.
        """
        self._renew([entry for entry in self.files() if entry.file != file])

    def rotate_master(self) -> None:
        """Take a new master key: who knew a passphrase of before opens nothing written from now on.

        Every slot is wrapped anew to the public key it has, so that neither the recovery key's
        paper nor the organisation's private key is needed.

        Raises:
            StorageError: the disk refused; the master key is the one before.
        """
        self._renew(list(self.files()))

    def _renew(self, kept: list[FileEntry]) -> None:
        """Write a new index under a new master key; nothing of the old one stays in the folder."""
        metas = list(self._connection.execute("SELECT key, value FROM meta"))
        master = secrets.token_bytes(32)
        path, fresh = self.folder / INDEX_FILE, self.folder / f"{INDEX_FILE}.new"
        coming = tuple(slots.rewrapped(one, master) for one in self._slots)
        vault_copy.drop(self.folder)
        try:
            vault_index.write_index(fresh, master, metas, kept)
            # Both sets stand in the key file while the index changes: an end here loses nothing.
            self._write_slots(coming)
            self._take_index(path, fresh)
        except BaseException:
            with contextlib.suppress(StorageError):
                vault_index.unlink(fresh)
                self._write_slots()
                self.keep_copy()
            raise
        self._slots, self._master = coming, master
        self._connection = connect(path, master)
        self._write_slots()
        self.keep_copy()

    def _take_index(self, path: Path, fresh: Path) -> None:
        """Put a new index in the place of the open one, which stays open where that fails."""
        with known_errors(path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._connection.close()
            try:
                vault_index.unlink(path, ("-wal", "-shm"))
                fresh.replace(path)
            except BaseException:
                self._connection = connect(path, self._master)
                raise


def _tidy(folder: Path) -> None:
    """Remove what an end in the middle left half written; the vault is open, so none is needed."""
    with contextlib.suppress(OSError):
        for left in folder.glob("vault*.new*"):
            left.unlink()


def _index_damaged(path: Path) -> DamagedFileError:
    return DamagedFileError(
        f"{path} is damaged, or it is not the one that belongs to vault.json.",
        kept="It was left as it is, and so were the inspection files.",
        todo="Restore the newest backup of each inspection into a new data folder.",
    )


def _take_lock(folder: Path) -> FileLock:
    lock = FileLock(folder / "vault.lock", mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        who = holder.words(folder)
        raise LockedElsewhereError(
            f"Another running copy of ILACS Desktop has the vault in {folder} open"
            f"{f' ({who})' if who else ''}.",
            kept="Nothing was changed.",
            todo="Use that window, or close it first.",
        ) from error
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be written: {error.strerror}.",
            todo="Make the folder writable for your user, then try again.",
        ) from error
    holder.note(folder)
    return lock


__all__ = ["KEY_FILE", "FileEntry", "Identity", "Vault", "exists", "read_slots", "write_private"]
