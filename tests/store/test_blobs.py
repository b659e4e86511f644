from __future__ import annotations

import hashlib
import io

import pytest

from ilacs_desktop.errors import DamagedFileError, StorageError
from ilacs_desktop.store import blobs


@pytest.fixture
def desk(laptop, tmp_path):
    """Return a connection and the data folder of a file named ``f1``."""
    return laptop().file.connection, tmp_path / "data"


def path_of(data_dir, digest):
    return blobs.folder_of(data_dir, "f1") / digest


@pytest.mark.parametrize(
    "size", [0, 1, blobs.CHUNK - 1, blobs.CHUNK, blobs.CHUNK + 1, 3 * blobs.CHUNK]
)
def test_a_file_comes_back_as_it_was(desk, size):
    connection, data_dir = desk
    data = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    digest = blobs.put(connection, data_dir, "f1", "annex.xlsx", data)
    assert digest == hashlib.sha256(data).hexdigest()
    assert blobs.get(connection, data_dir, "f1", digest) == data


def test_a_large_file_is_read_and_written_in_parts(desk):
    connection, data_dir = desk

    class Source(io.RawIOBase):
        """Twenty chunks that never stand in memory together."""

        left = 20 * blobs.CHUNK
        greatest = 0

        def read(self, size=-1):
            self.greatest = max(self.greatest, size)
            taken = min(size, self.left)
            self.left -= taken
            return b"a" * taken

    source = Source()
    digest = blobs.put(connection, data_dir, "f1", "big", source)
    assert source.greatest == blobs.CHUNK
    parts = list(blobs.chunks(connection, data_dir, "f1", digest))
    assert [len(part) for part in parts] == [blobs.CHUNK] * 20


def test_nothing_of_a_file_can_be_read_beside_its_key(desk):
    connection, data_dir = desk
    data = b"Zebediah was seen at home. " * 100
    digest = blobs.put(connection, data_dir, "f1", "note.txt", data)
    held = path_of(data_dir, digest).read_bytes()
    assert b"Zebediah" not in held
    assert len(held) < len(data) + 100


def test_only_its_owner_can_read_a_file_or_enter_its_folder(desk):
    connection, data_dir = desk
    digest = blobs.put(connection, data_dir, "f1", "x", b"x")
    path = path_of(data_dir, digest)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.parent.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_content_is_kept_once_and_each_inspection_has_its_own(desk, laptop):
    connection, data_dir = desk
    other = laptop("ben").file.connection
    first = blobs.put(connection, data_dir, "f1", "a.txt", b"same")
    before = path_of(data_dir, first).read_bytes()
    assert blobs.put(connection, data_dir, "f1", "b.txt", b"same") == first
    assert path_of(data_dir, first).read_bytes() == before
    assert [held.name for held in blobs.held(connection)] == ["a.txt"]
    blobs.put(other, data_dir, "f2", "a.txt", b"same")
    assert (blobs.folder_of(data_dir, "f2") / first).read_bytes() != before
    assert blobs.get(connection, data_dir, "f1", first) == b"same"
    assert sorted(one.name for one in blobs.folder_of(data_dir, "f1").iterdir()) == [first]


