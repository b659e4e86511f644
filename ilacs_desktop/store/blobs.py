"""Received files and attachments: content-addressed, each encrypted under its own random key.

The file is a run of chunks sealed by ChaCha20-Poly1305, whose nonces hold the chunk's number and
whether it is the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizar, 2015):
chunks can be neither moved, dropped nor added, and a large file never stands in memory twice.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from ilacs_desktop.errors import DamagedFileError, StorageError
from ilacs_desktop.paths import private_folder
from ilacs_desktop.store import local
from ilacs_desktop.store.connection import known_errors, path_of, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ilacs_desktop.store.connection import Connection

CHUNK = 1024 * 1024
_TAG = 16
_PREFIX = 7
_MAGIC = b"ILB1"
_FOLDER = "blobs"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file that was encrypted and waits to be remembered.

    Attributes:
        digest: SHA-256 of its content, as hex.
        name: its name as received.
        size: its size in bytes.
        key: its own key.
        waiting: where it stands until then.
        path: where it will stand.
    """

    digest: str
    name: str
    size: int
    key: bytes
    waiting: Path
    path: Path


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is held."""

    digest: str
    name: str
    size: int


def folder_of(data_dir: Path, file_id: str) -> Path:
    """Return the folder of one inspection's files."""
    return data_dir / _FOLDER / file_id


def seal(data_dir: Path, file_id: str, name: str, data: bytes | BinaryIO) -> Sealed:
    """Encrypt a file beside the others; it counts only once it is remembered.

    Needs no database, so that a long job can do it beside the writer.

    Args:
        data_dir: the data folder.
        file_id: the inspection's file id.
        name: the file's name as received.
        data: its content, or what it is read from.

    Raises:
        StorageError: the disk refused; nothing is left behind.
    """
    private_folder(data_dir / _FOLDER)
    folder = private_folder(folder_of(data_dir, file_id))
    waiting = folder / f"{secrets.token_hex(8)}.new"
    key = secrets.token_bytes(32)
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    hashed, size = hashlib.sha256(), 0
    try:
        with known_errors(waiting):
            handle = os.open(waiting, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as out:
                prefix = secrets.token_bytes(_PREFIX)
                out.write(_MAGIC + prefix)
                cipher, number = ChaCha20Poly1305(key), 0
                chunk = source.read(CHUNK)
                while True:
                    coming = source.read(CHUNK)
                    hashed.update(chunk)
                    size += len(chunk)
                    nonce = _nonce(prefix, number, is_last=not coming)
                    out.write(cipher.encrypt(nonce, chunk, None))
                    if not coming:
                        break
                    chunk, number = coming, number + 1
                out.flush()
                os.fsync(out.fileno())
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise
    digest = hashed.hexdigest()
    return Sealed(digest, name, size, key, waiting, folder / digest)


def _nonce(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])


def remember(connection: Connection, sealed: Sealed) -> str:
    """Keep a sealed file's key and put the file in its place; return its digest.

    A file that is held already stays as it is.

    Args:
        connection: the writer's.
        sealed: what ``seal`` returned.
    """
    with known_errors(sealed.path), transaction(connection):
        held = connection.execute(
            "SELECT 1 FROM blob_key WHERE digest = ?", (sealed.digest,)
        ).fetchone()
        if held is not None and sealed.path.exists():
            sealed.waiting.unlink(missing_ok=True)
            return sealed.digest
        connection.execute(
            "INSERT INTO blob_key(digest, name, size, key) VALUES (?,?,?,?) ON CONFLICT(digest)"
            " DO UPDATE SET name = excluded.name, size = excluded.size, key = excluded.key",
            (sealed.digest, sealed.name, sealed.size, sealed.key),
        )
        sealed.waiting.replace(sealed.path)
    return sealed.digest


def put(
    connection: Connection, data_dir: Path, file_id: str, name: str, data: bytes | BinaryIO
) -> str:
    """Encrypt and keep a file in one go; return its digest."""
    return remember(connection, seal(data_dir, file_id, name, data))


