"""The lost-laptop sheet: one page for whoever has to act, and no child in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.publish.inputs import PaperInput
from ilacs_desktop.publish.model import KeyValueTable, Table, plain, row
from ilacs_desktop.publish.paper import build_paper
from ilacs_desktop.services.laptop import lost_laptop
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.record.time_words import printed_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from ilacs_desktop.publish.model import PlainBlock, Rendered, Text
    from ilacs_desktop.services.laptop.lost_laptop import Facts, Holding
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.record.work import Work

TITLE = "Lost-laptop sheet"
_MOST_ROWS = (12, 8, 5, 4, 3, 2)
_BRIEF = 4
"""Rows from which on downwards each says only what cannot be left out."""
_DO = (
    "Ring below how it was when it was lost; write down where, when, and who saw it last.",
    "Tell those listed here, in order, and write down when each was told.",
    "If the passphrase or recovery key was with it, or it was open: take all of it as readable.",
    "Make no team update for this laptop, and take none in that comes from it, until it is back.",
    "Set a legal hold on each inspection listed (Settings page) until the matter is closed.",
    "Go on elsewhere: restore the newest backup with its day’s passphrase or the recovery key.",
    "If it comes back: change the passphrase and take a new master key before anything else.",
)


def make(work: Work, item: str) -> Iterator[Paper]:
    """Yield the sheet on a member's laptop from an open inspection, ever shorter.

    Args:
        work: the open inspection.
        item: the member's id, letter or name; this person where empty.

    Raises:
        BadInputError: there is no such member.
    """
    yield from versions(lost_laptop.of_work(work, item))


def versions(facts: Facts) -> Iterator[Paper]:
    """Yield the sheet, ever shorter, to keep to one page."""
    for most in _MOST_ROWS:
        yield sheet.Paper(
            title=TITLE,
            subtitle=f"Laptop of {facts.whose}",
            blocks=tuple(_blocks(facts, most)),
            most_pages=1,
            compact=True,
        )


def write(facts: Facts, out: Path, now: datetime) -> int:
    """Write the sheet as a PDF; return its pages.

    Args:
        facts: what it says.
        out: the file; one that is there is replaced.
        now: the moment it is made.

    Raises:
        StorageError: it cannot be written there.
    """
    # That module lists this paper among its documents.
    from ilacs_desktop.services.report.export import write_file

    rendered = draw(facts, now)
    write_file(out, rendered.pdf)
    return rendered.pages


def draw(facts: Facts, now: datetime) -> Rendered:
    """Return the sheet as a PDF of one page, where that can be."""
    from ilacs_desktop.publish.pdf import render

    found: list[Rendered] = []
    for paper in versions(facts):
        found.append(render(build_paper(_input(facts, paper, now))))
        if found[-1].pages == 1:
            break
    return found[-1]


def _input(facts: Facts, paper: Paper, now: datetime) -> PaperInput:
    return PaperInput(
        title=paper.title,
        subtitle=paper.subtitle,
        blocks=paper.blocks,
        created=now.date(),
        footer_lines=(
            f"{TITLE} · laptop of {sheet.line(facts.whose, 36)}",
            f"Made {printed_day(now.date())} at {now:%H:%M} by {sheet.line(facts.by, 36)}",
        ),
        marking=facts.marking,
        author=facts.by,
        compact=True,
    )


def _blocks(facts: Facts, most: int) -> Iterator[PlainBlock]:
    yield sheet.heading("What was on it")
    yield sheet.note(_basis(facts))
    if facts.holdings:
        yield Table(
            ("Inspection", "On site", "Children", "Records", "Annex A", "Handed over, exported"),
            tuple(_row(one, brief=most <= _BRIEF) for one in facts.holdings[:most]),
            widths=(22, 14, 12, 12, 11, 29),
        )
    rest = len(facts.holdings) - most
    if rest > 0:
        yield sheet.note(f"And {rest} more, which the start page lists.")
    if facts.unread:
        yield sheet.note(f"{facts.unread} files here could not be read and may belong to it.")
    yield sheet.heading("How it was protected")
    yield from sheet.bullets(sheet.strong("", each) for each in facts.protection)
    yield sheet.heading("What to do now")
    yield from (
        KeyValueTable(
            tuple((str(at), plain(words)) for at, words in enumerate(_DO, 1)), share=0.04
        ),
    )
    yield sheet.heading(f"Whom to tell{' (default, check)' if facts.tell_is_default else ''}")
    yield Table(
        ("Who", "Told at", "By"),
        tuple(row(one, "", "") for one in facts.tell),
        widths=(70, 16, 14),
    )
    yield KeyValueTable(
        (
            ("It was (ring)", plain("switched off  /  locked  /  covered  /  open  /  not known")),
            (
                "With it (ring)",
                plain("passphrase  /  recovery key  /  papers  /  USB stick  /  none"),
            ),
        ),
        share=0.16,
    )


def _basis(facts: Facts) -> str:
    if facts.is_mine:
        return "Made on the laptop itself, in advance: make it anew when much has changed."
    return (
        "As far as the laptop knows on which this sheet was made. What was written on the lost one "
        "since its last update is not counted."
    )


def _row(one: Holding, *, brief: bool) -> tuple[Text, ...]:
    what = sheet.listed((one.la, one.event, one.role), ", ")
    return row(
        what,
        one.fieldwork,
        f"{one.children:,}",
        f"{one.records:,}",
        f"{one.annex_rows:,} rows" if one.annex_rows else "no",
        _handed(one, brief=brief),
    )


def _handed(one: Holding, *, brief: bool) -> str:
    parts = [*one.given]
    if brief:
        return sheet.listed((*parts, *(one.exports or ())), "; ")
    if one.exports is None:
        parts.append("exports made on it are not known here")
    else:
        parts.append(
            f"exported: {'; '.join(one.exports)}" if one.exports else "no export noted on it"
        )
    if one.backups is not None:
        sets = "1 backup set" if one.backups == 1 else f"{one.backups} backup sets"
        parts.append(f"{sets} on it")
    if one.newest:
        parts.append(f"newest entry known {one.newest}")
    words = ". ".join(f"{each[:1].upper()}{each[1:]}" for each in parts)
    return f"{words}."
