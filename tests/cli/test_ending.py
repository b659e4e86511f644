"""Retention, hold, disposal and certificates from the command line."""

from __future__ import annotations

import functools
import json

import pytest

from ilacs_desktop import cli
from ilacs_desktop.store.vault import slots
from ilacs_desktop.store.vault.slots import Cost

STRETCHED = functools.cache(slots._stretch)
"""Every command unlocks the laptop anew, and each would take its second."""


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command in a folder of its own; returns (exit code, stdout, stderr)."""
    monkeypatch.setenv("ILACS_PASSPHRASE", "correct horse battery")
    monkeypatch.setattr(slots, "calibrated", Cost)
    monkeypatch.setattr(slots, "_stretch", STRETCHED)

    def command(*words):
        code = cli.run(["--data-dir", str(tmp_path / "data"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def inspection(run):
    new = ("new", "--event", "ilacs-2026/short", "--la", "Testshire")
    _, out, _ = run(*new, "--fieldwork-start", "2026-07-06", "--json")
    return json.loads(out)["inspection"]


def test_an_inspection_is_disposed_of_and_certified(run, inspection, tmp_path):
    out = tmp_path / "certificate.pdf"
    words = ("dispose", inspection, "--reason", "Its time has passed: Jo Bloggs agreed")
    code, told, err = run(*words, "--out", out, "--json")
    body = json.loads(told)
    assert code == 0
    assert "kept until 10 July 2032" in err
    assert len(err.strip().splitlines()) == 1
    assert (body["la_name"], body["reason_kept"], body["early"]) == ("Testshire", True, True)
    assert (body["certificate"], body["not_reached"]) == (str(out), [])
    assert "Bloggs" not in told
    assert out.read_bytes().startswith(b"%PDF")
    assert run("show", inspection)[0] == 1
    _, told, _ = run("disposals", "--json")
    assert [one["inspection"] for one in json.loads(told)["disposals"]] == [inspection]
    again = tmp_path / "again.pdf"
    assert run("certificate", inspection, "--out", again)[0] == 0
    assert again.exists()
    assert run("certificate", "nothing", "--out", again)[0] == 1
    assert not list((tmp_path / "data" / "inspections").iterdir())


def test_a_hold_refuses_in_one_line_and_is_lifted_with_a_reason(run, inspection):
    assert run("hold", inspection, "--reason", "A complaint is open")[0] == 0
    code, out, err = run("dispose", inspection, "--reason", "x")
    assert (code, out) == (1, "")
    assert "Legal hold set by" in err
    assert "A complaint is open" in err
    assert len(err.strip().splitlines()) == 1
    assert run("hold", inspection, "--reason", "Again")[0] == 1
    assert run("hold", inspection, "--lift", "--reason", "The complaint was closed")[0] == 0
    assert run("dispose", inspection, "--reason", "x")[0] == 0


def test_without_a_reason_nothing_is_destroyed(run, inspection):
    code, out, err = run("dispose", inspection)
    assert (code, out) == (1, "")
    assert "reason is missing" in err
    assert len(err.strip().splitlines()) == 1
    assert run("show", inspection)[0] == 0


def test_retention_is_shown_and_set(run, inspection):
    _, told, _ = run("retention", inspection, "--json")
    assert json.loads(told) == {
        "set_to": "6 years",
        "until": "2032-07-10",
        "default": True,
        "hold": None,
    }
    _, told, _ = run("retention", inspection, "--set", "31 July 2029", "--json")
    assert json.loads(told)["until"] == "2029-07-31"
    code, _, err = run("retention", inspection, "--set", "when the moon is full")
    assert code == 1
    assert "neither a day" in err


def test_the_lost_laptop_sheet_is_written_for_the_laptop_and_for_one_inspection(
    run, inspection, tmp_path
):
    for at, words in enumerate(
        (
            ("lost-laptop", "--out"),
            ("lost-laptop", "--member", "Nobody known", "--out"),
            ("export", inspection, "--document", "lost-laptop", "--format", "pdf", "--out"),
        )
    ):
        out = tmp_path / f"sheet{at}.pdf"
        code, _, err = run(*words, out)
        assert (code, err) == (0, "")
        assert out.read_bytes().startswith(b"%PDF")
