"""Every document of every event type: no checker finds an error, and it reads in order.

A bounded share by default; ``--proof full`` does all of them, and those of the training
inspections too.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pymupdf
import pytest

from ilacs_desktop.errors import KnownError
from ilacs_desktop.frameworks.loader import edition_folders, load_editions
from ilacs_desktop.publish import model
from ilacs_desktop.publish.pdf import render
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop.laptop import first_run, unlock
from ilacs_desktop.services.papers import catalogue
from ilacs_desktop.services.report import documents, outline, writing
from ilacs_desktop.store.vault.slots import Cost


def beside(name: str, folder: Path = Path(__file__).parent):
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


checkers = beside("checkers")
made_training = beside("training_made", Path(__file__).parents[1]).made_training

LA = "Bournemouth, Christchurch and Poole"
SENTENCES = (
    "Most children see a social worker who knows them (see www.example.org/plans for how).",
    "A small number wait too long, as Siân Ŵyn told inspectors, for a return home interview.",
    "Leaders have acted on what the last inspection found: caseloads are lower in every team.",
    "Multi-agency meetings are timely, and foster carers are asked at ask@example.org for views.",
)


@pytest.fixture(scope="module")
def editions():
    return load_editions(edition_folders()[:1])


@pytest.fixture(scope="module")
def laptop(tmp_path_factory):
    made, _ = first_run(
        tmp_path_factory.mktemp("laptop"), "Ann Example", "correct horse battery", cost=Cost()
    )
    yield made
    made.close()


def filled(work) -> None:
    """Write paragraphs into each section that takes any."""
    on = work.now().date()
    for section in outline.outline(work.snapshot, work.edition, on).sections:
        for number in range(3):
            words = " ".join(
                f"In {section.key} {number}: {one}" for one in SENTENCES * (2 + number)
            )
            try:
                writing.add_paragraph(work, section.key, text=words)
            except KnownError:
                break


def document(work, *, final: bool):
    """Return the letter or report, drawn twice, and what it should say."""
    publication = documents.publication(work.snapshot, work.edition, work.now().date(), final=final)
    rendered = render(publication)
    assert render(publication) == rendered
    return rendered, said(publication.blocks)


def words_of(text: str) -> list[str]:
    """Return words; a hyphen is nothing, for a reader that joins a line's end leaves it out."""
    return re.findall(r"\w+", re.sub(r"-\s*", "", text))


def said(value) -> list[str]:
    """Return the words of blocks in the order of the document."""
    if isinstance(value, model.Run):
        return words_of(value.text)
    if isinstance(value, model.NoteMark):
        return []
    if isinstance(value, model.Signature):
        return words_of(" ".join((value.closing, *value.lines)))
    if isinstance(value, (model.LetterDate, model.Salutation)):
        return words_of(value.text)
    if isinstance(value, model.AddressBlock):
        return words_of(" ".join(value.lines))
    if isinstance(value, model.KeyLine):
        return words_of(value.label) + said(value.text)
    if isinstance(value, model.GradeTable):
        cells = (*value.header, *(part for row in value.rows for part in (row.label, row.grade)))
        return words_of(" ".join(cells))
    if isinstance(value, tuple):
        return [word for part in value for word in said(part)]
    if is_dataclass(value):
        return [word for field in fields(value) for word in said(getattr(value, field.name))]
    return []


def read(path: Path) -> list[str]:
    """Return the words of a file's text area as a reader takes them out of it."""
    area = ("-x", "0", "-y", "48", "-W", "596", "-H", "714")
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", *area, str(path), "-"], capture_output=True, text=True, check=True
        ).stdout
    else:
        with pymupdf.open(path) as opened:
            text = "\n".join(page.get_text(clip=(0, 48, 596, 762)) for page in opened)
    return words_of(text)


def out_of_order(wanted: list[str], found: list[str]) -> str:
    """Return the first word that does not follow those before it; empty where all do."""
    at = 0
    for number, word in enumerate(wanted):
        try:
            at = found.index(word, at) + 1
        except ValueError:
            return f"{' '.join(wanted[max(0, number - 6) : number + 1])!r}"
    return ""


def faults(rendered, words, folder: Path) -> list[str]:
    found = checkers.errors(rendered.pdf, folder)
    late = out_of_order(words, read(folder / "checked.pdf"))
    return [*found, f"not in order: {late}"] if late else found


def of_inspection(work):
    """Return how to make each document of an inspection, by its name."""
    made = {
        f"{work.event.document.kind} {'published' if final else 'draft'}": (
            lambda final=final: document(work, final=final)
        )
        for final in (False, True)
    }
    for key in catalogue.TITLES:
        if not catalogue.why_not(work, key):
            for choice in catalogue.choices(work, key):
                made[f"{key} {choice.item}"] = lambda key=key, item=choice.item: (
                    catalogue.draw(work, key, item, work.now()).rendered,
                    [],
                )
    return made


@pytest.mark.long
def test_every_document_of_every_event_type(laptop, editions, proof, tmp_path):
    rows = [
        (edition, event.key, full)
        for edition in editions.editions
        for event in edition.events
        for full in (False, True)
    ]
    turns = proof.turns(full=len(rows), share=2)
    bad, done = [], 0
    for turn in range(turns):
        edition, event, full = rows[(proof.seed + turn * 7) % len(rows)]
        start = max(edition.from_date, date(2019, 1, 7))
        new = NewInspection(la_name=LA, event=event, fieldwork_start=start)
        work = laptop.new_inspection(new, editions)
        try:
            if full:
                filled(work)
            made = of_inspection(work)
            chosen = list(made)[:: 1 if proof.is_full else 3]
            for name in chosen:
                rendered, words = made[name]()
                told = faults(rendered, words, tmp_path)
                bad += [f"{edition.key} {event} {name}: {one}" for one in told]
                done += 1
        finally:
            work.close()
    note = f"{done} documents"
    proof.ran("PDF: documents of event types", turns, full=len(rows), failures=len(bad), note=note)
    assert not bad, "\n".join(bad)


@pytest.mark.long
def test_every_document_of_the_training_inspections(request, proof, tmp_path):
    if not proof.is_full:
        pytest.skip("the training inspections are drawn by --proof full")
    training = request.getfixturevalue("made_training")
    folder = shutil.copytree(training.data_dir, tmp_path / "data")
    laptop = unlock(folder, training.passphrase)
    bad, done = [], 0
    for name, file in training.files.items():
        work = laptop.open_inspection(file).work
        for key, make in of_inspection(work).items():
            rendered, words = make()
            told = faults(rendered, words, tmp_path)
            bad += [f"{name} {key}: {one}" for one in told]
            done += 1
        laptop.close_inspection(work)
    laptop.close()
    proof.ran("PDF: documents of training", done, full=done, failures=len(bad))
    assert not bad, "\n".join(bad)
