"""The command line: exit codes, one line on stderr, one JSON object on stdout, no traceback."""

from __future__ import annotations

import json

import pytest

from ilacs_desktop import cli, compose
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.store.vault import slots
from ilacs_desktop.store.vault.slots import Cost


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command in a folder of its own; returns (exit code, stdout, stderr)."""
    monkeypatch.setenv("ILACS_PASSPHRASE", "correct horse battery")
    monkeypatch.setattr(slots, "calibrated", Cost)

    def command(*words):
        code = cli.run(["--data-dir", str(tmp_path / "data"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def inspection(run):
    code, out, err = run(
        *("new", "--event", "ilacs-2026/short", "--la", "Testshire"),
        *("--fieldwork-start", "2026-07-06", "--json"),
    )
    assert code == 0
    assert "Recovery key" in err
    return json.loads(out)["inspection"]


def test_new_makes_the_vault_and_prints_one_object(run, inspection):
    code, out, err = run("list", "--json")
    assert (code, err) == (0, "")
    [one] = json.loads(out)["inspections"]
    assert (one["inspection"], one["la_name"]) == (inspection, "Testshire")


def test_show_and_verify(run, inspection):
    code, out, _ = run("show", inspection, "--json")
    assert code == 0
    assert json.loads(out)["records"]["member"] == 1
    code, out, _ = run("verify", inspection, "--json")
    assert code == 0
    assert json.loads(out)["good"] is True


def test_dump_and_load_into_another_vault_give_the_same_file(run, inspection, tmp_path, capsys):
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    assert run("dump", inspection, "--out", first)[0] == 0
    code = cli.run(["--data-dir", str(tmp_path / "other"), "load", str(first)])
    assert code == 0
    code = cli.run(
        ["--data-dir", str(tmp_path / "other"), "dump", inspection, "--out", str(second)]
    )
    assert code == 0
    assert first.read_bytes() == second.read_bytes()
    capsys.readouterr()


PAPERS = (
    *("kit-notes", "kit-private", "mid-point", "feedback", "referral-note", "requests"),
    *("digest", "timetable", "sampling-record", "data-quality"),
)


@pytest.mark.parametrize("document", PAPERS)
def test_papers_are_exported_or_refused_in_one_line(run, inspection, tmp_path, document):
    out = tmp_path / "paper.pdf"
    words = ("export", inspection, "--document", document, "--format", "pdf", "--out", out)
    code, told, err = run(*words, "--json")
    if document in ("kit-notes", "kit-private", "referral-note"):
        assert (code, told) == (1, "")
        assert len(err.strip().splitlines()) == 1
        assert "Nothing was written." in err
        assert not out.exists()
    else:
        body = json.loads(told)
        assert (code, err, body["path"], body["warnings"]) == (0, "", str(out), [])
        assert out.read_bytes().startswith(b"%PDF")
    code, told, err = run(*words, "--item", "nonsense")
    assert (code, told) == (1, "")
    assert len(err.strip().splitlines()) == 1


def test_the_schema_and_the_editions_are_json(run):
    code, out, _ = run("schema")
    assert code == 0
    assert json.loads(out)["title"].startswith("ILACS Desktop")
    code, out, _ = run("frameworks", "--json")
    keys = [edition["key"] for edition in json.loads(out)["editions"]]
    assert keys[:3] == ["ilacs-2018", "ilacs-2023", "ilacs-2026"]


@pytest.mark.parametrize("words", [["bogus"], ["new", "--la", "x"], ["sample", "x"], ["--nope"]])
def test_wrong_usage_exits_2_with_one_line(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["show", "x"],
        ["new", "--event", "party", "--la", "x", "--fieldwork-start", "2026-07-06"],
        ["new", "--event", "ilacs-1066/short", "--la", "x", "--fieldwork-start", "2026-07-06"],
        ["load", "/nowhere/at/all.json"],
    ],
)
def test_a_known_problem_exits_1_with_one_line_and_makes_no_vault(run, tmp_path, words):
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err
    assert not laptop.has_vault(tmp_path / "data")


def test_a_wrong_passphrase_exits_1(run, inspection, monkeypatch):
    assert inspection
    monkeypatch.setenv("ILACS_PASSPHRASE", "not the right one")
    code, _, err = run("list")
    assert code == 1
    assert "does not open" in err


def test_an_unforeseen_fault_is_told_in_one_line_without_its_message(
    run, monkeypatch, log_warnings
):
    def broken(*_args):
        raise RuntimeError("Zebediah's record")

    monkeypatch.setattr(compose, "compose", broken)
    code, _, err = run("frameworks")
    assert code == 1
    assert "RuntimeError" in err
    assert "Zebediah" not in err
    assert not any("Zebediah" in line for line in log_warnings.caught)
    log_warnings.caught.clear()


def test_an_unwritable_workbook_and_an_unknown_child_are_told_in_one_line(
    run, inspection, tmp_path
):
    nowhere = str(tmp_path / "none" / "x.xlsx")
    for words in (
        ("training-data", "--size", "tiny", "--seed", "1", "--out", nowhere),
        ("journey", inspection, "123456"),
    ):
        code, out, err = run(*words)
        assert (code, out) == (1, "")
        assert len(err.strip().splitlines()) == 1
        assert "did not foresee" not in err


def test_every_command_that_tells_something_takes_json(run, inspection, tmp_path):
    for words in (
        ("dump", inspection, "--out", tmp_path / "x.json"),
        ("training-data", "--size", "tiny", "--seed", "1", "--out", tmp_path / "x.xlsx"),
        ("lost-laptop", "--out", tmp_path / "x.pdf"),
        ("schema",),
    ):
        code, out, _ = run(*words, "--json")
        assert code == 0
        assert isinstance(json.loads(out), dict)
