"""A Word file out and back by command: exported, edited, brought back, decided."""

from __future__ import annotations

import json
import zipfile

import pytest

from ilacs_desktop import cli
from ilacs_desktop.store.vault import slots
from ilacs_desktop.store.vault.slots import Cost

BEA = 'w:author="Bea Moderator" w:date="2026-07-30T10:05:00Z"'


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(slots, "calibrated", Cost)
    monkeypatch.setenv("ILACS_PASSPHRASE", "correct horse battery")

    def command(*words):
        code = cli.run(["--data-dir", str(tmp_path / "data"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_a_letter_goes_out_and_comes_back(run, tmp_path):
    words = ("new", "--event", "ilacs-2026/focused-visit", "--la", "Testshire")
    named = json.loads(run(*words, "--fieldwork-start", "2026-07-06", "--json")[1])["inspection"]
    sent, back = tmp_path / "sent.docx", tmp_path / "back.docx"
    for out in (sent, tmp_path / "x.html"):
        form = out.suffix[1:]
        code, _, err = run("export", named, "--document", "letter", "--format", form, "--out", out)
        assert (code, err) == (0, "")
    old = "next inspection or visit"
    cut = (
        f'</w:t></w:r><w:del w:id="1" {BEA}><w:r><w:delText>{old}</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" {BEA}><w:r><w:t>visit that follows</w:t></w:r></w:ins>'
        '<w:r><w:t xml:space="preserve">'
    )
    with zipfile.ZipFile(sent) as given, zipfile.ZipFile(back, "w") as made:
        for name in given.namelist():
            data = given.read(name).decode()
            made.writestr(name, data.replace(old, cut) if name == "word/document.xml" else data)
    code, out, err = run("return-docx", named, back, "--json")
    body = json.loads(out)
    assert (code, err, body["open"]) == (0, "", 1)
    change = body["changes"][0]
    assert (change["author"], change["before"]) == ("Bea Moderator", old)
    code, out, err = run("returned", named, "--take", "all", "--by", "Bea Moderator", "--json")
    assert (code, err) == (0, "")
    assert (json.loads(out)["open"], json.loads(out)["taken"]) == (0, 1)
    code, out, err = run("return-docx", named, tmp_path / "x.html")
    assert code == 1
    assert "not a Word document" in err
