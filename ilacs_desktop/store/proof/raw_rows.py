"""Reads rows straight from database pages (SQLite file format, sections 1.6 and 2.1)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from ilacs_desktop.store.proof.raw_pages import USABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Row = tuple[Any, ...]

_INDEX_LEAF, _INDEX_INNER, _TABLE_LEAF = 0x0A, 0x02, 0x0D
_FIRST_PAGE_HEAD = 100
_LEAST = (USABLE - 12) * 32 // 255 - 23
_MOST_INDEX = (USABLE - 12) * 64 // 255 - 23
_MOST_TABLE = USABLE - 35
_LONGEST = 64 * 1024 * 1024
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_BROKEN = (IndexError, ValueError, struct.error, KeyError, OverflowError)


def rows(number: int, pages: Mapping[int, bytes]) -> Iterator[Row]:
    """Yield the rows of one page that can be read; whatever cannot is left out.

    Args:
        number: of the page, from 1.
        pages: bodies by number, for rows that go on in others.
    """
    body = pages[number]
    start = _FIRST_PAGE_HEAD if number == 1 else 0
    kind = body[start]
    if kind not in (_INDEX_LEAF, _INDEX_INNER, _TABLE_LEAF):
        return
    count = int.from_bytes(body[start + 3 : start + 5], "big")
    first = start + (12 if kind == _INDEX_INNER else 8)
    for at in range(first, min(first + 2 * count, USABLE - 1), 2):
        try:
            yield _record(_payload(kind, body, int.from_bytes(body[at : at + 2], "big"), pages))
        except _BROKEN:
            continue


def _payload(kind: int, body: bytes, at: int, pages: Mapping[int, bytes]) -> bytes:
    if kind == _INDEX_INNER:
        at += 4
    size, at = _varint(body, at)
    if kind == _TABLE_LEAF:
        _, at = _varint(body, at)
    if size > _LONGEST:
        raise ValueError("no row is as long")
    most = _MOST_TABLE if kind == _TABLE_LEAF else _MOST_INDEX
    here = size
    if size > most:
        here = _LEAST + (size - _LEAST) % (USABLE - 4)
        here = here if here <= most else _LEAST
    found = body[at : at + here]
    following = int.from_bytes(body[at + here : at + here + 4], "big") if size > here else 0
    seen = set()
    while len(found) < size:
        if following in seen:
            raise ValueError("the row goes round in a circle")
        seen.add(following)
        page = pages[following]
        found += page[4 : 4 + min(size - len(found), USABLE - 4)]
        following = int.from_bytes(page[:4], "big")
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(9):
        byte = data[at + place]
        if place == 8:
            return (value << 8) | byte, at + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at + place + 1
    raise ValueError("unreachable")


def _record(data: bytes) -> Row:
    length, at = _varint(data, 0)
    kinds = []
    while at < length:
        kind, at = _varint(data, at)
        kinds.append(kind)
    if at != length:
        raise ValueError("the row's head does not end where it says")
    values: list[Any] = []
    for kind in kinds:
        value, at = _value(data, at, kind)
        values.append(value)
    if at != len(data):
        raise ValueError("the row does not end where it says")
    return tuple(values)


def _value(data: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(data[at:end], "big", signed=True), end
    if kind == 7:
        return struct.unpack_from(">d", data, at)[0], at + 8
    size = (kind - 12) // 2
    if kind < 12 or at + size > len(data):
        raise ValueError("no such kind of value")
    raw = data[at : at + size]
    return (raw if kind % 2 == 0 else raw.decode("utf-8")), at + size
