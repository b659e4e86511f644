"""Backing up an open inspection on this laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.clock import SystemClock
from ilacs_desktop.store import backups

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ilacs_desktop.services.work import Work

_MARK = "backed_up"


def back_up(work: Work) -> Path | None:
    """Back up an open inspection; None where nothing has changed since the last backup.

    Returns:
        The path of the backup, which is encrypted like the file itself.
    """
    work.file.seal()
    _, _, chain = work.file.head
    held = backups.folder_of(work.data_dir, work.file_id)
    if chain and work.file.marked(_MARK) == chain and any(held.glob("*.db")):
        return None
    # A training inspection has a clock of its own; a backup is named by the laptop's.
    made = backups.back_up(work.file.path, work.file.key, work.data_dir, SystemClock().now())
    work.file.mark(_MARK, chain)
    return made


def newest(work: Work) -> datetime | None:
    """Return when an inspection was last backed up; None if never."""
    return backups.newest(work.data_dir, work.file_id)
