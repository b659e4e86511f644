"""A publishable document as values: what it says and what each part is, never how it looks.

PDF is drawn from these blocks, and Word and HTML can be written from the same ones: each block
names its role, so that a structure tree follows from the sequence alone. Text is carried as runs
of characters, never as markup, so whatever a person types prints as itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date


class Kind(StrEnum):
    """What sort of document it is; the renderer sets its page furniture by this."""

    REPORT = "report"
    LETTER = "letter"
    WORKING_PAPER = "working-paper"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of characters in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The raised mark in the text that points to a note."""

    note_id: str
    mark: str


Text: TypeAlias = "tuple[Run | NoteMark, ...]"


def plain(text: str) -> Text:
    """Return a string as one unstyled run.

    Args:
        text: any characters; a line feed starts a new line of the same block.
    """
    return (Run(text),) if text else ()


def row(*cells: str) -> tuple[Text, ...]:
    """Return strings as the cells of one table row."""
    return tuple(plain(cell) for cell in cells)


def characters(text: Text) -> str:
    """Return the words of a text without its note marks, as for a bookmark or a word count."""
    return "".join(part.text for part in text if isinstance(part, Run))


@dataclass(frozen=True, slots=True)
class Title:
    """The document's name at the top of its first page; level 1 of its headings."""

    text: Text
    subtitle: Text = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One labelled line, such as "Inspection dates: 6 to 10 July 2026"."""

    label: str
    text: Text
    id: str = ""


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One judgement area and its grade."""

    label: str
    grade: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class GradeTable:
    """The table of judgements on the first page; it never breaks across pages."""

    header: tuple[str, str]
    rows: tuple[GradeRow, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 2 is a section of the document, 3 and deeper lie below it."""

    text: Text
    level: int = 2
    id: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, numbered where ``number`` is given.

    Attributes:
        keep_with_next: its last lines stay on the page of what follows.
    """

    text: Text
    number: int | None = None
    id: str = ""
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a bullet list."""

    text: Text
    id: str = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list whose items have no order."""

    items: tuple[Bullet, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class AddressBlock:
    """A postal address, line by line.

    Attributes:
        sender: the issuing body's own address, set apart from the reader's.
    """

    lines: tuple[str, ...]
    sender: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class LetterDate:
    """The date of a letter, in words."""

    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Salutation:
    """How a letter greets its reader: "Dear ..."."""

    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """The end of a letter: the closing words, room to sign, and who signs.

    Attributes:
        lines: name first, then title and body; an empty line, then the next who signs.
    """

    closing: str
    lines: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class KeyValueTable:
    """Labels with their values, one pair a row.

    Attributes:
        share: of the width that the labels take, from 0 to 1.
    """

    rows: tuple[tuple[str, Text], ...]
    id: str = ""
    share: float = 0.32


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row that is repeated on each page.

    Attributes:
        widths: relative widths of the columns; empty shares the page equally.
        row_ids: an id for each row, or empty.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...] = ()
    row_ids: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Small print that stands on a page of its own at the end.

    Attributes:
        own_page: start it on a new page.
    """

    paragraphs: tuple[Text, ...]
    own_page: bool = True
    id: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks set apart in a frame, such as a practice study."""

    blocks: tuple[PlainBlock, ...]
    id: str = ""


PlainBlock: TypeAlias = (
    Title
    | KeyLine
    | GradeTable
    | Heading
    | Paragraph
    | BulletList
    | AddressBlock
    | LetterDate
    | Salutation
    | Signature
    | KeyValueTable
    | Table
    | Boilerplate
)
Block: TypeAlias = PlainBlock | Box


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; it stands at the foot of the page that carries its first mark."""

    id: str
    mark: str
    text: Text


@dataclass(frozen=True, slots=True)
class Publication:
    """One document, ready to be drawn.

    Attributes:
        title: the name in the file's properties and title bar.
        author: the issuing body.
        created: the date in the file's properties; the same values give the same bytes.
        marking: printed in capitals at the top and bottom of every page; empty for none.
        draft: print DRAFT on every page.
        running_footer: lines at the foot of every page after the first.
        landscape: turn the page, for wide tables.
        compact: set in small type, for a paper that has to keep to a page or two.
    """

    kind: Kind
    title: str
    blocks: tuple[Block, ...]
    created: date
    author: str = ""
    subject: str = ""
    language: str = "en-GB"
    marking: str = ""
    draft: bool = False
    running_footer: tuple[str, ...] = ()
    notes: tuple[Note, ...] = field(default=())
    landscape: bool = False
    compact: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where one part of a block stands; a block split across pages has a place on each.

    Attributes:
        page: counted from 0.
        x: points from the left edge of the page.
        y: points from the top edge of the page.
        width: points.
        height: points.
    """

    block_id: str
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rendered:
    """A drawn document.

    Attributes:
        places: where each block with an id stands, in reading order.
        missing_characters: characters that no shipped font can draw, each once, in code order;
            a replacement mark stands in their place.
    """

    pdf: bytes
    pages: int
    places: tuple[Place, ...] = ()
    missing_characters: tuple[str, ...] = ()
