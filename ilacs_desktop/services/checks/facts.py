"""What the checks know of the inspection, frozen, and the passages of the document they read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ilacs_desktop.domain import crossrefs
from ilacs_desktop.domain.records import (
    CheckAcceptance,
    Finding,
    Inspection,
    LaProfile,
    PreviousInspection,
    Setting,
)
from ilacs_desktop.services.checks.known import Identifiers, identifiers
from ilacs_desktop.services.evidence import abbreviations
from ilacs_desktop.services.record.work import INSPECTION, LA_PROFILE, PREVIOUS
from ilacs_desktop.services.report import outline, resting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.names import Lexicon
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.outline import Item, Outline, Section
    from ilacs_desktop.services.report.resting import FindingLine, Rest

OFF = "check-off:"
"""How the settings begin that turn a check off for an inspection."""

_ENDS = frozenset({outline.OPENING, outline.CLOSING})


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the checks need besides the text.

    Attributes:
        identifiers: what points at one person.
        lexicon: what is known of words; None leaves the check for names out.
        meanings: abbreviations that are explained elsewhere.
        graded: whether this event gives grades.
        references: whether points need a National Framework reference.
        terms: the LA's own terms: a plain name for what is meant, and its term.
        dates: days of which everybody knows: of this inspection and of the last.
        today: the day it is checked.
        rests: what each paragraph rests on.
        unused: findings that stand and that nothing rests on.
        unanswered: findings that were to be put to the LA: never put, or no response recorded.
        off: keys of the checks that the lead has turned off.
        accepted: acceptances by id.
    """

    identifiers: Identifiers = field(default_factory=Identifiers)
    lexicon: Lexicon | None = None
    meanings: Mapping[str, str] = field(default_factory=dict)
    graded: bool = True
    references: bool = False
    terms: tuple[tuple[str, str], ...] = ()
    dates: frozenset[date] = frozenset()
    today: date = date.max
    rests: Mapping[str, Rest] = field(default_factory=dict)
    unused: tuple[FindingLine, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    off: frozenset[str] = frozenset()
    accepted: Mapping[str, CheckAcceptance] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A finding that the LA has not been asked about, or whose answer nobody noted.

    Attributes:
        kind_label: such as "Area for improvement".
        was_put: whether it was put to the LA.
        paragraphs: paragraphs of the document that rest on it.
    """

    finding: str
    text: str
    kind_label: str
    area: str
    was_put: bool
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the document as it is checked.

    Attributes:
        item: the paragraph; None for the heading of a section.
        text: what stands there.
        names: whether people may be named there by right: what the app filled in.
        prose: whether it is the body's running text.
        typed: whether places count in characters of the paragraph's text.
    """

    section: Section
    item: Item | None
    text: str
    names: bool = False
    prose: bool = True
    typed: bool = True

    @property
    def paragraph(self) -> str:
        """Id of the paragraph; empty for a heading."""
        return self.item.id if self.item else ""


def gather(
    work: Work,
    document: Outline,
    *,
    rests: Mapping[str, Rest] | None = None,
    lexicon: Lexicon | None = None,
) -> Facts:
    """Return what the checks need to know; for the reader thread.

    Args:
        work: the open inspection.
        document: as it stands.
        rests: what its paragraphs rest on, where that is known already.
        lexicon: what is known of words; without it likely names are not looked for.
    """
    snapshot, profile = work.snapshot, work.snapshot.one(LaProfile, LA_PROFILE)
    terms = (
        ("care leavers", profile.term_care_leavers.strip()),
        ("unaccompanied children", profile.term_unaccompanied.strip()),
    )
    settings = (one.key for one in snapshot.all(Setting) if one.value and one.key.startswith(OFF))
    return Facts(
        identifiers=identifiers(work),
        lexicon=lexicon,
        meanings=abbreviations.known(work),
        graded=work.event.graded,
        references=outline.needs_references(snapshot, work.edition),
        terms=tuple((plain, term) for plain, term in terms if term),
        dates=_known_dates(work),
        today=work.now().date(),
        rests=resting.rests(work, document) if rests is None else rests,
        unused=resting.unused(work, document),
        unanswered=unanswered(work, document),
        off=frozenset(key.removeprefix(OFF) for key in settings),
        accepted={one.id: one for one in snapshot.all(CheckAcceptance) if one.reason},
    )


def unanswered(work: Work, document: Outline) -> tuple[Unanswered, ...]:
    """Return every standing finding that was never put to the LA, or has no response recorded.

    Only kinds that the edition wants put to the LA count; none offered is a response.
    """
    kinds = {one.key: one for one in work.edition.kinds if one.needs_la_response}
    printed = {item.id for item in document.items()}
    found = []
    for one in sorted(work.snapshot.all(Finding), key=lambda made: (made.area, made.rank, made.id)):
        kind = kinds.get(one.kind)
        if kind is None or one.state == "withdrawn" or (one.put_at and one.la_response_kind):
            continue
        links = work.snapshot.links_from(resting.RELATION, one.id)
        line = resting.line_of(work, one)
        found.append(
            Unanswered(
                one.id,
                one.text,
                kind.label,
                line.area,
                bool(one.put_at),
                tuple(link.target for link in links if link.target in printed),
            )
        )
    return tuple(found)


def _known_dates(work: Work) -> frozenset[date]:
    snapshot = work.snapshot
    now, last = snapshot.one(Inspection, INSPECTION), snapshot.one(PreviousInspection, PREVIOUS)
    found = set()
    for text in (now.fieldwork_start, now.fieldwork_end, last.start, last.end, last.published):
        try:
            found.add(date.fromisoformat(text))
        except ValueError:
            continue
    return frozenset(found)


def passages(document: Outline) -> tuple[Passage, ...]:
    """Return what is checked: title block, addresses, signature and small print are not."""
    found: list[Passage] = []
    for section in document.sections:
        if section.from_settings or section.role == outline.LOST:
            continue
        is_end = section.role in _ENDS
        if section.heading and not is_end:
            found.append(Passage(section, None, section.heading, names=True, prose=False))
        for item in section.items:
            if is_end and not _is_text_of_end(section, item):
                found.append(Passage(section, item, "", prose=False))
                continue
            own = not item.is_default
            prose = own and section.rests_on_findings
            text = crossrefs.masked(item.text)
            found.append(Passage(section, item, text, names=not own, prose=prose))
            if item.reference:
                found.append(
                    Passage(section, item, item.reference, names=True, prose=False, typed=False)
                )
    return tuple(found)


def _is_text_of_end(section: Section, item: Item) -> bool:
    """Say whether somebody added running text to a letter's greeting or signature."""
    if outline.is_default_id(item.id, section.key):
        return False
    ids = [one.id for one in section.items]
    known = [at for at, one in enumerate(ids) if outline.is_default_id(one, section.key)]
    at = ids.index(item.id)
    if section.role == outline.OPENING:
        return not known or at > known[-1]
    return not known or at < known[0]
