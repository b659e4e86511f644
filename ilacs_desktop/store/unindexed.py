"""Records that the search does not hold yet: the search is brought up to date now and then.

Indexing costs more than all else that an edit writes, so it is done for several edits at once.
Nothing needs to be written down for that: what this laptop has written since a sequence that the
file names is looked at as it stands, by searches and at the next start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.projection import RecordState
from ilacs_desktop.store import local, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ilacs_desktop.store.connection import Connection

MOST = 16
"""Entries since the last indexing from which on it is done again; searches look through them."""

_MARK = "indexed"
_SINCE = """
    SELECT j.kind, j.record, max(j.seq) FROM local_mark here
    LEFT JOIN local_mark done
        ON done.key = 'indexed' AND substr(done.value, 1, instr(done.value, ':') - 1) = here.value
    JOIN journal j ON j.replica = here.value
        AND j.seq > coalesce(CAST(substr(done.value, instr(done.value, ':') + 1) AS INTEGER), 0)
    WHERE here.key = 'replica' GROUP BY j.record ORDER BY 3 DESC
"""


def since(connection: Connection) -> list[tuple[str, str]]:
    """Return kind and id of the records written here and not indexed yet, the newest first."""
    return [row[:2] for row in connection.execute(_SINCE)]


class Unindexed:
    """The writer's account of them."""

    def __init__(self) -> None:
        self._records: dict[str, str] = {}
        self._seq = 0

    def start(self, connection: Connection) -> None:
        """Read where the last indexing ended and what was written since."""
        named, _, seq = local.marked(connection, _MARK).partition(":")
        self._seq = int(seq) if named == local.marked(connection, "replica") and seq else 0
        self._records = {record: kind for kind, record in since(connection)}

    def add(self, states: Iterable[RecordState]) -> None:
        """Note records that were written."""
        self._records.update((state.id, state.kind) for state in states)

    def is_due(self, seq: int) -> bool:
        """Return whether an indexing is due now that ``seq`` is being written."""
        return seq - self._seq >= MOST

    def write(
        self, connection: Connection, states: Mapping[str, RecordState], replica: str, seq: int
    ) -> None:
        """Index them, inside a transaction; call ``done`` when it is committed.

        Args:
            connection: the writer's.
            states: what every record says.
            replica: the replica that writes now.
            seq: its newest sealed sequence.
        """
        for record, kind in self._records.items():
            rows.index(connection, states.get(record) or RecordState(kind, record, {}))
        local.mark(connection, _MARK, f"{replica}:{seq}")

    def done(self, seq: int) -> None:
        """Forget what was indexed."""
        self._records.clear()
        self._seq = seq
