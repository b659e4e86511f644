"""Turns the blocks of a publication into slabs, in the look of a published report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilacs_desktop.publish import model, style, tables
from ilacs_desktop.publish.breaking import break_lines
from ilacs_desktop.publish.slabs import Part, Role, Slab, kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.publish.breaking import Line
    from ilacs_desktop.publish.fonts import FontSet
    from ilacs_desktop.publish.model import Publication, Text
    from ilacs_desktop.publish.style import PageShape, TypeStyle

_HEADING_ROLES = {
    1: Role.TITLE,
    2: Role.HEADING_2,
    3: Role.HEADING_3,
    4: Role.HEADING_4,
    5: Role.HEADING_5,
    6: Role.HEADING_6,
}

# A signature of more lines may run on to the next page, after a whole name.
_WHOLE_SIGNATURE = 16

_TABLES = (model.GradeTable, model.KeyValueTable, model.Table, model.Box)


@dataclass(frozen=True, slots=True)
class Column:
    """Where text of a block stands within the text area."""

    x: float
    width: float


def slabs_of(publication: Publication, shape: PageShape, fonts: FontSet) -> tuple[Slab, ...]:
    """Return the body of a publication as slabs in reading order."""
    looks = _looks_of(publication)
    layout = _Layout(publication.kind, shape, fonts, looks)
    slabs: list[Slab] = []
    gap = 0.0
    for index, block in enumerate(publication.blocks):
        if isinstance(block, model.Box):
            set_block = layout.box(block, index)
        else:
            set_block = layout.block(block, (index,), Column(0.0, shape.text_width))
        if set_block:
            slabs.extend(_spaced(set_block, max(gap, set_block[0].space)))
            gap = looks.after_table_gap if isinstance(block, _TABLES) else 0.0
            gap = style.AFTER_TITLE_GAP if isinstance(block, model.Title) else gap
    return tuple(slabs)


def _looks_of(publication: Publication) -> style.Looks:
    if publication.compact:
        return style.COMPACT
    working = publication.kind is model.Kind.WORKING_PAPER
    return style.WORKING if working else style.PUBLISHED


def notes_of(
    publication: Publication, shape: PageShape, fonts: FontSet
) -> dict[str, tuple[Slab, ...]]:
    """Return the lines of each note by its id."""
    width = shape.text_width - style.NOTE_INDENT
    notes: dict[str, tuple[Slab, ...]] = {}
    for index, note in enumerate(publication.notes):
        leaf = (-1, index)
        label = break_lines((model.NoteMark("", note.mark),), width, style.SMALL, fonts)
        lines = break_lines(note.text, width, style.SMALL, fonts)
        slabs = _lines(lines, leaf, Role.NOTE, style.SMALL, (note.id,), style.NOTE_INDENT)
        slabs = _labelled(slabs, label[0], (*leaf, 0), 0.0, style.SMALL)
        notes[note.id] = (replace(slabs[0], space=style.NOTE_GAP), *slabs[1:])
    return notes


class _Layout:
    """Knows how each kind of block is set."""

    def __init__(
        self, kind: model.Kind, shape: PageShape, fonts: FontSet, looks: style.Looks
    ) -> None:
        self._kind = kind
        self._looks = looks
        self._shape = shape
        self._fonts = fonts
        self._setters: dict[type, Callable[..., list[Slab]]] = {
            model.Title: self._title,
            model.KeyLine: self._key_line,
            model.GradeTable: self._grade_table,
            model.Heading: self._heading,
            model.Paragraph: self._paragraph,
            model.BulletList: self._bullets,
            model.AddressBlock: self._address,
            model.LetterDate: self._letter_date,
            model.Salutation: self._salutation,
            model.Signature: self._signature,
            model.KeyValueTable: self._key_values,
            model.Table: self._table,
            model.Boilerplate: self._boilerplate,
        }

    def block(self, block: model.PlainBlock, leaf: tuple[int, ...], column: Column) -> list[Slab]:
        """Return one block as slabs."""
        return self._setters[type(block)](block, leaf, column)

    def box(self, box: model.Box, index: int) -> list[Slab]:
        """Return framed blocks as slabs with room for the frame above and below."""
        pad = style.BOX_PAD
        column = Column(pad, self._shape.text_width - 2 * pad)
        inner: list[Slab] = []
        for child, block in enumerate(box.blocks):
            inner.extend(self.block(block, (index, child), column))
        if not inner:
            return []
        ids = _ids(box.id)
        inner[0] = replace(inner[0], space=0.0)
        inner[-1] = replace(inner[-1], keep=True)
        framed = [replace(slab, box=index + 1, ids=ids + slab.ids) for slab in inner]
        top = Slab(ids, pad * 0.7, space=self._looks.paragraph_gap * 1.4, keep=True, box=index + 1)
        end = Slab(ids, pad * 0.9, box=index + 1)
        return [top, *framed, end]

    def _title(self, block: model.Title, leaf: tuple[int, ...], column: Column) -> list[Slab]:
        letter = self._kind is not model.Kind.REPORT
        look = style.LETTER_TITLE if self._kind is model.Kind.LETTER else style.TITLE
        if self._kind is model.Kind.WORKING_PAPER:
            look = self._looks.headings[1]
        slabs = self._text(block.text, (*leaf, 0), Role.TITLE, look, column, block.id)
        if block.subtitle:
            under = self._text(
                block.subtitle, (*leaf, 1), Role.PARAGRAPH, self._looks.subtitle, column, block.id
            )
            slabs += _spaced(under, 4.0)
        return _spaced(_all_kept(slabs), self._looks.heading_gap if letter else 0.0)

    def _key_line(self, block: model.KeyLine, leaf: tuple[int, ...], column: Column) -> list[Slab]:
        text = (model.Run(block.label + " ", bold=True), *block.text)
        slabs = self._text(text, leaf, Role.PARAGRAPH, self._looks.body, column, block.id)
        return _spaced(_all_kept(slabs), 8.0)

    def _grade_table(
        self, block: model.GradeTable, leaf: tuple[int, ...], column: Column
    ) -> list[Slab]:
        widths = (style.GRADE_COLUMN, column.width - style.GRADE_COLUMN)
        grid = tables.Grid(
            header=block.header,
            rows=tuple(model.row(line.label, line.grade) for line in block.rows),
            widths=widths,
            row_ids=tuple(line.id for line in block.rows),
            look=self._looks.body,
            whole=True,
        )
        return _spaced(tables.set_grid(grid, _ids(block.id), leaf, column.x, self._fonts), 18.0)

    def _table(self, block: model.Table, leaf: tuple[int, ...], column: Column) -> list[Slab]:
        count = len(block.header)
        if any(len(cells) != count for cells in block.rows):
            raise ValueError("every row of a table needs a cell for each column of its header")
        shares = block.widths or (1.0,) * count
        total = sum(shares)
        grid = tables.Grid(
            header=block.header,
            rows=block.rows,
            widths=tuple(column.width * share / total for share in shares),
            row_ids=block.row_ids,
            look=self._looks.small,
            pads=(self._looks.cell_top, self._looks.cell_bottom),
        )
        slabs = tables.set_grid(grid, _ids(block.id), leaf, column.x, self._fonts)
        return _spaced(slabs, self._looks.table_gap)

    def _key_values(
        self, block: model.KeyValueTable, leaf: tuple[int, ...], column: Column
    ) -> list[Slab]:
        grid = tables.Grid(
            header=(),
            rows=tuple((model.plain(label), value) for label, value in block.rows),
            widths=(column.width * block.share, column.width * (1 - block.share)),
            look=self._looks.small,
            labelled=True,
            pads=(self._looks.cell_top, self._looks.cell_bottom),
        )
        slabs = tables.set_grid(grid, _ids(block.id), leaf, column.x, self._fonts)
        return _spaced(slabs, self._looks.table_gap)

    def _heading(self, block: model.Heading, leaf: tuple[int, ...], column: Column) -> list[Slab]:
        look = self._looks.headings[min(block.level, max(self._looks.headings))]
        role = _HEADING_ROLES[min(block.level, max(_HEADING_ROLES))]
        slabs = self._text(block.text, leaf, role, look, column, block.id)
        return _spaced(_all_kept(slabs), self._looks.heading_gap)

    def _paragraph(
        self, block: model.Paragraph, leaf: tuple[int, ...], column: Column
    ) -> list[Slab]:
        if block.number is None:
            slabs = self._text(block.text, leaf, Role.PARAGRAPH, self._looks.body, column, block.id)
        else:
            indent = style.NUMBER_INDENT
            inner = Column(column.x + indent, column.width - indent)
            slabs = self._text(
                block.text, (*leaf, 1), Role.LIST_BODY, self._looks.body, inner, block.id
            )
            number = break_lines(
                model.plain(f"{block.number}."), indent, self._looks.body, self._fonts
            )
            slabs = _labelled(slabs, number[0], (*leaf, 0), column.x, self._looks.body)
        if block.keep_with_next:
            slabs[-1] = replace(slabs[-1], keep=True)
        return _spaced(slabs, self._looks.paragraph_gap)

    def _bullets(
        self, block: model.BulletList, leaf: tuple[int, ...], column: Column
    ) -> list[Slab]:
        indent = style.BULLET_TEXT_INDENT
        inner = Column(column.x + indent, column.width - indent)
        dot = break_lines(model.plain("•"), indent, self._looks.body, self._fonts)[0]
        slabs: list[Slab] = []
        for index, item in enumerate(block.items):
            path = (*leaf, index)
            lines = self._text(
                item.text, (*path, 1), Role.LIST_BODY, self._looks.body, inner, item.id
            )
            lines = _labelled(
                lines, dot, (*path, 0), column.x + style.BULLET_INDENT, self._looks.body
            )
            slabs += _spaced(lines, self._looks.bullet_gap if index else self._looks.paragraph_gap)
        return [replace(slab, ids=_ids(block.id) + slab.ids) for slab in slabs]

    def _address(
        self, block: model.AddressBlock, leaf: tuple[int, ...], column: Column
    ) -> list[Slab]:
        look = self._looks.small if block.sender else self._looks.body
        shift = style.GRADE_COLUMN + style.CELL_PAD if block.sender else 0.0
        inner = Column(column.x + shift, column.width - shift)
        text = model.plain("\n".join(block.lines))
        slabs = self._text(text, leaf, Role.PARAGRAPH, look, inner, block.id)
        return _spaced(_all_kept(slabs, last=False), self._looks.heading_gap)

    def _letter_date(
        self, block: model.LetterDate, leaf: tuple[int, ...], column: Column
    ) -> list[Slab]:
        slabs = self._text(
            model.plain(block.text), leaf, Role.PARAGRAPH, self._looks.body, column, block.id
        )
        return _spaced(slabs, self._looks.heading_gap)

    def _salutation(
        self, block: model.Salutation, leaf: tuple[int, ...], column: Column
    ) -> list[Slab]:
        slabs = self._text(
            model.plain(block.text), leaf, Role.PARAGRAPH, self._looks.body, column, block.id
        )
        return _spaced(_all_kept(slabs), self._looks.heading_gap)

    def _signature(
        self, block: model.Signature, leaf: tuple[int, ...], column: Column
    ) -> list[Slab]:
        closing = self._text(
            model.plain(block.closing),
            (*leaf, 0),
            Role.PARAGRAPH,
            self._looks.body,
            column,
            block.id,
        )
        slabs = _all_kept(_spaced(closing, self._looks.paragraph_gap * 1.6))
        whole = len(block.lines) <= _WHOLE_SIGNATURE
        starts = True
        for index, line in enumerate(block.lines):
            if not line.strip():
                # One more signs: several inspectorates stand below one another.
                starts = True
                continue
            text = (model.Run(line, bold=starts),)
            lines = self._text(
                text, (*leaf, index + 1), Role.PARAGRAPH, self._looks.body, column, block.id
            )
            if starts and slabs and not whole and index:
                slabs[-1] = replace(slabs[-1], keep=False)
            slabs += _all_kept(_spaced(lines, style.SIGNING_ROOM if starts else 0.0))
            starts = False
        return [*slabs[:-1], replace(slabs[-1], keep=False)]

    def _boilerplate(
        self, block: model.Boilerplate, leaf: tuple[int, ...], column: Column
    ) -> list[Slab]:
        slabs: list[Slab] = []
        for index, text in enumerate(block.paragraphs):
            path = (*leaf, index)
            lines = self._text(text, path, Role.PARAGRAPH, self._looks.small, column, block.id)
            slabs += _spaced(lines, self._looks.paragraph_gap)
        if slabs and block.own_page:
            slabs[0] = replace(slabs[0], own_page=True)
        return slabs

    def _text(
        self,
        text: Text,
        leaf: tuple[int, ...],
        role: Role,
        look: TypeStyle,
        column: Column,
        block_id: str,
    ) -> list[Slab]:
        lines = break_lines(text, column.width, look, self._fonts)
        return _lines(lines, leaf, role, look, _ids(block_id), column.x)


def _ids(block_id: str) -> tuple[str, ...]:
    return (block_id,) if block_id else ()


def _lines(
    lines: tuple[Line, ...],
    leaf: tuple[int, ...],
    role: Role,
    look: TypeStyle,
    ids: tuple[str, ...],
    x: float,
) -> list[Slab]:
    baseline = tables.baseline(look)
    return [
        Slab(
            ids=ids,
            height=look.leading,
            parts=(Part(leaf, role, line, x, baseline),) if line else (),
            keep=kept(len(lines), index),
            notes=tables.notes_in(line),
        )
        for index, line in enumerate(lines)
    ]


def _labelled(
    slabs: list[Slab], label: Line, leaf: tuple[int, ...], x: float, look: TypeStyle
) -> list[Slab]:
    """Put a label, such as a number or a bullet, before the first line."""
    first = slabs[0]
    part = Part(leaf, Role.LABEL, label, x, tables.baseline(look))
    return [replace(first, parts=(part, *first.parts)), *slabs[1:]]


def _spaced(slabs: list[Slab], space: float) -> list[Slab]:
    """Put space before the first slab."""
    return [replace(slabs[0], space=space), *slabs[1:]] if slabs else []


def _all_kept(slabs: list[Slab], *, last: bool = True) -> list[Slab]:
    """Keep slabs on one page, and with what follows where ``last`` is."""
    end = len(slabs) - 1
    return [replace(slab, keep=last or index < end) for index, slab in enumerate(slabs)]
