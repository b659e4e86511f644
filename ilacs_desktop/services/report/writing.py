"""Writing the letter or report: its paragraphs, their order, and the findings they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.records import Finding, Link, Paragraph
from ilacs_desktop.domain.sentences import anchored, sentences, squeezed
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import outline, resting
from ilacs_desktop.services.report.paragraph_drafts import (
    deleted,
    document_now,
    finding_of,
    index_of,
    paragraph_of,
    placed,
    ready,
    run,
    section_of,
    tied,
    untied,
)
from ilacs_desktop.services.report.ties import quotes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.draft import Draft
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.outline import Item

_NOTHING = "Nothing was changed."


# -- paragraphs ----------------------------------------------------------------------------------


def add_paragraph(
    work: Work,
    section: str,
    *,
    after: str = "",
    text: str = "",
    bullet: bool | None = None,
    reference: str = "",
) -> Changes:
    """Add a paragraph to a section; ``made`` of the result is its id.

    Default words that the section still shows become paragraphs in the same step, so that they
    do not vanish.

    Args:
        work: the open inspection.
        section: key of the section.
        after: id of the paragraph it follows; empty for the end of the section.
        text: its first words.
        bullet: whether it is a point of a list; where left out, as the paragraph before it.
        reference: key of a National Framework reference.

    Raises:
        BadInputError: the document has no such section, or its text is a setting.
    """
    place, drafts, items = ready(work, section)
    at = index_of(items, after) + 1 if after else len(items)
    before = items[at - 1] if at else None
    is_point = (before is not None and before.bullet) if bullet is None else bullet
    record = editing.new_id()
    values: dict[str, JsonValue] = {
        "section": section,
        "text": text,
        "bullet": is_point or place.bullets,
        "reference": reference,
    }
    drafts += placed(work, items, at, record, values)
    step = "Add point" if values["bullet"] else "Add paragraph"
    return run(work, step, drafts, record)


def write_text(work: Work, paragraph: str, text: str) -> Changes:
    """Replace a paragraph's text whole; the window types into it instead."""
    return editing.edit(work, Paragraph, paragraph, "Write paragraph", text=text)


def delete_paragraph(work: Work, paragraph: str) -> Changes:
    """Delete a paragraph with its links to findings.

    The last one of a section with default words is emptied instead: without it the default
    words would come back.
    """
    one = paragraph_of(work, paragraph)
    place = document_now(work).section(one.section)
    drafts = [*untied(work, paragraph)]
    if place is not None and place.has_default and len(place.items) == 1:
        blank = editing.changing(work, Paragraph, paragraph, {"text": "", "reference": ""})
        drafts = [*([blank] if blank.values else []), *drafts]
        return run(work, "Empty paragraph", drafts, paragraph)
    drafts.insert(0, deleted(work, paragraph))
    return run(work, "Delete paragraph", drafts, paragraph)


def move_paragraph(work: Work, paragraph: str, by: int) -> Changes:
    """Move a paragraph up (negative) or down within its section, as far as there is room."""
    one = paragraph_of(work, paragraph)
    items = ready(work, one.section)[2]
    at = index_of(items, paragraph)
    to = min(max(at + by, 0), len(items) - 1)
    if to == at:
        return Changes(made=paragraph)
    rest = [item for item in items if item.id != paragraph]
    drafts = placed(work, rest, to, paragraph, {})
    return run(work, "Move paragraph", drafts, paragraph)


def place_paragraph(work: Work, paragraph: str, section: str, *, after: str = "") -> Changes:
    """Move a paragraph into a section, after another one or to the end.

    Raises:
        BadInputError: the document has no such section, or its text is a setting.
    """
    paragraph_of(work, paragraph)
    place, drafts, items = ready(work, section)
    rest = [item for item in items if item.id != paragraph]
    at = index_of(rest, after) + 1 if after else len(rest)
    values: dict[str, JsonValue] = {"section": section}
    if place.bullets:
        values["bullet"] = True
    drafts += placed(work, rest, at, paragraph, values)
    return run(work, f"Move paragraph to {place.title}", drafts, paragraph)


def split_paragraph(work: Work, paragraph: str, at: int) -> Changes:
    """Cut a paragraph in two; both rest on the same findings. ``made`` is the second part.

    Args:
        work: the open inspection.
        paragraph: its id.
        at: how many characters stay in the first part.
    """
    one = paragraph_of(work, paragraph)
    left, right = one.text[:at].rstrip(), one.text[at:].lstrip()
    items = ready(work, one.section)[2]
    record = editing.new_id()
    values: dict[str, JsonValue] = {"section": one.section, "text": right, "bullet": one.bullet}
    drafts = placed(work, items, index_of(items, paragraph) + 1, record, values)
    if left != one.text:
        drafts.insert(0, editing.changing(work, Paragraph, paragraph, {"text": left}))
    for link in work.snapshot.links_to(resting.RELATION, paragraph) if right else ():
        if work.snapshot.get(Finding, link.source) is not None:
            drafts += _shared(work, link, right, record)
    return run(work, "Split paragraph", drafts, record)


def _shared(work: Work, link: Link, right: str, second: str) -> list[Draft]:
    """Return the drafts that give each part of a split paragraph the ties of its sentences."""
    quotes = quotes_of(link)
    if not quotes:
        return tied(work, link.source, second)
    goes = [one.quote for one in anchored(quotes, right) if not one.is_lost]
    if not goes:
        return []
    stays = [one for one in quotes if one not in goes]
    drafts = tied(work, link.source, second, quotes=goes)
    if stays:
        return drafts + tied(work, link.source, link.target, quotes=stays)
    return drafts + untied(work, link.target, only=link.source, moved_to=second)


