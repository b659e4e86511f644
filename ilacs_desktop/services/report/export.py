"""Documents as files: written whole or not at all, to the place that a person chose."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ilacs_desktop.errors import BadInputError, NotAllowedError, StorageError
from ilacs_desktop.publish import html
from ilacs_desktop.services.checks import refusal
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.papers import catalogue
from ilacs_desktop.services.report import documents
from ilacs_desktop.services.report.outline import outline
from ilacs_desktop.services.returned import returned_version
from ilacs_desktop.store.places import machine_digest

if TYPE_CHECKING:
    from datetime import date, datetime

    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.returned.returned_version import WordFile

DOCUMENTS: dict[str, str] = {
    "letter": "letter",
    "report": "report",
    "kit-notes": "note of a KIT meeting",
    "kit-private": "private note of a KIT meeting",
    "mid-point": "mid-point summary",
    "feedback": "feedback",
    "referral-note": "referral note",
    "requests": "request log",
    "digest": "digest of the day",
    "timetable": "timetable",
    "lost-laptop": "lost-laptop sheet",
    "sampling-record": "sampling record",
    "data-quality": "note on data quality",
    "la-comments": "answers to the LA's comments",
    "evidence-record": "evidence record",
}
"""Every document by its key, in words."""

FORMATS: dict[str, str] = {"pdf": "PDF", "docx": "Word", "html": "web page"}
"""Every file format by its key, in words."""

_NOW: dict[str, tuple[str, ...]] = {
    "letter": tuple(FORMATS),
    "report": tuple(FORMATS),
    **dict.fromkeys(catalogue.TITLES, tuple(FORMATS)),
}
_NOTHING = "Nothing was written."
PART = ".part"
"""How the name of an export ends while it is being written."""


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """What was written.

    Attributes:
        path: the file.
        pages: how many pages it has; 0 where that is the reader's program's to say.
        missing_characters: characters that no shipped font can draw.
        warnings: what a person should know before it goes anywhere, a sentence each.
        word: the letter or report as a Word file, which may come back; to be kept.
        final: it is the published version.
    """

    path: Path
    pages: int
    missing_characters: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    word: WordFile | None = None
    final: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """One document that this inspection may export.

    Attributes:
        key: one of ``DOCUMENTS``.
        words: what it is, as a list shows it.
        choices: which of it there are, the likeliest last; empty where there is nothing.
        why_not: why it cannot be exported now, and what to do; empty where it can.
        final: the published version, without marking.
    """

    key: str
    words: str
    choices: tuple[catalogue.Choice, ...] = ()
    why_not: str = ""
    final: bool = False


def document_key(work: Work) -> str:
    """Return which document this event ends in: ``letter`` or ``report``."""
    return work.event.document.kind


def suggested_name(
    work: Work,
    document: str = "",
    item: str = "",
    *,
    final: bool = False,
    file_format: str = "pdf",
) -> str:
    """Return a file name for a document, such as "Exampleshire report draft.pdf".

    Args:
        work: the open inspection.
        document: one of ``DOCUMENTS``; the one that the event ends in where left out.
        item: which one, where there are several.
        final: whether it is the published version.
        file_format: one of ``FORMATS``.
    """
    la = "".join(one for one in work.inspection.la_name if one.isalnum() or one in " -’'").strip()
    if document in catalogue.TITLES:
        words = catalogue.name(work, document, item)
    else:
        words = f"{document or document_key(work)}{'' if final else ' draft'}"
    return f"{la or 'Inspection'} {words}.{file_format}"


def offers(work: Work) -> tuple[Offer, ...]:
    """Return every document that this inspection may export, with why not for the rest."""
    own = document_key(work)
    ready = why_not_final(work)
    found = [
        Offer(own, f"{own.capitalize()}: draft with its marking", (catalogue.Choice("", own),)),
        Offer(
            own,
            f"{own.capitalize()}: the published version",
            () if ready else (catalogue.Choice("", own),),
            ready,
            final=True,
        ),
    ]
    for key, words in catalogue.TITLES.items():
        missing = catalogue.why_not(work, key)
        found.append(Offer(key, words, () if missing else catalogue.choices(work, key), missing))
    return tuple(found)


def why_not_final(work: Work) -> str:
    """Return why the published version cannot be exported now; empty where it can."""
    try:
        _refuse_unready(work, work.now().date())
    except NotAllowedError as error:
        return " ".join(part for part in (error.what, error.todo) if part)
    return ""


def export(
    work: Work,
    document: str,
    file_format: str,
    out: Path,
    *,
    item: str = "",
    final: bool = False,
    now: datetime | None = None,
) -> ExportOutcome:
    """Write a document to a file; a draft carries marking and DRAFT on every page.

    Papers of the on-site day carry the marking; they have no published version.

    Args:
        work: the open inspection.
        document: one of ``DOCUMENTS``.
        file_format: one of ``FORMATS``.
        out: the file; one that is there is replaced.
        item: which one, where there are several: the number or id of a KIT meeting or referral
            back, the day of a digest.
        final: the published version, without marking and without DRAFT; for the lead.
        now: the moment it is made; the inspection's clock where left out.

    Raises:
        BadInputError: this version cannot export that, the event ends in the other document, or
            there is no such item.
        NotAllowedError: a final version is asked for by someone else than the lead, or too early;
            or there is nothing to make the paper of yet.
        StorageError: the file cannot be written there.
    """
    from ilacs_desktop.publish.pdf import render

    _refuse_unknown(document, file_format)
    made = now or work.now()
    if document in catalogue.TITLES:
        return _paper(work, document, item, out, made, file_format, final=final)
    _refuse_other(work, document)
    if item:
        raise BadInputError(
            f"There is one {document}, so no item {item!r}.",
            kept=_NOTHING,
            todo="Leave the item out.",
        )
    on = made.date()
    told: tuple[str, ...] = ()
    if final:
        _refuse_unready(work, on)
        told = refusal.unfilled(outline(work.snapshot, work.edition, on))
    if file_format == "docx":
        word = returned_version.word_file(work, on, final=final)
        write_file(out, word.docx)
        return ExportOutcome(out, 0, warnings=told, word=word, final=final)
    publication = documents.publication(work.snapshot, work.edition, on, final=final)
    if file_format == "html":
        write_file(out, html.write(publication))
        return ExportOutcome(out, 0, warnings=told, final=final)
    rendered = render(publication)
    write_file(out, rendered.pdf)
    return ExportOutcome(out, rendered.pages, rendered.missing_characters, told, final=final)


def _paper(
    work: Work,
    document: str,
    item: str,
    out: Path,
    made: datetime,
    file_format: str,
    *,
    final: bool,
) -> ExportOutcome:
    if final:
        raise BadInputError(
            f"The {DOCUMENTS[document]} has no published version.",
            kept=_NOTHING,
            todo="Export it without the option for the published version.",
        )
    drawn = catalogue.draw(work, document, item, made)
    if file_format != "pdf":
        from ilacs_desktop.publish.word.write import write

        is_word, paper = file_format == "docx", drawn.publication
        write_file(out, write(paper).docx if is_word else html.write(paper))
        return ExportOutcome(out, 0, warnings=drawn.warnings)
    write_file(out, drawn.rendered.pdf)
    shown = drawn.rendered
    return ExportOutcome(out, shown.pages, shown.missing_characters, drawn.warnings)


def write_file(out: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner alone.

    Args:
        out: where; one that is there is replaced.
        data: its bytes.

    Raises:
        StorageError: it cannot be written there.
    """
    held: Path | None = None
    try:
        if out.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        sweep(out.parent)
        # Beside its place, so that taking the name is one step on the same disk.
        handle, name = tempfile.mkstemp(prefix=f"{part_prefix()}-", suffix=PART, dir=out.parent)
        held = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        held.replace(out)
    except OSError as error:
        if held is not None:
            with suppress(OSError):
                held.unlink()
        reason = (error.strerror or type(error).__name__).lower()
        raise StorageError(
            f"{out} cannot be written: {reason}.",
            kept="Everything in the inspection is as it was.",
            todo="Choose another folder, or free some space, and export again.",
        ) from error


