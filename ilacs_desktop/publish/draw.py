"""Draws pages into a PDF with ReportLab's writer, below its canvas and its font register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.publish import style
from ilacs_desktop.publish.breaking import break_lines
from ilacs_desktop.publish.fonts import Face
from ilacs_desktop.publish.model import Kind, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlab.pdfbase.pdfdoc import PDFDocument

    from ilacs_desktop.publish.breaking import Span
    from ilacs_desktop.publish.fonts import FontSet
    from ilacs_desktop.publish.model import Publication
    from ilacs_desktop.publish.paginate import Page, Placed
    from ilacs_desktop.publish.style import PageShape

DRAFT_WORD = "DRAFT"


def draw(
    publication: Publication, pages: Sequence[Page], shape: PageShape, fonts: FontSet
) -> bytes:
    """Return pages as the bytes of a PDF, without properties or bookmarks."""
    # Local, because start-up reads this package before it needs the library.
    from reportlab.pdfbase.pdfdoc import (
        PDFDocument,
        PDFPage,
        PDFResourceDictionary,
        PDFStream,
        PDFZCompress,
    )

    document = PDFDocument(invariant=1, pdfVersion=(1, 7))
    pen = _Pen(document, shape, fonts)
    for number, page in enumerate(pages, start=1):
        pen.furniture(publication, number, len(pages))
        pen.page(page)
        leaf = PDFPage()
        leaf.pagewidth = shape.width  # type: ignore[assignment]
        leaf.pageheight = shape.height  # type: ignore[assignment]
        resources = PDFResourceDictionary()
        resources.basicFonts()
        leaf.Resources = resources
        leaf.Contents = PDFStream(content=pen.lifted(), filters=[PDFZCompress])
        document.addPage(leaf)
    return document.GetPDFData(None)


class _Pen:
    """Writes the operators of one page after another; distances from the top become PDF's."""

    def __init__(self, document: PDFDocument, shape: PageShape, fonts: FontSet) -> None:
        self._document = document
        self._shape = shape
        self._fonts = fonts
        self._operators: list[str] = []

    def lifted(self) -> str:
        """Return the operators of the page and begin a new one."""
        stream = "\n".join(self._operators)
        self._operators = []
        return stream

    def page(self, page: Page) -> None:
        """Draw the body and the notes of a page.

        Text is written part by part, a cell of a table whole before the next one, so that whoever
        takes the words out of the file finds them in the order in which they are read.
        """
        self._frames(page.body)
        placed = (*page.body, *page.notes)
        self._ground(placed)
        for leaf in _by_leaf(placed):
            for span, x, y in leaf:
                self._span(span, self._shape.left + x, y)
        if page.notes_rule:
            self._rule(self._shape.left, page.notes_rule, self._shape.text_width / 3)

    def furniture(self, publication: Publication, number: int, total: int) -> None:
        """Draw what stands outside the text: markings, running footer and page number."""
        height = self._shape.height
        marking = publication.marking.strip().upper()
        if marking:
            self._aligned(marking, style.FURNITURE, style.HEADER_LINE, 0.5)
            self._aligned(marking, style.FURNITURE, height - style.MARKING_RISE, 0.5)
        if publication.draft:
            self._aligned(DRAFT_WORD, style.DRAFT, style.HEADER_LINE, 1.0)
        # A sheet of a working paper may be found alone: each says what it is and of how many.
        paper = publication.kind is Kind.WORKING_PAPER
        if number > 1 or paper:
            self._footer(publication.running_footer)
        if total > 1 or paper:
            size = style.PAGE_NUMBER_SIZE[publication.kind]
            look = style.TypeStyle(size, size)
            words = f"Page {number} of {total}" if paper else str(number)
            self._aligned(words, look, height - style.FOOTER_RISE, 1.0)

    def _footer(self, given: Sequence[str]) -> None:
        """Draw the running footer, its last line level with the page number."""
        width = self._shape.text_width - style.FURNITURE_SIDE
        lines = break_lines(plain("\n".join(given)), width, style.FOOTER, self._fonts)
        lines = lines[: style.FOOTER_LINES]
        y = self._shape.height - style.FOOTER_RISE - style.FOOTER.leading * (len(lines) - 1)
        for line in lines:
            for span in line:
                self._span(span, self._shape.left, y)
            y += style.FOOTER.leading

    def _aligned(self, text: str, look: style.TypeStyle, y: float, share: float) -> None:
        """Write a line between the margins: 0 at the left, 0.5 in the middle, 1 at the right.

        Words too wide for the middle are set smaller, never cut.
        """
        face = Face.BOLD if look.bold else Face.REGULAR
        drawn = " ".join(self._fonts.clean(text, face).split())
        room = self._shape.text_width - 2 * style.FURNITURE_SIDE
        width = self._fonts.width(drawn, face, look.size)
        size = look.size * min(1.0, room / width) if width else look.size
        spare = self._shape.text_width - self._fonts.width(drawn, face, size)
        self._text(drawn, face, size, self._shape.left + spare * share, y)

    def _ground(self, slabs: Sequence[Placed]) -> None:
        """Draw what lies under the text: shades, then rules."""
        left = self._shape.left
        for placed in slabs:
            tint = placed.slab.tint
            if tint:
                self._tint(left + tint.x, placed.top, tint.width, placed.slab.height)
        for placed in slabs:
            for rule in placed.slab.rules:
                self._rule(left + rule.x, placed.top + rule.y, rule.width)

    def _span(self, span: Span, x: float, y: float) -> None:
        self._text(span.text, span.face, span.size, x + span.x, y - span.rise)

    def _text(self, text: str, face: Face, size: float, x: float, y: float) -> None:
        font = self._fonts.font(face)
        up = self._shape.height - y
        words = [f"BT 1 0 0 1 {x:.2f} {up:.2f} Tm"]
        for subset, codes in font.splitString(text, self._document):
            name = font.getSubsetInternalName(subset, self._document)
            words.append(f"{name} {size:g} Tf <{codes.hex()}> Tj")
        words.append("ET")
        self._operators.append(" ".join(words))

    def _rule(self, x: float, y: float, width: float) -> None:
        up = self._shape.height - y
        pen = f"{style.RULE_GREY} G {style.HAIRLINE} w"
        self._operators.append(f"{pen} {x:.2f} {up:.2f} m {x + width:.2f} {up:.2f} l S")

    def _tint(self, x: float, y: float, width: float, height: float) -> None:
        up = self._shape.height - y - height
        self._operators.append(
            f"{style.SHADE_GREY} g {x:.2f} {up:.2f} {width:.2f} {height:.2f} re f {style.BLACK} g"
        )

    def _frames(self, body: Sequence[Placed]) -> None:
        """Draw the frame of each box around its part on this page."""
        spans: dict[int, tuple[float, float]] = {}
        for placed in body:
            if placed.slab.box:
                top, _ = spans.get(placed.slab.box, (placed.top, 0.0))
                spans[placed.slab.box] = (top, placed.top + placed.slab.height)
        for top, end in spans.values():
            up = self._shape.height - end
            self._operators.append(
                f"{style.RULE_GREY} G {style.HAIRLINE} w {self._shape.left:.2f} {up:.2f} "
                f"{self._shape.text_width:.2f} {end - top:.2f} re S"
            )


def _by_leaf(slabs: Sequence[Placed]) -> Iterable[list[tuple[Span, float, float]]]:
    """Return the spans of a page by the part of the document they belong to, in reading order."""
    leaves: dict[tuple[int, ...], list[tuple[Span, float, float]]] = {}
    for placed in slabs:
        for part in placed.slab.parts:
            held = leaves.setdefault(part.leaf, [])
            held += [(span, part.x, placed.top + part.baseline) for span in part.line]
    return leaves.values()
