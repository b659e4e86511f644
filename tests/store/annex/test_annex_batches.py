from __future__ import annotations

import json
from types import SimpleNamespace

import zstandard

from ilacs_desktop.store.annex.annex_batches import CHUNK_ROWS, batches


class Rules:
    """Reading rules as far as the store asks for them."""

    def list_spec(self, _number):
        return SimpleNamespace(person_key="child")

    def restricted(self, _number, key):
        return key == "postcode"


def packed(rows, **columns):
    blocks = tuple(
        SimpleNamespace(key=key, values=tuple(of(row) for row in range(rows)))
        for key, of in columns.items()
    )
    return list(batches(SimpleNamespace(number=3, rows=rows, columns=blocks), Rules()))


def lines(body):
    return [json.loads(line) for line in zstandard.ZstdDecompressor().decompress(body).split(b"\n")]


def test_no_batch_holds_more_than_a_short_transaction_writes():
    found = packed(40_000, child=lambda row: f"C{row}")
    assert max(len(batch.chunks) for batch in found) * CHUNK_ROWS <= 16_384
    assert max(len(batch.children) for batch in found) <= 8_000
    assert sum(len(batch.children) for batch in found) == 40_000


def test_the_first_batch_alone_names_the_columns_and_holds_what_is_restricted():
    first, *others = packed(3, child=lambda _: "C1", postcode=lambda row: f"AB{row}")
    assert first.columns == ("child",)
    assert first.restricted
    assert all(batch.columns is None and not batch.restricted for batch in others)


def test_chunks_hold_one_line_a_column_and_nothing_restricted():
    found = packed(CHUNK_ROWS + 1, child=lambda _: "C\n1", age=lambda row: row, postcode=str)
    chunks = [chunk for batch in found for chunk in batch.chunks]
    assert [first for first, _ in chunks] == [0, CHUNK_ROWS]
    assert lines(chunks[1][1]) == [["C\n1"], [CHUNK_ROWS]]


def test_rows_are_listed_by_child_and_blank_ids_by_none():
    ids = ("C2", None, "C1", "C2")
    found = packed(4, child=lambda row: ids[row])
    assert [one for batch in found for one in batch.children] == [("C1", "2"), ("C2", "0,3")]


def test_a_list_without_rows_still_has_its_columns():
    (only,) = packed(0, child=str)
    assert (only.columns, only.rows, only.chunks, only.children) == (("child",), 0, (), ())