def part_prefix() -> str:
    """Return how a half-written file of this process begins: by machine and process."""
    return f".ilacs-{machine_digest()[:8]}-{os.getpid()}"


def sweep(folder: Path) -> None:
    """Remove what exports of this machine left half written when the app was ended."""
    for left in folder.glob(f".ilacs-{machine_digest()[:8]}-*{PART}"):
        process = left.name.split("-")[2]
        if process.isdigit() and not _is_running(int(process)):
            with suppress(OSError):
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return True  # asking would end it there
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _refuse_unknown(document: str, file_format: str) -> None:
    can = "; ".join(
        f"{key} as {', '.join(FORMATS[one] for one in forms)}" for key, forms in _NOW.items()
    )
    if document not in DOCUMENTS:
        raise BadInputError(
            f"There is no document {document!r}.",
            kept=_NOTHING,
            todo=f"This version exports: {can}.",
        )
    if file_format not in FORMATS:
        raise BadInputError(
            f"There is no file format {file_format!r}.",
            kept=_NOTHING,
            todo=f"This version exports: {can}.",
        )
    if file_format not in _NOW.get(document, ()):
        words = f"The {DOCUMENTS[document]} as {FORMATS[file_format]}"
        raise BadInputError(
            f"{words} is not in this version yet.",
            kept=_NOTHING,
            todo=f"This version exports: {can}.",
        )


def _refuse_other(work: Work, document: str) -> None:
    own = document_key(work)
    if document != own:
        raise BadInputError(
            f"A {work.event.title.lower()} ends in a {own}, not in a {document}.",
            kept=_NOTHING,
            todo=f"Export the {own}.",
        )


def _refuse_unready(work: Work, on: date) -> None:
    work.require_lead("Exporting the published version")
    waiting = judgements.not_final(work.snapshot, work.edition)
    if waiting:
        raise NotAllowedError(
            f"No final grade yet: {', '.join(area.short for area in waiting)}.",
            kept=_NOTHING,
            todo="Decide the final grades on the Judgements page, or export a draft.",
        )
    refusal.refuse_stopped(work, outline(work.snapshot, work.edition, on))
