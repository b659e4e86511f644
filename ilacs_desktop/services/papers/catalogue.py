"""Every paper of the on-site day: how it is made, of what it is made, and whether it can be now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.publish.paper import build_paper
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.kit import grade_words, kit
from ilacs_desktop.services.laptop import lost_laptop
from ilacs_desktop.services.papers import (
    data_quality,
    day_digest,
    evidence_record,
    evidence_record_scope,
    kit_notes,
    kit_private,
    la_comments_table,
    lost_laptop_sheet,
    meeting_parts,
    referral_note,
    request_log,
    sampling_record,
    sheet,
    spoken_script,
    timetable_sheet,
)
from ilacs_desktop.services.plan import timetable
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.services.stages import la_comments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from ilacs_desktop.publish.model import PlainBlock, Publication, Rendered
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.record.work import Work

TITLES: dict[str, str] = {
    "kit-notes": "KIT meeting: note for the DCS",
    "kit-private": "KIT meeting: private note",
    "mid-point": "Mid-point summary",
    "feedback": "Final feedback",
    "referral-note": "Referral back: one-page note",
    "requests": "Request log",
    "digest": "Digest of the day",
    "timetable": "Timetable",
    "sampling-record": "Sampling record",
    "data-quality": "Note on data quality",
    "evidence-record": "Evidence record",
    "la-comments": "Answers to the LA’s comments",
    "lost-laptop": "Lost-laptop sheet",
}
"""Every paper by its key, as a list shows it."""

WITH_ITEM = frozenset(
    {"kit-notes", "kit-private", "referral-note", "digest", "lost-laptop", "evidence-record"}
)
"""Papers of which there are several."""

_GRADELESS = frozenset({"kit-notes", "kit-private", "mid-point", "feedback"})
_NAMES = {
    "kit-notes": "KIT note for the DCS",
    "kit-private": "KIT private note",
    "mid-point": "mid-point summary",
    "feedback": "final feedback",
    "referral-note": "referral back",
    "requests": "requests",
    "digest": "digest",
    "timetable": "timetable",
    "sampling-record": "sampling record",
    "data-quality": "data quality",
    "evidence-record": "evidence record",
    "la-comments": "answers to LA comments",
    "lost-laptop": "lost-laptop sheet",
}
_SPOKEN = {"mid-point": "mid_point", "feedback": "feedback"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper as a PDF.

    Attributes:
        publication: what it says, for other formats.
        warnings: what a person should know before it goes anywhere.
    """

    rendered: Rendered
    publication: Publication
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several papers of a kind: the item to ask for, and what it is called."""

    item: str
    words: str


def draw(
    work: Work,
    document: str,
    item: str,
    made: datetime,
    clean: Callable[[tuple[PlainBlock, ...]], tuple[PlainBlock, ...]] = tuple,
) -> Drawn:
    """Return a paper as a PDF; one that must keep to a page or two is shortened until it does.

    Args:
        work: the open inspection.
        document: one of ``TITLES``.
        item: which one, where there are several.
        made: the moment it is made.
        clean: leaves out of what it says what is not to be read.

    Raises:
        BadInputError: there is no such item, or the paper takes none.
        NotAllowedError: there is nothing to make it of yet.
    """
    from ilacs_desktop.publish.pdf import render

    versions = tuple(replace(one, blocks=clean(one.blocks)) for one in papers(work, document, item))
    most = versions[0].most_pages
    drawn: dict[int, Drawn] = {}

    def fits(at: int) -> bool:
        publication = build_paper(sheet.paper_input(work, versions[at], made))
        drawn[at] = Drawn(render(publication), publication)
        return not most or drawn[at].rendered.pages <= most

    # Each version is shorter than the one before; the first that fits is looked for by halves.
    low, high = 0, len(versions) - 1
    if not fits(low):
        low = 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if fits(middle) else (middle + 1, high)
    at = min(low, len(versions) - 1)
    if at not in drawn:
        fits(at)
    return replace(drawn[at], warnings=_warnings(document, versions[at]))


def papers(work: Work, document: str, item: str) -> Iterator[Paper]:
    """Return a paper's versions, each shorter than the one before."""
    if item and document not in WITH_ITEM:
        raise BadInputError(
            f"There is one {TITLES[document].lower()}, so no item {item!r}.",
            kept="Nothing was written.",
            todo="Leave the item out.",
        )
    if document in _SPOKEN:
        return spoken_script.make(work, _SPOKEN[document])
    if document in WITH_ITEM:
        several = {
            "kit-notes": kit_notes.make,
            "kit-private": kit_private.make,
            "referral-note": referral_note.make,
            "digest": day_digest.make,
            "lost-laptop": lost_laptop_sheet.make,
            "evidence-record": evidence_record.make,
        }
        return several[document](work, item)
    single = {
        "requests": request_log.make,
        "timetable": timetable_sheet.make,
        "sampling-record": sampling_record.make,
        "data-quality": data_quality.make,
        "la-comments": la_comments_table.make,
    }
    return single[document](work)


