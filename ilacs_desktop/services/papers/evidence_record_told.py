"""What all parts of an evidence record look up: numbers, names, links both ways, the trail."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, Evidence
from ilacs_desktop.publish.model import Paragraph, Run
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.evidence.evidence import FINDING
from ilacs_desktop.services.findings import finding_rows
from ilacs_desktop.services.papers import evidence_record_scope, evidence_record_trail, sheet
from ilacs_desktop.services.record import history
from ilacs_desktop.services.record.time_words import read_day, read_moment, short_day
from ilacs_desktop.services.report import resting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ilacs_desktop.domain.records import Activity
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.publish.model import PlainBlock, Text
    from ilacs_desktop.services.findings.finding_rows import FindingRow
    from ilacs_desktop.services.papers.evidence_record_scope import Asked, Held
    from ilacs_desktop.services.papers.evidence_record_trail import Trail
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.outline import Item, Outline

GUEST = "X"
"""Stands for an author who is on no team list."""
_GIST = 170
_SIDES = {"for": "for", "against": "against", "neutral": "neither for nor against"}


class Told:
    """One evidence record while it is made: what is in it, and what everything in it is called."""

    def __init__(self, work: Work, asked: Asked, trail: Trail) -> None:
        self.work = work
        self.asked = asked
        self.trail = trail
        self.held: Held = evidence_record_scope.held(work, asked.scope)
        self.outline: Outline = evidence_record_scope.document(work)
        self.letters = {one.person: one.letter for one in work.members if one.person}
        self.areas = {one.key: one.short for one in work.edition.areas}
        self.sources = {one.key: one.label for one in work.edition.source_kinds}
        self.topics = {one.key: one.label for area in work.edition.areas for one in area.topics}

    # -- numbers -----------------------------------------------------------------------------

    @cached_property
    def note_numbers(self) -> Mapping[str, str]:
        """Each note's number: its author's letter, and its place among their notes as made.

        Deleted notes keep their place, so that a number never stands for another note.
        """
        counts: dict[str, int] = defaultdict(int)
        found = {}
        for record in sorted(self.work.snapshot.records(Evidence).values(), key=_made):
            letter = self.letters.get(record.meta.made_by) or GUEST
            counts[letter] += 1
            found[record.value.id] = f"{letter}{counts[letter]}"
        return found

    @cached_property
    def rows(self) -> tuple[FindingRow, ...]:
        """The findings held, in the order of the document's areas."""
        return tuple(one for one in finding_rows.rows(self.work) if one.id in self.held.findings)

    @cached_property
    def finding_numbers(self) -> Mapping[str, str]:
        """Each finding's number, in the order in which the whole record has them."""
        return {one.id: f"Finding {at}" for at, one in enumerate(finding_rows.rows(self.work), 1)}

    @cached_property
    def places(self) -> Mapping[str, str]:
        """What each paragraph of the document is called."""
        found = {}
        for section in self.outline.sections:
            points = texts = 0
            several = sum(not item.bullet for item in section.items) > 1
            for item in section.items:
                points += item.bullet
                texts += not item.bullet
                at = points if item.bullet else texts * several
                found[item.id] = _place(item, section.title, at)
        return found

    def number(self, note: str) -> str:
        """Return a note's number."""
        return self.note_numbers.get(note, "a note no longer held")

    # -- names -------------------------------------------------------------------------------

    def person(self, person: str) -> str:
        """Return who somebody is, with their letter: "Ann Example (A)"."""
        letter = self.letters.get(person)
        name = self.work.person_name(person)
        return f"{name} ({letter})" if letter else name

    @cached_property
    def children(self) -> Mapping[str, str]:
        """What the child of each card is known by, deleted cards too."""
        cases = self.work.snapshot.records(Case)
        return {key: child_name(one.value) for key, one in cases.items()}

    def child(self, case: str) -> str:
        """Return what a child is known by: "child 131457"; empty for no child."""
        return f"child {self.children[case]}" if case in self.children else ""

    def area(self, key: str) -> str:
        """Return a judgement area's name; "No area said" where there is none."""
        return self.areas.get(key, key) or "No area said"

    # -- links both ways ---------------------------------------------------------------------

    @cached_property
    def notes(self) -> tuple[Record[Evidence], ...]:
        """The notes held, in the order in which they were seen."""
        held = [
            one
            for one in self.work.snapshot.records(Evidence).values()
            if one.value.id in self.held.notes
        ]
        return tuple(sorted(held, key=lambda one: (seen_key(one), one.value.id)))

    @cached_property
    def notes_of_case(self) -> Mapping[str, tuple[str, ...]]:
        """The numbers of the notes about each child."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self.notes:
            if one.value.case:
                found[one.value.case].append(self.number(one.value.id))
        return {case: tuple(numbers) for case, numbers in found.items()}

    def uses(self, note: str) -> str:
        """Return which findings a note is evidence for or against, and what is printed on them."""
        parts = []
        for link in self.work.snapshot.links_from(FINDING, note):
            if link.target in self.held.findings:
                side = _SIDES.get(link.stance or "neutral", link.stance)
                where = self.printed(link.target)
                on = f", on which {', '.join(where)} rests" if where else ""
                parts.append(f"{side} {self.finding_numbers[link.target]}{on}")
        return "; ".join(parts)

    def printed(self, finding: str) -> tuple[str, ...]:
        """Return the paragraphs of the document that rest on a finding."""
        links = self.work.snapshot.links_from(resting.RELATION, finding)
        there = {link.target for link in links}
        return tuple(words for key, words in self.places.items() if key in there)

    # -- corrections -------------------------------------------------------------------------

    def corrections(self, record: str) -> Iterator[Text]:
        """Yield what was changed in a record after it was first said, a line each."""
        for one in self.trail.of(record):
            before, after = evidence_record_trail.shown(self.work, one)
            who = f"{moment(one.at)}, {one.by}: "
            yield (
                Run(who, bold=True),
                Run(f"{_field(one.field)} {_changed(before, after)}"),
            )


def _field(name: str) -> str:
    words = history.field_words(name)
    return f"LA’s {words.removeprefix('la ')}" if words.startswith("la ") else words


def _changed(before: str, after: str) -> str:
    if before == history.STRUCK:
        return f"struck out in part; it now reads “{after}”" if after else "struck out"
    if not before:
        return f"said: “{after}”"
    if not after:
        return f"was “{before}”, emptied"
    return f"was “{before}”, became “{after}”"


def _made(record: Record[Evidence]) -> tuple[str, str]:
    at = read_moment(record.meta.made_at)
    # As one clock: two laptops may write their offsets differently.
    return (f"{at.timestamp():020.3f}" if at else "", record.value.id)


def seen_key(record: Record[Evidence]) -> str:
    """Return what notes are put in order by: when it was seen, else when it was made."""
    return record.value.seen_at or record.value.written_at or record.meta.made_at


def _place(item: Item, title: str, at: int) -> str:
    if item.number:
        return f"paragraph {item.number}"
    if item.bullet:
        return f"point {at} of “{title}”"
    return f"paragraph {at} of “{title}”" if at else f"“{title}”"


def moment(text: str) -> str:
    """Return an ISO day or moment with its weekday: ``Tue 7 Jul 10:20``."""
    day, at = read_day(text), read_moment(text)
    if day is None:
        return text
    clock = f" {at:%H:%M}" if at is not None and len(text) > len("2026-07-06") else ""
    # As its author's clock showed it, not in the zone of whoever prints it.
    return f"{short_day(day)}{' ' + text[11:16] if clock else ''}"


def gist(words: str) -> str:
    """Return the beginning of a text, on one line."""
    return sheet.line(words, _GIST)


def line(*pairs: tuple[str, str]) -> tuple[Paragraph, ...]:
    """Return labels in bold with their values on running lines; a value not said is left out."""
    runs: list[Run] = []
    for label, value in pairs:
        if value.strip():
            gap = "  ·  " if runs else ""
            runs += [Run(f"{gap}{label}: ", bold=True), Run(" ".join(value.split()))]
    return (Paragraph(tuple(runs)),) if runs else ()


def who_goes(told: Told, activity: Activity) -> str:
    """Return who went, with their letters."""
    members = {one.id: one for one in told.work.members}
    return ", ".join(
        f"{members[one].name} ({members[one].letter})" for one in activity.who if one in members
    )


def listing(head: str, lines: Iterable[Text]) -> Iterator[PlainBlock]:
    """Yield a bold line and a list below it; nothing where the list is empty."""
    held = tuple(lines)
    if held:
        yield Paragraph((Run(head, bold=True),), keep_with_next=True)
        yield from sheet.bullets(held)
