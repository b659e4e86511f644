"""What was read from an Annex A: values that cross to services and store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.annex_a.rules import Level

Value = str | int | float | None
"""A cell as kept: text, a number, an ISO date as text, or None for a blank."""


class StoppedError(KnownError):
    """The person stopped a reading; nothing was kept of it."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file as received.

    Attributes:
        sha256: hexadecimal digest of its bytes.
        size: in bytes.
    """

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Match:
    """A column found.

    Attributes:
        heading: as sent; empty where the cell was blank.
        position: 1 for column A.
        how: by the official ``heading``, by an ``alias`` or by its ``position``.
    """

    key: str
    heading: str
    position: int
    how: Literal["heading", "alias", "position"]


@dataclass(frozen=True, slots=True)
class Spare:
    """A column that the list does not expect; it is kept under ``key``."""

    heading: str
    position: int
    key: str


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    """One column's values, one for each row of the list."""

    key: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Defect:
    """One check that found something in one column.

    Attributes:
        rule: the check's id.
        column: key of the column.
        count: rows found.
        first_rows: the first rows as numbered in the sheet (1 is the top row), at most five.
    """

    rule: str
    title: str
    column: str
    count: int
    first_rows: tuple[int, ...]
    level: Level


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A coded value whose meaning is not known, to be decided once by a person."""

    column: str
    raw: str
    count: int


@dataclass(frozen=True, slots=True)
class ListReading:
    """One list as read.

    Attributes:
        heading_row: as numbered in the sheet; 0 where the sheet has no headings.
        missing: official titles of the layout's columns that were not found.
        columns: blocks in the list's own order, then the spare columns in theirs.
        sheet_rows: for each row, its number in the sheet.
        unmatched: coded values not understood, the most frequent first.
    """

    number: int
    title: str
    file: str
    sheet: str
    heading_row: int
    matched: tuple[Match, ...]
    missing: tuple[str, ...]
    spare: tuple[Spare, ...]
    rows: int
    columns: tuple[ColumnBlock, ...]
    defects: tuple[Defect, ...]
    sheet_rows: Sequence[int]
    unmatched: tuple[Unmatched, ...]

    def blocks(self) -> dict[str, tuple[Value, ...]]:
        """Return the columns by key, the shape that cohorts and journeys take."""
        return {block.key: block.values for block in self.columns}


@dataclass(frozen=True, slots=True)
class OtherSheet:
    """A sheet that is none of the lists, kept whole.

    Attributes:
        reason: why it was not read as a list, in words.
    """

    file: str
    sheet: str
    reason: str
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole Annex A as read.

    Attributes:
        notes: the LA's comments and what a person should know about the reading, in words.
        layout: which layout List 9 follows, ``2019`` or ``2024``.
        as_of: ISO date of the lists, estimated from their latest events; empty if unknown.
        absent: numbers of the lists that were not found.
    """

    files: tuple[FileRead, ...]
    lists: tuple[ListReading, ...]
    others: tuple[OtherSheet, ...]
    notes: tuple[str, ...]
    layout: str
    as_of: str
    absent: tuple[int, ...]

    def blocks(self) -> dict[int, dict[str, tuple[Value, ...]]]:
        """Return every list's columns by number and key."""
        return {one.number: one.blocks() for one in self.lists}
