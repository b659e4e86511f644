"""Writing the letter or report: its paragraphs, their order, and the findings they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.order import between, spread
from ilacs_desktop.domain.records import Finding, Link, Paragraph
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services import editing, finding_states, outline, resting
from ilacs_desktop.services.resting import RELATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.outline import Item, Outline, Section
    from ilacs_desktop.services.work import Work

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
    place, drafts, items = _ready(work, section)
    at = _index(items, after) + 1 if after else len(items)
    before = items[at - 1] if at else None
    is_point = (before is not None and before.bullet) if bullet is None else bullet
    record = editing.new_id()
    values: dict[str, JsonValue] = {
        "section": section,
        "text": text,
        "bullet": is_point or place.bullets,
        "reference": reference,
    }
    drafts += _placed(work, items, at, record, values)
    step = "Add point" if values["bullet"] else "Add paragraph"
    return _run(work, step, drafts, record)


def write_text(work: Work, paragraph: str, text: str) -> Changes:
    """Replace a paragraph's text whole; the window types into it instead."""
    return editing.edit(work, Paragraph, paragraph, "Write paragraph", text=text)


def delete_paragraph(work: Work, paragraph: str) -> Changes:
    """Delete a paragraph with its links to findings.

    The last one of a section with default words is emptied instead: without it the default
    words would come back.
    """
    one = _paragraph(work, paragraph)
    place = _document(work).section(one.section)
    drafts = [*_untied(work, paragraph)]
    if place is not None and place.has_default and len(place.items) == 1:
        blank = editing.changing(work, Paragraph, paragraph, {"text": "", "reference": ""})
        drafts = [*([blank] if blank.values else []), *drafts]
        return _run(work, "Empty paragraph", drafts, paragraph)
    drafts.insert(0, _deleted(work, paragraph))
    return _run(work, "Delete paragraph", drafts, paragraph)


def move_paragraph(work: Work, paragraph: str, by: int) -> Changes:
    """Move a paragraph up (negative) or down within its section, as far as there is room."""
    one = _paragraph(work, paragraph)
    items = _ready(work, one.section)[2]
    at = _index(items, paragraph)
    to = min(max(at + by, 0), len(items) - 1)
    if to == at:
        return Changes(made=paragraph)
    rest = [item for item in items if item.id != paragraph]
    drafts = _placed(work, rest, to, paragraph, {})
    return _run(work, "Move paragraph", drafts, paragraph)


def place_paragraph(work: Work, paragraph: str, section: str, *, after: str = "") -> Changes:
    """Move a paragraph into a section, after another one or to the end.

    Raises:
        BadInputError: the document has no such section, or its text is a setting.
    """
    _paragraph(work, paragraph)
    place, drafts, items = _ready(work, section)
    rest = [item for item in items if item.id != paragraph]
    at = _index(rest, after) + 1 if after else len(rest)
    values: dict[str, JsonValue] = {"section": section}
    if place.bullets:
        values["bullet"] = True
    drafts += _placed(work, rest, at, paragraph, values)
    return _run(work, f"Move paragraph to {place.title}", drafts, paragraph)


def split_paragraph(work: Work, paragraph: str, at: int) -> Changes:
    """Cut a paragraph in two; both rest on the same findings. ``made`` is the second part.

    Args:
        work: the open inspection.
        paragraph: its id.
        at: how many characters stay in the first part.
    """
    one = _paragraph(work, paragraph)
    left, right = one.text[:at].rstrip(), one.text[at:].lstrip()
    items = _ready(work, one.section)[2]
    record = editing.new_id()
    values: dict[str, JsonValue] = {"section": one.section, "text": right, "bullet": one.bullet}
    drafts = _placed(work, items, _index(items, paragraph) + 1, record, values)
    if left != one.text:
        drafts.insert(0, editing.changing(work, Paragraph, paragraph, {"text": left}))
    for finding in resting.finding_ids(work, paragraph) if right else ():
        drafts += _tied(work, finding, record)
    return _run(work, "Split paragraph", drafts, record)


def merge_with_previous(work: Work, paragraph: str) -> Changes:
    """Join a paragraph to the one before it in its section; ``made`` is the joined one.

    The joined paragraph rests on the findings of both.
    """
    one = _paragraph(work, paragraph)
    items = _ready(work, one.section)[2]
    at = _index(items, paragraph)
    if at == 0:
        return Changes(made=paragraph)
    return _merge(work, items[at - 1], items[at])


def merge_with_next(work: Work, paragraph: str) -> Changes:
    """Join the paragraph that follows in the section to this one."""
    one = _paragraph(work, paragraph)
    items = _ready(work, one.section)[2]
    at = _index(items, paragraph)
    if at + 1 == len(items):
        return Changes(made=paragraph)
    return _merge(work, items[at], items[at + 1])


