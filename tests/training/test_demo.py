"""The demonstration: a data folder that opens, a letter and a report that read in order."""

from __future__ import annotations

import io
import shutil
import stat
from pathlib import Path

import pikepdf
import pytest

from ilacs_desktop.errors import BadInputError, StorageError
from ilacs_desktop.services.laptop.laptop import TRAINING_NOW, unlock
from ilacs_desktop.training import demo
from ilacs_desktop.training.content import NAMES


@pytest.fixture
def made(made_training, tmp_path):
    """Return a copy of the whole demonstration, and what it tells when it is made again."""
    out = shutil.copytree(made_training.data_dir.parent, tmp_path / "out")
    told: list[str] = []
    return out, told


def in_order(text, *phrases):
    places = [text.find(phrase) for phrase in phrases]
    assert -1 not in places, phrases[places.index(-1)]
    assert places == sorted(places)


@pytest.fixture
def text_of(qapp):
    """Return a function that reads a PDF file as a screen reader would find its words."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtPdf import QPdfDocument

    def read(path):
        buffer = QBuffer()
        buffer.setData(QByteArray(path.read_bytes()))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        pages = [document.getAllText(page).text() for page in range(document.pageCount())]
        document.close()
        return " ".join(" ".join(pages).split())

    return read


def test_it_names_everything_it_made(made_training):
    assert set(made_training.files) == set(NAMES)
    assert made_training.day_four == made_training.files["short"]
    assert len(made_training.passphrase.split()) == 4
    assert made_training.recovery_key
    assert made_training.letter.name == "Exampleshire letter draft.pdf"
    assert made_training.report.name == "Exampleshire report.pdf"


def test_the_note_beside_it_opens_it_and_says_what_it_is(made_training):
    note = made_training.data_dir.parent / demo.READ_ME
    text = note.read_text(encoding="utf-8")
    assert f"Passphrase: {made_training.passphrase}\n" in text
    assert "made up" in text
    assert stat.S_IMODE(note.stat().st_mode) == 0o600


def test_the_report_has_as_many_pages_as_real_ones(made_training):
    with pikepdf.open(io.BytesIO(made_training.report.read_bytes())) as document:
        assert 12 <= len(document.pages) <= 14


def test_the_report_reads_in_order_and_is_the_published_version(made_training, text_of):
    text = text_of(made_training.report)
    in_order(
        text,
        "Inspection of Exampleshire local authority children's services",
        "Inspection dates: 6 to 10 July 2026",
        "Lead inspector: Rosalind Harrowfold",
        "Requires improvement to be good",
        "Since the last inspection in 2022",
        "What needs to improve?",
        "(outcome 3, national framework)",
        "help and protection: good",
        "children in care: requires improvement to be good",
        "care leavers: good",
        "practice with children and families: good",
        "60.",
        "© Specimen Inspectorate 2026",
    )
    assert text.count("The last inspection, reported") == 0
    assert "DRAFT" not in text
    assert "OFFICIAL" not in text
    assert "[" not in text


def test_the_letter_reads_in_order_and_is_marked_as_a_draft(made_training, text_of):
    text = text_of(made_training.letter)
    in_order(
        text,
        "Specimen Inspectorate",
        "2 October 2026",
        "Eleanor Quillengarth",
        "Dear Eleanor Quillengarth",
        "Focused visit to Exampleshire children's services",
        "15 and 16 September 2026",
        "Headline findings",
        "Areas for priority action",
        "What needs to improve in this area of social work practice?",
        "Main findings",
        "Yours sincerely Desmond Wexlegarth His Majesty",
    )
    # Markings are no part of what is read: they stand where the page ends.
    assert "OFFICIAL-SENSITIVE DRAFT" in text
    assert "[" not in text


def test_every_paper_of_the_days_on_site_is_there(made_training, text_of):
    names = {one.name for one in made_training.papers.glob("*/*.pdf")}
    for words in ("KIT note for the DCS 3", "KIT private note 3", "mid-point summary", "requests"):
        assert f"Exampleshire {words}.pdf" in names
    for words in ("final feedback", "timetable", "referral back B1", "digest 2026-07-09"):
        assert f"Exampleshire {words}.pdf" in names
    for path in made_training.papers.glob("*/*.pdf"):
        text = text_of(path)
        assert "OFFICIAL-SENSITIVE" in text
        assert "Training inspection: everything in it is made up" in text
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) <= (2 if "digest" in path.name else 20)
            assert len(pdf.pages) == 1 or "referral" not in path.name


def test_made_again_it_makes_nothing_and_says_so(made, made_training):
    out, told = made
    again = demo.make(out, told.append)
    assert again.passphrase == made_training.passphrase
    assert again.files == made_training.files
    assert again.recovery_key == ""
    assert sum(line.startswith("There already, left as it is") for line in told) == 3
    assert not any(line.startswith("Making") for line in told)


def test_what_is_missing_is_made_again(made, made_training):
    out, told = made
    made_training_letter = out / made_training.letter.name
    made_training_letter.unlink()
    laptop = unlock(out / demo.DATA, made_training.passphrase)
    work = laptop.open_inspection(made_training.files["focused"]).work
    # As if the machine had gone off while it was being made.
    work.file.mark(TRAINING_NOW, "")
    laptop.close_inspection(work)
    laptop.close()
    again = demo.make(out, told.append)
    assert again.files["focused"] != made_training.files["focused"]
    assert again.files["short"] == made_training.files["short"]
    assert made_training_letter.stat().st_size > 10_000
    assert any(line.startswith("Not whole, so it is made again: Focused") for line in told)
    laptop = unlock(out / demo.DATA, made_training.passphrase)
    assert len(laptop.files()) == 3
    laptop.close()


def test_one_whose_file_is_lost_is_made_again(made, made_training):
    out, told = made
    lost = made_training.files["focused"]
    (out / demo.DATA / "inspections" / f"{lost}.db").unlink()
    again = demo.make(out, told.append)
    assert again.files["focused"] != lost


def test_without_its_passphrase_it_changes_nothing_and_says_what_to_do(made):
    out, told = made
    (out / demo.READ_ME).write_text("Gone.", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"READ-ME\.txt is missing or was changed"):
        demo.make(out, told.append)
    assert told == []


def test_a_folder_that_cannot_be_made_is_refused_in_words(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError, match="cannot be made"):
        demo.make(blocked / "out", lambda _: None)


def test_making_it_needs_no_qt(made_training):
    import subprocess
    import sys

    code = "import sys, ilacs_desktop.training.demo; print('PySide6' in sys.modules)"
    root = Path(demo.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True
    )
    assert done.stdout.strip() == "False"
