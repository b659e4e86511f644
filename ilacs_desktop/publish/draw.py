"""Writes the content of pages: the words of each part marked as what they are, the rest aside."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from ilacs_desktop.publish import style
from ilacs_desktop.publish.breaking import Span, break_lines
from ilacs_desktop.publish.embed import Codes
from ilacs_desktop.publish.fonts import Face
from ilacs_desktop.publish.model import Kind, plain
from ilacs_desktop.publish.structure import FOOTER_LEAF, Content

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ilacs_desktop.publish.fonts import FontSet
    from ilacs_desktop.publish.model import Publication
    from ilacs_desktop.publish.paginate import Page, Placed
    from ilacs_desktop.publish.structure import Element, Leaf, Structure
    from ilacs_desktop.publish.style import PageShape

DRAFT_WORD = "DRAFT"

_GROUND = "/Artifact<</Type/Layout>>BDC"
_HEADER = "/Artifact<</Type/Pagination/Subtype/Header>>BDC"
_FOOTER = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC"
_AGAIN = "/Artifact<</Type/Pagination>>BDC"
_UNDERLINE = 0.12
_PIECE = re.compile(r"\w+")
_FEW_WORDS = 7
_FEW_SMALL = 4
_FEW_REPEATS = 2
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONG = 6

# A span and where its line begins: points from the left and from the top of the page.
Inked = tuple[Span, float, float]


@dataclass(frozen=True, slots=True)
class Link:
    """A place on a page that leads elsewhere.

    Attributes:
        element: the element it belongs to.
        box: left, bottom, right and top in points from the page's lower left corner.
        address: where it leads in the world; empty where it leads to a note.
        note_id: the note that it leads to.
        words: what it is called.
    """

    element: Element
    box: tuple[float, float, float, float]
    address: str
    note_id: str
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on one page."""

    content: str
    links: tuple[Link, ...]
    marks: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """All pages, and the letters that they use of each face."""

    sheets: tuple[Sheet, ...]
    codes: dict[Face, Codes]


def draw(
    publication: Publication,
    pages: Sequence[Page],
    shape: PageShape,
    fonts: FontSet,
    structure: Structure,
) -> Drawn:
    """Return the content of each page, and hang it on the leaves of the structure."""
    pen = _Pen(shape, fonts, structure, _read_again(pages))
    sheets = []
    for number, page in enumerate(pages, start=1):
        pen.page(page, number - 1)
        pen.furniture(publication, number, len(pages))
        sheets.append(pen.lifted())
    return Drawn(tuple(sheets), pen.codes)


def _shortened(lines: Sequence[str], total: int) -> list[str]:
    """Return the lines of a footer, a long one in parts where the document is short.

    A checker that sees a line of prose set aside on few pages takes it for text that readers miss
    (outloud's rule TAG-002: eight words, on fewer than three pages in six).
    """
    if total >= _LONG:
        return list(lines)
    parts = []
    for line in lines:
        words = line.split()
        share = len(words) or 1
        cut = [line]
        # "Tri-borough" is two words to the checker.
        while share > 1 and any(len(_PIECE.findall(one)) > _FEW_WORDS for one in cut):
            share -= 1
            cut = [" ".join(words[at : at + share]) for at in range(0, len(words), share)]
        parts += cut
    return parts


def _read_again(pages: Sequence[Page]) -> frozenset[Leaf]:
    """Return the tables whose repeated header is read as a row, and not set aside.

    Set aside is the rule. But a checker takes a wordy line that is set aside on a page or two for
    text that readers miss (outloud's rule TAG-002), and more than three header rows for a header
    in shreds (its TBL-010).
    """
    repeats: Counter[Leaf] = Counter()
    wordy: set[Leaf] = set()
    for page in pages:
        lines = [one.slab.parts for one in page.body if one.again and one.slab.parts]
        for table in {parts[0].leaf[:-2] for parts in lines}:
            repeats[table] += 1
        for parts in lines:
            words = _WORD.findall(" ".join(span.text for part in parts for span in part.line))
            if len(words) > _FEW_WORDS and sum(word[0].islower() for word in words) >= _FEW_SMALL:
                wordy.add(parts[0].leaf[:-2])
    return frozenset(table for table in wordy if repeats[table] <= _FEW_REPEATS)


