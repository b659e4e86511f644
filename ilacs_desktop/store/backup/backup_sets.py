"""A backup set: one folder that opens anywhere, and the manifest that says what is in it.

It holds a small vault of its own (``vault.json`` and ``vault.db``, which carry the keys of this
one inspection alone), the inspection's database, and by reference the attachments beside it,
which are copied once. Its name says its place in the order made and the moment, in UTC.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ilacs_desktop.errors import DamagedFileError, NewerFileError
from ilacs_desktop.store.connection import known_errors

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST, KEY_FILE, INDEX_FILE, DATABASE = (
    *("manifest.json", "vault.json", "vault.db"),
    "inspection.db",
)
PARTS = (KEY_FILE, INDEX_FILE, DATABASE)
BLOBS = "blobs"
PART = ".part"
"""How a name ends while what it names is being written."""

MAJOR, MINOR = 1, 0
LARGEST_MANIFEST = 4 * 1024 * 1024
LARGEST_KEY_FILE = 64 * 1024
LARGEST_INDEX = 16 * 1024 * 1024
MOST_BLOBS = 10_000

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{6,12})-(\d{8}T\d{6}Z)(?:-\d{1,4})?")
_ID = re.compile(r"[0-9a-z]{1,64}")
_BLOB = re.compile(r"[0-9a-f]{64}-[0-9a-f]{14}")

Head = tuple[str, int, str]
"""Replica, sequence and hash of its newest sealed entry."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a set: its name, its size in bytes and its SHA-256 as hex."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup set says of itself; ids, hashes and counts, no word of any record.

    Attributes:
        made_at: ISO moment with offset.
        file: id of the file that was backed up.
        inspection: id of the inspection.
        entries: how many sealed entries it holds.
        heads: the newest entry of every replica.
        parts: its files but the manifest.
        blobs: attachments, by their name in the folder of attachments.
        seal: proof, under the inspection's key, that nothing of this was altered.
        version: major and minor of its form.
    """

    made_at: str
    file: str
    inspection: str
    entries: int
    heads: tuple[Head, ...]
    parts: tuple[Part, ...]
    blobs: tuple[Part, ...]
    seal: str = ""
    version: tuple[int, int] = (MAJOR, MINOR)

    @property
    def made(self) -> datetime:
        """The moment it was made."""
        return datetime.fromisoformat(self.made_at)

    @property
    def size(self) -> int:
        """Bytes of the set's own files, without attachments."""
        return sum(one.size for one in self.parts)

    def to_bytes(self) -> bytes:
        """Return it as it is written."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    def sealed(self, key: bytes) -> Manifest:
        """Return it with its seal under the inspection's key."""
        return replace(self, seal=self._seal(key))

    def is_sealed(self, key: bytes) -> bool:
        """Return whether it is as it was sealed under the inspection's key."""
        return hmac.compare_digest(self.seal, self._seal(key))

    def _seal(self, key: bytes) -> str:
        own = hmac.digest(key, b"ilacs-desktop backup manifest", "sha256")
        return hmac.digest(own, replace(self, seal="").to_bytes(), "sha256").hex()


def manifest_from(data: bytes, where: str) -> Manifest:
    """Return the manifest that ``to_bytes`` gave.

    Args:
        data: what was read.
        where: the backup's name, for what is told.

    Raises:
        DamagedFileError: it is not one.
        NewerFileError: it is of a newer major version.
    """
    if len(data) > LARGEST_MANIFEST:
        raise damaged(where, "its manifest is too large")
    try:
        body = json.loads(data)
        version = tuple(int(number) for number in body["version"])
        if len(version) == 2 and version[0] > MAJOR:
            raise NewerFileError(
                f"The backup {where} was made by a newer version of ILACS Desktop.",
                kept="Nothing was changed.",
                todo="Restore it with the newer version, or install that version here.",
            )
        found = Manifest(
            made_at=str(body["made_at"]),
            file=_id(body["file"]),
            inspection=str(body["inspection"]),
            entries=int(body["entries"]),
            heads=tuple((str(a), int(b), str(c)) for a, b, c in body["heads"]),
            parts=tuple(_part(one) for one in body["parts"]),
            blobs=tuple(_part(one) for one in body["blobs"]),
            seal=str(body["seal"]),
            version=(version[0], version[1]),
        )
        if found.made.tzinfo is None:
            raise ValueError(found.made_at)
        _refuse_names(found)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise damaged(where, "its manifest cannot be read") from error
    return found


