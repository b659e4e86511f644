"""Gives backups that are there already today's ways in, after somebody knew a secret of before."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from ilacs_desktop.errors import DamagedFileError
from ilacs_desktop.store.backup import backup_vault
from ilacs_desktop.store.backup.backup_sets import DATABASE, MANIFEST, PART, PARTS, BackupSet, sets
from ilacs_desktop.store.backup.backups import copy_file, part_of, remove_set, sync
from ilacs_desktop.store.connection import known_errors
from ilacs_desktop.store.vault.key_file import write_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ilacs_desktop.store.backup.backup_vault import Subject


def renew(folder: Path, subject: Subject, tell: Callable[[], object] = bool) -> int:
    """Give every set in a folder the ways in of today; return how many were changed.

    A set whose manifest is damaged opens nothing that can be told from here, and goes.

    Args:
        folder: where the sets of one inspection file stand.
        subject: what they are of, with its key and the slots of today.
        tell: called before each; may raise to stop.

    Raises:
        StorageError: the disk refused; the sets not reached yet are as they were.
    """
    today = frozenset(one.public_key for one in subject.slots)
    count = 0
    for one in sets(folder):
        tell()
        try:
            is_sealed = one.manifest().is_sealed(subject.entry.key)
            is_done = is_sealed and backup_vault.ways_in(one.path) == today
        except DamagedFileError:
            is_sealed = is_done = False
        if is_done:
            continue
        if is_sealed:
            _renewed(one, subject)
            count += 1
        remove_set(one)
    return count


def _renewed(one: BackupSet, subject: Subject) -> None:
    """Write a set anew beside itself: the database is shared, keys and manifest are new."""
    name = f"{one.path.name}-1"
    while one.path.with_name(name).exists():
        name = f"{name[: name.rindex('-')]}-{int(name.rsplit('-', 1)[1]) + 1}"
    goal = one.path.with_name(name)
    beside = goal.with_name(goal.name + PART)
    with known_errors(goal):
        try:
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir(mode=0o700)
            backup_vault.write(beside, subject)
            try:
                os.link(one.database, beside / DATABASE)
            except OSError:  # A stick's file system may know no links.
                copy_file(one.database, beside / DATABASE)
            parts = tuple(part_of(beside / part) for part in PARTS)
            made = replace(one.manifest(), parts=parts).sealed(subject.entry.key)
            write_private(beside / MANIFEST, made.to_bytes())
            sync(beside)
            beside.rename(goal)
            sync(goal.parent)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
