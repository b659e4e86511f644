"""Turn a file into sheets of cells: workbooks, OpenDocument and CSV alike."""

from __future__ import annotations

import codecs
import csv
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TypeVar

import python_calamine as calamine

from ilacs_desktop.annex_a.refusals import damaged, password_protected, too_many_rows
from ilacs_desktop.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ilacs_desktop.annex_a.archives import Limits
    from ilacs_desktop.annex_a.sources import Source

T = TypeVar("T")
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 40


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as columns of raw cells, all of one length.

    Attributes:
        name: the sheet's name, or the file's without its suffix for a CSV.
        total: how many sheets the file has.
        columns: column A first; a blank cell is an empty string.
    """

    file: str
    name: str
    total: int
    columns: tuple[tuple[Any, ...], ...]

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return len(self.columns[0]) if self.columns else 0

    def row(self, index: int) -> tuple[Any, ...]:
        """Return one row, 0 being the top one."""
        return tuple(column[index] for column in self.columns)


def grids(source: Source, limits: Limits) -> Iterator[Grid]:
    """Yield the sheets of a file, one at a time.

    While one sheet is worked on, the next is unpacked on another thread: the workbook library
    lets go of the interpreter meanwhile.

    Raises:
        BadInputError: the file is damaged, locked or too long.
    """
    if source.form == "csv":
        yield _csv_grid(source, limits)
        return
    book = _guarded(source, lambda: calamine.CalamineWorkbook.from_object(io.BytesIO(source.data)))
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    with ThreadPoolExecutor(1, thread_name_prefix="annex-a") as pool:
        ahead = [pool.submit(book.get_sheet_by_name, name) for name in names[:1]]
        for index, name in enumerate(names):
            sheet = _guarded(source, ahead.pop().result)
            ahead.extend(
                pool.submit(book.get_sheet_by_name, after) for after in names[index + 1 : index + 2]
            )
            if sheet.total_height > limits.rows:
                raise too_many_rows(source.name, name, sheet.total_height)
            rows = sheet.to_python(skip_empty_area=False)
            yield Grid(source.name, name, len(names), tuple(zip(*rows, strict=True)))


def _guarded(source: Source, work: Callable[[], T]) -> T:
    """Run the workbook library; turn whatever it throws at a bad file into a refusal."""
    try:
        return work()
    except (KeyboardInterrupt, SystemExit, BadInputError):
        raise
    except calamine.PasswordError as error:
        raise password_protected(source.name) from error
    except BaseException as error:  # its panics derive from BaseException
        raise damaged(source.name) from error


def _csv_grid(source: Source, limits: Limits) -> Grid:
    text = _decode(source.data)
    delimiter = _delimiter(text)
    try:
        rows = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > limits.rows:
                raise too_many_rows(source.name, "", len(rows))
    except csv.Error as error:
        raise damaged(source.name) from error
    columns = tuple(zip_longest(*rows, fillvalue=""))
    if len(columns) * len(rows) > limits.cells:
        raise too_many_rows(source.name, "", len(rows))
    return Grid(source.name, source.stem, 1, columns)


def _decode(data: bytes) -> str:
    """Decode a CSV: by its mark, else UTF-8 where that fits, else the Windows code page."""
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", errors="replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    sample = data[:4096]
    if b"\0" in sample:
        little = sample[1::2].count(0) >= sample[0::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        # Five bytes mean nothing in the Windows code page; Latin-1 keeps every byte.
        return data.decode("latin-1")


def _delimiter(text: str) -> str:
    """Choose the delimiter that splits the first lines into the most columns, most evenly."""
    lines = text[:200_000].splitlines(keepends=True)[:_SAMPLE_LINES]

    def score(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return (0, 0)
        usual = max(set(widths), key=widths.count, default=0)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=score)
