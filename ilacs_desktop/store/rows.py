"""Writes and reads the projection: a record's row, its state and its place in the search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.domain.values import field_names
from ilacs_desktop.store import states, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.domain.projection import RecordState
    from ilacs_desktop.store.connection import Connection

_UPSERT_RECORD = (
    "INSERT INTO record(id, kind, state) VALUES (?,?,?)"
    " ON CONFLICT(id) DO UPDATE SET state = excluded.state RETURNING no"
)


def write(connection: Connection, state: RecordState) -> int:
    """Write what a record says now; return its number in the search.

    A record of a kind that only a newer version knows keeps its state and has no row here.
    """
    if state.kind in KINDS:
        cells = [
            tables.encode(state.kind, name, state.field(name).value)
            for name in field_names(state.kind)
        ]
        connection.execute(tables.upsert(state.kind), [state.id, *cells])
    row = connection.execute(
        _UPSERT_RECORD, (state.id, state.kind, states.to_text(state))
    ).fetchone()
    return int(row[0])


def index(connection: Connection, state: RecordState, number: int) -> None:
    """Bring a record's searchable text up to date; a deleted one is not found.

    Args:
        connection: an open inspection file, inside a transaction.
        state: what the record says now.
        number: what ``write`` returned.
    """
    kind = KINDS.get(state.kind)
    searched: tuple[str, ...] = getattr(kind, "SEARCHED", ())
    if not searched:
        return
    connection.execute("DELETE FROM search WHERE rowid = ?", (number,))
    if state.is_deleted:
        return
    body = "\n".join(
        str(head.value) for name in searched for head in state.field(name).versions if head.value
    )
    if body:
        connection.execute("INSERT INTO search(rowid, body) VALUES (?,?)", (number, body))


def read_all(connection: Connection) -> Iterator[RecordState]:
    """Yield the state of every record, from rows and states alone."""
    texts: dict[str, list[tuple[str, str]]] = {}
    for record, kind, text in connection.execute("SELECT id, kind, state FROM record ORDER BY no"):
        texts.setdefault(kind, []).append((record, text))
    refs: dict[str, str] = {}
    for kind, items in texts.items():
        cells = _cells(connection, kind) if kind in KINDS else {}
        names = {name: place for place, name in enumerate(field_names(kind), 1)} if cells else {}
        for record, text in items:
            row = cells.get(record, ())

            def cell(
                name: str, row: Any = row, names: dict[str, int] = names, kind: str = kind
            ) -> Any:
                return tables.decode(kind, name, row[names[name]])

            yield states.from_text(kind, record, text, cell, refs)


def _cells(connection: Connection, kind: str) -> dict[str, tuple[Any, ...]]:
    return {row[0]: row for row in connection.execute(tables.select_all(kind))}
