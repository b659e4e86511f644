"""Brings a file to this app's schema version: a copy first, then one transaction a step."""

from __future__ import annotations

import glob
from typing import TYPE_CHECKING, Any, Protocol

from ilacs_desktop.store.connection import (
    connect,
    refuse_newer,
    schema_version,
    set_schema_version,
    transaction,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Step(Protocol):
    """A migration module."""

    VERSION: tuple[int, int]
    STATEMENTS: Sequence[str]


def migrate(connection: Any, path: Path, key: bytes, steps: Sequence[Any]) -> tuple[int, int]:
    """Run the steps above the file's version; return the version it had.

    A file with content is copied beside itself first, by SQLite's own backup and under the same
    key; the copy goes when every step has been committed or rolled back.

    Args:
        connection: the open file.
        path: where it is.
        key: its key.
        steps: migration modules in order.

    Raises:
        NewerFileError: the file's major version is above the last step's.
    """
    found = schema_version(connection)
    head: tuple[int, int] = steps[-1].VERSION
    refuse_newer(path, found, head)
    waiting = [step for step in steps if found < step.VERSION]
    try:
        if waiting and found != (0, 0):
            _copy(connection, path.with_name(f"{path.name}.before-{found[0]}.{found[1]}"), key)
        for step in waiting:
            with transaction(connection):
                for statement in step.STATEMENTS:
                    connection.execute(statement)
                set_schema_version(connection, step.VERSION)
    finally:
        # A step that failed was rolled back. Only an app that was ended in the middle leaves its
        # copy, and the next start comes by here again.
        for copy in path.parent.glob(f"{glob.escape(path.name)}.before-*"):
            copy.unlink(missing_ok=True)
    return found


def _copy(connection: Any, copy: Path, key: bytes) -> None:
    copy.unlink(missing_ok=True)
    target = connect(copy, key)
    try:
        connection.backup(target, pages=-1)
    finally:
        target.close()
