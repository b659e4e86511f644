"""Backing up an open inspection on this laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.clock import SystemClock
from ilacs_desktop.store import backups

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ilacs_desktop.services.work import Work

_MARK = "backed_up"


def back_up(work: Work, write: Callable[[Callable[[], str]], str] | None = None) -> Path | None:
    """Back up an open inspection; None where nothing has changed since the last backup.

    Args:
        work: the open inspection.
        write: runs a short piece on the writer thread; left out where this is that thread. The
            copying itself stands beside the writer, so that typing is saved meanwhile.

    Returns:
        The path of the backup, which is encrypted like the file itself.
    """
    run = write or _at_once
    chain = run(lambda: _due(work))
    if not chain:
        return None
    # A training inspection has a clock of its own; a backup is named by the laptop's.
    made = backups.back_up(work.file.path, work.file.key, work.data_dir, SystemClock().now())
    run(lambda: _marked(work, chain))
    return made


def _at_once(piece: Callable[[], str]) -> str:
    return piece()


def _due(work: Work) -> str:
    """Seal what is open and return the newest hash; empty where that is backed up already."""
    work.file.seal()
    chain = work.file.head[2]
    held = backups.folder_of(work.data_dir, work.file_id)
    is_held = work.file.marked(_MARK) == chain and any(held.glob("*.db"))
    return "" if is_held else chain


def _marked(work: Work, chain: str) -> str:
    work.file.mark(_MARK, chain)
    return chain


def newest(work: Work) -> datetime | None:
    """Return when an inspection was last backed up; None if never."""
    return backups.newest(work.data_dir, work.file_id)
