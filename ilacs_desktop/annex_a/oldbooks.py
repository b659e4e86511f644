"""Look inside an .xls workbook before anything opens it.

Layout facts: [MS-CFB] (compound files) and [MS-XLS] (records), both published by Microsoft.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from ilacs_desktop.annex_a.refusals import damaged, password_protected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.annex_a.archives import Limits

_END = 0xFFFFFFFA  # this sector number and those above it mark ends and free space
_HEADER_FAT = 109
_SMALL_STREAM = 4096
_BOUND_SHEET, _FILE_PASS, _END_OF_SHEET, _MUL_RK = 0x0085, 0x002F, 0x000A, 0x00BD
_DIMENSIONS, _STRINGS = 0x0200, 0x00FC
_ROWS, _COLUMNS = 65_536, 256  # of a sheet of this format
_CELLS = frozenset({0x0006, _MUL_RK, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})


def check_old_book(name: str, data: bytes, limits: Limits) -> None:
    """Refuse an .xls that is locked, or whose cells span more than the reader can hold.

    Args:
        name: of the file, for the message.
        data: its bytes.
        limits: how much is taken.

    Raises:
        BadInputError: locked or damaged.
    """
    try:
        book = _workbook_stream(data)
        sheets = []
        for kind, body in _records(book, 0):
            if kind == _FILE_PASS:
                raise password_protected(name)
            if kind == _STRINGS and struct.unpack_from("<I", body, 4)[0] > len(book):
                raise damaged(name)
            if kind == _BOUND_SHEET and len(body) >= 4:
                sheets.append(struct.unpack_from("<I", body)[0])
        too_far = any(_reach(book, start) > limits.cells for start in sheets)
    except (struct.error, IndexError, ValueError) as error:
        raise damaged(name) from error
    if too_far:
        raise damaged(name)


def _reach(book: bytes, start: int) -> int:
    """Return how many cells the rectangle from A1 to the furthest cell of a sheet has."""
    rows = columns = 1
    for kind, body in _records(book, start):
        if kind == _END_OF_SHEET:
            break
        if kind == _DIMENSIONS and len(body) >= 12:
            top, bottom, left, right = struct.unpack_from("<IIHH", body)
            if not (top <= bottom <= _ROWS and left <= right <= _COLUMNS):
                raise ValueError("impossible dimensions")
        elif kind in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            if kind == _MUL_RK:
                column = max(column, struct.unpack_from("<H", body, len(body) - 2)[0])
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return rows * columns


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield (kind, body) of each record from a place on."""
    while start + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, start)
        start += 4
        yield kind, book[start : start + size]
        start += size


def _workbook_stream(data: bytes) -> bytes:
    """Return the stream of a compound file that holds the workbook."""
    size = 1 << _between(9, struct.unpack_from("<H", data, 0x1E)[0], 12)
    small_size = 1 << _between(6, struct.unpack_from("<H", data, 0x20)[0], 9)
    first_directory, _, cutoff, first_small = struct.unpack_from("<IIII", data, 0x30)
    fat = _fat(data, size)
    directory = _chain(data, fat, first_directory, size, size)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    root = entries[0]
    for entry in entries:
        (length,) = struct.unpack_from("<H", entry, 64)
        title = entry[: max(0, length - 2)].decode("utf-16-le", errors="replace").casefold()
        if title not in {"workbook", "book"}:
            continue
        start, size_of_stream = struct.unpack_from("<II", entry, 116)
        if size_of_stream >= min(cutoff, _SMALL_STREAM):
            return _chain(data, fat, start, size, size)[:size_of_stream]
        holder = _chain(data, fat, struct.unpack_from("<I", root, 116)[0], size, size)
        small_fat = _numbers(_chain(data, fat, first_small, size, size))
        return _chain(holder, small_fat, start, small_size, 0)[:size_of_stream]
    raise ValueError("no workbook in the compound file")


def _between(low: int, value: int, high: int) -> int:
    if not low <= value <= high:
        raise ValueError("impossible sector size")
    return value


def _fat(data: bytes, size: int) -> list[int]:
    """Return the table that links each sector to the next."""
    sectors = list(struct.unpack_from(f"<{_HEADER_FAT}I", data, 0x4C))
    following = struct.unpack_from("<I", data, 0x44)[0]
    seen: set[int] = set()
    while following < _END and following not in seen:
        seen.add(following)
        more = _numbers(data[size * (following + 1) : size * (following + 2)])
        sectors.extend(more[:-1])
        following = more[-1]
    used = [sector for sector in sectors if sector < _END]
    return _numbers(b"".join(data[size * (s + 1) : size * (s + 2)] for s in used))


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _chain(data: bytes, links: list[int], start: int, size: int, offset: int) -> bytes:
    """Return the sectors linked from a first one, end to end; ``offset`` bytes lie before them."""
    parts = []
    seen: set[int] = set()
    while start < _END:
        if start in seen:
            raise ValueError("sectors linked in a ring")
        seen.add(start)
        parts.append(data[offset + size * start : offset + size * (start + 1)])
        start = links[start]
    return b"".join(parts)
