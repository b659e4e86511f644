"""The rows of Annex A, beside the journal: compressed blocks of columns, found by child.

A data set is written in batches, none of which is seen before the last. Practitioners' names and
postcodes are not in the blocks: they are sealed under the data set's own key.
"""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from ilacs_desktop.errors import DamagedFileError
from ilacs_desktop.store import local
from ilacs_desktop.store.annex.annex_batches import CHUNK_ROWS, Batch, Value, batches
from ilacs_desktop.store.connection import known_errors, path_of, transaction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ilacs_desktop.store.connection import Connection

_NONCE = 12


# -- writing -----------------------------------------------------------------------------------


def begin(connection: Connection, data_set: str) -> None:
    """Begin a data set that stays invisible until ``finish``; what was left of it goes.

    Args:
        connection: the writer's.
        data_set: id of its record.
    """
    discard(connection, data_set)
    with known_errors(path_of(connection)), transaction(connection):
        number = connection.execute(
            "INSERT INTO annex_set(data_set, complete) VALUES (?, 0) RETURNING no", (data_set,)
        ).fetchone()[0]
        connection.execute(
            "INSERT INTO annex_key(set_no, key) VALUES (?,?)", (number, secrets.token_bytes(32))
        )


def write(connection: Connection, data_set: str, batch: Batch) -> None:
    """Write one batch in a transaction of its own.

    Args:
        connection: the writer's.
        data_set: a data set begun and not finished.
        batch: what ``batches`` gave, the next after those that are written.
    """
    held = written(connection, data_set)
    with known_errors(path_of(connection)), transaction(connection):
        local.mark(connection, _count_of(data_set), str(held + 1))
        number, key = connection.execute(
            "SELECT no, key FROM annex_set JOIN annex_key ON set_no = no"
            " WHERE data_set = ? AND complete = 0",
            (data_set,),
        ).fetchone()
        if batch.columns is not None:
            connection.execute(
                "INSERT INTO annex_list(set_no, list, columns, rows) VALUES (?,?,?,?)",
                (number, batch.number, json.dumps(batch.columns), batch.rows),
            )
        connection.executemany(
            "INSERT INTO annex_chunk(set_no, list, first_row, body) VALUES (?,?,?,?)",
            [(number, batch.number, first, body) for first, body in batch.chunks],
        )
        connection.executemany(
            "INSERT INTO annex_child(set_no, child, list, rows) VALUES (?,?,?,?)",
            [(number, child, batch.number, rows) for child, rows in batch.children],
        )
        if batch.restricted:
            nonce = secrets.token_bytes(_NONCE)
            sealed = ChaCha20Poly1305(key).encrypt(
                nonce, batch.restricted, _bound(data_set, batch.number)
            )
            connection.execute(
                "INSERT INTO annex_restricted(set_no, list, sealed) VALUES (?,?,?)",
                (number, batch.number, nonce + sealed),
            )


def written(connection: Connection, data_set: str) -> int:
    """Return how many batches of a data set are written that is begun and not finished."""
    return int(local.marked(connection, _count_of(data_set)) or 0)


def _count_of(data_set: str) -> str:
    return f"annex_batches:{data_set}"


def _bound(data_set: str, number: int) -> bytes:
    return f"{data_set}/{number}".encode()


def finish(connection: Connection, data_set: str) -> None:
    """Make a data set visible: all of it is there."""
    with known_errors(path_of(connection)):
        connection.execute("UPDATE annex_set SET complete = 1 WHERE data_set = ?", (data_set,))
        local.forget(connection, _count_of(data_set))


def unfinished(connection: Connection, known: Collection[str]) -> tuple[str, ...]:
    """Return data sets whose import never came to its end.

    Args:
        connection: the writer's.
        known: data sets that have a record; a complete one without is left over too.
    """
    with known_errors(path_of(connection)):
        rows = connection.execute("SELECT data_set, complete FROM annex_set").fetchall()
    return tuple(name for name, complete in rows if not complete or name not in known)


def discard(connection: Connection, data_set: str) -> None:
    """Take a data set's rows and keys out, whether it was finished or not."""
    with known_errors(path_of(connection)), transaction(connection):
        _remove(connection, data_set)


