"""A table of comments as the LA sends it: read from what was copied, or from a text file."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST = 500
"""More rows than this are no table of comments."""

_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(no|n[o°]|number|ref\w*|item|#)\b\.?( no\.?)?$|^#$")),
    ("place", re.compile(r"\b(para\w*|page|section|location|place|where)\b")),
    ("evidence", re.compile(r"\b(evidence|support\w*|source|attach\w*|document)\b")),
    ("quote", re.compile(r"\b(text|wording|extract|quot\w*|sentence|draft says)\b")),
    ("point", re.compile(r"\b(comments?|points?|issues?|inaccura\w*|correction|response|query)\b")),
)
_NUMBERED = re.compile(r"^\s*(\d{1,3})[.)]\s+(.*)$", re.DOTALL)
_COUNT = re.compile(r"^[A-Z]{0,2}\d{1,3}[.)]?$")


@dataclass(frozen=True, slots=True)
class Row:
    """One comment as it came.

    Attributes:
        number: what the LA numbered it.
        place: the paragraph or page as written.
        quote: the draft's own words that it is about.
        point: what the LA says.
        evidence: what it offers to support it.
    """

    number: str = ""
    place: str = ""
    quote: str = ""
    point: str = ""
    evidence: str = ""


def read(text: str, html: str = "") -> tuple[Row, ...]:
    """Return the comments in a copied table or list; nothing where there is none.

    A table with a row of headings is read by them; without one, columns are taken as number,
    paragraph, point and evidence. Text that is no table is read a paragraph a point.

    Args:
        text: as plain text, cells parted by tabs.
        html: the same as a web page's table, where the program it came from offers that.
    """
    cells = _html_rows(html) if "<t" in html.lower() else []
    cells = cells or _text_rows(text)
    rows = _with_headings(cells) if _headings(cells[:1]) else _without(cells)
    return tuple(row for row in rows if row.point)[:MOST]


def _headings(first: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return the field of each column by what its heading says; nothing for no headings."""
    found: dict[int, str] = {}
    for at, cell in enumerate(first[0] if first else ()):
        heading = " ".join(cell.casefold().split())
        if not heading or len(heading) > 60:
            continue
        for name, pattern in _COLUMNS:
            if name not in found.values() and pattern.search(heading):
                found[at] = name
                break
    return found if "point" in found.values() and len(found) > 1 else {}


def _with_headings(cells: Sequence[Sequence[str]]) -> Iterable[Row]:
    names = _headings(cells[:1])
    for line in cells[1:]:
        values = {name: _clean(line[at]) for at, name in names.items() if at < len(line)}
        yield Row(**values)


def _without(cells: Sequence[Sequence[str]]) -> Iterable[Row]:
    if all(len(line) == 1 for line in cells):
        yield from _points(cells)
        return
    for line in cells:
        filled = [_clean(cell) for cell in line]
        number = filled.pop(0) if len(filled) > 2 and _COUNT.match(filled[0]) else ""
        if len(filled) == 1:
            yield Row(number, point=filled[0])
        else:
            more = " ".join(cell for cell in filled[2:] if cell)
            yield Row(number, filled[0], "", filled[1], more)


def _points(cells: Sequence[Sequence[str]]) -> Iterable[Row]:
    """Read a list: an empty line or a number begins the next point."""
    held: list[str] = []
    for line in (*(one[0] for one in cells), ""):
        begins = _NUMBERED.match(line)
        if held and (begins or not line.strip()):
            yield _point(held)
            held = []
        if line.strip():
            held.append(line.strip())


def _point(lines: Sequence[str]) -> Row:
    words = " ".join(lines)
    found = _NUMBERED.match(words)
    return Row(found[1], point=_clean(found[2])) if found else Row(point=_clean(words))


def _text_rows(text: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" not in lines:
        return [[line] for line in lines.split("\n")]
    if '"' in lines:
        # A workbook quotes the cells that hold a line end; a word processor quotes none.
        rows = [row for row in csv.reader(io.StringIO(lines), delimiter="\t") if any(row)]
        if len({len(row) for row in rows}) == 1:
            return rows
    return _joined([line.split("\t") for line in lines.split("\n") if line.strip()])


def _joined(rows: list[list[str]]) -> list[list[str]]:
    """Join lines that a line end within a cell has cut: the widest of the first is a whole row."""
    wide = len(rows[0]) if rows else 0
    made: list[list[str]] = []
    for row in rows:
        if made and len(made[-1]) < wide and len(made[-1]) + len(row) - 1 <= wide:
            made[-1] = [*made[-1][:-1], f"{made[-1][-1]}\n{row[0]}", *row[1:]]
        elif made and len(row) == 1 and wide > 1:
            made[-1][-1] += f"\n{row[0]}"
        else:
            made.append(row)
    return made


class _Tables(HTMLParser):
    """Collects the cells of a page's first table of more than one row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._cell = []
        elif tag in ("br", "p", "li", "div") and self._cell:
            self._cell.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None and self.rows:
            self.rows[-1].append("".join(self._cell))
            self._cell = None

    @override
    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(" ".join(data.split()) if data.strip() else " ")


def _html_rows(html: str) -> list[list[str]]:
    parser = _Tables()
    parser.feed(html)
    return [row for row in parser.rows if any(cell.strip() for cell in row)]


def _clean(cell: str) -> str:
    lines = (" ".join(line.split()) for line in cell.strip().split("\n"))
    return "\n".join(line for line in lines if line)
