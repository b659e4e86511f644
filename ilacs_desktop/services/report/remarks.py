"""What the checks say of the document while it is written; each remark explains itself."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.records import Case, SampleDraw, Setting
from ilacs_desktop.domain.skeleton import PLACEHOLDERS
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.kit import grade_words
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import outline, resting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.snapshot import Snapshot
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.outline import Item, Outline, Section

Level = Literal["stop", "warning"]

_WHOLE_ID = 6
"""From so many characters on a child ID is taken for one wherever it stands."""
_SHORTEST_ID = 3
_TOKEN = re.compile(r"[^\W_]+(?:[-/_][^\W_]+)*")
_BESIDE = re.compile(
    r"\b(?:child|children|case|id)\b[\s:#–-]*(?:no\.?\s*|number\s*)?$", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_GAP = re.compile("|".join(re.escape(f"[{words}]") for words in PLACEHOLDERS.values()))


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark of a check.

    Attributes:
        level: ``stop`` bars the published version until the lead clears it with a reason.
        check: key of the check.
        words: what is wrong, and why it matters.
        paragraph: the paragraph it is about.
        section: where that stands.
        start, end: the characters it is about; equal where it is about the whole paragraph.
    """

    level: Level
    check: str
    words: str
    paragraph: str
    section: str
    start: int = 0
    end: int = 0
    found: str = ""

    @property
    def key(self) -> str:
        """What the remark is known by when it is cleared; it holds none of the text."""
        said = "\x1f".join((self.check, self.paragraph, self.found.casefold()))
        return f"cleared:{hashlib.sha256(said.encode()).hexdigest()[:32]}"


@dataclass(frozen=True, slots=True)
class KnownIds:
    """Every child ID this inspection knows, lower case.

    Attributes:
        words: those that are one word, looked up word by word.
        phrases: those with spaces or signs inside, looked for as they stand.
    """

    words: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()


def known_ids(snapshot: Snapshot) -> KnownIds:
    """Return the child IDs of cards and samples; very short ones say nothing in running text."""
    found = {case.child_id for case in snapshot.all(Case)}
    for draw in snapshot.all(SampleDraw):
        found.update(draw.drawn)
    ids_ = {one.strip().casefold() for one in found if len(one.strip()) >= _SHORTEST_ID}
    words = frozenset(one for one in ids_ if _TOKEN.fullmatch(one))
    return KnownIds(words, tuple(sorted(ids_ - words)))


def of_document(
    work: Work, document: Outline, rests: dict[str, resting.Rest] | None = None
) -> tuple[Remark, ...]:
    """Return every remark that is not cleared, in the order of the document.

    Args:
        work: the open inspection.
        document: as it stands.
        rests: what its paragraphs rest on, where that is known already.
    """
    known = known_ids(work.snapshot)
    told = resting.rests(work, document) if rests is None else rests
    references = outline.needs_references(work.snapshot, work.edition)
    graded = work.event.graded
    found: list[Remark] = []
    for section in document.sections:
        if section.from_settings or section.role == outline.CLOSING:
            continue
        for item in section.items:
            found += _of_item(section, item, known, graded=graded)
            found += _of_rest(section, item, told.get(item.id))
            found += _of_reference(section, item, needed=references)
    return tuple(one for one in found if not is_cleared(work.snapshot, one))


def _of_item(section: Section, item: Item, known: KnownIds, *, graded: bool) -> Iterator[Remark]:
    for hit in _GAP.finditer(item.text):
        words = f"“{hit.group()}” is not filled in."
        yield Remark("warning", "gap", words, item.id, section.key, hit.start(), hit.end())
    if section.role == outline.OPENING:
        return
    yield from _ids(section, item, known)
    if not graded and section.rests_on_findings:
        for word in grade_words.in_text(item.text):
            words = f"“{word.text}” reads like a grade, and nothing is graded here."
            yield Remark(
                "warning", "grade-words", words, item.id, section.key, word.start, word.end
            )


def _ids(section: Section, item: Item, known: KnownIds) -> Iterator[Remark]:
    for start, end in _id_places(item.text, known):
        text = item.text[start:end]
        beside = bool(_BESIDE.search(item.text[:start]))
        if len(text) >= _WHOLE_ID or beside:
            words = f"“{text}” is a child’s ID. It cannot stand in the published version."
            yield Remark("stop", "child-id", words, item.id, section.key, start, end, text)
        elif not _YEAR.fullmatch(text):
            words = f"“{text}” is also a child’s ID in this inspection. Make sure it is not meant."
            yield Remark("warning", "child-id", words, item.id, section.key, start, end, text)


def _id_places(text: str, known: KnownIds) -> list[tuple[int, int]]:
    places = [hit.span() for hit in _TOKEN.finditer(text) if hit.group().casefold() in known.words]
    for one in known.phrases:
        found = re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text, re.IGNORECASE)
        if found:
            places.append(found.span())
    return sorted(places)


def _of_rest(section: Section, item: Item, rest: resting.Rest | None) -> Iterator[Remark]:
    if rest is None or not item.text.strip() or item.is_default:
        return
    if rest.state == "nothing" and not outline.is_default_id(item.id, section.key):
        words = "This paragraph rests on no finding."
        yield Remark("warning", "rests-on-nothing", words, item.id, section.key)
    if rest.state == "withdrawn":
        gone = sum(one.is_withdrawn for one in rest.findings)
        words = "This paragraph rests on a finding that is withdrawn."
        if gone > 1:
            words = f"This paragraph rests on {gone} findings that are withdrawn."
        yield Remark("warning", "withdrawn", words, item.id, section.key)


def _of_reference(section: Section, item: Item, *, needed: bool) -> Iterator[Remark]:
    if needed and section.role == "improvement" and item.text.strip() and not item.reference:
        words = "This point has no National Framework reference."
        yield Remark("warning", "reference", words, item.id, section.key)


# -- clearing ------------------------------------------------------------------------------------


def is_cleared(snapshot: Snapshot, remark: Remark) -> bool:
    """Return whether the lead has cleared a remark."""
    found = snapshot.get(Setting, ids.derived("setting", remark.key))
    return found is not None and bool(found.value)


def clear(work: Work, remark: Remark, reason: str) -> Changes:
    """Clear a hard stop with a reason; for the lead.

    Raises:
        NotAllowedError: this person is not the lead.
        BadInputError: the reason is missing, or the remark is no hard stop.
    """
    work.require_lead("Clearing a check")
    if remark.level != "stop":
        raise BadInputError(
            "Only what stops the published version needs clearing.", kept="Nothing was changed."
        )
    if not reason.strip():
        raise BadInputError(
            "The reason is missing.",
            kept="Nothing was changed.",
            todo="Say why it may stand, without repeating it.",
        )
    return editing.put(
        work,
        Setting,
        ids.derived("setting", remark.key),
        "Clear a check",
        key=remark.key,
        value=reason.strip(),
    )
