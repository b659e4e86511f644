"""Read the cells of one column: each different value once, whole columns at a time."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ilacs_desktop.annex_a.ages import read_age
from ilacs_desktop.annex_a.dates import read_date
from ilacs_desktop.annex_a.reading import Unmatched, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ilacs_desktop.annex_a.spec import ColumnSpec, Spec

_DAMAGED = re.compile("â€|Ã[\x80-\xbf©¨«¶¼¤]|Â[\xa0£]|�")
_INTEGER = re.compile(r"[+-]?\d{1,9}")
_POINT_ZERO = re.compile(r"(\d+)\.0+")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _/.-]{0,19}")
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}|GIR\s*0AA)", re.IGNORECASE)
_PLAIN_ID = re.compile(r"\d{1,20}|[A-Za-z]+[/-]?\d{1,12}")
_EXACT_INTEGER = 2**53
_EARLIEST = dt.date(1901, 1, 2)
_LATEST = dt.date(2100, 1, 1)

Read = tuple[Value, Value, str]
"""A cell as kept, as computed with (None where it cannot be), and the check it fails or ''."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column read.

    Attributes:
        values: as kept; a value that cannot be read keeps its text.
        good: as computed with: ISO dates, whole numbers, text; None where there is none.
        faults: check id to the rows (0 first) that fail it.
        codes: for coded columns, each different text to its official code or None.
    """

    values: list[Value]
    good: list[Value]
    faults: dict[str, list[int]] = field(default_factory=dict)
    codes: dict[Value, str | None] = field(default_factory=dict)
    unmatched: tuple[Unmatched, ...] = ()


def read_column(column: ColumnSpec, raw: Sequence[Any], spec: Spec) -> Column:
    """Read one column.

    Args:
        column: what the column is.
        raw: its cells as the workbook gives them.
        spec: the reading rules.
    """
    different = set(raw)
    if bool in set(map(type, different)):
        raw = _without_booleans(raw)
        different = set(raw)
    kept = _plainly_right(column.kind, different, spec)
    reader = _reader(column, spec)
    reads = {cell: reader(cell) for cell in different if cell not in kept}
    usable = kept | {cell: read[1] for cell, read in reads.items()}
    kept |= {cell: read[0] for cell, read in reads.items()}
    values = list(map(kept.__getitem__, raw))
    alike = all(read[0] is read[1] for read in reads.values())
    good = values if alike else list(map(usable.__getitem__, raw))
    faults: dict[str, list[int]] = {}
    bad = {cell: read[2] for cell, read in reads.items() if read[2]}
    if bad:
        for row in [row for row, cell in enumerate(raw) if cell in bad]:
            faults.setdefault(bad[raw[row]], []).append(row)
    codes: dict[Value, str | None] = {}
    unmatched: tuple[Unmatched, ...] = ()
    if column.codes:
        codes = {
            read[0]: spec.values.classify(column.key, read[0], set_name=column.codes)
            for read in reads.values()
        }
        if "C10" in faults:
            unmatched = _unmatched(column.key, values, codes)
    return Column(values, good, faults, codes, unmatched)


def _plainly_right(kind: str, different: set[Any], spec: Spec) -> dict[Any, Value]:
    """Read the cells that are plainly right for a kind of column, without a call for each.

    Returns:
        Those cells as kept; all others need a closer look.
    """
    if kind == "date":
        days = [c for c in different if type(c) is dt.date and _EARLIEST < c < _LATEST]
        kept: dict[Any, Value] = {day: day.isoformat() for day in days}
        return kept if spec.placeholders.isdisjoint(kept.values()) else {}
    if kind not in {"id", "integer"}:
        return {}
    low, high = (0, _EXACT_INTEGER) if kind == "id" else (-1, 120)
    numbers = [c for c in different if type(c) is float and low <= c <= high and c.is_integer()]
    whole = list(map(int, numbers))
    if kind == "integer":
        return dict(zip(numbers, whole, strict=True))
    found: dict[Any, Value] = dict(zip(numbers, map(str, whole), strict=True))
    found.update({c: c for c in different if type(c) is str and _PLAIN_ID.fullmatch(c)})
    return found


def read_plain(raw: Sequence[Any]) -> list[Value]:
    """Read cells of a column or sheet that no list knows, changing as little as can be."""
    if bool in set(map(type, raw)):
        raw = _without_booleans(raw)
    kept = {cell: plain(cell) for cell in set(raw)}
    return list(map(kept.__getitem__, raw))


def plain(cell: Any) -> Value:
    """Return a cell as text, number or ISO date; None where it is blank."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return _clean(cell) or None
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < _EXACT_INTEGER else cell
    if isinstance(cell, dt.datetime):
        return (cell.date() if cell.time() == dt.time() else cell).isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return cell if isinstance(cell, int) else str(cell)


