"""What Annex A as received says of itself: lists, columns, defects, files; and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import DataSet
from ilacs_desktop.services.data.annex_rules import spec_of
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.store.annex import annex_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ilacs_desktop.annex_a.reading import Value
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.connection import Connection

CURRENT, REPLACED, DESTROYED = "current", "replaced", "destroyed"

STATE_WORDS = {CURRENT: "in use", REPLACED: "replaced", DESTROYED: "destroyed"}


@dataclass(frozen=True, slots=True)
class DefectLine:
    """One check that found something in one column of one list.

    Attributes:
        first_rows: rows as numbered in the sheet.
    """

    list_number: int
    rule: str
    title: str
    column: str
    count: int
    level: str
    first_rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ListSummary:
    """One list as received.

    Attributes:
        matched: titles of the columns found.
        by_position: titles of those found by their place alone, worth a look.
        missing: titles of the columns not found.
        spare: headings that no list expects; kept.
        unmatched: values whose official code is not known.
        children: different people in the list.
        open_children: those with an open row.
    """

    number: int
    title: str
    file: str
    sheet: str
    rows: int
    matched: tuple[str, ...]
    by_position: tuple[str, ...]
    missing: tuple[str, ...]
    spare: tuple[str, ...]
    defects: tuple[DefectLine, ...]
    unmatched: int
    children: int
    open_children: int


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file as received."""

    name: str
    digest: str
    received: str
    state: str


@dataclass(frozen=True, slots=True)
class SetRow:
    """One data set in the history of what was received."""

    id: str
    received: str
    by: str
    files: str
    rows: int
    state: str


def current(work: Work) -> DataSet | None:
    """Return the data set in use: of several, the one received last."""
    held = [one for one in work.snapshot.all(DataSet) if one.state == CURRENT]
    return max(held, key=lambda one: one.received, default=None)


def list_summaries(work: Work, data_set: DataSet | None = None) -> tuple[ListSummary, ...]:
    """Return the lists of a data set, by number; the one in use where none is named."""
    chosen = data_set or current(work)
    if chosen is None:
        return ()
    return tuple(
        _summary(int(number), entry)
        for number, entry in sorted(chosen.lists.items(), key=lambda item: int(item[0]))
    )


def _summary(number: int, entry: Mapping[str, Any]) -> ListSummary:
    return ListSummary(
        number=number,
        title=str(entry.get("title", "")),
        file=str(entry.get("file", "")),
        sheet=str(entry.get("sheet", "")),
        rows=int(entry.get("rows", 0)),
        matched=tuple(entry.get("matched", ())),
        by_position=tuple(entry.get("by_position", ())),
        missing=tuple(entry.get("missing", ())),
        spare=tuple(entry.get("spare", ())),
        defects=tuple(
            DefectLine(
                number,
                one["rule"],
                one["title"],
                one["column"],
                one["count"],
                one["level"],
                tuple(one["first_rows"]),
            )
            for one in entry.get("defects", ())
        ),
        unmatched=int(entry.get("unmatched", 0)),
        children=int(entry.get("children", 0)),
        open_children=int(entry.get("open_children", 0)),
    )


def defects(work: Work, *, list_number: int = 0, level: str = "") -> tuple[DefectLine, ...]:
    """Return what the checks found in the data set in use: errors first, then by how many rows.

    Args:
        work: the open inspection.
        list_number: only this list; 0 for all.
        level: only ``error`` or ``query``.
    """
    found = [
        one
        for summary in list_summaries(work)
        if list_number in (0, summary.number)
        for one in summary.defects
        if level in ("", one.level)
    ]
    return tuple(
        sorted(found, key=lambda one: (one.level != "error", -one.count, one.list_number, one.rule))
    )


def absent_lists(work: Work) -> tuple[tuple[int, str], ...]:
    """Return number and title of the lists that were not received."""
    chosen = current(work)
    if chosen is None:
        return ()
    there = {int(number) for number in chosen.lists}
    return tuple((one.number, one.title) for one in spec_of(work).lists if one.number not in there)


def notes(work: Work) -> tuple[str, ...]:
    """Return the LA's comments and what a person should know about the reading."""
    chosen = current(work)
    return tuple(line for line in chosen.comment.splitlines() if line) if chosen else ()


def received_files(work: Work) -> tuple[ReceivedFile, ...]:
    """Return every file received, the newest first."""
    found = [
        ReceivedFile(name, str(digest), one.received, one.state)
        for one in work.snapshot.all(DataSet)
        for name, digest in sorted(one.files.items())
    ]
    return tuple(sorted(found, key=lambda one: one.received, reverse=True))


def history(work: Work) -> tuple[SetRow, ...]:
    """Return every data set received, the newest first."""
    rows = []
    for record in work.snapshot.records(DataSet).values():
        if record.meta.deleted:
            continue
        value = record.value
        rows.append(
            SetRow(
                id=value.id,
                received=value.received,
                by=work.person_name(record.meta.made_by),
                files=", ".join(sorted(value.files)),
                rows=sum(int(entry.get("rows", 0)) for entry in value.lists.values()),
                state=value.state,
            )
        )
    return tuple(sorted(rows, key=lambda one: one.received, reverse=True))


# -- rows, from the disk -----------------------------------------------------------------------


def shown_columns(work: Work, connection: Connection, number: int) -> tuple[tuple[str, str], ...]:
    """Return key and title of a list's columns that screens may show.

    Practitioners' names, postcodes and columns that no list expects are left out.
    """
    chosen = current(work)
    if chosen is None:
        return ()
    spec = spec_of(work).list_spec(number)
    held = annex_rows.column_keys(connection, chosen.id, number)
    titles = {column.key: column.title for column in spec.columns}
    return tuple((key, titles.get(key, key)) for key in held)


def rows_slice(
    work: Work,
    connection: Connection,
    number: int,
    first: int,
    count: int,
    *,
    keys: Sequence[str] = (),
) -> tuple[tuple[str, ...], ...]:
    """Return some rows of a list as texts to show; for the reader thread.

    Args:
        work: the open inspection.
        connection: the reader's.
        number: the list.
        first: the first row, from 0.
        count: how many at most.
        keys: the columns wanted, as ``shown_columns`` names them; empty for all.
    """
    chosen = current(work)
    if chosen is None:
        return ()
    rows = annex_rows.row_slice(connection, chosen.id, number, first, count, tuple(keys))
    return tuple(tuple(map(shown_value, row)) for row in rows)


def shown_value(value: Value) -> str:
    """Return a value as people read it: ISO dates as day, month and year."""
    if value is None:
        return ""
    text = str(value)
    if len(text) == 10 and text[4] == "-" and text[7] == "-":
        day = read_day(text)
        return text if day is None else f"{day.day:02}/{day.month:02}/{day.year}"
    return text


def day_text(iso: str) -> str:
    """Return an ISO date or date-time as a short day, such as ``Wed 8 Jul``."""
    day = read_day(iso)
    return "" if day is None else short_day(day)
