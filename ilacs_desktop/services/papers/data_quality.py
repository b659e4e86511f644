"""The note on data quality: what of Annex A came, what the checks found, what the LA was told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import KitItem, KitMeeting, Request
from ilacs_desktop.publish.model import Table, row
from ilacs_desktop.services.data import data_sets
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.papers import meeting_parts, sheet
from ilacs_desktop.services.record.numbering import number_order
from ilacs_desktop.services.record.time_words import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.domain.records import DataSet
    from ilacs_desktop.publish.model import PlainBlock, Text
    from ilacs_desktop.services.data.data_sets import ListSummary
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.record.work import Work

_OF_DATA = re.compile(r"\bannex a\b|\blists? \d+\b|\bdata (?:set|quality)\b", re.IGNORECASE)
_FIRST = 6
_LEVELS = {"error": "Error", "query": "Query"}
_HOW = (
    "An error is a value that cannot be right, such as an end before its beginning; a query is one "
    "that is worth asking about. Rows are numbered as in the sheet. No child is named here."
)


def make(work: Work) -> Iterator[Paper]:
    """Yield the note on the data set in use."""
    yield sheet.Paper(
        title="Data quality",
        subtitle=f"Annex A as {work.inspection.la_name} sent it",
        blocks=tuple(_blocks(work)),
        landscape=True,
        compact=True,
    )


def _blocks(work: Work) -> Iterator[PlainBlock]:
    chosen = data_sets.current(work)
    if chosen is None:
        yield sheet.whose(work)
        yield sheet.note("No Annex A is held now.")
    else:
        yield from _of_set(work, chosen)
    yield from _received(work)
    yield from _told(work)


def _of_set(work: Work, chosen: DataSet) -> Iterator[PlainBlock]:
    summaries = data_sets.list_summaries(work, chosen)
    absent = ", ".join(f"List {number} ({title})" for number, title in data_sets.absent_lists(work))
    rows = sum(one.rows for one in summaries)
    yield sheet.whose(
        work,
        ("Received", moment_words(chosen.received)),
        ("As of", data_sets.day_text(chosen.as_of)),
        ("Files", "; ".join(sorted(chosen.files))),
        ("Held", f"{rows:,} rows in {len(summaries)} lists"),
        ("Not received", absent or "Nothing: every list is there"),
    )
    yield sheet.heading("Lists and columns")
    yield Table(
        ("List", "Rows", "Children", "Columns found", "Missing", "Spare", "Values not known"),
        tuple(_list(one) for one in summaries),
        widths=(22, 8, 8, 8, 22, 22, 10),
    )
    yield sheet.heading("What the checks found")
    found = data_sets.defects(work)
    if found:
        yield from sheet.text(_HOW)
        yield Table(
            ("List", "What", "Column", "Level", "Rows", "First in rows"),
            tuple(
                row(
                    str(one.list_number),
                    one.title,
                    one.column or "the row",
                    _LEVELS.get(one.level, one.level),
                    f"{one.count:,}",
                    ", ".join(str(at) for at in one.first_rows[:_FIRST]),
                )
                for one in found
            ),
            widths=(6, 38, 24, 8, 8, 16),
        )
    else:
        yield sheet.note("The checks found nothing.")
    notes = data_sets.notes(work)
    if notes:
        yield sheet.heading("The LA’s own comments, and what to know about the reading")
        yield from sheet.bullets(sheet.strong("", one) for one in notes)


def _list(one: ListSummary) -> tuple[Text, ...]:
    placed = f" ({len(one.by_position)} by their place alone)" if one.by_position else ""
    return row(
        f"{one.number} {one.title}",
        f"{one.rows:,}",
        f"{one.children:,}",
        f"{len(one.matched)}{placed}",
        ", ".join(one.missing) or "None",
        ", ".join(one.spare) or "None",
        f"{one.unmatched:,}" if one.unmatched else "None",
    )


def _received(work: Work) -> Iterator[PlainBlock]:
    history = data_sets.history(work)
    if not history:
        return
    yield sheet.heading("Everything received")
    yield Table(
        ("Received", "Taken in by", "Files", "Rows", "State"),
        tuple(
            row(
                moment_words(one.received),
                one.by,
                one.files,
                f"{one.rows:,}",
                data_sets.STATE_WORDS.get(one.state, one.state),
            )
            for one in history
        ),
        widths=(16, 18, 42, 10, 14),
    )


def _told(work: Work) -> Iterator[PlainBlock]:
    """Yield what was put to the LA about its data: requests and KIT points that speak of it."""
    yield sheet.heading("What the LA was told")
    asked = [one for one in work.snapshot.all(Request) if _OF_DATA.search(f"{one.what} {one.why}")]
    points = [one for one in work.snapshot.all(KitItem) if _OF_DATA.search(one.text)]
    rows = [
        row(
            f"Request {one.number}",
            moment_words(one.asked_at),
            sheet.listed((one.what.strip(), one.why.strip()), "\n"),
            one.outcome.strip() or ("Received" if one.received else one.state.capitalize()),
        )
        for one in sorted(asked, key=lambda one: number_order(one.number))
    ]
    for item in points:
        meeting = work.snapshot.get(KitMeeting, item.meeting)
        if meeting is None or meeting.state != "held":
            continue
        answer = meeting_parts.response(work, item)
        where = kit.name_of(work, meeting.id)
        rows.append(row(where, moment_words(meeting.day), item.text.strip(), answer))
    if rows:
        yield Table(("Where", "When", "What", "Answer"), tuple(rows), widths=(14, 12, 48, 26))
    else:
        yield sheet.note("No request or KIT point of a meeting held speaks of Annex A yet.")
