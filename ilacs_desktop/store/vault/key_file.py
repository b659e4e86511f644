"""The key file ``vault.json``: the slots in force, and those of a master key about to take over."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Any

from ilacs_desktop.errors import DamagedFileError, NewerFileError, StorageError
from ilacs_desktop.store.connection import known_errors
from ilacs_desktop.store.vault.slots import Slot

if TYPE_CHECKING:
    from pathlib import Path

KEY_FILE = "vault.json"
_FORMAT = 1


def read_slots(folder: Path, name: str = KEY_FILE) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    """Return the key slots, and those of a master key that was about to take over.

    Args:
        folder: the data folder.
        name: of the key file in it.

    Raises:
        StorageError: there is no vault.
        NewerFileError: it is of a newer format.
        DamagedFileError: it cannot be read.
    """
    path = folder / name
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        version = body["format"]
        items, coming = list(body["slots"]), list(body.get("coming", []))
        if version == _FORMAT and body.pop("digest") != _digest(body):
            # Else a flipped bit in a slot would be taken for a wrong passphrase.
            raise ValueError("not as it was written")
    except FileNotFoundError as error:
        raise StorageError(
            f"There is no vault in {folder}.", todo="Start the app there once to make one."
        ) from error
    except OSError as error:
        raise StorageError(
            f"{path} cannot be read: {error.strerror}.",
            todo="Check that the folder is there and is yours.",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedFileError(
            f"The key file {path} is damaged.",
            kept="The inspection files are untouched.",
            todo="Restore vault.json from the newest backup.",
        ) from error
    if version != _FORMAT:
        raise NewerFileError(
            f"The vault in {folder} was written by a newer version of ILACS Desktop.",
            kept="Nothing was changed.",
            todo="Open it with the newer version.",
        )
    return (
        tuple(Slot.from_json(item) for item in items),
        tuple(Slot.from_json(item) for item in coming),
    )


def write_slots(folder: Path, slots: tuple[Slot, ...], coming: tuple[Slot, ...] = ()) -> None:
    """Write the slots in force, and those of a master key about to take over.

    Raises:
        StorageError: the disk refused; the old file is untouched.
    """
    body: dict[str, Any] = {"format": _FORMAT, "slots": [one.to_json() for one in slots]}
    if coming:
        body["coming"] = [one.to_json() for one in coming]
    body["digest"] = _digest(body)
    write_private(folder / KEY_FILE, json.dumps(body, indent=1).encode())


def _digest(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def write_private(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a 0600 file beside, synced, then renamed.

    Raises:
        StorageError: the disk refused; the old file is untouched.
    """
    beside = path.with_name(f"{path.name}.new")
    with known_errors(path):
        handle = os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
