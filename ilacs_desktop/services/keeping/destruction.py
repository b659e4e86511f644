"""Destroys an inspection on this laptop: its key first, then everything the key would open.

What is owed is written into the vault before the first step, so that an app that is ended in
between finishes at its next start; every step may be done twice. Disposals of real inspections
stay listed in the vault, which is where their certificates come from.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ilacs_desktop.errors import StorageError
from ilacs_desktop.services.keeping import backups, second_folder
from ilacs_desktop.services.keeping.second_folder import Copy
from ilacs_desktop.store import blobs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.store.vault.vault import Vault

_LIST = "disposals"
OWED, DONE = "owed", "done"

Body = dict[str, Any]
"""One disposal as it stands in the vault: ``file``, ``state``, and what its certificate says."""


def listed(vault: Vault) -> tuple[Body, ...]:
    """Return the disposals of this laptop, the oldest first; those of training are not kept."""
    text = vault.meta(_LIST)
    return tuple(json.loads(text)) if text else ()


def _write(vault: Vault, body: Body) -> None:
    others = [one for one in listed(vault) if one["file"] != body["file"]]
    kept = body["state"] == OWED or body["keep"]
    vault.set_meta(_LIST, json.dumps([*others, *([body] if kept else [])], ensure_ascii=False))


def destroy(laptop: Laptop, file: str, says: Mapping[str, Any] | None = None) -> Body:
    """Destroy an inspection's key, then its file, attachments and backups; return what was done.

    Args:
        laptop: the unlocked laptop.
        file: the inspection file's id; nobody has it open.
        says: what the certificate is to say; none is kept where left out.

    Raises:
        StorageError: the disk refused. Once the key is gone the rest is done at the next start.
    """
    body: Body = {
        **(says or {}),
        "file": file,
        "state": OWED,
        "keep": says is not None,
        "begun": _now(laptop),
        "copies": [
            [one.path, one.place, one.at] for one in second_folder.copies(laptop.vault, file)
        ],
    }
    _write(laptop.vault, body)
    return _finish(laptop, body)


def finish_owed(laptop: Laptop) -> tuple[Body, ...]:
    """Finish what an end in the middle left owed, and remove copies that came into reach since.

    Returns:
        The disposals that were finished.
    """
    finished = []
    for body in listed(laptop.vault):
        if body["state"] == OWED:
            try:
                finished.append(_finish(laptop, body))
            except StorageError:
                # A read-only disk must not keep the laptop locked; the next start tries again.
                continue
        else:
            _reach_more(laptop, body)
    return tuple(finished)


def _finish(laptop: Laptop, body: Body) -> Body:
    vault, file = laptop.vault, str(body["file"])
    laptop.forget_notes(file)
    if any(one.file == file for one in vault.files()):
        vault.destroy_file_key(file)
    gone = [
        {"where": one.where, "path": one.path, "at": one.at, "reached": one.reached}
        for one in backups.remove_all(laptop, file)
    ]
    # What the start before removed is forgotten by now: it is told as if it were not in reach.
    known = {one["path"] for one in gone}
    gone += [
        {"where": _where(place), "path": path, "at": at, "reached": False}
        for path, place, at in body["copies"]
        if path not in known
    ]
    _refuse_leftovers(laptop.folder, file)
    body = {**body, "state": DONE, "done": _now(laptop), "gone": gone}
    _write(vault, body)
    vault.keep_copy()
    return body


def _where(place: str) -> str:
    return "in the second folder" if place else "in a file of its own"


def _reach_more(laptop: Laptop, body: Body) -> None:
    """Remove copies that were not in reach when the inspection was disposed of and are now."""
    vault, file = laptop.vault, str(body["file"])
    away = {one["path"] for one in body["gone"] if not one["reached"]}
    back = [Copy(*one) for one in body["copies"] if one[0] in away and Copy(*one).is_there]
    for one in back:
        second_folder.note_copy(vault, file, one)
    reached = {one.path for one, is_gone in second_folder.clear(vault, file) if is_gone}
    if reached:
        now = _now(laptop)
        body["gone"] = [
            {**one, "reached": True, "later": now} if one["path"] in reached else one
            for one in body["gone"]
        ]
        _write(vault, body)


def _refuse_leftovers(folder: Path, file: str) -> None:
    """Remove everything of a file, and say what could not be removed."""
    left = [path for path in _remove_files(folder, file) if path.exists()]
    held = [path for path in left if path.parent.name == "backups"]
    if held:
        raise StorageError(
            f"The key is destroyed here, but backups cannot be removed: {held[0]}.",
            kept="They can still be opened with the passphrase of their day.",
            todo="Make the data folder writable, then lock and unlock: they are removed then.",
        )
    if left:
        raise StorageError(
            f"The key is destroyed, but encrypted files cannot be removed: {left[0]}.",
            kept="Nobody can read them any more.",
            todo="Make the data folder writable, then lock and unlock: they are removed then.",
        )


def _remove_files(folder: Path, file: str) -> list[Path]:
    """Remove everything of a file but its backups; return every path that was looked at."""
    beside = sorted((folder / "inspections").glob(f"{file}.db*"))
    for path in beside:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    blobs.remove_all(folder, file)
    return [*beside, *(path for path in folder.glob(f"*/{file}") if path.exists())]


def _now(laptop: Laptop) -> str:
    return laptop.clock.now().isoformat(timespec="seconds")
