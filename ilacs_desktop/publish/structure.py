"""The structure tree of a document: what each drawn part is, and in which order it is read.

The tree is made from the blocks; drawing then hangs what it wrote on the leaves. A paragraph that
runs over a page is one element with content on both pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ilacs_desktop.publish import model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Leaf: TypeAlias = "tuple[int, ...]"

FOOTER_LEAF: Leaf = (-2,)
"""The footer of a working paper, read once."""

_DEEPEST = 6
_COLUMN = "/A<</O/Table/Scope/Column>>"
_ROW = "/A<</O/Table/Scope/Row>>"
_DISC = "/A<</O/List/ListNumbering/Disc>>"
_DECIMAL = "/A<</O/List/ListNumbering/Decimal>>"
_CELLS = frozenset({"TH", "TD"})
_NO_NOTES_WITHIN = frozenset({"H1", "H2", "H3", "H4", "H5", "H6", "TH", "Lbl"})


@dataclass(frozen=True, slots=True)
class Content:
    """A stretch of a page's content stream.

    Attributes:
        page: counted from 0.
        mark: the number that the stretch bears on its page.
    """

    page: int
    mark: int


@dataclass(frozen=True, slots=True)
class Pointer:
    """A link's place on a page.

    Attributes:
        page: counted from 0.
        number: of the annotation's object.
    """

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """One element of the tree.

    Attributes:
        tag: a standard structure type of ISO 32000-1, 14.8.4.
        keys: further entries, as they are written in the file.
        notes: notes that are read at its end.
        stays: belongs into the file though it holds nothing.
    """

    tag: str
    keys: str = ""
    kids: list[Element | Content | Pointer] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    stays: bool = False

    def add(self, tag: str, keys: str = "", *, stays: bool = False) -> Element:
        """Add an element at the end and return it."""
        made = Element(tag, keys, stays=stays)
        self.kids.append(made)
        return made

    def held(self) -> Iterator[Element | Content | Pointer]:
        """Return what belongs into the file, in reading order."""
        for kid in self.kids:
            if not isinstance(kid, Element):
                yield kid
                continue
            if kid.stays or any(True for _ in kid.held()):
                yield kid
            if kid.tag in _NO_NOTES_WITHIN:
                yield from kid.notes
        if self.tag not in _NO_NOTES_WITHIN:
            yield from self.notes


class Structure:
    """The tree of one document and the leaves that drawing hangs content on.

    Attributes:
        root: the element of the whole document.
        leaves: the element of each leaf path of the layout.
        headings: depth of each heading by its leaf, without gaps between the depths.
        heading_words: what each heading says, by its leaf.
    """

    def __init__(self, publication: model.Publication) -> None:
        self.root = Element("Document")
        self.leaves: dict[Leaf, Element] = {}
        self.headings: dict[Leaf, int] = {}
        self.heading_words: dict[Leaf, str] = {}
        self._rows: dict[Leaf, tuple[Element, Element]] = {}
        self._depth = 0
        self._notes: dict[str, Element] = {}
        for index, note in enumerate(publication.notes):
            made = Element("Note", f"/ID(note-{index + 1})")
            self.leaves[(-1, index, 0)] = made.add("Lbl")
            self.leaves[(-1, index)] = made.add("P")
            self._notes[note.id] = made
        self._blocks(self.root, publication.blocks, ())
        self.leaves[FOOTER_LEAF] = self.root.add("P")

    def refer(self, leaf: Leaf, note_id: str) -> Element | None:
        """Return a new reference to a note within a leaf; None where there is no such note."""
        if note_id not in self._notes:
            return None
        holder = self.leaves[leaf]
        note = self._notes[note_id]
        if not note.stays:
            note.stays = True
            holder.notes.append(note)
        return holder.add("Reference")

    def repeat_header(self, table: Leaf, row: int, page: int) -> None:
        """Make a header row for a table that goes on, before the row it goes on with.

        Its leaves are those of the header with the page, counted from 0, before the column.
        """
        body, before = self._rows[*table, row]
        _, head = self._rows[*table, 0]
        made = Element("TR")
        body.kids.insert(body.kids.index(before), made)
        for column in range(len(head.kids)):
            cell = made.add("TH", _COLUMN, stays=True)
            self.leaves[*table, 0, page, column] = cell

    def _blocks(self, holder: Element, blocks: Sequence[model.Block], path: Leaf) -> None:
        numbered: Element | None = None
        for index, block in enumerate(blocks):
            leaf = (*path, index)
            if isinstance(block, model.Paragraph) and block.number is not None:
                numbered = numbered or holder.add("L", _DECIMAL)
                self._item(numbered, leaf)
                continue
            numbered = None
            if isinstance(block, model.Box):
                self._blocks(holder.add("Sect"), block.blocks, leaf)
            else:
                self._block(holder, block, leaf)

    def _block(self, holder: Element, block: model.PlainBlock, leaf: Leaf) -> None:
        if isinstance(block, model.Title):
            self._heading(holder, 1, (*leaf, 0), block.text)
            self.leaves[*leaf, 1] = holder.add("P")
        elif isinstance(block, model.Heading):
            self._heading(holder, block.level, leaf, block.text)
        elif isinstance(block, model.BulletList):
            made = holder.add("L", _DISC)
            for index in range(len(block.items)):
                self._item(made, (*leaf, index))
        elif isinstance(block, model.GradeTable):
            self._table(holder, leaf, 2, len(block.rows))
        elif isinstance(block, model.KeyValueTable):
            self._table(holder, leaf, 2, len(block.rows), headed=False)
        elif isinstance(block, model.Table):
            self._table(holder, leaf, len(block.header), len(block.rows))
        elif isinstance(block, model.Signature):
            self._lines(holder, leaf, len(block.lines) + 1)
        elif isinstance(block, model.Boilerplate):
            self._lines(holder, leaf, len(block.paragraphs))
        else:
            self.leaves[leaf] = holder.add("P")

    def _lines(self, holder: Element, leaf: Leaf, count: int) -> None:
        for index in range(count):
            self.leaves[*leaf, index] = holder.add("P")

    def _heading(self, holder: Element, level: int, leaf: Leaf, text: model.Text) -> None:
        """Add a heading; its depth never skips a level, whatever the blocks say."""
        depth = min(max(level, 1), self._depth + 1, _DEEPEST)
        self.leaves[leaf] = holder.add(f"H{depth}")
        words = " ".join(model.characters(text).split())
        if words:
            self._depth = depth
            self.headings[leaf] = depth
            self.heading_words[leaf] = words

    def _item(self, holder: Element, leaf: Leaf) -> None:
        item = holder.add("LI")
        self.leaves[*leaf, 0] = item.add("Lbl")
        self.leaves[*leaf, 1] = item.add("LBody", stays=True)

    def _table(
        self,
        holder: Element,
        leaf: Leaf,
        columns: int,
        rows: int,
        *,
        headed: bool = True,
    ) -> None:
        """Add a table; one without a header row is headed by its first column."""
        table = holder.add("Table")
        if headed:
            head = table.add("THead") if rows else table
            self._row(head, (*leaf, 0), ["TH"] * columns, _COLUMN)
        body = table.add("TBody") if headed and rows else table
        tags = ["TH" if not headed and not column else "TD" for column in range(columns)]
        for index in range(rows):
            self._row(body, (*leaf, index + 1), tags, _ROW)

    def _row(self, holder: Element, leaf: Leaf, tags: Sequence[str], scope: str) -> None:
        row = holder.add("TR")
        self._rows[leaf] = (holder, row)
        for column, tag in enumerate(tags):
            self.leaves[*leaf, column] = row.add(tag, scope if tag == "TH" else "", stays=True)
