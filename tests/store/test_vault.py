from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from ilacs_desktop.errors import (
    DamagedFileError,
    LockedElsewhereError,
    NewerFileError,
    StorageError,
    WrongPassphraseError,
)
from ilacs_desktop.store import vault as vaults
from ilacs_desktop.store.slots import Cost
from ilacs_desktop.store.vault import FileEntry, Vault, read_slots, write_private

WORDS = "four plain words here"


@pytest.fixture(scope="session")
def first(tmp_path_factory):
    """Make one vault for all tests, because stretching a passphrase takes its time."""
    folder = tmp_path_factory.mktemp("vault") / "data"
    vault, recovery = Vault.create(folder, WORDS, "Ann", cost=Cost())
    vault.close()
    return folder, recovery


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def made(folder, first):
    """Return a copy of it, opened by its recovery key, and that key."""
    shutil.copytree(first[0], folder)
    folder.chmod(0o700)
    vault = Vault.unlock(folder, first[1], by="recovery")
    yield vault, first[1]
    vault.close()


def entry(file, **over):
    return FileEntry(file=file, inspection=f"i-{file}", key=file.encode() * 16, **over)


def test_a_vault_opens_with_its_passphrase_and_its_recovery_key(made, folder):
    vault, recovery = made
    identity = vault.identity
    vault.close()
    for secret, by in ((WORDS, "passphrase"), (recovery, "recovery")):
        opened = Vault.unlock(folder, secret, by=by)
        assert opened.identity.person == identity.person
        assert opened.identity.name == "Ann"
        assert opened.identity.public_key == identity.public_key
        opened.close()


def test_another_passphrase_does_not_open_it_and_leaves_no_lock(made, folder):
    made[0].close()
    with pytest.raises(WrongPassphraseError):
        Vault.unlock(folder, "something else")
    Vault.unlock(folder, WORDS).close()


def test_files_and_folder_are_its_owners_alone(made, folder):
    assert folder.stat().st_mode & 0o777 == 0o700
    for path in folder.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600, path.name


def test_neither_keys_nor_names_can_be_read_beside_it(made, folder):
    vault, recovery = made
    vault.put_file(entry("f1", la_name="Zedshire"))
    for path in folder.iterdir():
        data = path.read_bytes()
        assert b"Zedshire" not in data
        assert recovery.encode() not in data
        assert b"Ann" not in data or path.name == "vault.lock"


def test_a_second_vault_is_not_made_over_the_first(made, folder):
    with pytest.raises(StorageError, match="already a vault"):
        Vault.create(folder, WORDS, "Ben", cost=Cost())


def test_a_new_vault_is_not_made_where_inspections_wait_for_their_key_file(made, folder):
    vault, _ = made
    vault.close()
    (folder / "inspections").mkdir()
    (folder / "inspections" / "0123.db").write_bytes(b"x")
    key_file = (folder / "vault.json").read_bytes()
    index = (folder / "vault.db").read_bytes()
    (folder / "vault.json").unlink()
    with pytest.raises(DamagedFileError, match="key file"):
        Vault.create(folder, WORDS, "Ann", cost=Cost())
    assert (folder / "vault.db").read_bytes() == index
    (folder / "vault.json").write_bytes(key_file)
    Vault.unlock(folder, WORDS).close()


def test_a_replaced_recovery_key_opens_and_the_one_before_does_not(made, folder):
    vault, old = made
    new = vault.replace_recovery()
    vault.close()
    with pytest.raises(WrongPassphraseError):
        Vault.unlock(folder, old, by="recovery")
    Vault.unlock(folder, new, by="recovery").close()
    Vault.unlock(folder, WORDS).close()


def test_a_second_copy_of_the_app_is_kept_out(made, folder):
    with pytest.raises(LockedElsewhereError, match="Another running copy"):
        Vault.unlock(folder, WORDS)


def test_another_process_is_kept_out_until_this_one_is_done(made, folder):
    script = (
        "import sys; from pathlib import Path;"
        "from ilacs_desktop.errors import LockedElsewhereError;"
        "from ilacs_desktop.store.vault import Vault\n"
        "try:\n Vault.unlock(Path(sys.argv[1]), sys.argv[2]).close()\n"
        "except LockedElsewhereError:\n sys.exit(7)"
    )
    command = [sys.executable, "-c", script, str(folder), WORDS]
    assert subprocess.run(command, check=False).returncode == 7
    made[0].close()
    assert subprocess.run(command, check=False).returncode == 0


def test_a_folder_without_a_vault_is_told(folder):
    folder.mkdir()
    assert not vaults.exists(folder)
    with pytest.raises(StorageError, match="There is no vault"):
        Vault.unlock(folder, WORDS)


def test_a_synchronised_folder_is_refused(tmp_path):
    with pytest.raises(StorageError, match="synchronised"):
        Vault.create(tmp_path / "Dropbox" / "ilacs", WORDS, "Ann", cost=Cost())
    assert not (tmp_path / "Dropbox").exists()