def held(connection: Connection) -> tuple[Held, ...]:
    """Return the files that are held, by name."""
    with known_errors(path_of(connection)):
        rows = connection.execute("SELECT digest, name, size FROM blob_key ORDER BY name, digest")
        return tuple(Held(*row) for row in rows)


def get(connection: Connection, data_dir: Path, file_id: str, digest: str) -> bytes:
    """Return a file's content, checked whole.

    Raises:
        DamagedFileError: it was altered or cut short.
        StorageError: it is not held here.
    """
    return b"".join(chunks(connection, data_dir, file_id, digest))


def chunks(connection: Connection, data_dir: Path, file_id: str, digest: str) -> Iterator[bytes]:
    """Yield a file's content in parts, each of them checked; the last proves that none is missing.

    Raises:
        DamagedFileError: it was altered or cut short.
        StorageError: it is not held here.
    """
    yield from read_chunks(connection, folder_of(data_dir, file_id) / digest, digest)


def read_chunks(connection: Connection, path: Path, digest: str) -> Iterator[bytes]:
    """Yield the content of a file that stands somewhere else, such as in a backup; see ``chunks``.

    Args:
        connection: knows its key.
        path: where it stands.
        digest: the file's.
    """
    with known_errors(path):
        row = connection.execute(
            "SELECT name, key FROM blob_key WHERE digest = ?", (digest,)
        ).fetchone()
        if row is None:
            raise StorageError(
                "This file is not held on this laptop.",
                todo="Ask the lead inspector, who holds what the LA sent.",
            )
        with path.open("rb") as source:
            yield from _opened(source, row[1], row[0], digest)


def _opened(source: BinaryIO, key: bytes, name: str, digest: str) -> Iterator[bytes]:
    head = source.read(len(_MAGIC) + _PREFIX)
    prefix, cipher, number = head[len(_MAGIC) :], ChaCha20Poly1305(key), 0
    hashed = hashlib.sha256()
    if not head.startswith(_MAGIC):
        raise _damaged(name)
    chunk = source.read(CHUNK + _TAG)
    while True:
        coming = source.read(CHUNK + _TAG)
        try:
            plain = cipher.decrypt(_nonce(prefix, number, is_last=not coming), chunk, None)
        except (InvalidTag, ValueError) as error:
            raise _damaged(name) from error
        hashed.update(plain)
        if not coming and hashed.hexdigest() != digest:
            raise _damaged(name)
        yield plain
        if not coming:
            return
        chunk, number = coming, number + 1


def _damaged(name: str) -> DamagedFileError:
    return DamagedFileError(
        f"The kept copy of {name} is damaged.",
        kept="The inspection's records are untouched.",
        todo="Receive the file again, or take it from a backup.",
    )


def destroy(connection: Connection, data_dir: Path, file_id: str, digest: str) -> None:
    """Destroy a file's key and the file; the key stands on no page afterwards.

    Args:
        connection: the writer's, outside a transaction.
        data_dir: the data folder.
        file_id: the inspection's file id.
        digest: the file's.
    """
    path = folder_of(data_dir, file_id) / digest
    with known_errors(path):
        with transaction(connection):
            connection.execute("DELETE FROM blob_key WHERE digest = ?", (digest,))
            local.ask_cleaning(connection)
        path.unlink(missing_ok=True)
        local.clean(connection)


def tidy(connection: Connection, data_dir: Path, file_id: str) -> None:
    """Remove files that were sealed and never remembered, as an end in between leaves them."""
    folder = folder_of(data_dir, file_id)
    with known_errors(folder):
        known = {row[0] for row in connection.execute("SELECT digest FROM blob_key")}
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name not in known:
                path.unlink(missing_ok=True)


def remove_all(data_dir: Path, file_id: str) -> None:
    """Remove every file of one inspection, after its keys were destroyed."""
    shutil.rmtree(folder_of(data_dir, file_id), ignore_errors=True)
