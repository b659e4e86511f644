"""Writes an evidence record as a PDF, a folder or one packed file: whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.records import DocumentVersion, Setting
from ilacs_desktop.errors import BadInputError, KnownError, StorageError
from ilacs_desktop.publish.paper import build_paper
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.interchange import interchange
from ilacs_desktop.services.papers import catalogue, evidence_record, sheet
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record_folder import included, manifest, tables
from ilacs_desktop.services.report import documents, export
from ilacs_desktop.store import blobs
from ilacs_desktop.store.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from ilacs_desktop.publish.model import Publication, Rendered
    from ilacs_desktop.services.papers.evidence_record import Made
    from ilacs_desktop.services.papers.evidence_record_scope import Asked
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.export import ExportOutcome

    Tell = Callable[[int, int, str], object]

FORMATS: dict[str, str] = {"pdf": "PDF", "folder": "folder", "zip": "one packed file (zip)"}
"""What an evidence record can be written as, by key, in words."""

_PAPERS_LEFT = frozenset({evidence_record.DOCUMENT, "kit-private", "lost-laptop"})
_MAIN = f"documents/{evidence_record.DOCUMENT}.pdf"
_KEPT = "Everything in the inspection is as it was."
_RESTRICTED = "restricted_in_evidence_record"


def nobody(_done: int, _total: int, _words: str) -> None:
    """Tell nobody how far it has come."""


def note_restricted(work: Work, asked: Asked) -> Changes:
    """Put on the record that restricted items are to be exported, and why; for the writer thread.

    Raises:
        BadInputError: there is no such scope.
        NotAllowedError: this person is not the lead.
    """
    evidence_record.refuse(work, asked)
    if not asked.reasons:
        return Changes()
    said = "; ".join(f"{what}: {why}" for what, why in asked.reasons)
    return editing.put(
        work,
        Setting,
        ids.derived("setting", _RESTRICTED),
        "Put restricted items into an evidence record",
        key=_RESTRICTED,
        value=f"{work.now_text()}: {said}",
    )


def write(
    work: Work,
    file_format: str,
    out: Path,
    asked: Asked,
    tell: Tell = nobody,
    *,
    now: datetime | None = None,
) -> ExportOutcome:
    """Write an evidence record; for any thread, on a connection of its own.

    Where restricted items are asked for, call ``note_restricted`` first.

    Args:
        work: the open inspection.
        file_format: one of ``FORMATS``.
        out: the file, or the folder to be made; a file that is there is replaced.
        asked: what is wanted of it.
        tell: told how far it has come; may raise to end it, and nothing is left.
        now: the moment it is made; the inspection's clock where left out.

    Raises:
        BadInputError: there is no such format or scope, or the folder holds something already.
        NotAllowedError: restricted items are asked for by someone else than the lead.
        StorageError: it cannot be written there.
    """
    if file_format not in FORMATS:
        raise BadInputError(
            f"An evidence record is not written as {file_format!r}.",
            kept="Nothing was written.",
            todo=f"Choose one of: {', '.join(FORMATS)}.",
        )
    at = now or work.now()
    made = evidence_record.gather(work, asked, tell)
    if file_format == "pdf":
        rendered = _record(made, at, tell)
        export.write_file(out, rendered.pdf)
    else:
        _refuse_full(out, is_folder=file_format == "folder")
        rendered = _staged(made, out, at, tell, packed=file_format == "zip")
    told = tuple(f"{what} are in it" for what, _ in asked.reasons)
    return export.ExportOutcome(out, rendered.pages, rendered.missing_characters, told)


def _record(made: Made, at: datetime, tell: Tell) -> Rendered:
    from ilacs_desktop.publish.pdf import places, render

    paper = evidence_record.paper(made, tell)

    def publication(pages: Mapping[str, int]) -> Publication:
        record = evidence_record.paged(paper, pages)
        return build_paper(sheet.paper_input(made.told.work, record, at))

    tell(0, 0, "Laying out the pages")
    pages: dict[str, int] = {}
    for place in places(publication({})):
        pages.setdefault(place.block_id, place.page + 1)
    tell(0, 0, f"Setting {max(pages.values(), default=1)} pages")
    return render(publication(pages))


def _refuse_full(out: Path, *, is_folder: bool) -> None:
    if is_folder and (out.is_file() or (out.is_dir() and any(out.iterdir()))):
        raise BadInputError(
            f"{out} holds something already.",
            kept="Nothing was written.",
            todo="Give a name that is not used yet.",
        )


def _staged(made: Made, out: Path, at: datetime, tell: Tell, *, packed: bool) -> Rendered:
    """Write all files beside their place, then take the place in one step."""
    stage: Path | None = None
    try:
        export.sweep(out.parent)
        stage = Path(
            tempfile.mkdtemp(prefix=f"{export.part_prefix()}-", suffix=export.PART, dir=out.parent)
        )
        rendered = _fill(made, stage, at, tell)
        tell(0, 0, "Putting it in its place")
        if packed:
            _pack(stage, out, at)
        else:
            if out.is_dir():
                out.rmdir()
            stage.rename(out)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise StorageError(
            f"{out} cannot be written: {reason}.",
            kept=_KEPT,
            todo="Choose another folder, or free some space, and export again.",
        ) from error
    finally:
        if stage is not None:
            with suppress(OSError):
                shutil.rmtree(stage)
    return rendered


def _fill(made: Made, stage: Path, at: datetime, tell: Tell) -> Rendered:
    digests: dict[str, tuple[str, int]] = {}

    def put(path: str, data: bytes) -> None:
        target = stage / path
        target.parent.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        digests[path] = manifest.digest_of(data)

    rendered = _record(made, at, tell)
    put(_MAIN, rendered.pdf)
    for name, pdf in _papers(made, at, tell):
        put(f"documents/{name}", pdf)
    tell(0, 0, "Writing tables and records")
    records = tuple(included.records(made))
    gone = {kind: included.left_out(made, kind) for kind in tables.NAMES}
    put("records/inspection.json", _json(made, records))
    for name, data in tables.tables(made, records, gone):
        put(f"tables/{name}.csv", data)
    for name, data in _attachments(made, tell):
        put(f"attachments/{name}", data)
    marking = settings.value(made.told.work.snapshot, "marking")
    put(manifest.README, manifest.readme(made, at, marking=marking))
    put(manifest.MANIFEST, manifest.manifest(made, dict(digests), at))
    put(manifest.SUMS, manifest.sums(digests))
    return rendered


def _papers(made: Made, at: datetime, tell: Tell) -> Iterator[tuple[str, bytes]]:
    """Yield the other documents that can be made now, each with its file's name."""
    from ilacs_desktop.publish.pdf import render

    work, asked = made.told.work, made.told.asked
    clean = made.restricted.cleaned if made.restricted else tuple
    own = export.document_key(work)
    tell(0, 0, f"Setting the {own}")
    draft = documents.publication(work.snapshot, work.edition, at.date(), final=False)
    whole: Any = made.restricted.cleaned(draft) if made.restricted else draft
    yield export.suggested_name(work, own), render(whole).pdf
    if not asked.is_whole:
        return
    left = _PAPERS_LEFT - ({"kit-private"} if asked.private_why.strip() else set())
    wanted = [
        (key, choice.item)
        for key in catalogue.TITLES
        if key not in left and not catalogue.why_not(work, key)
        for choice in catalogue.choices(work, key)
    ]
    names: set[str] = set()
    for done, (key, item) in enumerate(wanted, 1):
        tell(done, len(wanted), f"Setting papers: {catalogue.TITLES[key]}")
        with suppress(KnownError):
            drawn = catalogue.draw(work, key, item, at, clean)
            yield _free(export.suggested_name(work, key, item), names), drawn.rendered.pdf


