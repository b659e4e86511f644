"""Sets tables as slabs: rules between rows, the header repeated on each page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilacs_desktop.publish import style
from ilacs_desktop.publish.breaking import break_lines
from ilacs_desktop.publish.model import plain
from ilacs_desktop.publish.slabs import Part, Role, Rule, Slab, Stretch, kept

if TYPE_CHECKING:
    from ilacs_desktop.publish.breaking import Line
    from ilacs_desktop.publish.fonts import FontSet
    from ilacs_desktop.publish.model import Text
    from ilacs_desktop.publish.style import TypeStyle

# A row up to this many lines stays whole; a longer one may run on to the next page.
_WHOLE_ROW_LINES = 8


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is to be set.

    Attributes:
        widths: of the columns, in points.
        whole: never breaks across pages.
        labelled: the first column heads its rows.
        pads: room above and below the text of a row, in points.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...]
    look: TypeStyle
    row_ids: tuple[str, ...] = ()
    whole: bool = False
    labelled: bool = False
    pads: tuple[float, float] = (style.CELL_TOP, style.CELL_BOTTOM)


def baseline(look: TypeStyle) -> float:
    """Return how far below the top of a line its letters stand."""
    return (look.leading - look.size) / 2 + look.size * 0.84


def notes_in(line: Line) -> tuple[str, ...]:
    """Return the notes whose marks a line carries."""
    return tuple(span.note_id for span in line if span.note_id)


def set_grid(
    grid: Grid, ids: tuple[str, ...], leaf: tuple[int, ...], x: float, fonts: FontSet
) -> list[Slab]:
    """Return a table as slabs.

    Args:
        grid: what to set.
        ids: the ids that every row belongs to.
        leaf: path of the table in the document's structure.
        x: left edge, in points from the text area's.
        fonts: measures and replaces.
    """
    setter = _Setter(grid, leaf, x, fonts)
    header = setter.header(ids) if grid.header else []
    slabs: list[Slab] = list(header)
    for index, cells in enumerate(grid.rows):
        row_id = grid.row_ids[index] if index < len(grid.row_ids) else ""
        row_ids = (*ids, row_id) if row_id else ids
        lines = setter.row(cells, index + 1, row_ids, first=not slabs)
        if grid.whole and index < len(grid.rows) - 1:
            lines = [replace(slab, keep=True) for slab in lines]
        slabs.extend(replace(slab, repeat=tuple(header)) for slab in lines)
    return slabs


class _Setter:
    def __init__(self, grid: Grid, leaf: tuple[int, ...], x: float, fonts: FontSet) -> None:
        self._grid = grid
        self._leaf = leaf
        self._x = x
        self._fonts = fonts
        self._width = sum(grid.widths)

    def header(self, ids: tuple[str, ...]) -> list[Slab]:
        """Return the header row, which stays with the first row below it."""
        look = style.TypeStyle(self._grid.look.size, self._grid.look.leading, bold=True)
        cells = tuple(plain(cell) for cell in self._grid.header)
        slabs = self._slabs(cells, 0, look, ids)
        tint = Stretch(self._x, self._width)
        return [replace(slab, keep=True, tint=tint) for slab in slabs]

    def row(
        self, cells: tuple[Text, ...], index: int, ids: tuple[str, ...], *, first: bool
    ) -> list[Slab]:
        """Return one row below the header."""
        slabs = self._slabs(cells, index, self._grid.look, ids)
        if first:
            slabs[0] = replace(slabs[0], rules=(self._rule(0.0), *slabs[0].rules))
        return slabs

    def _slabs(
        self, cells: tuple[Text, ...], row: int, look: TypeStyle, ids: tuple[str, ...]
    ) -> list[Slab]:
        columns = [self._lines(text, column, look) for column, text in enumerate(cells)]
        count = max((len(lines) for lines in columns), default=1)
        whole = count <= _WHOLE_ROW_LINES
        slabs = []
        for index in range(count):
            top = self._grid.pads[0] if index == 0 else 0.0
            end = self._grid.pads[1] if index == count - 1 else 0.0
            height = top + look.leading + end
            parts = self._parts(columns, index, row, top + baseline(look))
            slabs.append(
                Slab(
                    ids=ids,
                    height=height,
                    parts=parts,
                    keep=index < count - 1 and (whole or kept(count, index)),
                    notes=tuple(note for part in parts for note in notes_in(part.line)),
                    rules=(self._rule(height),) if end else (),
                )
            )
        return slabs

    def _lines(self, text: Text, column: int, look: TypeStyle) -> tuple[Line, ...]:
        if self._grid.labelled and column == 0:
            look = style.TypeStyle(look.size, look.leading, bold=True)
        width = self._grid.widths[column] - 2 * style.CELL_PAD
        return break_lines(text, max(width, look.size), look, self._fonts)

    def _parts(
        self, columns: list[tuple[Line, ...]], index: int, row: int, down: float
    ) -> tuple[Part, ...]:
        parts = []
        x = self._x + style.CELL_PAD
        for column, lines in enumerate(columns):
            if index < len(lines) and lines[index]:
                heads = row == 0 or (self._grid.labelled and column == 0)
                role = Role.HEADER_CELL if heads else Role.CELL
                parts.append(Part((*self._leaf, row, column), role, lines[index], x, down))
            x += self._grid.widths[column]
        return tuple(parts)

    def _rule(self, y: float) -> Rule:
        return Rule(y, self._x, self._width)