def test_a_passphrase_can_be_changed_and_the_recovery_key_stays(made, folder):
    vault, recovery = made
    with pytest.raises(WrongPassphraseError):
        vault.change_passphrase("not it", "new words in here", cost=Cost())
    vault.change_passphrase(WORDS, "new words in here", cost=Cost())
    assert vault.holds_passphrase("new words in here")
    assert not vault.holds_passphrase(WORDS)
    vault.close()
    with pytest.raises(WrongPassphraseError):
        Vault.unlock(folder, WORDS)
    opened = Vault.unlock(folder, recovery, by="recovery")
    opened.set_passphrase("and again other words", cost=Cost())
    opened.close()
    Vault.unlock(folder, "and again other words").close()


def test_what_is_known_of_a_file_is_kept(made, folder):
    vault, _ = made
    one = entry("f1", la_name="Zedshire", training=True, seq=7, hash="ab", device=3, inode=9)
    vault.put_file(one)
    vault.put_file(entry("f2", opened_at="2026-03-02T10:00:00+00:00"))
    vault.close()
    opened = Vault.unlock(folder, WORDS)
    assert [found.file for found in opened.files()] == ["f2", "f1"]
    assert opened.files()[1] == one
    opened.close()


def test_notes_of_the_vault_are_kept(made):
    vault, _ = made
    assert vault.meta("theme") == ""
    vault.set_meta("theme", "dark")
    vault.set_meta("theme", "light")
    assert vault.meta("theme") == "light"


def test_a_destroyed_key_is_gone_and_the_others_open_as_before(made, folder):
    vault, recovery = made
    vault.put_file(entry("f1"))
    vault.put_file(entry("f2"))
    identity = vault.identity
    before = (folder / "vault.db").read_bytes()
    vault.destroy_file_key("f1")
    assert [one.file for one in vault.files()] == ["f2"]
    assert vault.identity.public_key == identity.public_key
    assert sorted(path.name for path in folder.iterdir() if "lock" not in path.name) in (
        ["vault.db", "vault.json"],
        ["vault.db", "vault.db-shm", "vault.db-wal", "vault.json"],
    )
    vault.close()
    for secret, by in ((WORDS, "passphrase"), (recovery, "recovery")):
        opened = Vault.unlock(folder, secret, by=by)
        assert [one.file for one in opened.files()] == ["f2"]
        opened.close()
    # The old index, were it found again, no longer opens with what vault.json holds.
    (folder / "vault.db").write_bytes(before)
    with pytest.raises(DamagedFileError, match="belongs to"):
        Vault.unlock(folder, WORDS)


@pytest.mark.parametrize("moment", ["before the index changes", "after the index changed"])
def test_an_end_in_the_middle_of_destroying_a_key_loses_nothing(made, folder, monkeypatch, moment):
    vault, _ = made
    vault.put_file(entry("f1"))
    vault.put_file(entry("f2"))

    class EndError(BaseException):
        """The app is ended here."""

    written = []
    real = Vault._write_slots

    def write(self, coming=()):
        written.append(coming)
        if moment == "after the index changed" and not coming:
            raise EndError
        real(self, coming)
        if moment == "before the index changes":
            raise EndError

    monkeypatch.setattr(Vault, "_write_slots", write)
    with pytest.raises(EndError):
        vault.destroy_file_key("f1")
    monkeypatch.undo()
    vault._lock.release()
    opened = Vault.unlock(folder, WORDS)
    kept = {one.file for one in opened.files()}
    assert kept == ({"f1", "f2"} if moment == "before the index changes" else {"f2"})
    assert read_slots(folder)[1] == ()
    opened.close()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 1}', b'{"format":1,"slots":3}'])
def test_a_damaged_key_file_is_told(made, folder, content):
    made[0].close()
    (folder / "vault.json").write_bytes(content)
    with pytest.raises(DamagedFileError, match=r"vault\.json"):
        Vault.unlock(folder, WORDS)


def test_a_newer_key_file_is_refused(made, folder):
    made[0].close()
    path = folder / "vault.json"
    body = json.loads(path.read_text())
    path.write_text(json.dumps({**body, "format": 2}))
    with pytest.raises(NewerFileError):
        Vault.unlock(folder, WORDS)


@pytest.mark.parametrize("left", [None, b"", b"x" * 5_000])
def test_an_index_that_is_gone_empty_or_another_is_told(made, folder, left):
    made[0].close()
    path = folder / "vault.db"
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    with pytest.raises(DamagedFileError, match=r"vault\.db"):
        Vault.unlock(folder, WORDS)
    assert not path.exists() or path.read_bytes() == left


def test_a_first_run_cut_short_can_be_begun_again(folder, monkeypatch):
    monkeypatch.setattr(Vault, "_write_slots", lambda *_: (_ for _ in ()).throw(OSError(28, "x")))
    with pytest.raises(OSError, match="x"):
        Vault.create(folder, WORDS, "Ann", cost=Cost())
    monkeypatch.undo()
    assert not vaults.exists(folder)
    vault, _ = Vault.create(folder, WORDS, "Ann", cost=Cost())
    vault.close()


def test_a_private_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "one.json"
    write_private(path, b"first")
    assert path.stat().st_mode & 0o777 == 0o600

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(vaults.os, "fsync", full)
    with pytest.raises(StorageError, match="disk is full"):
        write_private(path, b"second")
    assert path.read_bytes() == b"first"
