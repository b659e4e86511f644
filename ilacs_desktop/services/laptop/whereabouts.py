"""Whether a file is where this laptop left it, and as it left it: else it gets a new replica.

Two copies that were written to under one replica's name would not be told apart afterwards. So
everything the vault remembers is compared: machine, replica, newest entry, device and inode.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.store.places import machine_digest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ilacs_desktop.store.inspection_file import InspectionFile
    from ilacs_desktop.store.vault.vault import FileEntry, Vault

_APART = "Everything in it is kept; what you write from now on is kept apart"

_MACHINE = (
    "This file came from another machine. What you write from now on is kept apart from what is "
    "written there, and the two can be joined later."
)
_OLDER = (
    "This file is older than this laptop remembers, or comes from elsewhere. "
    f"{_APART}, so that a newer copy can be joined later."
)
_WRITTEN = f"Another copy of this file was worked on and put here. {_APART} from that copy."
_COPIED = f"This file was copied or restored since it was last open. {_APART} from the other copy."


def why_apart(vault: Vault, entry: FileEntry, file: InspectionFile) -> str:
    """Return why what is written from now on must be kept apart; empty where nothing differs.

    Args:
        vault: what this laptop remembers of itself.
        entry: what it remembers of the file.
        file: the file as it was opened.
    """
    here = machine_digest()
    remembered = vault.meta(_machine_key(entry.file)) or vault.meta("machine")
    if remembered not in ("", here) or file.machine not in ("", here):
        return _MACHINE
    if not entry.replica:
        return ""
    if not file.holds(entry.replica, entry.seq, entry.hash):
        return _OLDER
    if file.replica != entry.replica:
        return _WRITTEN
    stat = file.path.stat()
    if (entry.device, entry.inode) != (stat.st_dev, stat.st_ino):
        return _COPIED
    return ""


def keyless(folder: Path, known: Iterable[FileEntry]) -> tuple[str, ...]:
    """Tell of inspection files whose key is not in the vault, as an older vault put back leaves.

    Args:
        folder: the data folder.
        known: the files whose keys are held.
    """
    named = {one.file for one in known}
    found = sorted(
        path.name for path in (folder / "inspections").glob("*.db") if path.stem not in named
    )
    if not found:
        return ()
    files = "1 inspection file here" if len(found) == 1 else f"{len(found)} inspection files here"
    words = (
        f"This laptop’s vault has no key for {files} ({', '.join(found[:3])}): the vault is older "
        "than they are, or they come from elsewhere. Restore their backups, which hold their keys."
    )
    return (words,)


def remember_machine(vault: Vault, file: str) -> None:
    """Remember that a file is on this machine now."""
    if vault.meta(_machine_key(file)) != machine_digest():
        vault.set_meta(_machine_key(file), machine_digest())


def _machine_key(file: str) -> str:
    # For each file: one that was not opened since the move must still be told.
    return f"machine of {file}"