def _merge(work: Work, first: Item, second: Item) -> Changes:
    joined = " ".join(part for part in (first.text.rstrip(), second.text.lstrip()) if part)
    values: dict[str, JsonValue] = {"text": joined}
    if second.reference and not first.reference:
        values["reference"] = second.reference
    drafts = [editing.changing(work, Paragraph, first.id, values)]
    for finding in resting.finding_ids(work, second.id):
        drafts += _tied(work, finding, first.id)
    drafts += [_deleted(work, second.id)]
    drafts += _untied(work, second.id, moved_to=first.id)
    return _run(work, "Join paragraphs", drafts, first.id)


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
    place, drafts, items = _ready(work, section)
    made = items[0].id if items else ""
    return _run(work, f"Take over {place.title.lower()}", drafts, made)


def drop_to_default(work: Work, section: str) -> Changes:
    """Delete a section's paragraphs, so that the default words stand again."""
    place = _section(_document(work), section)
    if not place.has_default:
        raise NotAllowedError("This section has no default words.", kept=_NOTHING)
    drafts: list[Draft] = []
    for item in place.items:
        if not item.is_default:
            drafts += [_deleted(work, item.id), *_untied(work, item.id)]
    return _run(work, "Go back to the default words", drafts)


# -- findings ------------------------------------------------------------------------------------


def link_finding(work: Work, paragraph: str, finding: str) -> Changes:
    """Let a paragraph rest on a finding; an agreed finding is then in the document."""
    _paragraph(work, paragraph)
    _finding(work, finding)
    drafts = _tied(work, finding, paragraph)
    return _run(work, "Rest paragraph on finding", drafts, paragraph)


def unlink_finding(work: Work, paragraph: str, finding: str) -> Changes:
    """Take a finding from under a paragraph."""
    drafts = _untied(work, paragraph, only=finding)
    return _run(work, "Take finding from paragraph", drafts, paragraph)


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
    told = [_finding(work, one) for one in dict.fromkeys(findings)]
    place, drafts, items = _ready(work, section)
    at = _index(items, after) + 1 if after else len(items)
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
        placed = _placed(work, items, at, made, values)
        drafts += placed
        rank = next(str(one.values["rank"]) for one in placed if one.record == made)
        items.insert(at, outline.Item(made, section, str(values["text"]), rank=rank))
        at += 1
        for one in group:
            drafts += _tied(work, one.id, made)
    return _run(work, "Draft from findings", drafts, made)


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "’", "'", "”")) else f"{text}."


# -- drafts shared by the commands ---------------------------------------------------------------


def _document(work: Work) -> Outline:
    return outline.outline(work.snapshot, work.edition, work.now().date())


def _section(document: Outline, key: str) -> Section:
    place = document.section(key)
    if place is None:
        known = ", ".join(one.key for one in document.sections if not one.from_settings)
        raise BadInputError(
            f"This document has no section {key!r}.", kept=_NOTHING, todo=f"Choose one of: {known}."
        )
    return place


def _ready(work: Work, key: str) -> tuple[Section, list[Draft], list[Item]]:
    """Return a section that can be written in, with its paragraphs.

    Default words that it still shows come as drafts that make them paragraphs.
    """
    place = _section(_document(work), key)
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


def _placed(
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


def _paragraph(work: Work, record: str) -> Paragraph:
    one = work.snapshot.get(Paragraph, record)
    if one is None:
        raise NotAllowedError(
            "This paragraph is no longer there, or still shows default words.",
            kept=_NOTHING,
            todo="Take the default words over first.",
        )
    return one


def _finding(work: Work, record: str) -> Finding:
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


def _index(items: Sequence[Item], paragraph: str) -> int:
    for at, item in enumerate(items):
        if item.id == paragraph:
            return at
    raise NotAllowedError("This paragraph is no longer in the section.", kept=_NOTHING)


def _tied(work: Work, finding: str, paragraph: str) -> list[Draft]:
    drafts = [
        editing.linking(work, RELATION, finding, paragraph),
        finding_states.placing(work, finding, placed=True),
    ]
    return [draft for draft in drafts if draft is not None and draft.values]


def _untied(work: Work, paragraph: str, *, only: str = "", moved_to: str = "") -> list[Draft]:
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


def _deleted(work: Work, paragraph: str) -> Draft:
    found = work.snapshot.record(Paragraph, paragraph)
    links = (work.snapshot.record(Link, one.id) for one in work.snapshot.links_of(paragraph))
    held = [one.state.head_refs for one in (found, *links) if one is not None]
    covers = tuple(sorted({ref for refs in held for ref in refs}))
    return Draft("paragraph", paragraph, {DELETED: True}, covers=covers)


def _deleted_link(work: Work, record: str) -> Draft:
    found = work.snapshot.record(Link, record)
    covers = tuple(sorted(found.state.head_refs)) if found is not None else ()
    return Draft("link", record, {DELETED: True}, covers=covers)


def _run(work: Work, name: str, drafts: Iterable[Draft], made: str = "") -> Changes:
    """Write a step whose drafts may delete records or bring deleted ones back."""
    real = tuple(draft for draft in drafts if draft.values)
    marks = {
        draft.values[DELETED]
        for draft in real
        if DELETED in draft.values and work.snapshot.find(draft.record) is not None
    }
    action = "restore" if False in marks else "delete" if True in marks else "edit"
    return work.run(StepDraft(name, real, action=action), made)
