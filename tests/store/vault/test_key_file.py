"""The key file: whole or not at all."""

from __future__ import annotations

import pytest

from ilacs_desktop.errors import DamagedFileError, StorageError
from ilacs_desktop.store.vault import key_file
from ilacs_desktop.store.vault.key_file import read_slots, write_private, write_slots
from ilacs_desktop.store.vault.slots import Cost, Slot


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


@pytest.mark.parametrize(("memory", "passes"), [(99999999999, 3), (65536, 100000), (8, 1)])
def test_a_key_file_may_not_ask_for_all_memory_nor_for_too_little(tmp_path, memory, passes):
    # Whoever makes such a file can make its digest, too.
    write_slots(tmp_path, (Slot("passphrase", b"", b"", b"", Cost(memory, passes)),))
    with pytest.raises(DamagedFileError, match="key slot"):
        read_slots(tmp_path)


def test_a_slot_that_is_not_as_it_was_written_is_damage(tmp_path):
    write_slots(tmp_path, (Slot("passphrase", b"public", b"wrapped", b"salt"),))
    path = tmp_path / "vault.json"
    path.write_text(path.read_text().replace('"passes": 3', '"passes": 4'))
    with pytest.raises(DamagedFileError, match="key file"):
        read_slots(tmp_path)
