"""After a leak: backups that exist already are given today's ways in, those away when they return.

A backup keeps the passphrase of its day; where somebody knew that one, it must open nothing more.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ilacs_desktop.errors import KnownError
from ilacs_desktop.services.keeping import second_folder
from ilacs_desktop.store.backup import backup_places, backup_renewal, backup_sets, backup_vault
from ilacs_desktop.store.backup.backup_vault import Subject

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.services.keeping.backups import Run
    from ilacs_desktop.services.keeping.second_folder import Copy
    from ilacs_desktop.store.vault.vault import FileEntry, Vault

_log = logging.getLogger(__name__)


def owe(vault: Vault) -> None:
    """Note that every backup of this laptop has to be given today's ways in."""
    for entry in vault.files():
        vault.set_meta(_key(entry.file), "1")


def _key(file: str) -> str:
    return f"ways owed to {file}"


def pay_all(vault: Vault, run: Run) -> tuple[int, tuple[str, ...]]:
    """Give every backup in reach today's ways in; what is not is done when it is back.

    Args:
        vault: the laptop's.
        run: runs a short piece on the writer thread.

    Returns:
        How many were changed, and a sentence for each copy that was not in reach.
    """
    count = 0
    left: list[str] = []
    for entry in run(vault.files):
        changed, away = pay(vault, entry, run)
        count += changed
        left += away
    return count, tuple(dict.fromkeys(left))


def pay(vault: Vault, entry: FileEntry, run: Run) -> tuple[int, tuple[str, ...]]:
    """Give the backups of one file today's ways in, where that is owed."""
    if not run(lambda: vault.meta(_key(entry.file))):
        return 0, ()
    copies = run(lambda: second_folder.copies(vault, entry.file))
    person, name = run(lambda: (vault.meta("person"), vault.meta("name")))
    subject = Subject(entry, person, name, backup_vault.slots_of(vault.folder))
    folders: list[Path] = [backup_sets.folder_of(vault.folder, entry.file)]
    folders += [_folder(one, entry.file) for one in copies if one.place and one.is_there]
    away = [_words(one) for one in copies if not (one.place and one.is_there)]
    count, is_all = 0, all(one.is_there for one in copies if one.place)
    for folder in folders:
        try:
            count += backup_renewal.renew(folder, subject)
        except KnownError as error:
            _log.warning("backups could not be given today's ways in yet")
            away.append(error.what)
            is_all = False
    if is_all:
        # A single file cannot be changed from here: it was told, and nothing is owed for it.
        run(lambda: vault.set_meta(_key(entry.file), ""))
    return count, tuple(away)


def _folder(one: Copy, file: str) -> Path:
    return backup_places.folder_in(second_folder.path_of(one), file)


def _words(one: Copy) -> str:
    if one.place:
        return f"{one.path} is not connected: its backups are changed when it is."
    return f"{one.path}, a backup in one file, cannot be changed: delete it where you can."
