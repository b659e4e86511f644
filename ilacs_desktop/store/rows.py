"""Writes and reads the projection: a record's row, its state and its place in the search."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.domain.values import field_names
from ilacs_desktop.store import states, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ilacs_desktop.domain.projection import RecordState
    from ilacs_desktop.store.connection import Connection

_INDEXED = """
    SELECT r.no, s.body FROM record r LEFT JOIN search s ON s.rowid = r.no WHERE r.id = ?
"""
_PUT_STATE = (
    "INSERT INTO record(id, kind, state) VALUES (?,?,?)"
    " ON CONFLICT(id) DO UPDATE SET state = excluded.state"
)


def write(connection: Connection, state: RecordState, before: RecordState) -> None:
    """Write what a record says now; one without any entry left has no row.

    A record of a kind that only a newer version knows keeps its state and has no row of its own.

    Args:
        connection: an open inspection file, inside a transaction.
        state: what the record says now.
        before: what it said when it was last written, so that only what changed is written.
    """
    if not state.fields:
        _remove(connection, state)
        return
    if state.kind in KINDS:
        _write_row(connection, state, before)
    text = states.to_text(state)
    if before.fields:
        done = connection.execute("UPDATE record SET state = ? WHERE id = ?", (text, state.id))
        if done.rowcount == 1:
            return
    connection.execute(_PUT_STATE, (state.id, state.kind, text))


def _write_row(connection: Connection, state: RecordState, before: RecordState) -> None:
    kind, names = state.kind, field_names(state.kind)
    if not before.fields:
        cells = [tables.encode(kind, name, state.values.get(name)) for name in names]
        connection.execute(tables.upsert(kind), [state.id, *cells])
        return
    changed = tuple(
        name for name in names if not _same(state.values.get(name), before.values.get(name))
    )
    if changed:
        cells = [tables.encode(kind, name, state.values.get(name)) for name in changed]
        connection.execute(tables.update(kind, changed), [*cells, state.id])


def _same(one: Any, other: Any) -> bool:
    # True equals 1 in Python, but not in a row that holds a misfit as blank.
    return one is other or (type(one) is type(other) and bool(one == other))


def _remove(connection: Connection, state: RecordState) -> None:
    if state.kind in KINDS:
        connection.execute(tables.remove(state.kind), (state.id,))
    connection.execute(
        "DELETE FROM search WHERE rowid = (SELECT no FROM record WHERE id = ?)", (state.id,)
    )
    connection.execute("DELETE FROM record WHERE id = ?", (state.id,))


def grow(connection: Connection, state: RecordState, field: str, before: RecordState) -> None:
    """Write the newest text of a field that is being typed in, and nothing else if possible."""
    if states.is_plain(state, field) and states.is_plain(before, field):
        cell = tables.encode(state.kind, field, state.values[field])
        connection.execute(tables.update(state.kind, (field,)), (cell, state.id))
    else:
        write(connection, state, before)


def body(state: RecordState) -> str:
    """Return the text by which a record is found: every version of its searched fields.

    Empty for a deleted record, which is not found.
    """
    searched: tuple[str, ...] = getattr(KINDS.get(state.kind), "SEARCHED", ())
    if not searched or state.is_deleted:
        return ""
    found = []
    for name in searched:
        if name in state.conflicts:
            found += [str(head.value) for head in state.field(name).versions if head.value]
        elif state.values.get(name):
            found.append(str(state.values[name]))
    return normalize("NFC", "\n".join(found))


def index(connection: Connection, state: RecordState) -> None:
    """Bring a record's searchable text up to date.

    Args:
        connection: an open inspection file, inside a transaction and after ``write``.
        state: what the record says now.
    """
    row = connection.execute(_INDEXED, (state.id,)).fetchone()
    if row is None:
        return
    number, held = row
    text = body(state)
    if text == (held or ""):
        return
    if held is not None:
        connection.execute("DELETE FROM search WHERE rowid = ?", (number,))
    if text:
        connection.execute("INSERT INTO search(rowid, body) VALUES (?,?)", (number, text))


def read_one(connection: Connection, kind: str, record: str) -> RecordState | None:
    """Return what one record says, from its row and state alone; None where it has none."""
    found = connection.execute("SELECT state FROM record WHERE id = ?", (record,)).fetchone()
    if found is None:
        return None
    cells: Mapping[str, Any] = {}
    if kind in KINDS:
        row = connection.execute(tables.select_one(kind), (record,)).fetchone()
        cells = {} if row is None else tables.decoder(kind)(row)
    return states.from_text(kind, record, found[0], cells)


def read_all(connection: Connection) -> list[RecordState]:
    """Return the state of every record, from rows and states alone.

    Raises:
        ValueError, KeyError, TypeError, IndexError: a row is not one that ``write`` wrote.
    """
    texts: dict[str, list[tuple[str, str]]] = {}
    found: list[RecordState] = []
    with _collector_paused():
        for record, kind, text in connection.execute(
            "SELECT id, kind, state FROM record ORDER BY no"
        ):
            texts.setdefault(kind, []).append((record, text))
        for kind, items in texts.items():
            cells: dict[str, Mapping[str, Any]] = {}
            if kind in KINDS:
                decode = tables.decoder(kind)
                rows = connection.execute(tables.select_all(kind))
                cells = {row[0]: decode(row) for row in rows}
            bodies = states.bodies([text for _, text in items])
            found += [
                states.from_body(kind, record, body, cells.get(record, {}))
                for (record, _), body in zip(items, bodies, strict=True)
            ]
    return found


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python's cycle collector from walking all that is being read, again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
