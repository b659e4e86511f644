"""Turns the blocks of a publication into Word's paragraphs and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ilacs_desktop.publish import model, style
from ilacs_desktop.publish.word import xml
from ilacs_desktop.publish.word.styles import MORE_NUMBERS, NUMBERS, twips
from ilacs_desktop.publish.word.trace import bookmark_name, line_key, para_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ilacs_desktop.publish.model import Text

_MAIN_HEADING: Final = 2
_LAST_HEADING: Final = 5


class Line(NamedTuple):
    """A traced line that is no paragraph record.

    Attributes:
        key: what it is known again by.
        words: as they were written.
        block: id of the block that it is part of; a heading has its section's.
    """

    key: str
    words: str
    block: str = ""


class Body:
    """Writes blocks one after another, and remembers what it traced.

    Attributes:
        keys: keys of the traced paragraphs, in order.
        lines: those of them that are no paragraph records.
        starts: first numbers of the runs of numbered paragraphs that do not go on counting.
    """

    def __init__(
        self,
        publication: model.Publication,
        shape: style.PageShape,
        items: frozenset[str] | None,
    ) -> None:
        self.keys: list[str] = []
        self.lines: list[Line] = []
        self.starts: list[int] = []
        self._publication = publication
        self._width = shape.text_width
        self._items = items
        self._next_number = 1
        self._number_id = NUMBERS
        self._noted: set[str] = set()
        self._notes = {note.id: at for at, note in enumerate(publication.notes, 1)}
        self._writers: Mapping[type, Callable[..., str]] = {
            model.Title: self._title,
            model.KeyLine: self._key_line,
            model.GradeTable: self._grade_table,
            model.Heading: self._heading,
            model.Paragraph: self._paragraph,
            model.BulletList: self._bullets,
            model.AddressBlock: self._address,
            model.LetterDate: self._one_line,
            model.Salutation: self._salutation,
            model.Signature: self._signature,
            model.KeyValueTable: self._key_values,
            model.Table: self._table,
            model.Boilerplate: self._boilerplate,
            model.Box: self._box,
        }

    def blocks(self, blocks: Sequence[model.Block]) -> str:
        """Return blocks as the inside of a body, a cell or a note."""
        return "".join(self._writers[type(block)](block) for block in blocks)

    # -- paragraphs ------------------------------------------------------------------------------

    def _p(
        self,
        look: str,
        text: Text,
        *,
        key: str = "",
        block: str = "",
        first: str = "",
        numbers: str = "",
        rest: str = "",
        bold: bool = False,
        traced: bool = True,
    ) -> str:
        """Return one paragraph.

        Args:
            look: its style.
            text: its words.
            key: the record it is, where it is one.
            block: the block that it is part of.
            first: what opens its properties, such as ``<w:keepNext/>``.
            numbers: its numbering, where it differs from its style's.
            rest: what ends its properties.
            bold: whether all of it is bold.
            traced: whether it is to be known again.
        """
        properties = f'<w:pStyle w:val="{look}"/>{first}{numbers}{rest}'
        runs = self._runs(text, bold=bold)
        if self._items is None or not traced or not runs:
            return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"
        if not key or key not in self._items:
            key = line_key(len(self.lines))
            self.lines.append(Line(key, model.characters(text), block))
        at = len(self.keys)
        self.keys.append(key)
        return (
            f'<w:p w14:paraId="{para_id(key)}"><w:pPr>{properties}</w:pPr>'
            f'<w:bookmarkStart w:id="{at}" w:name="{bookmark_name(key)}"/>{runs}'
            f'<w:bookmarkEnd w:id="{at}"/></w:p>'
        )

    def _runs(self, text: Text, *, bold: bool = False) -> str:
        parts = []
        for part in text:
            if isinstance(part, model.NoteMark):
                parts.append(self._mark(part))
                continue
            look = ("<w:b/><w:bCs/>" if bold or part.bold else "") + (
                "<w:i/><w:iCs/>" if part.italic else ""
            )
            parts.append(xml.run(part.text, properties=look))
        return "".join(parts)

    def _mark(self, mark: model.NoteMark) -> str:
        number = self._notes.get(mark.note_id)
        look = '<w:rStyle w:val="FootnoteReference"/>'
        if number is None or mark.note_id in self._noted:
            # A note's second mark: Word would count a second reference as a note of its own.
            return xml.run(mark.mark, properties=look)
        self._noted.add(mark.note_id)
        return f'<w:r><w:rPr>{look}</w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def _title(self, block: model.Title) -> str:
        under = self._p("Subtitle", block.subtitle) if block.subtitle else ""
        return self._p("Title", block.text) + under

    def _heading(self, block: model.Heading) -> str:
        level = min(max(block.level, _MAIN_HEADING) - 1, _LAST_HEADING)
        return self._p(f"Heading{level}", block.text, block=block.id)

    def _key_line(self, block: model.KeyLine) -> str:
        return self._p("KeyLine", (model.Run(f"{block.label} ", bold=True), *block.text))

    def _paragraph(self, block: model.Paragraph) -> str:
        kept = "<w:keepNext/>" if block.keep_with_next else ""
        if block.number is None:
            return self._p("Normal", block.text, key=block.id, first=kept)
        if block.number != self._next_number:
            self._number_id = MORE_NUMBERS + len(self.starts)
            self.starts.append(block.number)
        self._next_number = block.number + 1
        own = (
            f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self._number_id}"/></w:numPr>'
            if self._number_id != NUMBERS
            else ""
        )
        return self._p("ListNumber", block.text, key=block.id, first=kept, numbers=own)

    def _bullets(self, block: model.BulletList) -> str:
        return "".join(self._p("ListBullet", item.text, key=item.id) for item in block.items)

    def _address(self, block: model.AddressBlock) -> str:
        look = "SenderAddress" if block.sender else "Address"
        room = f'<w:spacing w:before="{twips(18.0)}"/>'
        return "".join(
            self._p(
                look,
                model.plain(line),
                first="<w:keepNext/>" if at < len(block.lines) - 1 else "",
                rest=room if at == 0 else "",
            )
            for at, line in enumerate(block.lines)
        )

    def _one_line(self, block: model.LetterDate) -> str:
        return self._p("Normal", model.plain(block.text), rest=_before(18.0))

    def _salutation(self, block: model.Salutation) -> str:
        return self._p("Normal", model.plain(block.text), first="<w:keepNext/>", rest=_before(18.0))

    def _signature(self, block: model.Signature) -> str:
        lines = [
            self._p("Normal", model.plain(block.closing), first="<w:keepNext/>", rest=_before(14.0))
            if block.closing
            else ""
        ]
        for at, line in enumerate(block.lines):
            kept = "<w:keepNext/>" if at < len(block.lines) - 1 else ""
            room = _before(0.0 if at else style.SIGNING_ROOM)
            lines.append(self._p("Normal", model.plain(line), first=kept, rest=room, bold=at == 0))
        return "".join(lines)

    def _boilerplate(self, block: model.Boilerplate) -> str:
        page = "<w:pageBreakBefore/>" if block.own_page else ""
        return "".join(
            self._p("SmallPrint", text, first=page if at == 0 else "")
            for at, text in enumerate(block.paragraphs)
        )

    # -- tables ----------------------------------------------------------------------------------

    def _grade_table(self, block: model.GradeTable) -> str:
        rows = [model.row(line.label, line.grade) for line in block.rows]
        widths = (style.GRADE_COLUMN, self._width - style.GRADE_COLUMN)
        return self._grid(block.header, rows, widths, "Grade", whole=True)

    def _table(self, block: model.Table) -> str:
        shares = block.widths or (1.0,) * len(block.header)
        widths = [self._width * share / sum(shares) for share in shares]
        return self._grid(block.header, block.rows, widths, "Table")

    def _key_values(self, block: model.KeyValueTable) -> str:
        widths = (self._width * block.share, self._width * (1 - block.share))
        rows = [(model.plain(label), value) for label, value in block.rows]
        return self._grid((), rows, widths, "Table", labelled=True)

    def _grid(
        self,
        header: Sequence[str],
        rows: Sequence[tuple[Text, ...]],
        widths: Sequence[float],
        looks: str,
        *,
        labelled: bool = False,
        whole: bool = False,
    ) -> str:
        columns = [twips(width) for width in widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
        lines = [self._row(model.row(*header), columns, looks, heads=True)] if header else []
        for at, cells in enumerate(rows):
            kept = whole and at < len(rows) - 1
            lines.append(self._row(cells, columns, looks, labelled=labelled, kept=kept))
        first = f'w:firstRow="{int(bool(header))}"'
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="RuledTable"/>'
            f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="0000" {first} w:lastRow="0" w:firstColumn="{int(labelled)}"'
            ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>{_AFTER_TABLE}"
        )

    def _row(
        self,
        cells: Sequence[Text],
        columns: Sequence[int],
        looks: str,
        *,
        heads: bool = False,
        labelled: bool = False,
        kept: bool = False,
    ) -> str:
        written = []
        for at, (text, width) in enumerate(zip(cells, columns, strict=True)):
            is_head = heads or (labelled and at == 0)
            look = f"{looks}Heading" if is_head else f"{looks}Text"
            shade = _SHADE if heads else ""
            words = self._p(look, text, first="<w:keepNext/>" if heads or kept else "")
            written.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{words}</w:tc>'
            )
        properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if heads else "")
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(written)}</w:tr>"

    def _box(self, block: model.Box) -> str:
        width = twips(self._width)
        edges = "".join(
            f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="808080"/>'
            for side in ("top", "left", "bottom", "right")
        )
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>'
            f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
            f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
            f'<w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{self.blocks(block.blocks)}'
            f"{_AFTER_TABLE}</w:tc></w:tr></w:tbl>{_AFTER_TABLE}"
        )


def _before(points: float) -> str:
    return f'<w:spacing w:before="{twips(points)}"/>'


_SHADE: Final = '<w:shd w:val="clear" w:color="auto" w:fill="F0F0F0"/>'
# Word joins tables that touch, and a cell has to end in a paragraph: a line of no height.
_AFTER_TABLE: Final = (
    '<w:p><w:pPr><w:pStyle w:val="TableText"/><w:spacing w:before="0" w:after="0" w:line="120"'
    ' w:lineRule="exact"/></w:pPr></w:p>'
)
