"""Backup and restore by command: here, on a laptop with a vault of its own, and on a bare one."""

from __future__ import annotations

import json
import shutil
import zipfile

import pytest

from ilacs_desktop import cli
from ilacs_desktop.services.laptop import key_slots, laptop
from ilacs_desktop.store.vault import slots
from ilacs_desktop.store.vault.slots import Cost

PASSPHRASE = "correct horse battery"


@pytest.fixture(scope="module", autouse=True)
def cheap():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "calibrated", Cost)
        yield


@pytest.fixture
def run(monkeypatch, capsys):
    def command(folder, *words, passphrase=PASSPHRASE, **more):
        with monkeypatch.context() as patch:
            patch.setenv("ILACS_PASSPHRASE", passphrase)
            for name, value in more.items():
                patch.setenv(name, value)
            code = cli.run(["--data-dir", str(folder), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A laptop with one inspection, its recovery key, and a backup of it in one file."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "calibrated", Cost)
        held, key = laptop.first_run(folder / "data", "Ann Example", PASSPHRASE)
        held.close()
        patch.setenv("ILACS_PASSPHRASE", PASSPHRASE)
        words = ("new", "--event", "ilacs-2026/short", "--la", "Testshire")
        told = cli.run(["--data-dir", str(folder / "data"), *words, *START])
        assert told == 0
        out = folder / "one.ilacs-backup"
        held = laptop.unlock(folder / "data", PASSPHRASE)
        inspection = held.files()[0].inspection
        held.close()
        backup = ("backup", inspection, "--out", str(out))
        assert cli.run(["--data-dir", str(folder / "data"), *backup]) == 0
    return folder, inspection, key, out


START = ("--fieldwork-start", "2026-07-06")


def test_a_backup_is_one_file_of_encrypted_members_stored_as_they_are(made, run):
    folder, inspection, _, out = made
    code, told, err = run(folder / "data", "backup", inspection, "--out", out, "--json")
    assert (code, err) == (0, "")
    body = json.loads(told)
    assert body["bytes"] == out.stat().st_size
    assert (body["inspection"], body["attachments"]) == (inspection, 0)
    assert out.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(out) as archive:
        infos = archive.infolist()
        names = [one.filename for one in infos]
    assert names == ["manifest.json", "vault.json", "vault.db", "inspection.db"]
    assert all(one.compress_type == zipfile.ZIP_STORED for one in infos)
    assert b"Testshire" not in out.read_bytes()


@pytest.mark.parametrize("way", ["passphrase", "recovery"])
def test_a_bare_laptop_gets_a_vault_and_the_inspection(made, run, tmp_path, way):
    _, inspection, key, out = made
    folder = tmp_path / "new laptop" / "data"
    words, more = ("restore", out, "--json"), {}
    if way == "recovery":
        words, more = (*words, "--recovery-key"), {"ILACS_RECOVERY_KEY": key.lower()}
    code, told, err = run(folder, *words, **more)
    assert code == 0
    assert "Recovery key (shown once" in err
    assert key not in err
    body = json.loads(told)
    assert (body["inspection"], body["person"]) == (inspection, "Ann Example")
    code, told, _ = run(folder, "verify", inspection, "--json")
    assert (code, json.loads(told)["good"]) == (0, True)
    held = laptop.unlock(folder, PASSPHRASE)
    work = held.open_inspection(inspection).work
    assert work.is_lead
    work.close()
    held.close()


def test_it_opens_by_that_days_secrets_after_the_passphrase_was_changed(made, run, tmp_path):
    source, inspection, key, out = made
    data = tmp_path / "data"
    shutil.copytree(source / "data", data)
    held = laptop.unlock(data, PASSPHRASE)
    key_slots.change_passphrase(held, PASSPHRASE, "another horse battery")
    held.close()
    later = tmp_path / "later.ilacs-backup"
    words = ("backup", inspection, "--out", later)
    assert run(data, *words, passphrase="another horse battery")[0] == 0
    for number, (file, secret) in enumerate(((out, PASSPHRASE), (later, "another horse battery"))):
        assert run(tmp_path / f"bare{number}", "restore", file, passphrase=secret)[0] == 0
    bare = tmp_path / "bare2"
    assert run(bare, "restore", later, passphrase=PASSPHRASE)[0] == 1
    assert not bare.exists()
    more = {"ILACS_RECOVERY_KEY": key}
    assert run(bare, "restore", later, "--recovery-key", **more)[0] == 0


def test_two_restores_stand_beside_the_file_that_was_there(made, run, tmp_path):
    source, inspection, _, out = made
    data = tmp_path / "data"
    shutil.copytree(source / "data", data)
    files = [json.loads(run(data, "restore", out, "--json")[1])["file"] for _ in range(2)]
    code, told, _ = run(data, "list", "--json")
    listed = json.loads(told)["inspections"]
    assert code == 0
    assert len(listed) == 3
    assert {one["inspection"] for one in listed} == {inspection}
    assert run(data, "show", inspection)[0] == 1, "the file id has to be given now"
    for file in files:
        code, told, _ = run(data, "verify", file, "--json")
        assert (code, json.loads(told)["faults"]) == (0, [])


def test_someone_elses_laptop_needs_the_backups_own_passphrase(made, run, tmp_path):
    _, inspection, _, out = made
    folder = tmp_path / "ben"
    held, _ = laptop.first_run(folder, "Ben Example", "quite another phrase", cost=Cost())
    held.close()
    code, told, err = run(folder, "restore", out, passphrase="quite another phrase")
    assert (code, told, len(err.strip().splitlines())) == (1, "", 1)
    assert "does not open the backup" in err
    given = {"ILACS_BACKUP_PASSPHRASE": PASSPHRASE}
    words = ("restore", out, "--json")
    code, told, _ = run(folder, *words, passphrase="quite another phrase", **given)
    assert code == 0
    assert json.loads(told)["person"] == "Ann Example"
    code, _, _ = run(folder, "verify", inspection, passphrase="quite another phrase")
    assert code == 0


def test_a_set_from_the_backups_folder_is_restored_too(made, run, tmp_path):
    source, _, _, _ = made
    path = next((source / "data" / "backups").glob("*/0*"))
    assert run(tmp_path / "bare", "restore", path)[0] == 0


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "text", "missing"])
def test_a_damaged_backup_is_one_line_and_nothing_is_made(made, run, tmp_path, damage):
    file, data = tmp_path / "x.ilacs-backup", bytearray(made[3].read_bytes())
    if damage == "cut":
        del data[len(data) // 2 :]
    elif damage == "flip":
        data[len(data) // 2] ^= 1
    if damage != "missing":
        file.write_bytes({"empty": b"", "text": b"Not a backup at all"}.get(damage, bytes(data)))
    folder = tmp_path / "bare"
    code, told, err = run(folder, "restore", file)
    assert (code, told, len(err.strip().splitlines())) == (1, "", 1)
    assert not folder.exists()


def test_another_file_is_not_overwritten_by_a_backup(made, run, tmp_path):
    source, inspection, _, _ = made
    mine = tmp_path / "notes.txt"
    mine.write_text("mine", encoding="utf-8")
    code, _, err = run(source / "data", "backup", inspection, "--out", mine)
    assert code == 1
    assert "not a backup" in err
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_drill_by_command_tells_what_it_proved(made, run):
    source, inspection, _, _ = made
    code, told, err = run(source / "data", "drill", inspection, "--json")
    assert (code, err) == (0, "")
    body = json.loads(told)
    assert body["good"] is True
    assert body["entries"] > 20