def merge_with_previous(work: Work, paragraph: str) -> Changes:
    """Join a paragraph to the one before it in its section; ``made`` is the joined one.

    The joined paragraph rests on the findings of both.
    """
    one = paragraph_of(work, paragraph)
    items = ready(work, one.section)[2]
    at = index_of(items, paragraph)
    if at == 0:
        return Changes(made=paragraph)
    return _merge(work, items[at - 1], items[at])


def _merge(work: Work, first: Item, second: Item) -> Changes:
    joined = " ".join(part for part in (first.text.rstrip(), second.text.lstrip()) if part)
    values: dict[str, JsonValue] = {"text": joined}
    if second.reference and not first.reference:
        values["reference"] = second.reference
    drafts = [editing.changing(work, Paragraph, first.id, values)]
    for finding in resting.finding_ids(work, second.id):
        drafts += tied(work, finding, first.id, quotes=_both(work, finding, first, second))
    drafts += [deleted(work, second.id)]
    drafts += untied(work, second.id, moved_to=first.id)
    return run(work, "Join paragraphs", drafts, first.id)


def _both(work: Work, finding: str, first: Item, second: Item) -> tuple[str, ...]:
    """Return the sentences of two joined paragraphs that are tied to a finding.

    One that rested under a whole paragraph rests, after joining, under each of its sentences.
    """
    quotes: list[str] = []
    for item in (first, second):
        link = work.snapshot.get(Link, ids.link_id(resting.RELATION, finding, item.id))
        if link is None:
            continue
        held = quotes_of(link)
        quotes += held or [squeezed(one.text) for one in sentences(item.text)]
    # Where nobody tied single sentences, nobody is shown any.
    tied_somewhere = any(
        quotes_of(link)
        for item in (first, second)
        for link in work.snapshot.links_to(resting.RELATION, item.id)
    )
    return tuple(dict.fromkeys(quotes)) if tied_somewhere and quotes else ()


def set_bullet(work: Work, paragraph: str, *, bullet: bool) -> Changes:
    """Make a paragraph a point of a list, or a paragraph again."""
    step = "Make it a point" if bullet else "Make it a paragraph"
    return editing.edit(work, Paragraph, paragraph, step, bullet=bullet)


def set_reference(work: Work, paragraph: str, reference: str) -> Changes:
    """Give a point its National Framework reference; empty takes it away.

    Args:
        work: the open inspection.
        paragraph: its id.
        reference: key of one of the edition's references, or words of one's own.
    """
    return editing.edit(work, Paragraph, paragraph, "Set framework reference", reference=reference)


# -- default words -------------------------------------------------------------------------------


def take_default(work: Work, section: str) -> Changes:
    """Make a section's default words paragraphs of one's own, to be rewritten.

    ``made`` of the result is the first of them.
    """
    place, drafts, items = ready(work, section)
    made = items[0].id if items else ""
    return run(work, f"Take over {place.title.lower()}", drafts, made)


def drop_to_default(work: Work, section: str) -> Changes:
    """Delete a section's paragraphs, so that the default words stand again."""
    place = section_of(document_now(work), section)
    if not place.has_default:
        raise NotAllowedError("This section has no default words.", kept=_NOTHING)
    drafts: list[Draft] = []
    for item in place.items:
        if not item.is_default:
            drafts += [deleted(work, item.id), *untied(work, item.id)]
    return run(work, "Go back to the default words", drafts)


# -- findings ------------------------------------------------------------------------------------


def link_finding(work: Work, paragraph: str, finding: str) -> Changes:
    """Let a paragraph rest on a finding; an agreed finding is then in the document."""
    paragraph_of(work, paragraph)
    finding_of(work, finding)
    drafts = tied(work, finding, paragraph)
    return run(work, "Rest paragraph on finding", drafts, paragraph)


def unlink_finding(work: Work, paragraph: str, finding: str) -> Changes:
    """Take a finding from under a paragraph."""
    drafts = untied(work, paragraph, only=finding)
    return run(work, "Take finding from paragraph", drafts, paragraph)


def draft_from_findings(
    work: Work, section: str, findings: Sequence[str], *, after: str = ""
) -> Changes:
    """Begin a paragraph with what findings say, to be rewritten; it rests on them.

    In a list of points each finding becomes a point of its own, with its framework reference.

    Args:
        work: the open inspection.
        section: key of the section.
        findings: ids of the findings, in the order in which they are to be told.
        after: id of the paragraph to follow; empty for the end of the section.

    Raises:
        BadInputError: no finding is given, or the document has no such section.
        NotAllowedError: a finding is no longer there, or is withdrawn.
    """
    if not findings:
        raise BadInputError("No finding is chosen.", kept=_NOTHING, todo="Choose one or more.")
    told = [finding_of(work, one) for one in dict.fromkeys(findings)]
    place, drafts, items = ready(work, section)
    at = index_of(items, after) + 1 if after else len(items)
    groups = [[one] for one in told] if place.bullets else [told]
    made = ""
    for group in groups:
        made = editing.new_id()
        values: dict[str, JsonValue] = {
            "section": section,
            "text": " ".join(_sentence(one.text) for one in group if one.text.strip()),
            "bullet": place.bullets,
            "reference": group[0].framework_ref if place.bullets else "",
        }
        put = placed(work, items, at, made, values)
        drafts += put
        rank = next(str(one.values["rank"]) for one in put if one.record == made)
        items.insert(at, outline.Item(made, section, str(values["text"]), rank=rank))
        at += 1
        for one in group:
            drafts += tied(work, one.id, made)
    return run(work, "Draft from findings", drafts, made)


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "’", "'", "”")) else f"{text}."
