"""The read-only connection: history, search and verification beside the writer."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

from ilacs_desktop.store import journal, searching
from ilacs_desktop.store.connection import connect, known_errors
from ilacs_desktop.store.proof.verify import Verdict, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ilacs_desktop.domain.entry import Entry
    from ilacs_desktop.store.connection import Connection

_BACKWARDS = """
    SELECT ms, counter, replica, seq FROM journal
    WHERE replica = ? AND ms >= ? AND (? = '' OR author = ?) ORDER BY seq DESC
"""


_CHAINS = """
    SELECT r.id, r.made_at, r.made_because, r.public_key, r.head_seq, r.head_hash,
        r.head_signature, count(j.seq), group_concat(DISTINCT j.author)
    FROM replica r LEFT JOIN journal j ON j.replica = r.id AND length(j.hash) > 0
    GROUP BY r.id ORDER BY r.made_at, r.id
"""


@dataclass(frozen=True, slots=True)
class Chain:
    """One laptop's chain of entries, as far as this file holds it.

    Attributes:
        replica: what the chain is known by.
        authors: ids of those who wrote on that laptop, in the order of the ids.
        made_at, made_because: when it was begun, and why.
        public_key: what its signatures are checked with, as hex.
        entries: how many sealed entries there are.
        seq, hash: the newest entry and its hash, as hex; 0 and empty where there is none.
        signed_seq, signed_hash, signature: what that laptop signed last, as hex.
    """

    replica: str
    authors: tuple[str, ...]
    made_at: str
    made_because: str
    public_key: str
    entries: int
    seq: int
    hash: str
    signed_seq: int
    signed_hash: str
    signature: str


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

    def entries(self, *, since_ms: int = 0, author: str = "", limit: int = 200) -> list[Entry]:
        """Return entries of all records, newest first.

        Args:
            since_ms: only entries whose logical time is no earlier, in milliseconds since 1970.
            author: only this person's; everybody's where empty.
            limit: how many at most.
        """
        with known_errors(self.path):
            replicas = self._connection.execute("SELECT id FROM replica").fetchall()
            # Within one replica time goes up with the sequence: no index is needed.
            runs = [self._backwards(replica, since_ms, author) for (replica,) in replicas]
            named = [row[2:] for row in islice(merge(*runs, reverse=True), limit)]
            return [self._entry(replica, seq) for replica, seq in named]

    def _backwards(
        self, replica: str, since_ms: int, author: str
    ) -> Iterator[tuple[int, int, str, int]]:
        yield from self._connection.execute(_BACKWARDS, (replica, since_ms, author, author))

    def _entry(self, replica: str, seq: int) -> Entry:
        return next(
            journal.entries(self._connection, "j.replica = ? AND j.seq = ?", (replica, seq))
        )

    def every_entry(self) -> Iterator[Entry]:
        """Yield every entry, in order of replica and sequence."""
        with known_errors(self.path):
            yield from journal.entries(self._connection)

    def chains(self) -> tuple[Chain, ...]:
        """Return every chain with its newest entry and what its laptop signed last."""
        with known_errors(self.path):
            return tuple(
                Chain(
                    replica,
                    tuple(sorted(filter(None, (authors or "").split(",")))),
                    made_at,
                    because,
                    bytes(key or b"").hex(),
                    count,
                    *journal.newest(self._connection, replica),
                    signed,
                    chain,
                    bytes(signature or b"").hex(),
                )
                for (
                    *(replica, made_at, because, key, signed, chain, signature),
                    count,
                    authors,
                ) in self._connection.execute(_CHAINS).fetchall()
            )

    def newest(self, limit: int) -> list[Entry]:
        """Return the newest entries of all records, newest first."""
        return self.entries(limit=limit)

    def search(
        self, text: str, limit: int, keep: Callable[[str, str], bool] | None = None
    ) -> list[tuple[str, str]]:
        """Return kind and id of the records that hold every word typed; see ``searching``.

        Raises:
            StoppedReadingError: a newer search interrupted it.
        """
        with known_errors(self.path):
            return searching.search(self._connection, text, limit, keep)

    def verify(self, is_cancelled: Callable[[], bool] = lambda: False) -> Verdict:
        """Check the chains and replay the journal."""
        with known_errors(self.path):
            return verify(self._connection, is_cancelled)

    def holds(self, replica: str, seq: int, chain: str) -> bool:
        """Return whether an entry stands here under this replica, sequence and hash."""
        with known_errors(self.path):
            found = self._connection.execute(
                "SELECT hash FROM journal WHERE replica = ? AND seq = ?", (replica, seq)
            ).fetchone()
        return found is not None and bytes(found[0]).hex() == chain

    def interrupt(self) -> None:
        """Stop what the connection is doing, from any thread; the reader gets an error."""
        self._connection.interrupt()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