def _remove(connection: Connection, data_set: str) -> None:
    local.forget(connection, _count_of(data_set))
    found = connection.execute("SELECT no FROM annex_set WHERE data_set = ?", (data_set,))
    for (number,) in found.fetchall():
        for table in ("key", "restricted", "child", "chunk", "list"):
            connection.execute(f"DELETE FROM annex_{table} WHERE set_no = ?", (number,))  # noqa: S608
        connection.execute("DELETE FROM annex_set WHERE no = ?", (number,))


def destroy(connection: Connection, data_set: str) -> None:
    """Destroy a data set for good: its rows and keys stand on no page afterwards.

    Args:
        connection: the writer's, outside a transaction.
        data_set: id of its record.
    """
    with known_errors(path_of(connection)):
        with transaction(connection):
            _remove(connection, data_set)
            local.ask_cleaning(connection)
        local.clean(connection)


# -- reading -----------------------------------------------------------------------------------


def _set_no(connection: Connection, data_set: str) -> int:
    row = connection.execute(
        "SELECT no FROM annex_set WHERE data_set = ? AND complete = 1", (data_set,)
    ).fetchone()
    return -1 if row is None else int(row[0])


def lists(connection: Connection, data_set: str) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Return how many rows each list has, and the keys of its columns but the restricted ones."""
    with known_errors(path_of(connection)):
        rows = connection.execute(
            "SELECT list, rows, columns FROM annex_list WHERE set_no = ? ORDER BY list",
            (_set_no(connection, data_set),),
        ).fetchall()
    return {number: (count, tuple(json.loads(keys))) for number, count, keys in rows}


def column_keys(connection: Connection, data_set: str, number: int) -> tuple[str, ...]:
    """Return the keys of a list's columns but the restricted ones; none where it is not there."""
    return lists(connection, data_set).get(number, (0, ()))[1]


def columns(
    connection: Connection, data_set: str, number: int, wanted: Collection[str] | None = None
) -> dict[str, tuple[Value, ...]]:
    """Return whole columns of a list by key.

    Args:
        connection: any connection to the file.
        data_set: id of its record.
        number: the list.
        wanted: keys of the columns; all but the restricted ones where left out. A column that is
            not there, or is restricted, is left out.
    """
    with known_errors(path_of(connection)):
        held = column_keys(connection, data_set, number)
        keys = [key for key in held if wanted is None or key in wanted]
        found: dict[str, list[Value]] = {key: [] for key in keys}
        for _, body in _chunks(connection, data_set, number, 0, None):
            for key, values in _parsed(body, held, keys):
                found[key] += values
    return {key: tuple(values) for key, values in found.items()}


def _chunks(
    connection: Connection, data_set: str, number: int, first: int, end: int | None
) -> Iterator[tuple[int, bytes]]:
    rows = connection.execute(
        "SELECT first_row, body FROM annex_chunk WHERE set_no = ? AND list = ?"
        " AND first_row > ? AND (? IS NULL OR first_row < ?) ORDER BY first_row",
        (_set_no(connection, data_set), number, first - CHUNK_ROWS, end, end),
    )
    unpacker = zstandard.ZstdDecompressor()
    for start, body in rows:
        yield start, unpacker.decompress(body)


def _parsed(
    body: bytes, held: Sequence[str], keys: Iterable[str]
) -> Iterator[tuple[str, list[Value]]]:
    lines = body.split(b"\n")
    places = {key: place for place, key in enumerate(held)}
    for key in keys:
        yield key, json.loads(lines[places[key]])


def row_slice(
    connection: Connection,
    data_set: str,
    number: int,
    first: int,
    count: int,
    keys: Sequence[str] = (),
) -> tuple[tuple[Value, ...], ...]:
    """Return some rows of a list.

    Args:
        connection: any connection to the file.
        data_set: id of its record.
        number: the list.
        first: number of the first row, from 0.
        count: how many rows at most.
        keys: the columns, in the order wanted; all but the restricted ones where empty. One that
            is not there is None in every row.
    """
    rows: list[tuple[Value, ...]] = []
    with known_errors(path_of(connection)):
        held = column_keys(connection, data_set, number)
        wanted = tuple(keys) or held
        for start, body in _chunks(connection, data_set, number, first, first + count):
            values = dict(_parsed(body, held, [key for key in wanted if key in held]))
            length = len(next(iter(values.values()), ()))
            blank: list[Value] = [None] * length
            low = max(first - start, 0)
            high = min(first + count - start, length)
            rows += zip(*(values.get(key, blank)[low:high] for key in wanted), strict=True)
    return tuple(rows)


