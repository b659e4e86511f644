"""Read one sheet as one list, and what else a sheet may tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Any

from ilacs_desktop.annex_a.cells import Column, is_blank, read_column, read_plain
from ilacs_desktop.annex_a.checks import Rows, check_cells, check_list
from ilacs_desktop.annex_a.matching import Columns, Headings, match_columns
from ilacs_desktop.annex_a.reading import ColumnBlock, Defect, ListReading, Value
from ilacs_desktop.annex_a.spec import ColumnSpec, ListSpec, Spec
from ilacs_desktop.annex_a.text import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.annex_a.grids import Grid

_SAMPLE = 200
_FOOTER_ROWS = 5
_NOTHING = frozenset({"", " ", None})
_LIST_LABEL = re.compile(r"list\s*\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """One list before the checks across lists.

    Attributes:
        notes: what a person should know about the sheet, in words.
    """

    spec: ListSpec
    file: str
    sheet: str
    headings: Headings
    columns: Columns
    rows: Rows
    spare: tuple[ColumnBlock, ...]
    defects: tuple[Defect, ...]
    notes: tuple[str, ...]


def read_list(one: ListSpec, grid: Grid, headings: Headings, spec: Spec) -> Draft | None:
    """Read a sheet as a list; None where no column of it can be told."""
    notes: list[str] = []
    first = headings.row + 1
    bodies = [column[first:] for column in grid.columns]

    def fits(column: ColumnSpec, position: int) -> bool:
        return _fits(column, bodies[position], spec)

    def filled(position: int) -> bool:
        return any(cell not in ("", None) for cell in bodies[position])

    columns = match_columns(one, headings, fits, filled, spec)
    if not columns.matched:
        return None
    left_out = _rows_left_out(bodies, columns, first, grid, notes, spec)
    height = grid.height - first
    sheet_rows: Sequence[int] = range(first + 1, grid.height + 1)
    if left_out:
        kept = [row not in left_out for row in range(height)]
        bodies = [tuple(compress(body, kept)) for body in bodies]
        sheet_rows = tuple(compress(sheet_rows, kept))
    read = {
        match.key: read_column(_column(one, match.key), bodies[match.position - 1], spec)
        for match in columns.matched
    }
    spare = tuple(
        ColumnBlock(s.key, tuple(read_plain(bodies[s.position - 1]))) for s in columns.spare
    )
    checked = Rows(one, read, sheet_rows)
    defects = check_cells(checked, spec) + check_list(checked, spec)
    label = f"List {one.number} ({grid.name})"
    if columns.twice:
        named = ", ".join(columns.twice)
        notes.append(f"{label} has a column twice: {named}. The first one was read.")
    if not sheet_rows:
        notes.append(f"{label} has headings but no rows.")
    return Draft(
        one, grid.file, grid.name, headings, columns, checked, spare, tuple(defects), tuple(notes)
    )


def _column(one: ListSpec, key: str) -> ColumnSpec:
    return next(c for c in one.columns if c.key == key)


def _fits(column: ColumnSpec, body: Sequence[Any], spec: Spec) -> bool:
    """Say whether cells could be a column's: most of a sample can be read as its kind."""
    sample = [cell for cell in body[: _SAMPLE * 5] if cell not in ("", None)][:_SAMPLE]
    if not sample:
        return True
    read = read_column(column, sample, spec)
    failed = sum(len(rows) for rule, rows in read.faults.items() if rule not in {"C12", "C04"})
    if column.kind == "text":
        plain_dates = read_column(ColumnSpec(column.key, column.title, "date", "may"), sample, spec)
        return sum(1 for v in plain_dates.good if v is not None) < len(sample) / 2
    return failed <= len(sample) * 0.4


def _rows_left_out(
    bodies: Sequence[Sequence[Any]],
    columns: Columns,
    first: int,
    grid: Grid,
    notes: list[str],
    spec: Spec,
) -> set[int]:
    """Return the rows (0 first below the headings) that are no rows of the list.

    Blank rows are left out silently; a lone footer such as "Applied filters" becomes a note.
    Only rows whose first matched column is blank, and the last few, are looked at cell by cell.
    """
    height = len(bodies[0]) if bodies else 0
    person = bodies[columns.matched[0].position - 1]
    doubtful = set(range(max(0, height - _FOOTER_ROWS), height))
    if "" in person or None in person or " " in person:
        doubtful |= {row for row, cell in enumerate(person) if cell in _NOTHING}
    left_out = set()
    for row in sorted(doubtful):
        texts = [_shown(body[row]) for body in bodies]
        full = [text for text in texts if not is_blank(text, spec)]
        if not full:
            left_out.add(row)
        elif len(full) == 1 and full[0].casefold().startswith(spec.footers):
            notes.append(f"{grid.name}, row {row + first + 1}: {full[0]}")
            left_out.add(row)
    return left_out


def _shown(cell: Any) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else str(cell)


def rows_of(draft: Draft) -> tuple[tuple[Value, ...], ...]:
    """Return a list's headings and rows in the sheet's order, as kept."""
    columns = [
        (match.position, match.heading, draft.rows.columns[match.key].values)
        for match in draft.columns.matched
    ]
    columns += [
        (spare.position, spare.heading, list(block.values))
        for spare, block in zip(draft.columns.spare, draft.spare, strict=True)
    ]
    columns.sort(key=lambda column: column[0])
    headings = tuple(heading or None for _, heading, _ in columns)
    return (headings, *zip(*(values for _, _, values in columns), strict=True))


def comments(grid: Grid, spec: Spec) -> list[str]:
    """Return what the LA wrote in the comments column of the guidance sheet."""
    for row in range(min(grid.height, 15)):
        for position, column in enumerate(grid.columns):
            head = column[row]
            if isinstance(head, str) and squash(head).startswith(spec.comment_headings):
                return _comments_below(grid, row, position)
    return []


def _comments_below(grid: Grid, row: int, position: int) -> list[str]:
    notes = []
    label = ""
    for below in range(row + 1, grid.height):
        cells = [_shown(cell) for cell in grid.row(below)]
        if position > 0 and (match := _LIST_LABEL.match(cells[0])):
            label = match.group(0).capitalize()
        text = cells[position]
        if text:
            field = next((c for c in cells[1:position] if c), "") if position > 1 else ""
            about = ", ".join(part for part in (label, field[:80]) if part)
            notes.append(f"The LA's comment{f' on {about}' if about else ''}: {text}")
    return notes


def list_reading(draft: Draft, joined: Sequence[Defect]) -> ListReading:
    """Return a draft as read, with what the checks across lists found on it."""
    read: dict[str, Column] = dict(draft.rows.columns)
    blocks = tuple(ColumnBlock(m.key, tuple(read[m.key].values)) for m in draft.columns.matched)
    unmatched = [u for column in read.values() for u in column.unmatched]
    return ListReading(
        number=draft.spec.number,
        title=draft.spec.title,
        file=draft.file,
        sheet=draft.sheet,
        heading_row=draft.headings.row + 1,
        matched=draft.columns.matched,
        missing=draft.columns.missing,
        spare=draft.columns.spare,
        rows=len(draft.rows.sheet_rows),
        columns=blocks + draft.spare,
        defects=tuple(draft.defects) + tuple(joined),
        sheet_rows=draft.rows.sheet_rows,
        unmatched=tuple(sorted(unmatched, key=lambda u: -u.count)),
    )