def _warnings(document: str, paper: Paper) -> tuple[str, ...]:
    if document not in _GRADELESS:
        return ()
    words = ", ".join(f"“{one}”" for one in grade_words.words(*paper.written))
    return (f"Reads like a grade: {words}",) if words else ()


def choices(work: Work, document: str) -> tuple[Choice, ...]:
    """Return what there is of a paper, the likeliest last; one without a name where it is one."""
    if document in ("kit-notes", "kit-private"):
        return tuple(
            Choice(one.id, f"KIT meeting {at}{_on(one.day)}")
            for at, one in enumerate(kit.meetings(work), 1)
        )
    if document == "referral-note":
        return tuple(
            Choice(one.id, f"{one.number} {_child(work, one.case)}".strip())
            for one in referral_note.known(work)
        )
    if document == "digest":
        today = work.now().date()
        days = [day for day in timetable.fieldwork_days(work) if day <= today]
        if today not in days:
            # Before and after fieldwork there is little to tell of today itself.
            days.insert(0, today)
        return tuple(
            Choice(
                day.isoformat(),
                sheet.listed((short_day(day), timetable.place_in_week(work, day)), ", "),
            )
            for day in days
        )
    if document == "evidence-record":
        return tuple(
            Choice(key, words) for key, words in reversed(evidence_record_scope.SCOPES.items())
        )
    if document == "lost-laptop":
        # The likeliest last: in advance one's own is made, and it stands chosen.
        mine = work.my_member
        others = [one for one in work.members if one != mine]
        named = [Choice(one.id, f"Laptop of {one.name}") for one in others]
        return (*named, Choice("", f"This laptop ({work.me.name})"))
    return (Choice("", TITLES[document]),)


def why_not(work: Work, document: str) -> str:
    """Return why a paper cannot be made now, and what to do; empty where it can."""
    if document in ("kit-notes", "kit-private") and not kit.meetings(work):
        return "No KIT meeting yet: hold one on the KIT page."
    if document == "referral-note" and not referral_note.known(work):
        return "No referral back yet: raise one from a child’s card or a note."
    if document == "la-comments" and not la_comments.answered(work)[1]:
        return "The LA has made no comments yet: take them in on the Report page."
    return ""


def name(work: Work, document: str, item: str = "") -> str:
    """Return what a paper is called in a file's name, such as "KIT note for the DCS 3"."""
    which = ""
    if document in ("kit-notes", "kit-private") and kit.meetings(work):
        which = str(kit.number_of(work, meeting_parts.which(work, item).id))
    elif document == "referral-note" and referral_note.known(work) and item:
        which = referral_note.which(work, item).number
    elif document == "lost-laptop":
        member = lost_laptop.which(work, item)
        which = work.me.name if member is None else member.name
    elif document == "digest":
        which = day_digest.which(work, item).isoformat()
    elif document == "evidence-record" and item == evidence_record_scope.UNDER_DOCUMENT:
        which = "under the document"
    return f"{_NAMES[document]} {which}".strip()


def _on(day: str) -> str:
    read = read_day(day)
    return f", {short_day(read)}" if read is not None else ""


def _child(work: Work, case: str) -> str:
    found = work.snapshot.get(Case, case)
    return f"child {child_name(found)}" if found is not None else ""
