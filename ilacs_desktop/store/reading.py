"""The read-only connection: history, search and verification beside the writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.store import journal
from ilacs_desktop.store.connection import connect, known_errors
from ilacs_desktop.store.verify import Verdict, verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ilacs_desktop.domain.entry import Entry
    from ilacs_desktop.store.connection import Connection

_NEWEST_ENTRIES = """
    (j.replica, j.seq) IN (
        SELECT replica, seq FROM journal ORDER BY ms DESC, counter DESC, seq DESC LIMIT ?
    )
"""


class Reading:
    """A read-only connection to one inspection file, used from one reader thread."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._connection = connect(path, key, read_only=True)

    @property
    def connection(self) -> Connection:
        """The connection, for the other modules of this room."""
        return self._connection

    def history(self, record: str) -> list[Entry]:
        """Return a record's entries, oldest first."""
        with known_errors(self.path):
            found = journal.of_record(self._connection, record)
        return sorted(found, key=lambda entry: entry.order)

    def newest(self, limit: int) -> list[Entry]:
        """Return the newest entries of all records, newest first."""
        with known_errors(self.path):
            found = list(journal.entries(self._connection, _NEWEST_ENTRIES, (limit,)))
        return sorted(found, key=lambda entry: entry.order, reverse=True)

    def verify(self, is_cancelled: Callable[[], bool] = lambda: False) -> Verdict:
        """Check the chains and replay the journal."""
        with known_errors(self.path):
            return verify(self._connection, is_cancelled)

    def interrupt(self) -> None:
        """Stop what the connection is doing; the reader gets an error."""
        self._connection.interrupt()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
