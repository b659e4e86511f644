"""A laptop whose passphrase is lost: the organisation's key and the recovery key, by command."""

from __future__ import annotations

import json

import pyrage
import pytest

from ilacs_desktop import cli
from ilacs_desktop.store.vault import slots
from ilacs_desktop.store.vault.slots import Cost

OLD, NEW = "correct horse battery", "quite other words now"


@pytest.fixture
def escrow(tmp_path, monkeypatch):
    """A machine whose policy asks for the organisation's key; the file of its private half."""
    identity = pyrage.x25519.Identity.generate()
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    folder = tmp_path / "etc" / "ilacs-desktop"
    folder.mkdir(parents=True)
    (folder / "policy.toml").write_text(f'organisation_key = "{identity.to_public()}"\n')
    path = tmp_path / "key.txt"
    path.write_text(f"# public key: {identity.to_public()}\n{identity}\n")
    return path


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(slots, "calibrated", Cost)

    def command(*words, passphrase=None, data="data"):
        monkeypatch.delenv("ILACS_PASSPHRASE", raising=False)
        if passphrase is not None:
            monkeypatch.setenv("ILACS_PASSPHRASE", passphrase)
        code = cli.run(["--data-dir", str(tmp_path / data), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def inspection(run, escrow):
    code, out, _ = run(
        *("new", "--event", "ilacs-2026/short", "--la", "Testshire"),
        *("--fieldwork-start", "2026-07-06", "--json"),
        passphrase=OLD,
    )
    assert code == 0
    return json.loads(out)["inspection"]


def test_the_organisations_key_opens_what_the_policy_asked_for(run, inspection, escrow):
    code, out, _ = run("--organisation-key", escrow, "show", inspection)
    assert code == 0
    assert "Testshire" in out


def test_a_wrong_key_or_no_key_is_told_in_one_line(run, inspection, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    for path, said in ((other, "does not open the vault"), (tmp_path / "none", "cannot be read")):
        code, out, err = run("--organisation-key", path, "list")
        assert code == 1
        assert said in err
        assert err.count("\n") == 1
        assert out == ""


def test_recovering_sets_a_new_passphrase_and_the_old_one_opens_nothing(
    run, inspection, escrow, monkeypatch
):
    code, _, err = run("--organisation-key", escrow, "recover", passphrase=NEW)
    assert code == 0, err
    key = err.partition("apart): ")[2].strip()
    assert run("list", passphrase=OLD)[0] == 1
    assert run("list", passphrase=NEW)[0] == 0
    # The paper made now opens it too, and again sets a new passphrase.
    monkeypatch.setenv("ILACS_RECOVERY_KEY", key)
    assert run("recover", "--recovery-key", passphrase=OLD)[0] == 0
    assert run("list", passphrase=OLD)[0] == 0


def test_nothing_given_is_told(run, inspection):
    code, _, err = run("recover", passphrase=NEW)
    assert code == 1
    assert "--organisation-key FILE" in err


def test_a_backup_is_restored_elsewhere_by_the_organisation(run, inspection, escrow, tmp_path):
    file = tmp_path / "one.backup"
    assert run("backup", inspection, "--out", file, passphrase=OLD)[0] == 0
    code, _, err = run("--organisation-key", escrow, "restore", file, passphrase=NEW, data="it")
    assert code == 0, err
    code, out, _ = run("list", passphrase=NEW, data="it")
    assert "Testshire" in out
