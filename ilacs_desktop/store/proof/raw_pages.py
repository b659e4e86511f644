"""Reads the pages of a damaged file one by one, where the database itself gives up.

A page is decrypted whether or not its check value fits: where one bit of it flipped, all but
sixteen bytes are still what was written, and each journal entry proves itself by its hash.
The layout is that of SQLCipher 4 (a page of 4,096 bytes: AES-256-CBC, then IV and HMAC-SHA512)
and of SQLite's write-ahead log.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = 4096
_RESERVED = 80
_MAC = 64
USABLE = PAGE - _RESERVED
_SALT = 16
_SALT_MASK = 0x3A
_MAC_PASSES = 2
_WAL_HEAD, _FRAME_HEAD = 32, 24
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_INDEX_HEAD = 48


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as it could be decrypted.

    Attributes:
        number: from 1.
        body: its content, without what the encryption keeps at its end.
        is_whole: whether its check value fits, so that it is what was written.
    """

    number: int
    body: bytes
    is_whole: bool


class PageReader:
    """Decrypts the pages of one database and of its write-ahead log."""

    def __init__(self, path: Path, key: bytes, salt: bytes = b"") -> None:
        """Prepare to read a file.

        Args:
            path: the database.
            key: its raw key.
            salt: of the file; read from it where left out.
        """
        self._path, self._key = path, key
        salt = salt or _first_bytes(path, _SALT)
        masked = bytes(one ^ _SALT_MASK for one in salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", key, masked, _MAC_PASSES, 32)

    def pages(self) -> Iterator[RawPage]:
        """Yield the pages of the database; a last one that was cut short is left out."""
        if not self._path.exists():
            return
        with self._path.open("rb") as source:
            number = 1
            while len(raw := source.read(PAGE)) == PAGE:
                yield self._page(number, raw)
                number += 1

    def logged(self) -> Iterator[RawPage]:
        """Yield the pages of the newest run of the write-ahead log, in the order written."""
        wal = wal_of(self._path)
        data = wal.read_bytes() if wal.exists() else b""
        starts = range(_WAL_HEAD, len(data) - _FRAME_HEAD - PAGE + 1, _FRAME_HEAD + PAGE)
        # Where the head is damaged, the first frame tells which run is the newest.
        salts = data[16:24] if _is_head(data) else data[_WAL_HEAD + 8 : _WAL_HEAD + 16]
        ours = [start for start in starts if data[start + 8 : start + 16] == salts]
        for start in starts[: starts.index(ours[-1]) + 1] if ours else ():
            number = int.from_bytes(data[start : start + 4], "big")
            if 0 < number < 2**31:
                yield self._page(number, data[start + _FRAME_HEAD : start + _FRAME_HEAD + PAGE])

    def told_pages(self) -> int:
        """Return how many pages the file's head says there are; 0 where that cannot be read."""
        first = next(self.pages(), None)
        whole = first is not None and first.is_whole
        return int.from_bytes(first.body[28:32], "big") if first is not None and whole else 0

    def damaged(self) -> tuple[int, ...]:
        """Return the numbers of the database's pages whose check value does not fit."""
        return tuple(page.number for page in self.pages() if not page.is_whole)

    def _page(self, number: int, raw: bytes) -> RawPage:
        start = _SALT if number == 1 else 0
        told = hmac.new(
            self._mac_key, raw[start : PAGE - _MAC] + struct.pack("<I", number), "sha512"
        ).digest()
        cipher = Cipher(algorithms.AES(self._key), modes.CBC(raw[USABLE : USABLE + 16]))
        body = bytes(start) + cipher.decryptor().update(raw[start:USABLE])
        return RawPage(number, body, hmac.compare_digest(told, raw[PAGE - _MAC :]))


def wal_of(path: Path) -> Path:
    """Return where a database's write-ahead log stands."""
    return path.with_name(f"{path.name}-wal")


def has_log(path: Path) -> bool:
    """Return whether a database has a write-ahead log with anything in it."""
    wal = wal_of(path)
    return wal.exists() and wal.stat().st_size > _WAL_HEAD


def _first_bytes(path: Path, count: int) -> bytes:
    if not path.exists():
        return bytes(count)
    with path.open("rb") as source:
        return source.read(count).ljust(count, b"\0")


# -- a log that was torn -----------------------------------------------------------------------


def lost_from_log(path: Path) -> bool:
    """Return whether saved changes in the write-ahead log can no longer be read.

    SQLite reads the log up to its first bad frame and takes the rest for never written. What is
    told here: a frame of the newest run that does not fit its checksum, and a log shorter than the
    index beside it remembers. Ask before the database is opened: opening makes the index anew.
    """
    wal, index = wal_of(path), path.with_name(f"{path.name}-shm")
    data = wal.read_bytes() if wal.exists() else b""
    remembered, salts = _remembered(index)
    if len(data) <= _WAL_HEAD:
        return remembered > 0
    if not _is_head(data):
        return True
    whole, is_torn = _follow(data)
    return is_torn or (salts == data[16:24] and remembered > whole)


def _remembered(index: Path) -> tuple[int, bytes]:
    """Return how many frames the index knows that are not yet in the database, and their salts."""
    data = index.read_bytes()[: 2 * _INDEX_HEAD + 4] if index.exists() else b""
    if len(data) < 2 * _INDEX_HEAD + 4 or data[:_INDEX_HEAD] != data[_INDEX_HEAD : 2 * _INDEX_HEAD]:
        return 0, b""
    (last,) = struct.unpack_from("=I", data, 16)
    (folded,) = struct.unpack_from("=I", data, 2 * _INDEX_HEAD)
    return (last if last > folded else 0), data[32:40]


def _is_head(data: bytes) -> bool:
    if len(data) < _WAL_HEAD:
        return False
    magic = int.from_bytes(data[:4], "big")
    if magic not in _WAL_MAGIC:
        return False
    order = ">" if magic & 1 else "<"
    return _checksum(data[:24], (0, 0), order) == struct.unpack(">II", data[24:32])


def _follow(data: bytes) -> tuple[int, bool]:
    """Return the number of the last whole commit's frame, and whether anything after it is torn."""
    order = ">" if data[3] & 1 else "<"
    salts = data[16:24]
    running: tuple[int, int] = struct.unpack(">II", data[24:32])
    committed, number, is_bad = 0, 0, False
    for start in range(_WAL_HEAD, len(data) - _FRAME_HEAD - PAGE + 1, _FRAME_HEAD + PAGE):
        number += 1
        frame = data[start : start + _FRAME_HEAD + PAGE]
        is_ours = frame[8:16] == salts
        if is_bad:
            # What follows a bad frame in the same run was written after it, and is out of reach.
            if is_ours:
                return committed, True
            continue
        running = _checksum(frame[:8], running, order)
        running = _checksum(frame[_FRAME_HEAD:], running, order)
        if not is_ours:
            is_bad = True
        elif running != struct.unpack(">II", frame[16:24]):
            return committed, True
        elif frame[4:8] != b"\0\0\0\0":
            committed = number
    return committed, False


def _checksum(data: bytes, start: tuple[int, int], order: str) -> tuple[int, int]:
    """Continue the log's running checksum (SQLite file format, section 4.2)."""
    one, two = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
