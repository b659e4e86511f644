"""Sentences tied to findings: which sentence rests on what, and which tie has lost its words.

A finding rests under a whole paragraph, or under single sentences of it: then the link between
the two holds the sentences as they were tied, one a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.records import Finding, Link, Paragraph
from ilacs_desktop.domain.sentences import anchored, sentences, squeezed
from ilacs_desktop.domain.support import figures
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.report import resting
from ilacs_desktop.services.report.paragraph_drafts import finding_of, paragraph_of, run, tied

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.resting import FindingLine, State

_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class SentenceRest:
    """One sentence of a paragraph, and how well it is supported.

    Attributes:
        number: from 1.
        start, end: its characters.
        findings: what it rests on, tied to it or to the whole paragraph.
        state: the gravest thing to say of it, as of a paragraph.
        words: the same in words.
    """

    number: int
    start: int
    end: int
    text: str
    findings: tuple[FindingLine, ...]
    state: State
    words: str


@dataclass(frozen=True, slots=True)
class LostTie:
    """A finding whose sentence is no longer in the paragraph."""

    finding: str
    quote: str


@dataclass(frozen=True, slots=True)
class Ties:
    """What each sentence of a paragraph rests on.

    Attributes:
        sentences: all of them, in order.
        lost: ties whose words are gone.
        by_finding: numbers of the sentences tied to a finding; none for the whole paragraph.
    """

    sentences: tuple[SentenceRest, ...]
    lost: tuple[LostTie, ...]
    by_finding: dict[str, tuple[int, ...]]


def quotes_of(link: Link) -> tuple[str, ...]:
    """Return the sentences that a link was tied to; none where it is the whole paragraph's."""
    return tuple(line for line in link.detail.split("\n") if line.strip())


def of_paragraph(work: Work, paragraph: str, text: str | None = None) -> Ties:
    """Return what each sentence of a paragraph rests on.

    Args:
        work: the open inspection.
        paragraph: its id.
        text: its words where they are newer than the record's, as while typing.
    """
    if text is None:
        held = work.snapshot.get(Paragraph, paragraph)
        text = held.text if held is not None else ""
    lines, under, whole, lost = {}, {}, [], []
    for link in work.snapshot.links_to(resting.RELATION, paragraph):
        finding = work.snapshot.get(Finding, link.source)
        if finding is None:
            continue
        lines[finding.id] = resting.line_of(work, finding)
        found = anchored(quotes_of(link), text)
        lost += [LostTie(finding.id, one.quote) for one in found if one.is_lost]
        places = tuple(sorted({one.sentence + 1 for one in found if not one.is_lost}))
        under[finding.id] = places
        if not found:
            whole.append(finding.id)
    every = tuple(
        _sentence(work, number, one.start, one.end, one.text, [
            lines[key] for key in sorted(lines) if key in whole or number in under[key]
        ])
        for number, one in enumerate(sentences(text), 1)
    )  # fmt: skip
    return Ties(every, tuple(lost), under)


def _sentence(
    work: Work, number: int, start: int, end: int, text: str, found: list[FindingLine]
) -> SentenceRest:
    standing = (line.id for line in found if not line.is_withdrawn)
    counts = figures(one for key in standing for one in resting.pieces(work, key))
    state = resting.state_of(found, counts)
    return SentenceRest(
        number, start, end, text, tuple(found), state, resting.state_words(state, counts)
    )


def tie_sentence(work: Work, paragraph: str, finding: str, sentence: str) -> Changes:
    """Let one sentence of a paragraph rest on a finding; the others then do not, unless tied.

    Raises:
        BadInputError: the paragraph has no such sentence.
    """
    one = paragraph_of(work, paragraph)
    finding_of(work, finding)
    plain = squeezed(sentence)
    if plain not in {squeezed(each.text) for each in sentences(one.text)}:
        raise BadInputError(
            "This sentence is not in the paragraph.",
            kept=_NOTHING,
            todo="Put the cursor into the sentence and tie it again.",
        )
    link = work.snapshot.get(Link, ids.link_id(resting.RELATION, finding, paragraph))
    kept = [] if link is None else [
        each.quote for each in anchored(quotes_of(link), one.text) if not each.is_lost
    ]  # fmt: skip
    # What stood otherwise when it was tied and is this sentence now is tied anew.
    kept = [each for each in kept if _place(each, one.text) != _place(plain, one.text)]
    return _write(work, paragraph, finding, [*kept, plain], "Rest sentence on finding")


def untie_sentence(work: Work, paragraph: str, finding: str, sentence: str) -> Changes:
    """Take a finding from under one sentence; without any it rests under the whole paragraph."""
    one = paragraph_of(work, paragraph)
    link = work.snapshot.get(Link, ids.link_id(resting.RELATION, finding, paragraph))
    if link is None:
        return run(work, "Take finding from sentence", [], paragraph)
    at = _place(squeezed(sentence), one.text)
    kept = [
        each.quote
        for each in anchored(quotes_of(link), one.text)
        if each.quote != squeezed(sentence) and (each.is_lost or each.sentence != at)
    ]
    return _write(work, paragraph, finding, kept, "Take finding from sentence")


def rest_whole(work: Work, paragraph: str, finding: str) -> Changes:
    """Let the whole paragraph rest on a finding that was tied to single sentences."""
    paragraph_of(work, paragraph)
    return _write(work, paragraph, finding, [], "Rest paragraph on finding")


def _place(quote: str, text: str) -> int:
    return anchored([quote], text)[0].sentence


def _write(work: Work, paragraph: str, finding: str, quotes: Iterable[str], step: str) -> Changes:
    drafts = tied(work, finding, paragraph, quotes=tuple(quotes))
    return run(work, step, drafts, paragraph)


def quotes_within(link: Link, text: str) -> tuple[str, ...] | None:
    """Return the quotes of a link that a text holds; None where it is tied to sentences elsewhere.

    A link to the whole paragraph has none and holds for every part of it.
    """
    quotes = quotes_of(link)
    if not quotes:
        return ()
    held = tuple(each.quote for each in anchored(quotes, text) if not each.is_lost)
    return held or None
