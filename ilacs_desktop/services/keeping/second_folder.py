"""The second folder: where this laptop also copies its backups, and what copies are about."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ilacs_desktop.errors import BadInputError, StorageError
from ilacs_desktop.store.backup import backup_archive, backup_places
from ilacs_desktop.store.places import refuse_shared

if TYPE_CHECKING:
    from datetime import datetime

    from ilacs_desktop.store.backup.backup_sets import BackupSet
    from ilacs_desktop.store.vault.vault import Vault

_CHOSEN = "second folder"
_TOLD = "second folder absence told"


@dataclass(frozen=True, slots=True)
class Second:
    """The second folder as it was chosen.

    Attributes:
        path: the folder.
        place: the id it was given, so that another stick there is not taken for it.
    """

    path: Path
    place: str

    @property
    def is_there(self) -> bool:
        """Whether it is connected now."""
        return backup_places.place_at(self.path) == self.place


@dataclass(frozen=True, slots=True)
class Copy:
    """Backups of one inspection outside the data folder.

    Attributes:
        path: the second folder, or the single file that was written.
        place: the second folder's id; empty for a single file.
        at: ISO moment of the newest.
        owed: whether it holds words that were struck out since.
    """

    path: str
    place: str
    at: str
    owed: bool = False

    @property
    def is_there(self) -> bool:
        """Whether it is in reach now."""
        if self.place:
            return backup_places.place_at(Path(self.path)) == self.place
        return Path(self.path).is_file()


def chosen(vault: Vault) -> Second | None:
    """Return the second folder of this laptop; None where none was chosen."""
    text = vault.meta(_CHOSEN)
    if not text:
        return None
    body = json.loads(text)
    return Second(Path(body["path"]), str(body["place"]))


def choose(vault: Vault, folder: Path) -> str:
    """Copy every backup to a second folder too, from now on; return what to know of it.

    Raises:
        BadInputError: it is inside the data folder.
        StorageError: it is not there or cannot be written.
    """
    real = folder.expanduser().absolute()
    if real.resolve().is_relative_to(vault.folder.resolve()):
        raise BadInputError(
            "The second folder lies inside the data folder: a lost disk would take both.",
            kept="Nothing was changed.",
            todo="Choose a USB stick or another disk.",
        )
    if not real.is_dir():
        raise StorageError(
            f"There is no folder {real}.",
            kept="Nothing was changed.",
            todo="Connect it, then choose it again.",
        )
    place = backup_places.make_place(real)
    vault.set_meta(_CHOSEN, json.dumps({"path": str(real), "place": place}))
    vault.set_meta(_TOLD, "")
    try:
        refuse_shared(real)
    except StorageError:
        return (
            "This folder is shared or synchronised. Backups may go there: they are encrypted, "
            "and only a passphrase of their day or the recovery key opens them."
        )
    return ""


def forget(vault: Vault) -> None:
    """Copy backups to no second folder any more; what is there stays there."""
    vault.set_meta(_CHOSEN, "")


def absence(vault: Vault, second: Second) -> str:
    """Return a gentle word on a second folder that is not there; empty once it was said."""
    if vault.meta(_TOLD):
        return ""
    vault.set_meta(_TOLD, "1")
    return (
        f"The second folder for backups, {second.path.name or second.path}, is not connected. "
        "Backups on this laptop go on; it is brought up to date when it is back."
    )


def came_back(vault: Vault) -> None:
    """Note that the second folder is there, so that its next absence is told again."""
    if vault.meta(_TOLD):
        vault.set_meta(_TOLD, "")


# -- copies that are about ---------------------------------------------------------------------


def copies(vault: Vault, file: str) -> tuple[Copy, ...]:
    """Return where copies of an inspection file's backups were put, in reach or not."""
    text = vault.meta(_key(file))
    return tuple(Copy(**one) for one in json.loads(text)) if text else ()


def path_of(one: Copy) -> Path:
    """Return where a copy is."""
    return Path(one.path)


def _write(vault: Vault, file: str, found: tuple[Copy, ...]) -> None:
    text = json.dumps([asdict(one) for one in found]) if found else ""
    if text != vault.meta(_key(file)):
        vault.set_meta(_key(file), text)


def _key(file: str) -> str:
    return f"backup copies of {file}"


def note_copy(vault: Vault, file: str, made: Copy) -> None:
    """Remember that a copy was made, in place of an earlier one at the same place."""
    kept = tuple(
        one for one in copies(vault, file) if (one.place or one.path) != (made.place or made.path)
    )
    _write(vault, file, (*kept, made))


def owe(vault: Vault, file: str) -> None:
    """Note that every copy made so far holds words that are being struck out."""
    _write(vault, file, tuple(replace(one, owed=True) for one in copies(vault, file)))


def bring_up_to_date(
    second: Second, file: str, one: BackupSet, now: datetime, *, alone: bool
) -> Copy:
    """Copy a set to the second folder where it is not there yet; needs no key.

    Args:
        second: the second folder, which is there.
        file: the inspection file's id.
        one: the newest set on this laptop.
        now: the moment.
        alone: whether what is there already must go.
    """
    backup_places.mirror(one, second.path, file, now, alone=alone)
    return Copy(str(second.path), second.place, one.manifest().made_at)


def clear(vault: Vault, file: str) -> tuple[tuple[Copy, bool], ...]:
    """Remove every copy of an inspection file's backups that is in reach.

    Returns:
        Every copy that was ever noted, and whether it is gone.
    """
    found = tuple((one, _removed(one, file)) for one in copies(vault, file))
    vault.set_meta(_key(file), "")
    return found


def _removed(one: Copy, file: str) -> bool:
    if not one.is_there:
        return False
    if one.place:
        return backup_places.clear(Path(one.path), file)
    return backup_archive.removed(Path(one.path), file)