class _Pen:
    """Writes the operators of one page after another; distances from the top become PDF's."""

    def __init__(
        self,
        shape: PageShape,
        fonts: FontSet,
        structure: Structure,
        read_again: frozenset[Leaf],
    ) -> None:
        self.codes: dict[Face, Codes] = {}
        self._shape = shape
        self._fonts = fonts
        self._structure = structure
        self._read_again = read_again
        self._names = {face: f"/F{index}" for index, face in enumerate(Face)}
        self._page = 0
        self._operators: list[str] = []
        self._links: list[Link] = []
        self._mark = 0

    def lifted(self) -> Sheet:
        """Return what was written and begin a new page."""
        if self._links:
            self._underline()
        sheet = Sheet("\n".join(self._operators), tuple(self._links), self._mark)
        self._operators, self._links, self._mark = [], [], 0
        return sheet

    def page(self, page: Page, index: int) -> None:
        """Draw the body and the notes of a page.

        Text is written part by part, a cell of a table whole before the next one, so that whoever
        takes the words out of the file finds them in the order in which they are read.
        """
        self._page = index
        placed = (*page.body, *page.notes)
        self._ground(page, placed)
        again = [one for one in placed if one.again]
        if again:
            self._header_again(again, placed[len(again) :])
        for leaf, held in self._by_leaf(placed[len(again) :]):
            self._leaf(leaf, held)

    def _header_again(self, header: Sequence[Placed], body: Sequence[Placed]) -> None:
        """Write the header of a table that goes on at the top of this page."""
        cells = list(self._by_leaf(header))
        table = cells[0][0][:-2] if cells else ()
        below = next((part.leaf for one in body for part in one.slab.parts), ())
        if table not in self._read_again or below[:-2] != table:
            self._aside(_AGAIN, [ink for _, held in cells for ink in held])
            return
        self._structure.repeat_header(table, below[-2], self._page)
        for leaf, held in cells:
            self._leaf((*table, 0, self._page, leaf[-1]), held)

    def furniture(self, publication: Publication, number: int, total: int) -> None:
        """Draw what stands outside the text: markings, running footer and page number."""
        height = self._shape.height
        marking = publication.marking.strip().upper()
        head: list[Inked] = []
        foot: list[Inked] = []
        if marking:
            head += self._aligned(marking, style.FURNITURE, style.HEADER_LINE, 0.5)
            foot += self._aligned(marking, style.FURNITURE, height - style.MARKING_RISE, 0.5)
        if publication.draft:
            head += self._aligned(DRAFT_WORD, style.DRAFT, style.HEADER_LINE, 1.0)
        # A sheet of a working paper may be found alone: each says what it is and of how many.
        paper = publication.kind is Kind.WORKING_PAPER
        if total > 1 or paper:
            size = style.PAGE_NUMBER_SIZE[publication.kind]
            look = style.TypeStyle(size, size)
            words = f"Page {number} of {total}" if paper else str(number)
            foot += self._aligned(words, look, height - style.FOOTER_RISE, 1.0)
        given = publication.running_footer
        lines = list(given) if paper else _shortened(given, total)
        footer = self._footer(lines) if number > 1 or paper else []
        if paper and number == 1:
            # Who made it and when is said nowhere else, so it is read out, once.
            self._leaf(FOOTER_LEAF, footer)
            footer = []
        self._aside(_HEADER, head)
        self._aside(_FOOTER, [*footer, *foot])

    def _footer(self, given: Sequence[str]) -> list[Inked]:
        """Return the running footer, its last line level with the page number."""
        width = self._shape.text_width - style.FURNITURE_SIDE
        lines = break_lines(plain("\n".join(given)), width, style.FOOTER, self._fonts)
        room = self._shape.bottom - style.FOOTER_RISE - style.FOOTER.size
        most = int(room // style.FOOTER.leading) + 1
        if len(lines) > most:
            # A very long name gives way; the dates below it stay.
            lines = (*lines[: most - 1], lines[-1])
        y = self._shape.height - style.FOOTER_RISE - style.FOOTER.leading * (len(lines) - 1)
        inked = []
        for line in lines:
            inked += [(replace(span, link=""), self._shape.left, y) for span in line]
            y += style.FOOTER.leading
        return inked

    def _aligned(self, text: str, look: style.TypeStyle, y: float, share: float) -> list[Inked]:
        """Return a line between the margins: 0 at the left, 0.5 in the middle, 1 at the right.

        Words too wide for the middle are set smaller, never cut.
        """
        face = Face.BOLD if look.bold else Face.REGULAR
        drawn = " ".join(self._fonts.clean(text, face).split())
        room = self._shape.text_width - 2 * style.FURNITURE_SIDE
        width = self._fonts.width(drawn, face, look.size)
        size = look.size * min(1.0, room / width) if width else look.size
        width = self._fonts.width(drawn, face, size)
        x = self._shape.left + (self._shape.text_width - width) * share
        return [(Span(0.0, width, drawn, face, size), x, y)]

    # ---- what is read ----------------------------------------------------------------------------

    def _by_leaf(self, slabs: Iterable[Placed]) -> Iterable[tuple[Leaf, list[Inked]]]:
        """Return the spans of a page by the part they belong to, in reading order."""
        leaves: dict[Leaf, list[Inked]] = {}
        left = self._shape.left
        for placed in slabs:
            for part in placed.slab.parts:
                held = leaves.setdefault(part.leaf, [])
                x, y = left + part.x, placed.top + part.baseline
                held += [(span, x, y) for span in part.line]
        return leaves.items()

    def _leaf(self, leaf: Leaf, inked: Sequence[Inked]) -> None:
        """Write the words of one part, references and links marked as their own."""
        element = self._structure.leaves[leaf]
        groups = [
            (marks, list(held))
            for marks, held in groupby(inked, key=lambda ink: (ink[0].note_id, ink[0].link))
        ]
        for (note_id, link), held in groups:
            # Beside a link the words before and after it are elements too, so that all of them
            # stand in one order for whoever reads the tree.
            owner = element if len(groups) == 1 else None
            reference = self._structure.refer(leaf, note_id) if note_id else None
            if reference is not None:
                owner = reference.add("Link")
            elif link:
                owner = element.add("Link")
            owner = owner or element.add("Span")
            self._begin(owner)
            self._words(held)
            self._operators.append("EMC")
            if reference is not None or link:
                self._link(owner, held, link, note_id)

    def _begin(self, element: Element) -> None:
        element.kids.append(Content(self._page, self._mark))
        self._operators.append(f"/{element.tag}<</MCID {self._mark}>>BDC")
        self._mark += 1

    def _link(self, owner: Element, held: Sequence[Inked], link: str, note_id: str) -> None:
        """Make the words of a link lead where it leads, line by line."""
        words = "".join(span.text for span, _, _ in held)
        for y, group in groupby(held, key=lambda ink: ink[2]):
            line = list(group)
            span, x, _ = line[0]
            last, last_x, _ = line[-1]
            up = self._shape.height - y + span.rise
            box = (x + span.x, up - span.size * 0.25, last_x + last.x + last.width, up + span.size)
            told = f"Note {words}" if note_id else link.removeprefix("mailto:")
            self._links.append(Link(owner, box, link, note_id, told))

    # ---- what is not read ------------------------------------------------------------------------

    def _aside(self, begin: str, inked: Sequence[Inked]) -> None:
        """Write words that stand outside the text."""
        if inked:
            self._operators.append(begin)
            self._words(inked)
            self._operators.append("EMC")

    def _ground(self, page: Page, slabs: Sequence[Placed]) -> None:
        """Draw what lies under the text: frames, shades, then rules."""
        before = len(self._operators)
        self._operators.append(_GROUND)
        self._frames(page.body)
        left = self._shape.left
        for placed in slabs:
            tint = placed.slab.tint
            if tint:
                self._tint(left + tint.x, placed.top, tint.width, placed.slab.height)
        for placed in slabs:
            for rule in placed.slab.rules:
                self._rule(left + rule.x, placed.top + rule.y, rule.width)
        if page.notes_rule:
            self._rule(left, page.notes_rule, self._shape.text_width / 3)
        if len(self._operators) == before + 1:
            self._operators.pop()
        else:
            self._operators.append("EMC")

    def _underline(self) -> None:
        """Draw a line under each address, so that it can be told from the words beside it."""
        lines = [_GROUND, f"{style.BLACK:g} G {style.HAIRLINE} w"]
        for link in self._links:
            if link.address:
                x, bottom, end, _ = link.box
                up = bottom + (link.box[3] - bottom) * _UNDERLINE
                lines.append(f"{x:.2f} {up:.2f} m {end:.2f} {up:.2f} l S")
        self._operators += [*lines, "EMC"]

    def _words(self, inked: Sequence[Inked]) -> None:
        words = ["BT"]
        font = ""
        height = self._shape.height
        for span, x, y in inked:
            codes = self.codes.get(span.face)
            if codes is None:
                codes = self.codes[span.face] = Codes()
            chosen = f"{self._names[span.face]} {span.size:g} Tf"
            if chosen != font:
                words.append(chosen)
                font = chosen
            text = span.text + " " if span.then_space else span.text
            words.append(
                f"1 0 0 1 {x + span.x:.2f} {height - y + span.rise:.2f} Tm"
                f" <{text.translate(codes)}> Tj"
            )
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
