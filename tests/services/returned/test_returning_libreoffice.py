"""LibreOffice stands in for Word: what it saves again is known again, changes and all."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

from ilacs_desktop.services.report import export, exported, writing
from ilacs_desktop.services.returned import returned, returning

_spec = importlib.util.spec_from_file_location(
    "returning_markup", Path(__file__).with_name("test_returning.py")
)
markup = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(markup)

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this computer"),
]


def saved_again(data, folder):
    """Return a file as LibreOffice writes it."""
    path = folder / "in" / "x.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = "docx:MS Word 2007 XML"
    command = [OFFICE, home, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return (folder / "x.docx").read_bytes()


def test_tracked_changes_of_two_people_survive_libreoffice(work, tmp_path):
    for text in (markup.FIRST, markup.SECOND, markup.THIRD):
        writing.add_paragraph(work, markup.AREA, text=text)
    out = tmp_path / "sent.docx"
    exported.keep(work, "report", export.export(work, "report", "docx", out, now=markup.NOW))
    file = markup.File(out.read_bytes())
    file.edit(
        markup.FIRST,
        markup.gone("Most", markup.BEA),
        markup.ins("All", markup.BEA),
        markup.run(markup.FIRST[4:]),
        markup.ins(" Good.", markup.CAL),
    )
    old = file.paragraph(markup.SECOND)
    start = old.index("<w:r>")
    second = markup.run(" A small number drift for too long.") + old[old.index("<w:bookmarkEnd") :]
    first = markup.mark(old[:start], markup.CAL) + markup.run("Plans are clear.") + "</w:p>"
    file.put(old, f"{first}<w:p><w:pPr/>{second}")
    file.put("Managers listen", "Managers hear")
    found = returning.read(work, saved_again(file.bytes(), tmp_path), "x.docx")
    version = returning.keep(work, found).made
    assert [(one.sort, one.author) for one in returned.offers(work, version)] == [
        ("replaced", "Bea Moderator"),
        ("inserted", "Cal Reader"),
        ("split", "Cal Reader"),
        ("replaced", returned.UNTRACKED),
    ]
    returned.take_all(work, version)
    assert markup.texts(work) == [
        markup.FIRST.replace("Most", "All") + " Good.",
        "Plans are clear.",
        "A small number drift for too long.",
        markup.THIRD.replace("listen", "hear"),
    ]
