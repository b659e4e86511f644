"""Brings a file to this app's schema version: a copy first, then one transaction a step."""

from __future__ import annotations

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
    key; the copy goes when every step has been committed.

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
    copy = path.with_name(f"{path.name}.before-{found[0]}.{found[1]}")
    if waiting and found != (0, 0):
        _copy(connection, copy, key)
    for step in waiting:
        with transaction(connection):
            for statement in step.STATEMENTS:
                connection.execute(statement)
            set_schema_version(connection, step.VERSION)
    if waiting and found != (0, 0):
        for leftover in (
            copy,
            copy.with_name(f"{copy.name}-wal"),
            copy.with_name(f"{copy.name}-shm"),
        ):
            leftover.unlink(missing_ok=True)
    return found


def _copy(connection: Any, copy: Path, key: bytes) -> None:
    copy.unlink(missing_ok=True)
    target = connect(copy, key)
    try:
        connection.backup(target, pages=-1)
    finally:
        target.close()
