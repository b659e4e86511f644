"""The small vault that a backup set carries: the way in, and the key of one inspection alone.

It has a master key of its own, wrapped to the public keys of that day's slots: the passphrase and
the recovery key of that day open it, and destroying another inspection's key later need not touch
it. The laptop's signing keys are not in it: what is restored elsewhere signs as someone new.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from ilacs_desktop.store.backup.backup_sets import INDEX_FILE, damaged
from ilacs_desktop.store.connection import connect, known_errors
from ilacs_desktop.store.vault import slots, vault_index
from ilacs_desktop.store.vault.key_file import read_slots, write_slots

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.store.vault.slots import Slot
    from ilacs_desktop.store.vault.vault_index import FileEntry


@dataclass(frozen=True, slots=True)
class Subject:
    """What is backed up, and for whom.

    Attributes:
        entry: what the vault knows of the file, with its key.
        person: id of the laptop's inspector.
        name: the inspector's name.
        slots: the ways in, of today.
    """

    entry: FileEntry
    person: str
    name: str
    slots: tuple[Slot, ...]


def slots_of(data_dir: Path) -> tuple[Slot, ...]:
    """Return the ways into the vault of a data folder; they hold nothing secret."""
    return read_slots(data_dir)[0]


def write(folder: Path, subject: Subject) -> None:
    """Write a set's ``vault.json`` and ``vault.db`` into its folder.

    Raises:
        StorageError: the disk refused.
    """
    master = secrets.token_bytes(32)
    path = folder / INDEX_FILE
    metas = [
        ("person", subject.person),
        ("name", subject.name),
        ("signing", Ed25519PrivateKey.generate().private_bytes_raw().hex()),
        ("receiving", X25519PrivateKey.generate().private_bytes_raw().hex()),
    ]
    with known_errors(path):
        vault_index.write_index(path, master, metas, [subject.entry])
        connection = connect(path, master)
        try:
            # One file, with no WAL beside it.
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            faults = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            if faults or vault_index.files(connection) != (subject.entry,):
                raise damaged(folder.name, "its keys did not read back whole")
        finally:
            connection.close()
    write_slots(folder, tuple(slots.rewrapped(one, master) for one in subject.slots))


def ways_in(folder: Path) -> frozenset[bytes]:
    """Return the public keys of a vault's slots: equal ones are opened by the same secrets."""
    return frozenset(one.public_key for one in slots_of(folder))
