"""Wrong passphrases in a row, kept beside the key file so that a restart does not forget them.

The file holds a count and a moment and protects nothing by itself: whoever has a copy of the
folder can delete it, and is slowed by the stretching of the passphrase alone. It is for the
laptop that somebody tries at its own window. So it can only ever make the next attempt wait, by
a minute at most, and never locks its owner out, whatever it says and wherever the clock stands.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.errors import StorageError
from ilacs_desktop.store.vault.key_file import write_private

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

FILE_NAME = "attempts.json"
_FREE = 3
_FIRST_WAIT = 5
_LONGEST_WAIT = 60
_MOST = 1_000
_LARGEST_FILE = 4096


@dataclass(frozen=True, slots=True)
class Attempts:
    """How it stands.

    Attributes:
        wrong: wrong passphrases in a row.
        last: when the last of them was given, in seconds since 1970.
    """

    wrong: int = 0
    last: float = 0.0


def wait_after(wrong: int) -> int:
    """Return how many seconds to wait after so many wrong passphrases in a row."""
    if wrong < _FREE:
        return 0
    return int(min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(wrong - _FREE, 10)))


def read(folder: Path) -> Attempts:
    """Return how it stands; none where the file is missing or not of its form."""
    path = folder / FILE_NAME
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return Attempts()
        body = json.loads(path.read_text(encoding="utf-8"))
        return Attempts(min(max(int(body["wrong"]), 0), _MOST), float(body["last"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return Attempts()


def seconds_left(folder: Path, now: datetime) -> int:
    """Return how many seconds the next attempt has to wait.

    Args:
        folder: the data folder.
        now: the wall clock; where it was set back, the whole wait is taken and no more.
    """
    found = read(folder)
    whole = wait_after(found.wrong)
    gone = now.timestamp() - found.last
    if not 0 <= gone <= whole:
        return whole if gone < 0 else 0
    return whole - int(gone)


def note(folder: Path, now: datetime) -> None:
    """Count an attempt as wrong before it is made: a killed process must not make it free.

    A disk that takes nothing more stops nobody from opening what is theirs.
    """
    put(folder, Attempts(min(read(folder).wrong + 1, _MOST), now.timestamp()))


def put(folder: Path, attempts: Attempts) -> None:
    """Write how it stands; nothing at all where there are no wrong ones."""
    if not attempts.wrong:
        forget(folder)
        return
    body = {"wrong": attempts.wrong, "last": attempts.last}
    with suppress(StorageError, OSError):
        if folder.is_dir():
            write_private(folder / FILE_NAME, json.dumps(body).encode())


def forget(folder: Path) -> None:
    """Forget the wrong ones: the right one was given."""
    with suppress(OSError):
        (folder / FILE_NAME).unlink(missing_ok=True)
