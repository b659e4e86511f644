"""Versions of the document: kept by name or by an export, compared, and taken back from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain import crossrefs, wording
from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.draft import Draft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.records import DocumentVersion, Paragraph
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import writing
from ilacs_desktop.services.report.paragraph_drafts import document_now, run

if TYPE_CHECKING:
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.outline import Outline

NOW = "now"
"""Stands for the document as it is, where a version is asked for."""
SORTS: dict[str, str] = {
    "kept": "kept by name",
    "exported": "draft exported",
    "final": "published version",
    "returned": "came back",
}
"""Each sort of version in words."""
_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class KeptParagraph:
    """One paragraph as a version holds it.

    Attributes:
        text: with its cross-references as marks.
        printed: with them as the numbers they had.
    """

    id: str
    section: str
    title: str
    number: int
    text: str
    printed: str
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in a list."""

    id: str
    name: str
    sort: str
    sort_words: str
    at: str
    by: str
    note: str
    paragraphs: int
    words: int


def content_of(document: Outline) -> dict[str, Any]:
    """Return the document as a version keeps it: sections with their paragraphs, as they print."""
    return {
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "paragraphs": [
                    {
                        "id": item.id,
                        "text": item.text,
                        "printed": item.printed,
                        "number": item.number,
                        "bullet": item.bullet,
                        "reference": item.reference,
                    }
                    for item in section.items
                ],
            }
            for section in document.sections
            if not section.from_settings
        ]
    }


def keep(work: Work, name: str, *, sort: str = "kept", note: str = "", file: str = "") -> Changes:
    """Keep the document as it stands; ``made`` of the result is the version's id.

    Args:
        work: the open inspection.
        name: what the version is called.
        sort: one of ``SORTS``.
        note: why it is kept.
        file: digest of the file that was written, where there is one.

    Raises:
        BadInputError: it has no name.
    """
    if not name.strip():
        raise BadInputError("A version needs a name.", kept=_NOTHING, todo="Write a few words.")
    return editing.create(
        work,
        DocumentVersion,
        f"Keep version “{name.strip()}”",
        name=name.strip(),
        sort=sort,
        at=work.now_text(),
        by=work.me.name,
        note=note.strip(),
        file=file,
        content=content_of(document_now(work)),
    )


def keep_exported(work: Work, name: str, *, final: bool, file: str = "") -> Changes:
    """Keep what an export has just written, unless the version before says the same."""
    newest = next(iter(rows(work)), None)
    now = content_of(document_now(work))
    sort = "final" if final else "exported"
    if newest is not None and newest.sort == sort:
        held = work.snapshot.one(DocumentVersion, newest.id)
        if _plain(held.content) == now and held.file == file:
            return Changes(made=newest.id)
    return keep(work, name, sort=sort, file=file)


def _plain(content: object) -> object:
    """Return content as plain lists and mappings, to compare it with what would be kept."""
    if isinstance(content, Mapping):
        return {key: _plain(value) for key, value in content.items()}
    if isinstance(content, Sequence) and not isinstance(content, str):
        return [_plain(one) for one in content]
    return content


def rows(work: Work) -> tuple[VersionRow, ...]:
    """Return the versions, the newest first."""
    found = sorted(work.snapshot.all(DocumentVersion), key=lambda one: (one.at, one.id))
    return tuple(_row(one) for one in reversed(found))


def _row(one: DocumentVersion) -> VersionRow:
    held = _paragraphs(one.content)
    return VersionRow(
        one.id,
        one.name,
        one.sort,
        SORTS.get(one.sort, one.sort),
        one.at,
        one.by,
        one.note,
        len(held),
        sum(len(each.printed.split()) for each in held),
    )


def rename(work: Work, version: str, name: str) -> Changes:
    """Give a version another name."""
    if not name.strip():
        raise BadInputError("A version needs a name.", kept=_NOTHING)
    return editing.edit(work, DocumentVersion, version, "Rename version", name=name.strip())


def paragraphs(work: Work, version: str) -> tuple[KeptParagraph, ...]:
    """Return a version's paragraphs in their order, or those of the document as it is.

    Raises:
        NotAllowedError: there is no such version.
    """
    if version == NOW:
        return _paragraphs(content_of(document_now(work)))
    one = work.snapshot.get(DocumentVersion, version)
    if one is None:
        raise NotAllowedError("This version is no longer there.", kept=_NOTHING)
    return _paragraphs(one.content)


def _paragraphs(content: Mapping[str, Any]) -> tuple[KeptParagraph, ...]:
    return tuple(
        KeptParagraph(
            id=str(one.get("id", "")),
            section=str(section.get("key", "")),
            title=str(section.get("title", "")),
            number=int(one.get("number", 0) or 0),
            text=str(one.get("text", "")),
            printed=str(one.get("printed", one.get("text", ""))),
            bullet=bool(one.get("bullet", False)),
        )
        for section in content.get("sections", ())
        for one in section.get("paragraphs", ())
    )


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """One paragraph of a comparison, with where it stands in words."""

    line: wording.Compared
    place: str
    can_restore: bool


def compare(work: Work, before: str, after: str = NOW) -> tuple[ComparedParagraph, ...]:
    """Compare two versions paragraph by paragraph; either may be the document as it is.

    Numbers alone that moved on are no change: what is compared is the wording with its marks.
    """
    old, new = paragraphs(work, before), paragraphs(work, after)
    places = {one.id: _place(one) for one in (*old, *new)}
    shown = {one.id: one.number for one in (*old, *new)}
    now = {one.id: one for one in paragraphs(work, NOW)}
    found = wording.compared(
        [(one.id, one.section, one.text) for one in old],
        [(one.id, one.section, one.text) for one in new],
    )
    return tuple(
        ComparedParagraph(
            _with_numbers(one, shown),
            places.get(one.paragraph, ""),
            bool(one.before)
            and (one.paragraph not in now or now[one.paragraph].text != one.before),
        )
        for one in found
    )


def _with_numbers(line: wording.Compared, numbers: Mapping[str, int]) -> wording.Compared:
    stretches = tuple(
        wording.Stretch(one.part, crossrefs.printed(one.text, numbers)) for one in line.stretches
    )
    return wording.Compared(
        line.paragraph, line.section, line.fate, stretches, line.before, line.after
    )


def _place(one: KeptParagraph) -> str:
    if one.number:
        return f"{one.title} · paragraph {one.number}"
    return f"{one.title} · point" if one.bullet else one.title


def restore_wording(work: Work, version: str, paragraph: str) -> Changes:
    """Give a paragraph the words it had in a version; one that is gone comes back to its section.

    Raises:
        NotAllowedError: the version does not have the paragraph.
    """
    one = next((each for each in paragraphs(work, version) if each.id == paragraph), None)
    if one is None:
        raise NotAllowedError("This version does not have the paragraph.", kept=_NOTHING)
    held = work.snapshot.record(Paragraph, paragraph)
    step = "Take wording back from a version"
    if held is None:
        made = writing.take_default(work, one.section)
        if work.snapshot.get(Paragraph, paragraph) is None:
            return made
        return editing.edit(work, Paragraph, paragraph, step, text=one.text)
    values: dict[str, JsonValue] = {"text": one.text}
    drafts: list[Draft] = []
    if held.meta.deleted:
        drafts.append(Draft("paragraph", paragraph, {DELETED: False, **values}))
    else:
        drafts.append(editing.changing(work, Paragraph, paragraph, values))
    return run(work, step, drafts, paragraph)
