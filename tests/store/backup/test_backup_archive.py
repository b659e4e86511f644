"""A backup in one file from outside: only what this app writes is taken, and nothing grows."""

from __future__ import annotations

import json
import random
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilacs_desktop.errors import DamagedFileError, KnownError, StorageError
from ilacs_desktop.store.backup import backup_archive, backup_sets
from ilacs_desktop.store.backup.backup_sets import BackupSet, Manifest
from ilacs_desktop.store.backup.backups import part_of

BLOB = "ab" * 32 + "-" + "cd" * 7


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A set of made-up bytes, which this room never looks into, and its one file."""
    folder = tmp_path_factory.mktemp("set") / "backups" / "f0"
    path = folder / "000001-20260708T140207Z"
    path.mkdir(parents=True)
    noise = random.Random(7)
    for name, size in (("vault.json", 600), ("vault.db", 4096), ("inspection.db", 20_000)):
        (path / name).write_bytes(noise.randbytes(size))
    (folder / "blobs").mkdir()
    (folder / "blobs" / BLOB).write_bytes(noise.randbytes(3000))
    manifest = Manifest(
        "2026-07-08T14:02:07+00:00",
        "f0",
        "i0",
        3,
        (("r", 3, "aa"),),
        tuple(part_of(path / name) for name in backup_sets.PARTS),
        (part_of(folder / "blobs" / BLOB),),
    ).sealed(bytes(32))
    (path / "manifest.json").write_bytes(manifest.to_bytes())
    one = BackupSet(path, 1, manifest.made)
    out = folder / "one.ilacs-backup"
    backup_archive.write(one, out)
    return one, out, manifest


def made_of(path, members, compress=zipfile.ZIP_STORED):
    with zipfile.ZipFile(path, "w", compress) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def members_of(out):
    with zipfile.ZipFile(out) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def test_what_was_written_comes_back_to_the_byte(whole, tmp_path):
    one, out, manifest = whole
    assert backup_archive.check(out) == manifest
    assert backup_archive.unpack(out, tmp_path) == manifest
    for name in backup_sets.PARTS:
        assert (tmp_path / name).read_bytes() == (one.path / name).read_bytes()
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "blobs" / BLOB).exists()


def test_the_same_set_gives_the_same_file(whole, tmp_path):
    backup_archive.write(whole[0], tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == whole[1].read_bytes()


@pytest.mark.parametrize(
    "name", ["../outside.db", "/etc/outside.db", "blobs/../../outside.db", "C:\\outside.db"]
)
def test_a_name_that_leads_elsewhere_is_refused_and_nothing_lands(whole, tmp_path, name):
    bad = made_of(tmp_path / "bad", [*members_of(whole[1]), (name, b"x")])
    goal = tmp_path / "deep" / "goal"
    goal.mkdir(parents=True)
    with pytest.raises(DamagedFileError):
        backup_archive.unpack(bad, goal)
    assert not list(tmp_path.rglob("outside*"))


def test_a_manifest_that_names_other_places_is_refused(whole, tmp_path):
    members = dict(members_of(whole[1]))
    body = json.loads(members["manifest.json"])
    body["blobs"][0]["name"] = "../../outside"
    members["manifest.json"] = json.dumps(body).encode()
    with pytest.raises(DamagedFileError):
        backup_archive.check(made_of(tmp_path / "bad", members.items()))


def test_a_bomb_is_refused_before_anything_grows(whole, tmp_path):
    members = dict(members_of(whole[1]))
    members["inspection.db"] = bytes(50_000_000)
    bomb = made_of(tmp_path / "bomb", members.items(), zipfile.ZIP_DEFLATED)
    assert bomb.stat().st_size < 200_000
    with pytest.raises(DamagedFileError):
        backup_archive.unpack(bomb, tmp_path)
    assert not (tmp_path / "inspection.db").exists()


def test_a_list_of_members_that_claims_gigabytes_is_not_read(whole, tmp_path):
    data = bytearray(whole[1].read_bytes())
    struct.pack_into("<L", data, len(data) - 10, 2**31)
    (tmp_path / "bad").write_bytes(bytes(data))
    with pytest.raises(DamagedFileError):
        backup_archive.check(tmp_path / "bad")


def test_two_members_of_one_name_are_refused(whole, tmp_path):
    members = members_of(whole[1])
    with pytest.warns(UserWarning, match="Duplicate"):
        bad = made_of(tmp_path / "bad", [*members, members[1]])
    with pytest.raises(DamagedFileError):
        backup_archive.check(bad)


def test_without_room_nothing_is_unpacked(whole, tmp_path, monkeypatch):
    monkeypatch.setattr(
        backup_archive.shutil, "disk_usage", lambda _: type("Room", (), {"free": 1000})
    )
    with pytest.raises(StorageError, match="not enough room"):
        backup_archive.unpack(whole[1], tmp_path)
    assert not list(tmp_path.iterdir())


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_altered_anywhere_is_refused_or_whole(whole, tmp_path, data):
    """Bits flipped, ends cut, pieces put in or taken out: a known error, or the same content."""
    held = bytearray(whole[1].read_bytes())
    place = data.draw(st.integers(0, len(held) - 1))
    how = data.draw(st.sampled_from(["flip", "cut", "drop", "add", "fill"]))
    if how == "flip":
        held[place] ^= 1 << data.draw(st.integers(0, 7))
    elif how == "cut":
        del held[place:]
    elif how == "drop":
        del held[place : place + data.draw(st.integers(1, 64))]
    elif how == "add":
        held[place:place] = data.draw(st.binary(min_size=1, max_size=64))
    else:
        held[place : place + 8] = b"\xff" * 8
    path = tmp_path / "altered"
    path.write_bytes(bytes(held))
    with suppress(KnownError):
        assert backup_archive.check(path) == whole[2]


@settings(max_examples=150)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=8),
            lambda one: (
                st.lists(one, max_size=4)
                | st.dictionaries(
                    st.sampled_from(
                        ["version", "parts", "blobs", "heads", "file", "made_at", "seal", "name"]
                    ),
                    one,
                    max_size=6,
                )
            ),
            max_leaves=12,
        ).map(lambda body: json.dumps(body).encode()),
    )
)
def test_any_bytes_for_a_manifest_are_a_known_error(data):
    with pytest.raises(KnownError):
        backup_sets.manifest_from(data, "a backup")
