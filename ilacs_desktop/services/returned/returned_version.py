"""The version that a Word file was exported as, so that what comes back can be compared with it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.records import DocumentVersion
from ilacs_desktop.publish import model
from ilacs_desktop.publish.word.trace import Trace
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import documents
from ilacs_desktop.services.report.outline import outline
from ilacs_desktop.services.returned.returning_units import Sent
from ilacs_desktop.services.versions.versions import content_of
from ilacs_desktop.store import blobs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ilacs_desktop.services.record.work import Work

_FILE = "file"
"""Where a version's content holds what its Word file had besides the paragraphs."""


@dataclass(frozen=True, slots=True)
class WordFile:
    """A letter or report as a Word file, and the version that it is.

    Attributes:
        docx: its bytes.
        version: id of the version, the same for the same document of one day.
        content: the version's content.
    """

    docx: bytes
    version: str
    content: Mapping[str, Any]
    final: bool


def word_file(work: Work, on: date, *, final: bool = False) -> WordFile:
    """Return the letter or report as a Word file whose paragraphs are known again.

    Args:
        work: the open inspection.
        on: the day it is made.
        final: the published version, without marking and without DRAFT.
    """
    from ilacs_desktop.publish.word.write import write

    snapshot, edition = work.snapshot, work.edition
    publication = documents.publication(snapshot, edition, on, final=final)
    written = outline(snapshot, edition, on)
    items = {item.id: item for item in written.items()}
    content = content_of(written)
    told = json.dumps([content, repr(publication)], sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()
    version = ids.derived("document_version", "word", digest)
    printed = {key: model.characters(text) for key, text in _texts(publication) if key in items}
    made = write(publication, Trace(work.inspection_id, version), frozenset(printed))
    sections = {one.key for one in written.sections}
    file = {
        "printed": printed,
        "own": {key: len(items[key].printed.strip()) for key in printed},
        "section": {key: items[key].section for key in printed},
        "lines": [
            [one.key, one.words, one.block if one.block in sections else ""] for one in made.lines
        ],
        "order": made.keys,
    }
    return WordFile(made.docx, version, {**content, _FILE: file}, final)


def keep(work: Work, made: WordFile, name: str) -> Changes:
    """Keep a Word file that was exported, and the version it is; for the writer thread.

    The same document exported again on one day is one version.

    Args:
        work: the open inspection.
        made: the file.
        name: the file's name.
    """
    held = work.snapshot.record(DocumentVersion, made.version)
    if held is not None and not held.meta.deleted:
        return Changes(made=made.version)
    digest = blobs.put(work.file.connection, work.data_dir, work.file_id, name, made.docx)
    values: dict[str, Any] = {
        "name": name,
        "sort": "final" if made.final else "exported",
        "at": work.now_text(),
        "by": work.me.name,
        "file": digest,
        "content": made.content,
    }
    if held is not None:
        draft = Draft(DocumentVersion.KIND, made.version, {DELETED: False, **values})
        return work.run(StepDraft("Keep exported version", (draft,), action="restore"))
    draft = editing.making(DocumentVersion, made.version, values)
    return work.run(StepDraft("Keep exported version", (draft,)), made.version)


def sent_of(version: DocumentVersion) -> tuple[Sent, ...]:
    """Return what a version's Word file held, in the order printed; nothing where it had none."""
    file = version.content.get(_FILE) or {}
    printed, own, section = (file.get(key, {}) for key in ("printed", "own", "section"))
    lines = {str(key): (str(words), str(block)) for key, words, block in file.get("lines", ())}
    found = []
    for key in map(str, file.get("order", ())):
        if key in printed:
            found.append(Sent(key, str(printed[key]), int(own[key]), str(section[key])))
        elif key in lines:
            words, block = lines[key]
            found.append(Sent(key, words, len(words), block, is_item=False))
    return tuple(found)


def _texts(publication: model.Publication) -> Iterator[tuple[str, model.Text]]:
    for block in publication.blocks:
        if isinstance(block, model.Paragraph):
            yield block.id, block.text
        elif isinstance(block, model.BulletList):
            yield from ((item.id, item.text) for item in block.items)
