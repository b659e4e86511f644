"""The letter or report of this event as it stands: sections, paragraphs, numbers, lengths."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ilacs_desktop.domain import crossrefs
from ilacs_desktop.domain.records import Inspection, Paragraph, PreviousInspection
from ilacs_desktop.domain.skeleton import filled
from ilacs_desktop.publish.inputs import ItemInput, SectionInput
from ilacs_desktop.publish.sections import paragraph_numbers
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.record.work import INSPECTION, PREVIOUS
from ilacs_desktop.services.report import document_facts
from ilacs_desktop.services.report.outline_parts import (
    CLOSING,
    LOST,
    MOST_PARTS,
    OPENING,
    SMALL_PRINT,
    Item,
    Outline,
    Section,
    count_words,
    default_id,
    is_default_id,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ilacs_desktop.domain.edition import Edition, OutputDocument, OutputSection
    from ilacs_desktop.domain.snapshot import Snapshot

__all__ = [
    "CLOSING",
    "LOST",
    "OPENING",
    "SMALL_PRINT",
    "Item",
    "Outline",
    "Section",
    "cited",
    "count_words",
    "default_id",
    "document_of",
    "is_default_id",
    "needs_references",
    "outline",
    "parts",
    "section_input",
]

_TITLES = {
    "introduction": "Introduction",
    "summary": "Summary",
    "improvement": "What needs to improve",
    "priority_action": "Areas for priority action",
    "areas_covered": "Areas covered",
    "main_findings": "Main findings",
    "progress": "Findings and progress",
    "next_steps": "Closing words",
    "about": "Small print",
}


def document_of(snapshot: Snapshot, edition: Edition) -> OutputDocument:
    """Return the document that this inspection's event ends in."""
    return edition.event(snapshot.one(Inspection, INSPECTION).event).document


def outline(snapshot: Snapshot, edition: Edition, on: date) -> Outline:
    """Return the document as it stands.

    Args:
        snapshot: what the records say.
        edition: the inspection's edition.
        on: the day it is made, which a letter is dated by.
    """
    document = document_of(snapshot, edition)
    facts = document_facts.values(snapshot, edition, on)
    held = _paragraphs(snapshot)
    sections: list[Section] = []
    if document.opening:
        sections.append(_ends(OPENING, "Address and greeting", document.opening, facts, held))
    sections += [_section(one, snapshot, edition, facts, held) for one in document.sections]
    if document.closing:
        sections.append(_ends(CLOSING, "Signature", document.closing, facts, held))
    known = {one.key for one in sections}
    lost = [item for key in sorted(held.keys() - known) for item in held[key]]
    if lost:
        sections.append(Section(LOST, "Without a section", "", LOST, tuple(lost)))
    return Outline(
        document.kind,
        filled(document.title, facts),
        filled(document.subtitle, facts) if document.subtitle else "",
        _numbered(sections),
        document.words,
    )


def section_input(section: Section, edition: Edition, *, references: bool) -> SectionInput:
    """Return a section as the printer takes it.

    Args:
        section: the section.
        edition: knows how references are cited.
        references: whether this inspection's points carry their reference.
    """
    return SectionInput(
        key=section.key,
        heading=section.heading,
        items=tuple(
            ItemInput(
                id=item.id,
                text=item.printed,
                is_bullet=item.bullet,
                reference=cited(edition, item.reference) if references else "",
            )
            for item in section.items
        ),
        numbered=section.numbered,
        note_id=section.note_id if section.note else "",
        leave_out_when_empty=section.leave_out,
    )


def cited(edition: Edition, reference: str) -> str:
    """Return a reference as printed inside brackets: a key of the edition, or words as typed."""
    for one in edition.references:
        if one.key == reference:
            return one.citation
    typed = reference.strip()
    if not typed or not edition.reference_name or edition.reference_name in typed.casefold():
        return typed
    # "outcome 3" alone would not tell a reader of what.
    return f"{typed}, {edition.reference_name}"


def needs_references(snapshot: Snapshot, edition: Edition) -> bool:
    """Return whether points for improvement need a National Framework reference here."""
    try:
        start = date.fromisoformat(snapshot.one(Inspection, INSPECTION).fieldwork_start)
    except ValueError:
        return edition.bullets_need_reference
    return edition.needs_references(start)