@pytest.mark.parametrize("place", ["magic", "prefix", "first", "middle", "tag"])
def test_a_flipped_bit_is_found(desk, place):
    connection, data_dir = desk
    digest = blobs.put(connection, data_dir, "f1", "plan.docx", b"ab" * blobs.CHUNK)
    path = path_of(data_dir, digest)
    data = bytearray(path.read_bytes())
    at = {"magic": 0, "prefix": 5, "first": 20, "middle": len(data) // 2, "tag": len(data) - 1}
    data[at[place]] ^= 1
    path.write_bytes(data)
    with pytest.raises(DamagedFileError, match=r"plan\.docx"):
        blobs.get(connection, data_dir, "f1", digest)


@pytest.mark.parametrize("cut", ["nothing left", "last chunk", "a byte", "chunks swapped"])
def test_a_file_cut_short_or_put_together_otherwise_is_found(desk, cut):
    connection, data_dir = desk
    digest = blobs.put(connection, data_dir, "f1", "plan.docx", b"ab" * blobs.CHUNK)
    path = path_of(data_dir, digest)
    data = path.read_bytes()
    sealed = blobs.CHUNK + 16
    head, chunks = data[:11], [data[at : at + sealed] for at in range(11, len(data), sealed)]
    assert len(chunks) == 2
    path.write_bytes(
        {
            "nothing left": b"",
            "last chunk": head + chunks[0],
            "a byte": data[:-1],
            "chunks swapped": head + chunks[1] + chunks[0],
        }[cut]
    )
    with pytest.raises(DamagedFileError):
        blobs.get(connection, data_dir, "f1", digest)


def test_another_file_put_in_its_place_is_found(desk):
    connection, data_dir = desk
    one = blobs.put(connection, data_dir, "f1", "one", b"one")
    two = blobs.put(connection, data_dir, "f1", "two", b"two")
    path_of(data_dir, one).write_bytes(path_of(data_dir, two).read_bytes())
    with pytest.raises(DamagedFileError):
        blobs.get(connection, data_dir, "f1", one)


def test_a_file_that_is_not_held_is_told(desk):
    connection, data_dir = desk
    with pytest.raises(StorageError, match="not held"):
        blobs.get(connection, data_dir, "f1", "00" * 32)


def test_a_file_that_is_gone_from_the_disk_is_told_and_can_be_received_again(desk):
    connection, data_dir = desk
    digest = blobs.put(connection, data_dir, "f1", "x", b"x")
    path_of(data_dir, digest).unlink()
    with pytest.raises(StorageError, match="cannot be opened"):
        blobs.get(connection, data_dir, "f1", digest)
    blobs.put(connection, data_dir, "f1", "x", b"x")
    assert blobs.get(connection, data_dir, "f1", digest) == b"x"


def test_a_source_that_fails_leaves_nothing_behind(desk):
    _, data_dir = desk

    class Source(io.RawIOBase):
        def read(self, _size=-1):
            raise OSError(28, "No space left on device")

    with pytest.raises(StorageError, match="disk is full"):
        blobs.seal(data_dir, "f1", "x", Source())
    assert list(blobs.folder_of(data_dir, "f1").iterdir()) == []


def test_a_file_sealed_and_never_remembered_is_tidied_away(desk):
    connection, data_dir = desk
    blobs.tidy(connection, data_dir, "f1")
    digest = blobs.put(connection, data_dir, "f1", "kept", b"kept")
    blobs.seal(data_dir, "f1", "lost", b"lost")
    blobs.tidy(connection, data_dir, "f1")
    assert [one.name for one in blobs.folder_of(data_dir, "f1").iterdir()] == [digest]


def test_a_destroyed_file_is_gone_with_its_key(desk):
    connection, data_dir = desk
    kept = blobs.put(connection, data_dir, "f1", "kept", b"kept")
    gone = blobs.put(connection, data_dir, "f1", "gone", b"gone")
    copy = path_of(data_dir, gone).read_bytes()
    blobs.destroy(connection, data_dir, "f1", gone)
    assert [held.name for held in blobs.held(connection)] == ["kept"]
    path_of(data_dir, gone).write_bytes(copy)
    with pytest.raises(StorageError, match="not held"):
        blobs.get(connection, data_dir, "f1", gone)
    assert blobs.get(connection, data_dir, "f1", kept) == b"kept"


def test_all_files_of_an_inspection_go_together(desk):
    connection, data_dir = desk
    blobs.put(connection, data_dir, "f1", "x", b"x")
    blobs.put(connection, data_dir, "f2", "x", b"x")
    blobs.remove_all(data_dir, "f1")
    blobs.remove_all(data_dir, "f1")
    assert not blobs.folder_of(data_dir, "f1").exists()
    assert blobs.folder_of(data_dir, "f2").exists()
