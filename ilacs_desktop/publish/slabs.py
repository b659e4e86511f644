"""The smallest pieces that a page is built from: one line of a block, or one line of a table row.

Each part of a slab says which leaf of the document's structure it belongs to, so that a
structure tree can gather the parts of one paragraph from the pages they fell on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilacs_desktop.publish.breaking import Line


class Role(StrEnum):
    """What a part is, in the words of the PDF standard's structure types."""

    TITLE = "H1"
    HEADING_2 = "H2"
    HEADING_3 = "H3"
    HEADING_4 = "H4"
    HEADING_5 = "H5"
    HEADING_6 = "H6"
    PARAGRAPH = "P"
    LABEL = "Lbl"
    LIST_BODY = "LBody"
    HEADER_CELL = "TH"
    CELL = "TD"
    NOTE = "Note"


@dataclass(frozen=True, slots=True)
class Part:
    """Spans of one leaf of the structure within a slab.

    Attributes:
        leaf: path of the leaf: the block's place in the document, then within the block.
        x: points from the left edge of the text area.
        baseline: points from the top of the slab.
    """

    leaf: tuple[int, ...]
    role: Role
    line: Line
    x: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line across part of a slab; distances in points from its top left."""

    y: float
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of the width of a slab, in points from its left."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Slab:
    """A piece that never breaks.

    Attributes:
        ids: the blocks whose place this is a part of; a bullet is in its list as well.
        height: points, without the space before.
        space: points before it, unless it opens a page.
        keep: stays on the page of the next slab.
        notes: notes whose marks it carries.
        repeat: slabs put before this one when it opens a page (the header of its table).
        tint: the stretch of it that stands on grey.
        own_page: opens a new page.
        box: the number of the frame it stands in; 0 for none.
    """

    ids: tuple[str, ...]
    height: float
    parts: tuple[Part, ...] = ()
    space: float = 0.0
    keep: bool = False
    notes: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    repeat: tuple[Slab, ...] = ()
    tint: Stretch | None = None
    own_page: bool = False
    box: int = 0


def kept(count: int, index: int) -> bool:
    """Say whether a line of a paragraph stays with the line after it.

    The first two and the last two lines of a paragraph stay together, so that no page ends or
    begins with a single line of one.

    Args:
        count: lines in the paragraph.
        index: the line, counted from 0.
    """
    return index < count - 1 and index in (0, count - 2)