def is_blank(text: str, spec: Spec) -> bool:
    """Say whether a text stands for nothing: NULL, N/A, a dash and the like."""
    return text.casefold() in spec.blanks


def _without_booleans(raw: Sequence[Any]) -> Sequence[Any]:
    # True equals 1 and would share its place among the different values.
    return [str(cell).upper() if isinstance(cell, bool) else cell for cell in raw]


def _unmatched(
    key: str, values: Sequence[Value], codes: dict[Value, str | None]
) -> tuple[Unmatched, ...]:
    unknown = {value for value, code in codes.items() if code is None and value is not None}
    counted = Counter(value for value in values if value in unknown)
    return tuple(Unmatched(key, str(value), count) for value, count in counted.most_common())


def _clean(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _reader(column: ColumnSpec, spec: Spec) -> Callable[[Any], Read]:
    def text_of(cell: Any) -> str:
        """Return the cell's text, empty where it stands for nothing."""
        shown = _clean(cell) if isinstance(cell, str) else plain(cell)
        text = "" if shown is None else str(shown)
        return "" if is_blank(text, spec) else text

    def date(cell: Any) -> Read:
        if isinstance(cell, str) and not (cell := text_of(cell)):
            return (None, None, "")
        iso = read_date(cell)
        if iso is None:
            shown = plain(cell)
            # A time without a day is what a workbook makes of date number 0.
            return (shown, None, "C09" if isinstance(cell, dt.time) else "C02")
        if iso in spec.placeholders or not "1900-02" < iso < "2100":
            return (iso, None, "C09")
        return (iso, iso, "")

    def integer(cell: Any) -> Read:
        return _integer(cell, text_of, age=column.key == "age")

    def identity(cell: Any) -> Read:
        return _identity(cell, text_of)

    def code(cell: Any) -> Read:
        text = _clean(cell) if isinstance(cell, str) else text_of(cell)
        if not text:
            return (None, None, "")
        if spec.values.classify(column.key, text, set_name=column.codes) is not None:
            return (text, text, "")
        if is_blank(text, spec):
            return (None, None, "")
        return (text, text, "C10")

    def words(cell: Any) -> Read:
        text = text_of(cell)
        if not text:
            return (None, None, "")
        if column.check == "postcode" and not _POSTCODE.fullmatch(text):
            return (text, None, "C19")
        return (text, text, "C18" if _DAMAGED.search(text) else "")

    readers = {"date": date, "integer": integer, "id": identity, "code": code, "text": words}
    return readers[column.kind]


def _integer(cell: Any, text_of: Callable[[Any], str], *, age: bool) -> Read:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT_INTEGER:
        return _in_range(int(cell), age=age)
    if isinstance(cell, int):
        return _in_range(cell, age=age)
    if isinstance(cell, float):
        years = read_age(cell) if age else None
        return (cell, years, "C07" if years is None else "C12")
    text = text_of(cell)
    if not text:
        return (None, None, "")
    if _INTEGER.fullmatch(text):
        return _in_range(int(text), age=age)
    if _POINT_ZERO.fullmatch(text):
        return _in_range(int(float(text)), age=age)
    if not age:
        return (text, None, "C07")
    years = read_age(text)
    return (text, years, "C07" if years is None else "C12")


def _in_range(number: int, *, age: bool) -> Read:
    if age and not -1 <= number <= 120:
        return (number, None, "C07")
    return (number, number, "")


def _identity(cell: Any, text_of: Callable[[Any], str]) -> Read:
    """Read an ID: a number never gains ".0", a text never loses its zeros."""
    if isinstance(cell, float) and cell.is_integer():
        text = str(int(cell))
        return (text, text, "C04" if abs(cell) >= _EXACT_INTEGER else "")
    text = text_of(cell)
    if text.startswith("'"):
        text = text[1:].strip()
    if not text:
        return (None, None, "")
    if match := _POINT_ZERO.fullmatch(text):
        return (match.group(1), match.group(1), "C04")
    odd = _SCIENTIFIC.fullmatch(text) or not _ID.fullmatch(text)
    return (text, text, "C04" if odd else "")
