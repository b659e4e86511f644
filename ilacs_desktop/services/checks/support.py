"""What it rests on: nothing, something withdrawn, one source, what the LA was never asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.services.checks.remark import Place, Remark
from ilacs_desktop.services.report import outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ilacs_desktop.services.checks.facts import Facts, Passage, Unanswered
    from ilacs_desktop.services.report.outline import Outline

_SHOWN = 80


def of_passage(passage: Passage, facts: Facts) -> Iterator[Remark]:
    """Return what is to be said of the findings under one paragraph."""
    item, section = passage.item, passage.section
    if item is None or not passage.typed or not item.text.strip():
        return
    rest = facts.rests.get(item.id)
    if rest is not None and not item.is_default:
        if rest.state == "nothing" and not outline.is_default_id(item.id, section.key):
            words = "This paragraph rests on no finding."
            yield _whole(passage, "rests-on-nothing", words)
        gone = sum(one.is_withdrawn for one in rest.findings)
        if gone:
            words = "This paragraph rests on a finding that is withdrawn."
            if gone > 1:
                words = f"This paragraph rests on {gone} findings that are withdrawn."
            yield _whole(passage, "withdrawn", words)
    if facts.references and section.role == "improvement" and not item.reference:
        yield _whole(passage, "reference", "This point has no National Framework reference.")


def _whole(passage: Passage, check: str, words: str) -> Remark:
    text = passage.item.text if passage.item is not None else ""
    return Remark("warning", check, words, passage.paragraph, passage.section.key, context=text)


def of_document(document: Outline, passages: Sequence[Passage], facts: Facts) -> Iterator[Remark]:
    """Return what is to be said of the findings as a whole."""
    for one in facts.unanswered:
        yield _unanswered(document, one)
    for line in facts.unused:
        yield Remark(
            "warning",
            "unused",
            f"“{_short(line.text)}” ({line.area}) stands in no paragraph.",
            context=line.text,
            finding=line.id,
        )
    single = [
        Place(one.section.key, one.paragraph)
        for one in passages
        if one.item is not None
        and one.typed
        and (rest := facts.rests.get(one.item.id)) is not None
        and rest.state == "one_source"
    ]
    if single:
        first, *rest_of = single
        words = "One paragraph rests on one source."
        if rest_of:
            words = f"{len(single)} paragraphs rest on one source each."
        yield Remark(
            "info", "one-source", words, first.paragraph, first.section, more=tuple(rest_of)
        )


def _unanswered(document: Outline, one: Unanswered) -> Remark:
    places = []
    for paragraph in one.paragraphs:
        item = document.item(paragraph)
        if item is not None:
            places.append(Place(item.section, paragraph))
    first = places[0] if places else Place()
    check = "no-response" if one.was_put else "never-put"
    end = "has no response recorded" if one.was_put else "was never put to the LA"
    return Remark(
        "warning",
        check,
        f"{one.kind_label}: “{_short(one.text)}” {end}.",
        first.paragraph,
        first.section,
        context=one.text,
        finding=one.finding,
        more=tuple(places[1:]),
    )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rsplit(' ', 1)[0]} …"
