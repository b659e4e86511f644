"""Verify and salvage by command: faults are told in words, exit 1; the new file opens."""

from __future__ import annotations

import json

import pytest

from ilacs_desktop import cli
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.store.vault import slots
from ilacs_desktop.store.vault.slots import Cost

PASSPHRASE = "correct horse battery"


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(slots, "calibrated", Cost)
    monkeypatch.setenv("ILACS_PASSPHRASE", PASSPHRASE)

    def command(*words):
        code = cli.run(["--data-dir", str(tmp_path / "data"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def inspection(run, tmp_path):
    words = ("new", "--event", "ilacs-2026/short", "--la", "Testshire", "--fieldwork-start")
    code, out, err = run(*words, "2026-07-06", "--json")
    assert code == 0, err
    held = laptop.unlock(tmp_path / "data", PASSPHRASE)
    file = held.files()[0].file
    held.close()
    return json.loads(out)["inspection"], file, tmp_path / "data" / "inspections" / f"{file}.db"


def test_faults_are_told_as_json_and_exit_1_and_what_can_be_saved_is_saved(run, inspection):
    named, file, path = inspection
    data = bytearray(path.read_bytes())
    data[4096 + 40] ^= 1
    path.write_bytes(data)
    code, out, err = run("verify", named, "--json")
    body = json.loads(out)
    assert (code, err, body["good"]) == (1, "", False)
    assert f"Page 2 of {len(data) // 4096} is damaged." in body["faults"]
    assert "can still be read" in body["can_be_saved"]
    code, out, err = run("verify", named)
    assert code == 1
    assert "salvage" in out
    code, out, err = run("salvage", named, "--json")
    made = json.loads(out)
    assert (code, err) == (0, "")
    assert (made["lost"], made["backup"]) == (0, None)
    assert made["file"] != file
    code, out, err = run("verify", made["file"], "--json")
    assert code == 0, out
    assert path.read_bytes() == data


def test_a_file_that_is_gone_is_told(run, inspection):
    named, _, path = inspection
    path.unlink()
    code, out, _ = run("verify", named, "--json")
    assert code == 1
    assert "is missing" in json.loads(out)["faults"][0]
    code, out, err = run("salvage", named)
    assert (code, out) == (1, "")
    assert "Nothing can be saved" in err