def parts(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a skeleton text, which blank lines part."""
    return tuple(one.strip() for one in re.split(r"\n[ \t]*\n", text.strip()) if one.strip())


def _paragraphs(snapshot: Snapshot) -> Mapping[str, list[Item]]:
    """Return the paragraphs that are records, by section, in their order."""
    held: dict[str, list[Item]] = defaultdict(list)
    for record in snapshot.records(Paragraph).values():
        one = record.value
        if not record.meta.deleted:
            held[one.section].append(
                Item(
                    one.id,
                    one.section,
                    one.text,
                    one.bullet,
                    one.reference,
                    one.rank,
                    two_versions=bool(record.meta.conflicts),
                )
            )
    for items in held.values():
        items.sort(key=lambda item: (item.rank, item.id))
    return held


def _ends(
    key: str,
    title: str,
    skeleton: str,
    facts: Mapping[str, str],
    held: Mapping[str, Sequence[Item]],
) -> Section:
    items = tuple(held.get(key, ())) or _default(key, skeleton, facts)
    return Section(key, title, "", key, items, has_default=True, boilerplate=True)


def _default(
    key: str, skeleton: str, facts: Mapping[str, str], points: Sequence[str] = ()
) -> tuple[Item, ...]:
    texts = [(filled(part, facts), False) for part in parts(skeleton)]
    texts += [(point.strip(), True) for point in points if point.strip()]
    return tuple(
        Item(default_id(key, at), key, text, bullet=bullet, is_default=True)
        for at, (text, bullet) in enumerate(texts[:MOST_PARTS])
    )


def _section(
    told: OutputSection,
    snapshot: Snapshot,
    edition: Edition,
    facts: Mapping[str, str],
    held: Mapping[str, Sequence[Item]],
) -> Section:
    area = told.area or ""
    grade = judgements.grade_text(snapshot, edition, area).lower() if area else ""
    from_settings = told.role == SMALL_PRINT
    skeleton = told.skeleton
    if from_settings:
        skeleton = settings.value(snapshot, "boilerplate").strip() or skeleton
    items: tuple[Item, ...] = () if from_settings else tuple(held.get(told.key, ()))
    points: tuple[str, ...] = ()
    if told.role == "areas_covered":
        points = snapshot.one(PreviousInspection, PREVIOUS).bullets
    note = told.footnote if not _only_of_references(told, snapshot, edition) else ""
    return Section(
        key=told.key,
        title=edition.area(area).short if area else _title(told),
        heading=filled(told.heading, {**facts, "grade": grade}) if told.heading else "",
        role=told.role,
        items=_as_points(items, told)
        or _default(told.key, _safe(skeleton, from_settings=from_settings), facts, points),
        area=area,
        kinds=told.kinds,
        bullets=told.bullets,
        numbered=told.numbered,
        has_default=bool(skeleton.strip()) and not from_settings,
        from_settings=from_settings,
        leave_out=told.only_if_used,
        boilerplate=told.boilerplate,
        usual=told.words,
        note=note,
    )


def _only_of_references(told: OutputSection, snapshot: Snapshot, edition: Edition) -> bool:
    """Return whether a footnote speaks of references that this inspection's points do not carry."""
    return told.role == "improvement" and not needs_references(snapshot, edition)


def _safe(skeleton: str, *, from_settings: bool) -> str:
    """Return a text whose braces are placeholders; a person's own braces print as typed."""
    if not from_settings:
        return skeleton
    try:
        filled(skeleton, {})
    except (ValueError, KeyError, IndexError):
        return skeleton.replace("{", "{{").replace("}", "}}")
    return skeleton


def _as_points(items: tuple[Item, ...], told: OutputSection) -> tuple[Item, ...]:
    if not told.bullets:
        return items
    return tuple(replace(item, bullet=True) for item in items)


def _title(told: OutputSection) -> str:
    if told.heading and told.role not in ("improvement",):
        return told.heading.rstrip("?")
    return _TITLES.get(told.role, told.heading or told.key)


def _numbered(sections: Sequence[Section]) -> tuple[Section, ...]:
    numbers = paragraph_numbers(
        SectionInput(
            one.key,
            items=tuple(ItemInput(item.id, item.text, item.bullet) for item in one.items),
            numbered=one.numbered,
        )
        for one in sections
    )
    # A paragraph without a number is known too: what refers to it is told apart from what is gone.
    known = {item.id: numbers.get(item.id, 0) for one in sections for item in one.items}
    return tuple(
        replace(one, items=tuple(_with_number(item, known) for item in one.items))
        for one in sections
    )


def _with_number(item: Item, numbers: Mapping[str, int]) -> Item:
    shown = crossrefs.printed(item.text, numbers)
    return replace(item, number=numbers[item.id], shown="" if shown == item.text else shown)