def _free(name: str, names: set[str]) -> str:
    stem, number = Path(name).stem, 1
    while name.casefold() in names:
        number += 1
        name = f"{stem} ({number}){Path(name).suffix}"
    names.add(name.casefold())
    return name


def _json(made: Made, records: tuple[Any, ...]) -> bytes:
    """Return the records as an interchange file without what is left out."""
    work = made.told.work
    reading = Reading(work.file.path, work.file.key)
    try:
        body = interchange.body_of(
            work, (record.state for record in records), reading.every_entry()
        )
    finally:
        reading.close()
    for record in body["records"]:
        gone = included.left_out(made, record["kind"])
        for part in record.get("said", (record,)):
            part["fields"] = {
                name: value for name, value in part["fields"].items() if name not in gone
            }
    if made.restricted:
        body["records"] = [
            record if record["kind"] in ("member", "pinned") else made.restricted.cleaned(record)
            for record in body["records"]
        ]
    return interchange.text_of(body).encode()


def _attachments(made: Made, tell: Tell) -> Iterator[tuple[str, bytes]]:
    """Yield the files of kept versions of the document; Annex A's files are never exported."""
    work = made.told.work
    if not made.told.asked.is_whole:
        return
    wanted = {one.file for one in work.snapshot.all(DocumentVersion) if one.file}
    if not wanted:
        return
    reading = Reading(work.file.path, work.file.key)
    names: set[str] = set()
    try:
        for one in blobs.held(reading.connection):
            if one.digest in wanted:
                tell(0, 0, f"Copying {one.name}")
                data = blobs.get(reading.connection, work.data_dir, work.file_id, one.digest)
                yield _free(Path(one.name).name or one.digest, names), data
    finally:
        reading.close()


def _pack(stage: Path, out: Path, at: datetime) -> None:
    """Pack a folder into one file, in the same bytes for the same files and moment."""
    handle, name = tempfile.mkstemp(
        prefix=f"{export.part_prefix()}-", suffix=export.PART, dir=out.parent
    )
    held = Path(name)
    moment = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second)
    try:
        with os.fdopen(handle, "wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                for path in sorted(stage.rglob("*")):
                    if path.is_file():
                        inside = f"{out.stem}/{path.relative_to(stage).as_posix()}"
                        info = zipfile.ZipInfo(inside, moment)
                        info.compress_type = zipfile.ZIP_DEFLATED
                        info.external_attr = 0o600 << 16
                        archive.writestr(info, path.read_bytes())
            stream.flush()
            os.fsync(stream.fileno())
        held.replace(out)
    except BaseException:
        with suppress(OSError):
            held.unlink()
        raise