def child_rows(
    connection: Connection, data_set: str, child: str
) -> dict[int, dict[str, tuple[Value, ...]]]:
    """Return every row of one child: by list, its columns by key but the restricted ones.

    Args:
        connection: any connection to the file.
        data_set: id of its record.
        child: the LA's child ID, as the lists have it.
    """
    result: dict[int, dict[str, tuple[Value, ...]]] = {}
    with known_errors(path_of(connection)):
        found = connection.execute(
            "SELECT list, rows FROM annex_child WHERE set_no = ? AND child = ? ORDER BY list",
            (_set_no(connection, data_set), child),
        ).fetchall()
        for number, text in found:
            rows = [int(row) for row in text.split(",")]
            result[number] = _picked(connection, data_set, number, rows)
    return result


def children_called(
    connection: Connection, data_set: str, start: str, limit: int
) -> dict[str, tuple[int, ...]]:
    """Return the children whose ID begins with a text, and the lists that each stands in.

    Args:
        connection: any connection to the file.
        data_set: id of its record.
        start: the beginning of an LA child ID, as the lists have it.
        limit: how many children at most.
    """
    with known_errors(path_of(connection)):
        rows = connection.execute(
            "SELECT child, group_concat(list) FROM annex_child WHERE set_no = ?"
            " AND child >= ? AND child < ? GROUP BY child ORDER BY child LIMIT ?",
            (_set_no(connection, data_set), start, f"{start}\U0010ffff", limit),
        ).fetchall()
    return {child: tuple(sorted(map(int, lists.split(",")))) for child, lists in rows}


def _picked(
    connection: Connection, data_set: str, number: int, rows: Sequence[int]
) -> dict[str, tuple[Value, ...]]:
    held = column_keys(connection, data_set, number)
    picked: dict[str, list[Value]] = {key: [] for key in held}
    by_chunk: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        by_chunk[row // CHUNK_ROWS * CHUNK_ROWS].append(row)
    for start in sorted(by_chunk):
        for at, body in _chunks(connection, data_set, number, start, start + 1):
            for key, values in _parsed(body, held, held):
                picked[key] += [values[row - at] for row in by_chunk[start]]
    return {key: tuple(values) for key, values in picked.items()}


def restricted(
    connection: Connection, data_set: str, number: int
) -> Mapping[str, tuple[Value, ...]]:
    """Return a list's restricted columns by key, for the checks and where the lead allows it.

    Raises:
        DamagedFileError: they were altered, or moved from another list.
    """
    with known_errors(path_of(connection)):
        row = connection.execute(
            "SELECT sealed, key FROM annex_restricted JOIN annex_key USING (set_no)"
            " WHERE set_no = ? AND list = ?",
            (_set_no(connection, data_set), number),
        ).fetchone()
    if row is None:
        return {}
    sealed, key = row
    try:
        body = ChaCha20Poly1305(key).decrypt(
            sealed[:_NONCE], sealed[_NONCE:], _bound(data_set, number)
        )
    except (InvalidTag, ValueError) as error:
        raise DamagedFileError(
            f"The names and postcodes of List {number} are damaged.",
            kept="All other columns can be read.",
            todo="Receive Annex A again.",
        ) from error
    size = int.from_bytes(body[:4], "big")
    keys: list[str] = json.loads(body[4 : 4 + size])
    lines: Any = zstandard.ZstdDecompressor().decompress(body[4 + size :]).split(b"\n")
    return {key: tuple(json.loads(line)) for key, line in zip(keys, lines, strict=True)}


__all__ = [
    "CHUNK_ROWS",
    "Batch",
    "Value",
    "batches",
    "begin",
    "child_rows",
    "children_called",
    "column_keys",
    "columns",
    "destroy",
    "discard",
    "finish",
    "lists",
    "restricted",
    "row_slice",
    "unfinished",
    "write",
]
