"""Export: a whole file or none, one clear message, marking on drafts, nothing on the final."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime

import pikepdf
import pytest

from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import Case, Member
from ilacs_desktop.errors import BadInputError, NotAllowedError, StorageError
from ilacs_desktop.services.checks import acceptance
from ilacs_desktop.services.checks import document as checking
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import export, writing
from ilacs_desktop.services.report.outline import outline
from ilacs_desktop.store.places import machine_digest

NOW = datetime(2026, 8, 18, 10, tzinfo=UTC)


def grade(work):
    judgements.open_meeting(work, "2026-07-10", [work.members[0].id])
    for area in judgements.judged_areas(work.edition, work.event):
        judgements.choose_grade(work, area.key, "good", final=True)


@pytest.mark.parametrize(
    ("event", "document"),
    [
        ("short", "report"),
        ("standard", "report"),
        ("focused-visit", "letter"),
        ("monitoring-visit", "letter"),
        ("jtai", "letter"),
        ("annual-engagement", "letter"),
    ],
)
@pytest.mark.parametrize("start", [date(2018, 10, 29), date(2025, 1, 20), date(2026, 7, 6)])
def test_every_event_of_every_edition_exports_its_document(
    new_work, tmp_path, event, document, start
):
    work = new_work(event, start, la="Żywiec-upon-Łódź", scope_text="the front door")
    out = tmp_path / "made.pdf"
    outcome = export.export(work, document, "pdf", out, now=NOW)
    assert outcome.path == out
    assert outcome.missing_characters == ()
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == outcome.pages
        assert "Żywiec-upon-Łódź" in str(pdf.docinfo["/Title"])


def test_the_same_inspection_gives_the_same_bytes(work, tmp_path):
    for name in ("a.pdf", "b.pdf"):
        export.export(work, "report", "pdf", tmp_path / name, now=NOW)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_an_event_ends_in_one_document_and_says_which(work, new_work, tmp_path):
    with pytest.raises(BadInputError, match="ends in a report, not in a letter"):
        export.export(work, "letter", "pdf", tmp_path / "x.pdf")
    with pytest.raises(BadInputError, match="ends in a letter"):
        export.export(new_work("jtai"), "report", "pdf", tmp_path / "x.pdf")


def test_what_is_not_there_says_what_is(work, tmp_path):
    for document, file_format in (("novel", "pdf"), ("report", "odt")):
        with pytest.raises(BadInputError, match="There is no") as caught:
            export.export(work, document, file_format, tmp_path / "x.pdf")
        assert "report as PDF, Word, web page" in caught.value.todo
    assert list(tmp_path.iterdir()) == []


def test_the_published_version_waits_for_final_grades_and_the_lead(work, tmp_path):
    out = tmp_path / "x.pdf"
    with pytest.raises(NotAllowedError, match="No final grade yet"):
        export.export(work, "report", "pdf", out, final=True)
    grade(work)
    export.export(work, "report", "pdf", out, final=True, now=NOW)
    draft = editing.changing(work, Member, work.members[0].id, {"role": "inspector"})
    work.run(StepDraft("Change role", (draft,)))
    with pytest.raises(NotAllowedError, match="lead"):
        export.export(work, "report", "pdf", out, final=True)


def test_a_child_id_stops_the_published_version_until_it_is_cleared(work, tmp_path):
    grade(work)
    editing.create(work, Case, "Add child", child_id="9000412")
    writing.add_paragraph(work, "leaders", text="See 9000412.")
    out = tmp_path / "x.pdf"
    export.export(work, "report", "pdf", out, now=NOW)
    with pytest.raises(NotAllowedError, match="Child’s ID in the text") as caught:
        export.export(work, "report", "pdf", out, final=True, now=NOW)
    assert "paragraph 1" in caught.value.what
    assert "9000412" not in f"{caught.value.what}{caught.value.todo}"
    written = outline(work.snapshot, work.edition, NOW.date())
    (stop,) = checking.of_document(work, written).stops
    acceptance.accept(work, stop, "The number of a form.")
    export.export(work, "report", "pdf", out, final=True, now=NOW)


def test_a_file_is_replaced_whole_and_private(tmp_path):
    out = tmp_path / "x.pdf"
    out.write_bytes(b"old")
    export.write_file(out, b"new")
    assert out.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["x.pdf"]
    if sys.platform != "win32":
        assert out.stat().st_mode & 0o077 == 0


def test_a_place_that_cannot_be_written_gives_one_clear_message(tmp_path):
    folder = tmp_path / "x.pdf"
    folder.mkdir()
    for out in (folder, tmp_path / "missing" / "x.pdf", tmp_path / ("x" * 300)):
        with pytest.raises(StorageError, match="cannot be written") as caught:
            export.write_file(out, b"new")
        assert caught.value.kept
        assert caught.value.todo
    assert [one.name for one in tmp_path.iterdir()] == ["x.pdf"]


def test_a_failing_disk_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch):
    out = tmp_path / "x.pdf"
    out.write_bytes(b"old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="no space left"):
        export.write_file(out, b"new")
    assert out.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["x.pdf"]


def test_the_suggested_name_names_the_la_and_the_draft(work, new_work):
    assert export.suggested_name(work) == "Exampleshire report draft.pdf"
    visit = new_work("focused-visit", la="A/B: C")
    assert export.suggested_name(visit, final=True) == "AB C letter.pdf"


def test_what_an_export_that_was_killed_left_goes_with_the_next(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"],
        capture_output=True,
        text=True,
        check=True,
    )
    left = tmp_path / f".ilacs-{machine_digest()[:8]}-{ended.stdout.strip()}-x.part"
    running = tmp_path / f".ilacs-{machine_digest()[:8]}-{os.getppid()}-x.part"
    other = tmp_path / ".ilacs-00000000-1-x.part"
    for path in (left, running, other):
        path.write_bytes(b"half")
    export.write_file(tmp_path / "letter.pdf", b"new")
    assert not left.exists()
    assert running.exists()
    assert other.exists(), "another laptop on a shared folder may be writing it"
