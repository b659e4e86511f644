"""Where a person was: kept in the encrypted file, for going on after lock, restart or crash."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.services.record.work import Work

_MARK = "place"
_LEFT_OPEN = "left_open"


def keep(work: Work, place: Mapping[str, Any]) -> None:
    """Keep where the person is; for the writer thread.

    Args:
        work: the open inspection.
        place: plain values; what they mean is the window's affair.
    """
    work.file.mark(_MARK, json.dumps(place, ensure_ascii=False))


def kept(work: Work) -> dict[str, Any]:
    """Return where the person was; empty where nobody knows. For the writer thread."""
    try:
        found = json.loads(work.file.marked(_MARK) or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def note_open(laptop: Laptop, file: str) -> None:
    """Note which inspection is open; empty for none. For the writer thread."""
    laptop.vault.set_meta(_LEFT_OPEN, file)


def left_open(laptop: Laptop) -> str:
    """Return the file that was open when the app was last locked, quit or ended; or empty."""
    file = laptop.vault.meta(_LEFT_OPEN)
    return file if any(one.file == file for one in laptop.files()) else ""
