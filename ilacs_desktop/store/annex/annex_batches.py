"""Packs a list of Annex A into parts that are each written in one short transaction.

Needs no database, so that a long job can do it beside the writer.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import zstandard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHUNK_ROWS = 512
_BATCH_CHUNKS = 24
_BATCH_CHILDREN = 8_000
_LEVEL = 3

Value = str | int | float | None


class Block(Protocol):
    """One column's values, one for each row."""

    @property
    def key(self) -> str:
        """The column's key."""
        ...

    @property
    def values(self) -> Sequence[Value]:
        """The values."""
        ...


class Received(Protocol):
    """One list as read."""

    @property
    def number(self) -> int:
        """The list's number, 1 to 11."""
        ...

    @property
    def rows(self) -> int:
        """How many rows it has."""
        ...

    @property
    def columns(self) -> Sequence[Block]:
        """Its columns."""
        ...


class Listed(Protocol):
    """What the rules say of one list."""

    @property
    def person_key(self) -> str:
        """Key of the column that names the child; empty where none does."""
        ...


class Rules(Protocol):
    """What the reading rules say of lists and columns."""

    def list_spec(self, number: int) -> Listed:
        """Return the rules of one list."""
        ...

    def restricted(self, number: int, key: str) -> bool:
        """Say whether a column is kept under the restricted key."""
        ...


@dataclass(frozen=True, slots=True)
class Batch:
    """Part of a list, ready to be written in one short transaction.

    Attributes:
        number: the list.
        columns: keys of the columns in the chunks; None but in a list's first batch.
        rows: how many rows the list has.
        chunks: number of the first row and compressed columns.
        children: child and the numbers of its rows.
        restricted: compressed restricted columns, to be sealed when written.
    """

    number: int
    columns: tuple[str, ...] | None
    rows: int
    chunks: tuple[tuple[int, bytes], ...] = ()
    children: tuple[tuple[str, str], ...] = ()
    restricted: bytes = b""


def batches(one: Received, rules: Rules) -> Iterator[Batch]:
    """Yield a list in parts that are each written in well under 200 ms; needs no database.

    Args:
        one: the list as read.
        rules: tells the child's column and which columns are restricted.
    """
    opened = [block for block in one.columns if not rules.restricted(one.number, block.key)]
    closed = [block for block in one.columns if rules.restricted(one.number, block.key)]
    packer = zstandard.ZstdCompressor(level=_LEVEL)
    sealed = packer.compress(_lines(closed, 0, one.rows)) if closed else b""
    if sealed:
        keys = json.dumps([block.key for block in closed]).encode()
        sealed = len(keys).to_bytes(4, "big") + keys + sealed
    yield Batch(one.number, tuple(block.key for block in opened), one.rows, restricted=sealed)
    chunks: list[tuple[int, bytes]] = []
    for first in range(0, one.rows, CHUNK_ROWS):
        chunks.append((first, packer.compress(_lines(opened, first, first + CHUNK_ROWS))))
        if len(chunks) == _BATCH_CHUNKS:
            yield Batch(one.number, None, one.rows, chunks=tuple(chunks))
            chunks = []
    if chunks:
        yield Batch(one.number, None, one.rows, chunks=tuple(chunks))
    children = _children(one, rules.list_spec(one.number).person_key)
    for start in range(0, len(children), _BATCH_CHILDREN):
        part = tuple(children[start : start + _BATCH_CHILDREN])
        yield Batch(one.number, None, one.rows, children=part)


def _lines(blocks: Sequence[Block], first: int, end: int) -> bytes:
    # One line a column, so that a reader parses only the columns it wants.
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return "\n".join(encode(block.values[first:end]) for block in blocks).encode(
        errors="surrogatepass"
    )


def _children(one: Received, key: str) -> list[tuple[str, str]]:
    block = next((block for block in one.columns if block.key == key), None)
    rows: dict[str, list[int]] = defaultdict(list)
    for row, child in enumerate(block.values if block is not None else ()):
        if child is not None:
            rows[str(child)].append(row)
    return [(child, ",".join(map(str, rows[child]))) for child in sorted(rows)]
