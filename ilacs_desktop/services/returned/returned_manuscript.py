"""The document in the hand: changes are made to it one after another, and written in one step."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.order import between, spread
from ilacs_desktop.domain.records import Finding, Paragraph
from ilacs_desktop.domain.sentences import anchored
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import resting
from ilacs_desktop.services.report.paragraph_drafts import (
    deleted,
    document_now,
    ready,
    tied,
    untied,
)
from ilacs_desktop.services.report.ties import quotes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ilacs_desktop.domain.draft import Draft
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.domain.records import Link
    from ilacs_desktop.services.record.work import Work


@dataclass(frozen=True, slots=True)
class _Held:
    """One paragraph in the hand."""

    id: str
    text: str
    bullet: bool
    reference: str
    rank: str
    is_placed: bool = False


class Manuscript:
    """The document's paragraphs by section, as they will be."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._document = document_now(work)
        self._sections: dict[str, list[_Held]] = {
            section.key: [
                _Held(item.id, item.text, item.bullet, item.reference, item.rank)
                for item in section.items
            ]
            for section in self._document.sections
            if not section.from_settings
        }
        self._before = {key: tuple(held) for key, held in self._sections.items()}
        self._gone: list[str] = []
        self._ties: list[tuple[str, str, tuple[str, ...] | None]] = []
        self._joined: dict[str, str] = {}

    @property
    def texts(self) -> Mapping[str, str]:
        """The text of each paragraph."""
        return {one.id: one.text for held in self._sections.values() for one in held}

    def has_section(self, section: str) -> bool:
        """Return whether paragraphs may stand in a section."""
        return section in self._sections

    def section_of(self, paragraph: str) -> str:
        """Return the section that a paragraph stands in; empty where it is not there."""
        return self._find(paragraph)[0]

    def before(self, paragraph: str) -> str:
        """Return the paragraph that stands before one in its section; empty for none."""
        section, at = self._find(paragraph)
        return self._sections[section][at - 1].id if at > 0 else ""

    def says(self, section: str, text: str) -> bool:
        """Return whether a paragraph of a section has these words."""
        return any(one.text.strip() == text.strip() for one in self._sections[section])

    # -- changes ---------------------------------------------------------------------------------

    def write(self, paragraph: str, text: str) -> None:
        """Give a paragraph other words."""
        section, at = self._find(paragraph)
        self._sections[section][at] = replace(self._sections[section][at], text=text)

    def add(self, record: str, section: str, beside: str, text: str) -> None:
        """Put in a new paragraph after another, or at the beginning of the section."""
        held = self._sections[section]
        at = next((place + 1 for place, one in enumerate(held) if one.id == beside), 0)
        like = held[at - 1] if at else held[0] if held else None
        place = self._document.section(section)
        is_list = place is not None and place.bullets
        bullet = is_list or (like is not None and like.bullet)
        held.insert(at, _Held(record, text, bullet, "", "", is_placed=True))

    def split(self, paragraph: str, parts: tuple[str, ...], made: tuple[str, ...]) -> None:
        """Cut a paragraph; each part rests on what it rested on.

        Args:
            paragraph: its id.
            parts: the texts; the first stays.
            made: ids of the others.
        """
        self.write(paragraph, parts[0])
        section, at = self._find(paragraph)
        one = self._sections[section][at]
        fresh = [
            _Held(record, text, one.bullet, "", "", is_placed=True)
            for record, text in zip(made, parts[1:], strict=True)
        ]
        self._sections[section][at + 1 : at + 1] = fresh
        for link in self._work.snapshot.links_to(resting.RELATION, paragraph):
            if self._work.snapshot.get(Finding, link.source) is not None:
                self._share(link, parts[1:], made)

    def _share(self, link: Link, parts: tuple[str, ...], made: tuple[str, ...]) -> None:
        """Give each part what its paragraph rested on: all of it, or the sentences it took."""
        quotes = quotes_of(link)
        for text, record in zip(parts, made, strict=True):
            mine = tuple(one.quote for one in anchored(quotes, text) if not one.is_lost)
            if mine or not quotes:
                self._ties.append((link.source, record, mine))

    def join(self, first: str, second: str) -> None:
        """Join a paragraph to another, which then rests on the findings of both."""
        texts = self.texts
        joined = " ".join(one for one in (texts[first].rstrip(), texts[second].lstrip()) if one)
        self.remove(second)
        self.write(first, joined)
        self._joined[second] = first
        self._ties += [(one, first, None) for one in resting.finding_ids(self._work, second)]

    def remove(self, paragraph: str) -> None:
        """Take a paragraph out."""
        section, at = self._find(paragraph)
        del self._sections[section][at]
        self._gone.append(paragraph)

    def move(self, paragraph: str, section: str, beside: str) -> None:
        """Put a paragraph after another, or at the beginning of a section."""
        old, at = self._find(paragraph)
        one = self._sections[old].pop(at)
        held = self._sections[section]
        to = next((place + 1 for place, each in enumerate(held) if each.id == beside), 0)
        held.insert(to, replace(one, is_placed=True))

    def _find(self, paragraph: str) -> tuple[str, int]:
        for section, held in self._sections.items():
            for at, one in enumerate(held):
                if one.id == paragraph:
                    return section, at
        return "", -1

    # -- writing it down -------------------------------------------------------------------------

    def drafts(self) -> list[Draft]:
        """Return what has to be written, one draft a record."""
        drafts: list[Draft] = []
        for section, held in self._sections.items():
            if tuple(held) != self._before[section]:
                drafts += self._section(section, held)
        for paragraph in self._gone:
            drafts += self._without(paragraph)
        for finding, paragraph, quotes in dict.fromkeys(self._ties):
            drafts += tied(self._work, finding, paragraph, quotes=quotes)
        return list(_merged(drafts))

    def _section(self, section: str, held: list[_Held]) -> list[Draft]:
        drafts = ready(self._work, section)[1]
        defaults = {one.record: str(one.values["rank"]) for one in drafts}
        held = [replace(one, rank=one.rank or defaults.get(one.id, "")) for one in held]
        old = {one.id: one for one in self._before[section]}
        for one, rank in zip(held, _ranks(held), strict=True):
            was = old.get(one.id)
            values: dict[str, JsonValue] = {}
            if was is None or was.text != one.text:
                values["text"] = one.text
            if was is None or rank != one.rank or one.is_placed:
                values |= {"section": section, "rank": rank}
            place = self._document.section(section)
            is_list = place is not None and place.bullets
            if self._work.snapshot.get(Paragraph, one.id) is None:
                values |= {"bullet": one.bullet or is_list, "reference": one.reference}
            if values:
                drafts.append(editing.changing(self._work, Paragraph, one.id, values, make=True))
        return drafts

    def _without(self, paragraph: str) -> list[Draft]:
        """Return the drafts that take a paragraph out of the document."""
        work, host = self._work, self._joined.get(paragraph, "")
        ties = untied(work, paragraph, moved_to=host)
        item = self._document.item(paragraph)
        place = self._document.section(item.section) if item is not None else None
        if place is not None and place.has_default and not self._sections[place.key]:
            # Without any paragraph the default words would come back.
            blank: dict[str, JsonValue] = {"text": "", "reference": "", "section": place.key}
            return [
                editing.changing(work, Paragraph, paragraph, blank, make=True),
                *ties,
            ]
        if work.snapshot.get(Paragraph, paragraph) is None:
            return ties
        return [deleted(work, paragraph), *ties]


def _ranks(held: list[_Held]) -> list[str]:
    """Return a rank for each paragraph; those that stayed keep theirs where there is room."""
    ranks = ["" if one.is_placed else one.rank for one in held]
    stays = [one for one in ranks if one]
    if any(low >= high for low, high in itertools.pairwise(stays)):
        return list(spread(len(held)))
    found: list[str] = []
    for at, rank in enumerate(ranks):
        high = next((one for one in ranks[at:] if one), "")
        found.append(rank or between(found[-1] if found else "", high))
    return found


def _merged(drafts: Iterable[Draft]) -> Iterable[Draft]:
    """Make one draft of those for one record: a step has one entry a record."""
    held: dict[str, Draft] = {}
    for one in drafts:
        before = held.get(one.record)
        if before is None:
            held[one.record] = one
        elif before.values.get(DELETED) is True and DELETED not in one.values:
            continue
        else:
            held[one.record] = replace(
                one,
                values={**before.values, **one.values},
                covers=tuple(sorted({*before.covers, *one.covers})),
            )
    return held.values()
