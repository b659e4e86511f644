from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import shutil
import subprocess
import sys
from dataclasses import replace

import pyrage
import pytest

from ilacs_desktop.errors import (
    DamagedFileError,
    LockedElsewhereError,
    NewerFileError,
    StorageError,
    WrongPassphraseError,
)
from ilacs_desktop.store.vault import vault as vaults
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.store.vault.vault import FileEntry, Vault, read_slots

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
    (folder / "vault-copy.json").unlink()
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
    with pytest.raises(LockedElsewhereError, match="Another running copy") as told:
        Vault.unlock(folder, WORDS)
    assert f"process {os.getpid()}" in str(told.value)
    assert "since " in str(told.value)
    made[0].close()
    assert not (folder / "vault.holder").exists()


def test_another_process_is_kept_out_until_this_one_is_done(made, folder):
    script = (
        "import sys; from pathlib import Path;"
        "from ilacs_desktop.errors import LockedElsewhereError;"
        "from ilacs_desktop.store.vault.vault import Vault\n"
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
    copies = ["vault-copy.db", "vault-copy.json"]
    assert sorted(
        path.name
        for path in folder.iterdir()
        if path.suffix in (".db", ".json", ".db-shm", ".db-wal")
    ) in (
        [*copies, "vault.db", "vault.json"],
        [*copies, "vault.db", "vault.db-shm", "vault.db-wal", "vault.json"],
    )
    vault.close()
    for secret, by in ((WORDS, "passphrase"), (recovery, "recovery")):
        opened = Vault.unlock(folder, secret, by=by)
        assert [one.file for one in opened.files()] == ["f2"]
        opened.close()
    # The old index, were it found again, no longer opens with what vault.json holds.
    (folder / "vault.db").write_bytes(before)
    (folder / "vault-copy.db").unlink()
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
def test_a_damaged_key_file_comes_back_from_its_copy_or_is_told(made, folder, content):
    made[0].close()
    good = (folder / "vault.json").read_bytes()
    (folder / "vault.json").write_bytes(content)
    opened = Vault.unlock(folder, WORDS)
    assert "vault.json was damaged or gone" in opened.told[0]
    opened.close()
    assert (folder / "vault.json").read_bytes() == good
    for name in ("vault.json", "vault-copy.json"):
        (folder / name).write_bytes(content)
    with pytest.raises(DamagedFileError, match=r"vault\.json"):
        Vault.unlock(folder, WORDS)


def test_a_flipped_bit_in_a_slot_is_not_taken_for_a_wrong_passphrase(made, folder):
    made[0].close()
    (folder / "vault-copy.json").unlink()
    path = folder / "vault.json"
    body = json.loads(path.read_text())
    wrapped = body["slots"][0]["wrapped"]
    body["slots"][0]["wrapped"] = ("A" if wrapped[0] != "A" else "B") + wrapped[1:]
    path.write_text(json.dumps(body))
    with pytest.raises(DamagedFileError, match="key file"):
        Vault.unlock(folder, WORDS)


def test_a_key_file_that_is_gone_comes_back_from_its_copy(made, folder):
    made[0].close()
    good = (folder / "vault.json").read_bytes()
    (folder / "vault.json").unlink()
    assert vaults.exists(folder)
    assert (folder / "vault.json").read_bytes() == good


def test_a_newer_key_file_is_refused(made, folder):
    made[0].close()
    path = folder / "vault.json"
    body = json.loads(path.read_text())
    path.write_text(json.dumps({**body, "format": 2}))
    with pytest.raises(NewerFileError):
        Vault.unlock(folder, WORDS)


@pytest.mark.parametrize("left", [None, b"", b"x" * 5_000])
def test_an_index_that_is_gone_empty_or_another_comes_back_or_is_told(made, folder, left):
    made[0].put_file(entry("f1"))
    made[0].close()
    path = folder / "vault.db"

    def lose():
        path.unlink()
        if left is not None:
            path.write_bytes(left)

    lose()
    opened = Vault.unlock(folder, WORDS)
    assert "vault.db was damaged or gone" in opened.told[0]
    assert [one.file for one in opened.files()] == ["f1"]
    opened.close()
    lose()
    (folder / "vault-copy.db").write_bytes(b"x" * 5_000)
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


def copies(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_master_key_opens_by_every_way_in_and_the_old_one_by_none(made, folder):
    vault, recovery = made
    key = secrets.token_bytes(32)
    vault.put_file(replace(entry("f1"), key=key))
    vault.put_file(entry("gone"))
    identity = pyrage.x25519.Identity.generate()
    vault.set_organisation_key(str(identity.to_public()))
    old, before = vault._master, copies(folder)
    vault.destroy_file_key("gone")
    middle = vault._master
    vault.rotate_master()
    assert len({old, middle, vault._master}) == 3
    after = copies(folder)
    for path, data in after.items():
        for secret in (key, old, middle, vault._master):
            assert secret not in data, path
            assert secret.hex().encode() not in data.lower(), path
        if ".db" in path.name:
            # Neither a file nor a page of its WAL can be read with a master of before.
            if path.name.endswith("-shm"):
                continue
            assert not opens(path, old)
            assert not opens(path, middle)
    slots_before = before[folder / "vault.json"]
    (folder / "vault.json").write_bytes(slots_before)
    vault.close()
    with pytest.raises(DamagedFileError, match="belongs to"):
        Vault.unlock(folder, WORDS)
    (folder / "vault.json").write_bytes(after[folder / "vault.json"])
    for secret, by in (
        (WORDS, "passphrase"),
        (recovery, "recovery"),
        (str(identity), "organisation"),
    ):
        opened = Vault.unlock(folder, secret, by=by)
        assert [one.key for one in opened.files()] == [key]
        opened.close()


def opens(path, master):
    """Say whether a page of a file, or of its WAL, can be decrypted with a master key."""
    data = path.read_bytes()
    header, size = (32, 4096) if path.name.endswith("-wal") else (0, 4096)
    step = size + (24 if header else 0)
    pages = [data[at + step - size : at + step] for at in range(header, len(data), step)]
    # SQLCipher keeps its salt in the first 16 bytes of page 1; every page ends in IV and HMAC.
    salt = path.with_name(path.name.removesuffix("-wal")).read_bytes()[:16]
    hmac_key = hashlib.pbkdf2_hmac("sha512", master, bytes(one ^ 0x3A for one in salt), 2, 32)
    for page in pages:
        body = page[16:-64] if page[:16] == salt else page[:-64]
        for number in range(1, len(pages) + 20):
            sealed = hmac.digest(hmac_key, body + number.to_bytes(4, "little"), "sha512")
            if sealed == page[-64:]:
                return True
    return False


def test_a_page_is_known_by_its_own_master_key(made, folder):
    vault, _ = made
    vault.set_meta("a note", "of the vault's own")
    assert opens(folder / "vault.db-wal", vault._master)
    vault._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert opens(folder / "vault.db", vault._master)
    assert not opens(folder / "vault.db", bytes(32))


def test_changing_the_passphrase_writes_its_slot_alone(made, folder):
    vault, _ = made
    vault.set_organisation_key(str(pyrage.x25519.Identity.generate().to_public()))
    index = (folder / "vault.db").read_bytes()
    before = {one.kind: one for one in read_slots(folder)[0]}
    vault.change_passphrase(WORDS, "quite other words", cost=Cost())
    after = {one.kind: one for one in read_slots(folder)[0]}
    assert {kind for kind in after if after[kind] != before[kind]} == {"passphrase"}
    assert (folder / "vault.db").read_bytes() == index


def test_a_full_disk_while_the_master_key_changes_leaves_the_old_one(made, folder, monkeypatch):
    vault, _ = made
    vault.put_file(entry("f1"))

    def full(*_args):
        raise StorageError("The disk is full.")

    monkeypatch.setattr(vaults, "write_slots", full)
    with pytest.raises(StorageError):
        vault.rotate_master()
    monkeypatch.undo()
    assert [one.file for one in vault.files()] == ["f1"]
    assert not (folder / "vault.db.new").exists()
    vault.close()
    Vault.unlock(folder, WORDS).close()


def test_what_an_end_in_the_middle_left_half_written_goes_at_the_next_start(made, folder):
    vault, _ = made
    vault.close()
    for name in ("vault.json.new", "vault.db.new", "vault.db.new-wal", "vault-copy.db.new"):
        (folder / name).write_bytes(b"half")
    Vault.unlock(folder, made[1], by="recovery").close()
    assert not list(folder.glob("*.new*"))
