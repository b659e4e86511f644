"""Backing up an open inspection on this laptop."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ilacs_desktop.domain.clock import SystemClock
from ilacs_desktop.errors import KnownError
from ilacs_desktop.store import backups

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ilacs_desktop.services.work import Work

_MARK = "backed_up"
_OWED = "backup_owed"

_log = logging.getLogger(__name__)


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
    run(lambda: _marked(work, chain, made))
    return made


def owe(work: Work) -> None:
    """Note that the backups hold words that are being struck out, so that a new one is due."""
    if any(backups.folder_of(work.data_dir, work.file_id).glob("*.db")):
        work.file.mark(_OWED, "1")


def pay(work: Work) -> None:
    """Replace backups that hold struck-out words by a new one; a full disk leaves it due."""
    if work.file.marked(_OWED):
        try:
            back_up(work)
        except KnownError:
            _log.warning("backups with struck-out words could not be replaced yet")


def _at_once(piece: Callable[[], str]) -> str:
    return piece()


def _due(work: Work) -> str:
    """Seal what is open and return the newest hash; empty where that is backed up already."""
    work.file.seal()
    chain = work.file.head[2]
    held = backups.folder_of(work.data_dir, work.file_id)
    is_held = work.file.marked(_MARK) == chain and any(held.glob("*.db"))
    is_held = is_held and not work.file.marked(_OWED)
    return "" if is_held else chain


def _marked(work: Work, chain: str, made: Path) -> str:
    if work.file.marked(_OWED):
        # The earlier ones still hold what was struck out.
        backups.keep_only(made)
        work.file.mark(_OWED, "")
    work.file.mark(_MARK, chain)
    return chain


def newest(work: Work) -> datetime | None:
    """Return when an inspection was last backed up; None if never."""
    return backups.newest(work.data_dir, work.file_id)
