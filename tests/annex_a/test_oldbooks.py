"""Old workbooks (.xls) that are locked, altered or broken."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_desktop.annex_a.archives import Limits
from ilacs_desktop.annex_a.oldbooks import check_old_book
from ilacs_desktop.errors import BadInputError


def book(books) -> bytes:
    rows = books.sheet(1, *({"child_id": str(i)} for i in range(60)))
    return books.xls({"List 1": rows}).read_bytes()


def refusal(data: bytes) -> str:
    with pytest.raises(BadInputError) as refused:
        check_old_book("annex a.xls", data, Limits())
    return refused.value.what


def test_a_whole_book_passes_and_so_does_one_in_the_small_stream(books) -> None:
    check_old_book("annex a.xls", book(books), Limits())
    small = books.xls({"List 1": [["a", "b", "c", "d"]]}, "small.xls")
    check_old_book("small.xls", small.read_bytes(), Limits())


def test_a_locked_book_is_told_by_its_record(books) -> None:
    code_page = struct.pack("<HH", 0x0042, 2)
    locked = book(books).replace(code_page, struct.pack("<HH", 0x002F, 2), 1)
    assert "protected with a password" in refusal(locked)


def test_a_cell_beyond_the_sheet_is_refused_before_it_eats_the_memory(books) -> None:
    cell = struct.pack("<HHHH", 0x00FD, 10, 1, 0)
    data = book(books)
    assert cell in data
    assert "is damaged" in refusal(
        data.replace(cell, struct.pack("<HHHH", 0x00FD, 10, 65000, 60000))
    )


def test_impossible_dimensions_are_refused(books) -> None:
    data = book(books)
    at = data.index(struct.pack("<HH", 0x0200, 14)) + 4
    wrong = data[:at] + struct.pack("<II", 0x89000000, 41) + data[at + 8 :]
    assert "is damaged" in refusal(wrong)


def test_sectors_linked_in_a_ring_are_refused(books) -> None:
    data = bytearray(book(books))
    size = 512
    (first,) = struct.unpack_from("<I", data, 0x4C)
    table = size * (first + 1)
    for sector in range(40):
        struct.pack_into("<I", data, table + 4 * sector, 0)
    assert "is damaged" in refusal(bytes(data))


@settings(max_examples=80)
@given(data=st.data())
def test_any_altered_book_is_read_or_refused(books, data) -> None:
    whole = bytearray(book(books))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = books.folder / "altered.xls"
    path.write_bytes(whole)
    try:
        said = {file.name for file in books.read(path).files}
    except BadInputError as refused:
        said = refused.what
    assert "altered.xls" in said or "altered" in said
