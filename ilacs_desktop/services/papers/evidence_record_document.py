"""The document in an evidence record: each paragraph on its findings, and what was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import (
    CheckAcceptance,
    Comment,
    DocumentVersion,
    Evidence,
    Finding,
    LaComment,
    Stage,
)
from ilacs_desktop.publish.model import Heading, Paragraph, Run, Table, plain, row
from ilacs_desktop.services.evidence.evidence import FINDING
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.papers.evidence_record_told import gist, listing, moment
from ilacs_desktop.services.record.numbering import number_order
from ilacs_desktop.services.report import resting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.publish.model import PlainBlock, Text
    from ilacs_desktop.services.papers.evidence_record_told import Told
    from ilacs_desktop.services.report.outline import Item, Section

_NOTHING = "rests on nothing"
_DECIDED = {"accepted": "accepted", "in_part": "accepted in part", "not_accepted": "not accepted"}


def the_document(told: Told) -> Iterator[PlainBlock]:
    """Yield the letter or report, with the findings under each paragraph and their notes."""
    said = False
    for section in told.outline.sections:
        if section.boilerplate or section.from_settings or not section.items:
            continue
        said = True
        yield sheet.heading(section.title, 3)
        points = 0
        for item in section.items:
            points += item.bullet
            yield from _item(told, section, item, points)
    if not said:
        yield sheet.note("Nothing has been written in it yet.")


def _item(told: Told, section: Section, item: Item, points: int) -> Iterator[PlainBlock]:
    number = f"{item.number}. " if item.number else (f"Point {points}. " if item.bullet else "")
    yield Paragraph((Run(number, bold=True), *plain(item.printed)), keep_with_next=True)
    under = tuple(_under(told, item.id))
    if under:
        yield from sheet.bullets(under)
    elif section.rests_on_findings:
        yield sheet.note(f"This paragraph {_NOTHING}.")


def _under(told: Told, paragraph: str) -> Iterator[Text]:
    """Yield each finding under a paragraph, with the numbers of the notes under it."""
    numbers = told.finding_numbers
    held = resting.finding_ids(told.work, paragraph)
    for key in sorted(held, key=lambda one: _counted(numbers.get(one, ""))):
        finding = told.work.snapshot.one(Finding, key)
        sides: dict[str, list[str]] = {"for": [], "against": [], "neutral": []}
        for link in told.work.snapshot.links_to(FINDING, key):
            if told.work.snapshot.get(Evidence, link.source) is not None:
                sides.setdefault(link.stance or "neutral", []).append(told.number(link.source))
        notes = "; ".join(
            f"{words} {', '.join(sorted(sides[side], key=number_order))}"
            for side, words in (("for", "for:"), ("against", "against:"), ("neutral", "neither:"))
            if sides[side]
        )
        withdrawn = " (withdrawn)" if finding.state == "withdrawn" else ""
        yield (
            Run(f"{numbers.get(key, 'A finding')}{withdrawn}: ", bold=True),
            Run(gist(finding.text)),
            Run(f" [{notes or 'no notes'}]", italic=True),
        )


def _counted(number: str) -> int:
    last = number.rpartition(" ")[2]
    return int(last) if last.isdecimal() else 0


def afterwards(told: Told) -> Iterator[PlainBlock]:
    """Yield what was said of the draft, by whom, and what became of it; stages and versions."""
    yield from _comments(told)
    yield from _la_comments(told)
    snapshot = told.work.snapshot
    yield from listing(
        "Remarks of the checks that somebody let stand",
        (
            (
                Run(f"{moment(one.at)}, {told.person(one.by)}: ", bold=True),
                Run(f"{one.rule}, “{gist(one.words)}”: {one.reason}"),
            )
            for one in snapshot.all(CheckAcceptance)
        ),
    )
    yield from listing(
        "Versions kept",
        (
            sheet.strong(
                f"{moment(one.at)}, {told.person(one.by)}: ",
                sheet.listed((one.name, one.sort, one.note), ", "),
            )
            for one in snapshot.all(DocumentVersion)
        ),
    )
    yield from listing(
        "Stages after fieldwork",
        (
            sheet.strong(
                f"{one.key.replace('_', ' ').replace('-', ' ').capitalize()}: ",
                sheet.listed(
                    (
                        f"begun {moment(one.begun)}" if one.begun else "",
                        f"done {moment(one.done)}" if one.done else "",
                        f"due {moment(one.due)}" if one.due else "",
                        one.due_reason,
                        one.note,
                    ),
                    ", ",
                ),
            )
            for one in snapshot.all(Stage)
        ),
    )


def is_anything_afterwards(told: Told) -> bool:
    """Say whether anybody said anything of the draft, or a stage was begun."""
    kinds = (Comment, LaComment, CheckAcceptance, DocumentVersion, Stage)
    return any(told.work.snapshot.all(kind) for kind in kinds)


def _comments(told: Told) -> Iterator[PlainBlock]:
    held = told.work.snapshot.all(Comment)
    if held:
        yield sheet.heading("Comments on the draft", 3)
        yield Table(
            ("Where", "Who, when", "Comment", "Answer"),
            tuple(
                row(
                    told.places.get(one.about, one.section or "the whole"),
                    sheet.listed((told.person(one.by), moment(one.at)), ", "),
                    sheet.listed((f"“{one.quote}”" if one.quote else "", one.text), " "),
                    sheet.listed((one.state, one.answer), ": ") or "open",
                )
                for one in held
            ),
            widths=(18, 20, 36, 26),
        )


def _la_comments(told: Told) -> Iterator[PlainBlock]:
    for sort, title in (
        ("accuracy", "The LA’s comments on factual accuracy"),
        ("conduct", "The LA’s comments on process or conduct"),
    ):
        held = [one for one in told.work.snapshot.all(LaComment) if one.sort == sort]
        if held:
            yield Heading(plain(title), 3)
            yield Table(
                ("No.", "Where", "Point", "Decision", "Change, answer"),
                tuple(
                    row(
                        one.number,
                        told.places.get(one.paragraph, one.place),
                        sheet.listed(
                            (f"“{one.quote}”" if one.quote else "", one.point, one.evidence), " "
                        ),
                        sheet.listed(
                            (
                                _DECIDED.get(one.decision, "open"),
                                told.person(one.decided_by) if one.decided_by else "",
                                moment(one.decided_at),
                            ),
                            ", ",
                        ),
                        sheet.listed((one.change, one.answer), "\n"),
                    )
                    for one in sorted(held, key=lambda one: (one.rank, one.id))
                ),
                widths=(6, 14, 34, 18, 28),
            )
