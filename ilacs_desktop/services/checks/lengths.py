"""How long it is: sentences, and parts against what is usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.services.checks.remark import Place, Remark, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ilacs_desktop.services.checks.facts import Passage
    from ilacs_desktop.services.report.outline import Outline

LONG = 35
"""Words in a sentence above which it is counted (Ofsted reports of 2025 and 2026, measured)."""


def of_document(document: Outline, passages: Sequence[Passage]) -> Iterator[Remark]:
    """Return what is to know of lengths."""
    yield from _sentences(passages)
    for section in document.sections:
        usual, words = section.usual, section.words
        if usual is None or usual.low is None or usual.high is None or not words:
            continue
        if usual.low <= words <= usual.high:
            continue
        side = "shorter" if words < usual.low else "longer"
        told = (
            f"{section.title} has {words:,} words, {side} than eight in ten published ones "
            f"({usual.low:,} to {usual.high:,})."
        )
        first = section.items[0].id if section.items else ""
        yield Remark("info", "length", told, first, section.key)


def _sentences(passages: Sequence[Passage]) -> Iterator[Remark]:
    whole, places = 0, []
    for one in passages:
        if not one.prose or not one.typed or one.item is None:
            continue
        for start, end in sentences(one.text):
            whole += 1
            if len(one.text[start:end].split()) > LONG:
                places.append(Place(one.section.key, one.paragraph, start, end))
    if not places:
        return
    first, *rest = places
    told = "1 sentence has" if not rest else f"{len(places)} sentences have"
    yield Remark(
        "info",
        "long-sentences",
        f"{told} more than {LONG} words, of {whole:,} in all.",
        first.paragraph,
        first.section,
        first.start,
        first.end,
        more=tuple(rest),
    )
