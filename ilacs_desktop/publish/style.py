"""How a published report looks: sizes, spaces and margins, all in points.

The figures follow what published inspection reports have in common (measured on the public PDFs
of 2018 to 2026): A4, a left margin of 25 mm, 26 point titles, 12 point text, bold 14 point
section headings, 10 point small print, and a bold 8 point footer from the second page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

A4_SHORT: Final = 595.28
A4_LONG: Final = 841.89


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """A size of type, the depth of one line of it, and its weight."""

    size: float
    leading: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PageShape:
    """The paper and the part of it that text may fill."""

    width: float
    height: float
    left: float = 71.0
    right: float = 66.0
    top: float = 64.0
    bottom: float = 80.0

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def floor(self) -> float:
        """Distance from the top edge of the page to the end of the text area."""
        return self.height - self.bottom


PORTRAIT: Final = PageShape(A4_SHORT, A4_LONG)
WORKING_PORTRAIT: Final = PageShape(A4_SHORT, A4_LONG, left=54.0, right=54.0, top=58.0, bottom=74.0)
LANDSCAPE: Final = PageShape(A4_LONG, A4_SHORT, left=56.0, right=56.0, top=62.0, bottom=76.0)

TITLE: Final = TypeStyle(26, 32, bold=True)
LETTER_TITLE: Final = TypeStyle(14, 19, bold=True)
SUBTITLE: Final = TypeStyle(16, 21)
BODY: Final = TypeStyle(12, 15.8)
SMALL: Final = TypeStyle(10, 13.5)
HEADINGS: Final = {
    1: TypeStyle(18, 23, bold=True),
    2: TypeStyle(14, 19, bold=True),
    3: TypeStyle(12, 15.8, bold=True),
}


@dataclass(frozen=True, slots=True)
class Looks:
    """The type of one sort of document, and the spaces above its blocks."""

    body: TypeStyle
    small: TypeStyle
    headings: Mapping[int, TypeStyle]
    paragraph_gap: float
    bullet_gap: float
    heading_gap: float
    table_gap: float = 12.0
    after_table_gap: float = 16.0
    cell_top: float = 6.0
    cell_bottom: float = 7.0
    subtitle: TypeStyle = SUBTITLE


PUBLISHED: Final = Looks(
    BODY,
    SMALL,
    HEADINGS,
    paragraph_gap=9.0,
    bullet_gap=5.0,
    heading_gap=18.0,
)
WORKING: Final = Looks(
    TypeStyle(10.5, 14.2),
    TypeStyle(9.5, 12.8),
    {
        1: TypeStyle(17, 22, bold=True),
        2: TypeStyle(12.5, 17, bold=True),
        3: TypeStyle(10.5, 14.2, bold=True),
    },
    paragraph_gap=6.0,
    bullet_gap=3.5,
    heading_gap=14.0,
    table_gap=8.0,
    after_table_gap=8.0,
    cell_top=4.0,
    cell_bottom=5.0,
    subtitle=TypeStyle(12.5, 17),
)
COMPACT: Final = Looks(
    TypeStyle(9, 11.8),
    TypeStyle(8.5, 11.2),
    {
        1: TypeStyle(14, 18, bold=True),
        2: TypeStyle(10.5, 14, bold=True),
        3: TypeStyle(9, 11.8, bold=True),
    },
    paragraph_gap=4.0,
    bullet_gap=2.0,
    heading_gap=8.0,
    table_gap=5.0,
    after_table_gap=5.0,
    cell_top=2.5,
    cell_bottom=3.0,
    subtitle=TypeStyle(10.5, 14),
)

FOOTER: Final = TypeStyle(8, 11, bold=True)
FURNITURE: Final = TypeStyle(10, 13, bold=True)
DRAFT: Final = TypeStyle(14, 18, bold=True)
# Distances from the edge of the paper to the lines outside the text, and the room beside them.
HEADER_LINE: Final = 36.0
FOOTER_RISE: Final = 38.0
MARKING_RISE: Final = 18.0
FURNITURE_SIDE: Final = 64.0
PAGE_NUMBER_SIZE: Final = {"report": 20.0, "letter": 12.0, "working-paper": 9.0}

AFTER_TITLE_GAP: Final = 14.0
NUMBER_INDENT: Final = 28.0
BULLET_INDENT: Final = 12.0
BULLET_TEXT_INDENT: Final = 28.0
# Column edges measured on published reports: text at 77 and 303 points from the paper's edge.
CELL_PAD: Final = 6.0
GRADE_COLUMN: Final = 226.0
CELL_TOP: Final = 6.0
CELL_BOTTOM: Final = 7.0
BOX_PAD: Final = 12.0
SIGNING_ROOM: Final = 44.0
NOTE_GAP: Final = 4.0
NOTE_RULE_ROOM: Final = 12.0
NOTE_INDENT: Final = 14.0

BLACK: Final = 0.0
RULE_GREY: Final = 0.6
SHADE_GREY: Final = 0.94
HAIRLINE: Final = 0.6
