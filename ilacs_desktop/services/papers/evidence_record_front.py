"""The first parts of an evidence record: how to read it, short words, team, plan, data seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain import abbreviations as short_words
from ilacs_desktop.domain.records import (
    Activity,
    LaClaim,
    LineOfEnquiry,
    PreviousInspection,
    Request,
    SampleDraw,
    SeenDocument,
)
from ilacs_desktop.domain.support import counted
from ilacs_desktop.publish.model import Run, Table, plain, row
from ilacs_desktop.services.data import cohorts
from ilacs_desktop.services.evidence import abbreviations
from ilacs_desktop.services.evidence.evidence import LINE
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.papers.evidence_record_told import gist, listing, moment, who_goes
from ilacs_desktop.services.plan import enquiries, team, timetable
from ilacs_desktop.services.record.numbering import number_order
from ilacs_desktop.services.record.work import PREVIOUS
from ilacs_desktop.services.report import document_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.publish.model import PlainBlock
    from ilacs_desktop.services.papers.evidence_record_told import Told

_HOW = (
    (
        "Each note is one dated observation of one person. It is numbered by its author’s "
        "letter and its place among their notes as they were made: A14 is the fourteenth note "
        "of whoever has the letter A. A note that was deleted keeps its number."
    ),
    (
        "“Seen” is when it was observed, “written” when it was typed; where both are the same, "
        "one time is given. Times are those of the author’s own clock."
    ),
    (
        "A note is printed as it stands at the moment of making. What it said before stands "
        "below it, with who changed it and when. Going on within half an hour with what one has "
        "begun is writing, not a correction."
    ),
    (
        "A finding rests on notes for it, against it and neither. Its figures count different "
        "sources: one child’s record, practitioner and manager are one; the child, the family "
        "or carer, another agency, an observation and data are each another. Figures of an "
        "agreed finding are frozen."
    ),
    "“Supported” and “disputed” are a named person’s word, never computed.",
    (
        "Each paragraph of the document names the findings under it, each finding the "
        "paragraphs that rest on it, and each note the findings that it is evidence for or "
        "against."
    ),
    (
        "Words that were struck out are gone from every copy of the record. What is left is the "
        "gap: who struck out, when, in which field and why."
    ),
    (
        "The hashes at the end are those of every author’s chain of entries. They are compared "
        "with what the app’s command “verify” or any other laptop of the team says."
    ),
)
_LEFT_OUT = (
    "Private notes of meetings, practitioners’ names and postcodes are left out; where a text held "
    "one that Annex A knows, a gap in square brackets stands in its place. Annex A’s own rows are "
    "no part of this record."
)
_SCOPE_OF_DOCUMENT = (
    "This record holds only what rests under the document: its paragraphs, the findings under "
    "them, the notes and the LA’s own claims under those, and the children, activities, documents, "
    "requests, meetings and referrals back that these name. Answers on children’s cards, and "
    "everything else that the team wrote, are in the whole record."
)


def how_to_read(told: Told) -> Iterator[PlainBlock]:
    """Yield how the record is read, and what is not in it."""
    if not told.asked.is_whole:
        yield from sheet.text(_SCOPE_OF_DOCUMENT)
    yield from sheet.bullets(plain(one) for one in _HOW)
    if told.asked.reasons:
        yield from listing(
            "Restricted items that are in it, at the word of the lead inspector",
            (sheet.strong(f"{what}: ", why) for what, why in told.asked.reasons),
        )
    if len(told.asked.reasons) < len(("private", "names")):
        yield from sheet.text(_LEFT_OUT)


def explained(told: Told, texts: str) -> Iterator[PlainBlock]:
    """Yield the abbreviations that the record uses, with their meanings.

    Args:
        told: the record being made.
        texts: everything that people wrote in it.
    """
    known = abbreviations.known(told.work)
    used = dict.fromkeys(word for _, _, word in short_words.found_in(texts))
    meant = {word: short_words.meaning_of(known, word) for word in used}
    rows = [(word, meaning) for word, meaning in sorted(meant.items()) if meaning]
    unknown = sorted(word for word, meaning in meant.items() if not meaning)
    if rows:
        yield Table(("Short", "Stands for"), tuple(row(*pair) for pair in rows), widths=(18, 82))
    if unknown:
        yield from sheet.text(f"Not explained by anyone: {', '.join(unknown)}.")
    if not used:
        yield sheet.note("No abbreviations are used.")


def the_team(told: Told) -> Iterator[PlainBlock]:
    """Yield the team with its letters."""
    if not told.work.members:
        yield sheet.note("Nobody is on the team list.")
        return
    yield Table(
        ("Letter", "Name", "Role"),
        tuple(
            row(one.letter or "–", one.name, team.role_words(one.role)) for one in told.work.members
        ),
        widths=(14, 50, 36),
    )


def last_inspection(told: Told) -> Iterator[PlainBlock]:
    """Yield what the last inspection found, and what it asked for."""
    previous = told.work.snapshot.one(PreviousInspection, PREVIOUS)
    words = document_facts.previous_words(previous, told.work.edition)
    yield from sheet.text(words) if words else (sheet.note("Nothing is said of it."),)
    yield from listing("What needed to improve then", (plain(one) for one in previous.bullets))


def plan_of_days(told: Told) -> Iterator[PlainBlock]:
    """Yield the timetable in the order of days."""
    held = [one for one in told.work.snapshot.all(Activity) if one.id in told.held.activities]
    if not held:
        yield sheet.note("No activity is in this record.")
        return
    held.sort(key=lambda one: (one.day or "9999", one.start or "99:99", one.rank, one.id))
    yield Table(
        ("When", "What", "Where", "Who"),
        tuple(
            row(
                sheet.listed((moment(one.day), _hours(one)), " "),
                sheet.listed(
                    (
                        one.title.strip(),
                        _kind(told, one),
                        "cancelled" if one.state == "cancelled" else "",
                        one.note.strip(),
                    ),
                    ", ",
                ),
                one.place,
                who_goes(told, one),
            )
            for one in held
        ),
        widths=(20, 38, 18, 24),
    )


def _kind(told: Told, one: Activity) -> str:
    """Return what kind of activity it is, unless its title begins so."""
    kind = timetable.kind_words(told.work.edition, one.kind)
    return "" if one.title.strip().casefold().startswith(kind.casefold()) else kind


def _hours(one: Activity) -> str:
    return sheet.listed((one.start, one.end), "–")


def lines_of_enquiry(told: Told) -> Iterator[PlainBlock]:
    """Yield the questions that the team set out to answer, with the notes tied to each."""
    held = [one for one in told.work.snapshot.all(LineOfEnquiry) if one.id in told.held.lines]
    if not held:
        yield sheet.note("No line of enquiry is in this record.")
    members = {one.id: one.name for one in told.work.members}
    origins = dict(enquiries.ORIGINS)
    for number, one in enumerate(sorted(held, key=lambda one: (one.rank, one.id)), 1):
        tied = [
            told.number(link.source)
            for link in told.work.snapshot.links_to(LINE, one.id)
            if link.source in told.held.notes
        ]
        yield sheet.heading(f"{number}. {one.question.strip()}", 3)
        yield sheet.facts(
            (
                ("Area", told.areas.get(one.area, "")),
                ("Came from", origins.get(one.origin, "")),
                ("Whose", members.get(one.owner, "")),
                ("State", dict(enquiries.STATES).get(one.state, one.state)),
                ("Answer", one.answer),
                ("Notes", ", ".join(sorted(tied, key=number_order))),
            )
        )


def samples(told: Told) -> Iterator[PlainBlock]:
    """Yield the samples drawn, in short: the sampling record says all of each."""
    held = [
        record
        for one in told.work.snapshot.all(SampleDraw)
        if (record := told.work.snapshot.record(SampleDraw, one.id)) is not None
    ]
    if not held:
        yield sheet.note("No sample was drawn.")
        return
    yield Table(
        ("Cohort", "Drawn", "Seed", "Why", "By whom, when", "Children in the order drawn"),
        tuple(
            row(
                cohorts.title_of(told.work, one.value.cohort),
                f"{len(one.value.drawn)} of {one.value.frame}",
                str(one.value.seed),
                one.value.reason,
                f"{told.person(one.meta.made_by)}, {moment(one.meta.made_at)}",
                ", ".join(one.value.drawn),
            )
            for one in held
        ),
        widths=(18, 9, 9, 22, 18, 24),
    )


def documents_seen(told: Told) -> Iterator[PlainBlock]:
    """Yield the register of documents, and what the LA says of itself."""
    snapshot = told.work.snapshot
    held = [one for one in snapshot.all(SeenDocument) if one.id in told.held.documents]
    if held:
        members = {one.id: one.name for one in told.work.members}
        yield Table(
            ("No.", "Title", "Dated", "Request", "Read by", "Note"),
            tuple(
                row(
                    one.number,
                    one.title,
                    moment(one.dated),
                    request.number if (request := snapshot.get(Request, one.request)) else "",
                    ", ".join(members.get(key, key) for key in one.read_by),
                    one.note,
                )
                for one in sorted(held, key=lambda one: number_order(one.number))
            ),
            widths=(7, 33, 12, 10, 16, 22),
        )
    else:
        yield sheet.note("No document is in this record.")
    claims = [one for one in snapshot.all(LaClaim) if one.id in told.held.claims]
    titles = {one.id: one.title for one in snapshot.all(SeenDocument)}
    yield from listing(
        f"What the LA says of itself: {counted(len(claims), 'claim')}",
        (
            (
                Run(f"{told.area(one.area)}: ", bold=True),
                Run(one.text.strip()),
                Run(_source(titles.get(one.document, ""), one.page), italic=True),
            )
            for one in sorted(claims, key=lambda one: (one.area, one.rank, one.id))
        ),
    )


def _source(title: str, page: str) -> str:
    said = sheet.listed((gist(title), page), ", ")
    return f" ({said})" if said else ""
