"""The parts that steps on the document are made of: places, ties to findings, deletions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.order import between, spread
from ilacs_desktop.domain.records import Finding, Link, Paragraph
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.findings import finding_states
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import outline
from ilacs_desktop.services.report.resting import RELATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.outline import Item, Outline, Section

_NOTHING = "Nothing was changed."


def document_now(work: Work) -> Outline:
    """Return the document as it stands today."""
    return outline.outline(work.snapshot, work.edition, work.now().date())


def section_of(document: Outline, key: str) -> Section:
    """Return a section of the document.

    Raises:
        BadInputError: there is none of that key.
    """
    place = document.section(key)
    if place is None:
        known = ", ".join(one.key for one in document.sections if not one.from_settings)
        raise BadInputError(
            f"This document has no section {key!r}.", kept=_NOTHING, todo=f"Choose one of: {known}."
        )
    return place


def ready(work: Work, key: str) -> tuple[Section, list[Draft], list[Item]]:
    """Return a section that can be written in, with its paragraphs.

    Default words that it still shows come as drafts that make them paragraphs.
    """
    place = section_of(document_now(work), key)
    if place.from_settings:
        raise BadInputError(
            "The small print is a setting of the inspection.",
            kept=_NOTHING,
            todo="The lead inspector changes it in the settings or on the Report page.",
        )
    shown = [item for item in place.items if item.is_default]
    if not shown:
        return place, [], list(place.items)
    drafts, items = [], []
    for item, rank in zip(shown, spread(len(shown)), strict=True):
        values: dict[str, JsonValue] = {
            "section": key,
            "text": item.text,
            "bullet": item.bullet,
            "rank": rank,
        }
        drafts.append(editing.changing(work, Paragraph, item.id, values, make=True))
        items.append(outline.Item(item.id, key, item.text, item.bullet, rank=rank))
    return place, drafts, items


def placed(
    work: Work, items: Sequence[Item], at: int, record: str, values: dict[str, JsonValue]
) -> list[Draft]:
    """Return the drafts that put a paragraph at a place among others of its section.

    Args:
        work: the open inspection.
        items: the others, in order.
        at: how many of them stand before it.
        record: its id; made where it does not exist.
        values: further values.
    """
    ranks = [item.rank for item in items]
    low = ranks[at - 1] if at else ""
    high = ranks[at] if at < len(ranks) else ""
    drafts: list[Draft] = []
    if high and low >= high:
        # Two laptops may have given equal ranks: the whole section is ranked anew.
        fresh = spread(len(items) + 1)
        own = fresh[at]
        others = [rank for index, rank in enumerate(fresh) if index != at]
        for item, rank in zip(items, others, strict=True):
            if item.rank != rank:
                drafts.append(editing.changing(work, Paragraph, item.id, {"rank": rank}))
    else:
        own = between(low, high)
    values = {**values, "rank": own}
    drafts.append(editing.changing(work, Paragraph, record, values, make=True))
    return drafts


def paragraph_of(work: Work, record: str) -> Paragraph:
    """Return a paragraph that has a record."""
    one = work.snapshot.get(Paragraph, record)
    if one is None:
        raise NotAllowedError(
            "This paragraph is no longer there, or still shows default words.",
            kept=_NOTHING,
            todo="Take the default words over first.",
        )
    return one


def finding_of(work: Work, record: str) -> Finding:
    """Return a finding that stands."""
    one = work.snapshot.get(Finding, record)
    if one is None:
        raise NotAllowedError("This finding is no longer there.", kept=_NOTHING)
    if one.state == "withdrawn":
        raise NotAllowedError(
            "This finding is withdrawn.",
            kept=_NOTHING,
            todo="Open it again on the Findings page, or choose another.",
        )
    return one


def index_of(items: Sequence[Item], paragraph: str) -> int:
    """Return where a paragraph stands."""
    for at, item in enumerate(items):
        if item.id == paragraph:
            return at
    raise NotAllowedError("This paragraph is no longer in the section.", kept=_NOTHING)


def tied(
    work: Work, finding: str, paragraph: str, *, quotes: Sequence[str] | None = None
) -> list[Draft]:
    """Return the drafts that let a paragraph rest on a finding.

    Args:
        work: the open inspection.
        finding: its id.
        paragraph: its id.
        quotes: the sentences that are tied; none for the whole paragraph, None as it is.
    """
    held = work.snapshot.get(Link, ids.link_id(RELATION, finding, paragraph))
    detail = "\n".join(quotes) if quotes is not None else held.detail if held else ""
    drafts = [
        editing.linking(work, RELATION, finding, paragraph, detail=detail),
        finding_states.placing(work, finding, placed=True),
    ]
    return [draft for draft in drafts if draft is not None and draft.values]


def untied(work: Work, paragraph: str, *, only: str = "", moved_to: str = "") -> list[Draft]:
    """Return the drafts that untie findings from a paragraph.

    Args:
        work: the open inspection.
        paragraph: the paragraph.
        only: one finding alone.
        moved_to: the paragraph that takes the findings over, which stay in the document.
    """
    drafts: list[Draft] = []
    for link in work.snapshot.links_to(RELATION, paragraph):
        if only and link.source != only:
            continue
        drafts.append(_deleted_link(work, link.id))
        elsewhere = [
            one
            for one in work.snapshot.links_from(RELATION, link.source)
            if one.target != paragraph and work.snapshot.get(Paragraph, one.target) is not None
        ]
        is_there = work.snapshot.get(Finding, link.source) is not None
        if is_there and not elsewhere and not moved_to:
            back = finding_states.placing(work, link.source, placed=False)
            if back is not None and back.values:
                drafts.append(back)
    return drafts


def deleted(work: Work, paragraph: str) -> Draft:
    """Return the draft that deletes a paragraph, knowing its links."""
    found = work.snapshot.record(Paragraph, paragraph)
    links = (work.snapshot.record(Link, one.id) for one in work.snapshot.links_of(paragraph))
    held = [one.state.head_refs for one in (found, *links) if one is not None]
    covers = tuple(sorted({ref for refs in held for ref in refs}))
    return Draft("paragraph", paragraph, {DELETED: True}, covers=covers)


def _deleted_link(work: Work, record: str) -> Draft:
    found = work.snapshot.record(Link, record)
    covers = tuple(sorted(found.state.head_refs)) if found is not None else ()
    return Draft("link", record, {DELETED: True}, covers=covers)


def run(work: Work, name: str, drafts: Iterable[Draft], made: str = "") -> Changes:
    """Write a step whose drafts may delete records or bring deleted ones back."""
    real = tuple(draft for draft in drafts if draft.values)
    marks = {
        draft.values[DELETED]
        for draft in real
        if DELETED in draft.values and work.snapshot.find(draft.record) is not None
    }
    action = "restore" if False in marks else "delete" if True in marks else "edit"
    return work.run(StepDraft(name, real, action=action), made)
