"""The key file: whole or not at all."""

from __future__ import annotations

import pytest

from ilacs_desktop.errors import DamagedFileError, StorageError
from ilacs_desktop.store import key_file
from ilacs_desktop.store.key_file import read_slots, write_private


def test_a_private_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "one.json"
    write_private(path, b"first")
    assert path.stat().st_mode & 0o777 == 0o600

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(key_file.os, "fsync", full)
    with pytest.raises(StorageError, match="disk is full"):
        write_private(path, b"second")
    assert path.read_bytes() == b"first"


@pytest.mark.parametrize(
    "cost",
    [
        '"memory_kib": 99999999999, "passes": 3',
        '"memory_kib": 65536, "passes": 100000',
        '"memory_kib": 8, "passes": 1',
    ],
)
def test_a_key_file_may_not_ask_for_all_memory_nor_for_too_little(tmp_path, cost):
    slot = f'{{"kind": "passphrase", "public_key": "", "wrapped": "", "salt": "", {cost}}}'
    (tmp_path / "vault.json").write_text(f'{{"format": 1, "slots": [{slot}]}}')
    with pytest.raises(DamagedFileError, match="key slot"):
        read_slots(tmp_path)
