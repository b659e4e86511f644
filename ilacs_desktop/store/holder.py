"""Who has the vault open: a small file beside the lock, so that a second copy can name the first.

It holds a process, the system's account name and a moment; nothing of any inspection.
"""

from __future__ import annotations

import getpass
import json
import os
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from ilacs_desktop.errors import KnownError
from ilacs_desktop.store.vault.key_file import write_private

if TYPE_CHECKING:
    from pathlib import Path

_FILE = "vault.holder"


def note(folder: Path) -> None:
    """Say that this process has the vault open from now on; a disk that refuses stops nothing."""
    body = {
        "process": os.getpid(),
        "account": _account(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    with suppress(KnownError):
        write_private(folder / _FILE, json.dumps(body).encode())


def forget(folder: Path) -> None:
    """Say that this process has let the vault go."""
    with suppress(OSError):
        (folder / _FILE).unlink(missing_ok=True)


def words(folder: Path) -> str:
    """Return who has the vault open, such as "process 4711 of ann, since 14:02 on 6 July"."""
    try:
        body = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        process, account = int(body["process"]), str(body["account"])
        since = datetime.fromisoformat(body["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    of = f" of {account}" if account else ""
    return f"process {process}{of}, since {since:%H:%M} on {since.day} {since:%B}"


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