def _id(text: Any) -> str:
    if not _ID.fullmatch(text):
        raise ValueError(text)
    return str(text)


def _part(body: Any) -> Part:
    one = Part(str(body["name"]), int(body["size"]), _id(body["digest"]))
    if one.size < 0:
        raise ValueError(one.name)
    return one


def _refuse_names(found: Manifest) -> None:
    blobs = [one.name for one in found.blobs]
    if sorted(one.name for one in found.parts) != sorted(PARTS):
        raise ValueError("parts")
    if len(blobs) > MOST_BLOBS or len(set(blobs)) != len(blobs):
        raise ValueError("blobs")
    if not all(_BLOB.fullmatch(name) for name in blobs):
        raise ValueError("blobs")
    caps = {KEY_FILE: LARGEST_KEY_FILE, INDEX_FILE: LARGEST_INDEX}
    if any(one.size > caps.get(one.name, one.size) for one in found.parts):
        raise ValueError("size")


def damaged(where: str, why: str) -> DamagedFileError:
    """Return the error that tells of a backup that cannot be used, and why."""
    return DamagedFileError(
        f"The backup {where} cannot be used: {why}.",
        kept="Nothing was changed.",
        todo="Use an earlier backup, or one from the second folder.",
    )


@dataclass(frozen=True, slots=True)
class BackupSet:
    """A set on the disk.

    Attributes:
        path: its folder.
        order: its place in the order made; the clock may go back, this does not.
        at: the moment in its name, in the laptop's own time zone.
    """

    path: Path
    order: int
    at: datetime

    @property
    def database(self) -> Path:
        """The inspection as it was then, encrypted under its own key."""
        return self.path / DATABASE

    @property
    def blobs(self) -> Path:
        """The folder of attachments that it shares with the sets beside it."""
        return self.path.parent / BLOBS

    def manifest(self) -> Manifest:
        """Return what it says of itself.

        Raises:
            DamagedFileError: that cannot be read.
        """
        return read_manifest(self.path)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the set in a folder.

    Raises:
        DamagedFileError: it is missing or cannot be read.
    """
    path = folder / MANIFEST
    try:
        with path.open("rb") as source:
            data = source.read(LARGEST_MANIFEST + 1)
    except OSError as error:
        raise damaged(folder.name, "its manifest is missing") from error
    return manifest_from(data, folder.name)


def folder_of(data_dir: Path, file: str) -> Path:
    """Return where the backups of an inspection file stand."""
    return data_dir / "backups" / file


def sets(folder: Path) -> tuple[BackupSet, ...]:
    """Return the sets in a folder, the first made first; what is half written is left out."""
    found = []
    with known_errors(folder):
        for path in folder.iterdir() if folder.is_dir() else ():
            match = _NAME.fullmatch(path.name)
            if match is not None and path.is_dir():
                found.append(BackupSet(path, int(match[1]), _moment(match[2])))
    return tuple(sorted(found, key=lambda one: (one.order, one.path.name)))


def _moment(stamp: str) -> datetime:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC).astimezone()
    except ValueError:
        return datetime.fromtimestamp(0, UTC)


def next_path(folder: Path, now: datetime) -> BackupSet:
    """Return where the next set of a folder goes."""
    order = max((one.order for one in sets(folder)), default=0) + 1
    path = folder / f"{order:06d}-{now.astimezone(UTC).strftime(_STAMP)}"
    return BackupSet(path, order, now.replace(microsecond=0))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, as hex."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def blob_of(name: str) -> str:
    """Return the digest of an attachment's content, by its name in a backup."""
    return name.split("-")[0]
