"""Reads the body of a Word file: paragraphs, who inserted and deleted what, what was moved."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from ilacs_desktop.publish.word.opening import attribute, child, local
from ilacs_desktop.publish.word.trace import BOOKMARK
from ilacs_desktop.publish.word.xml import W14

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element


class Hand(NamedTuple):
    """Who changed something, and when, as the file says."""

    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a paragraph that share one history.

    Attributes:
        inserted: who inserted them; None where they were there.
        deleted: who deleted them; None where they stand.
        move: name of the move that takes them away or brings them; empty for none.
        comments: ids of the comments that stand on them.
    """

    text: str
    inserted: Hand | None = None
    deleted: Hand | None = None
    move: str = ""
    comments: frozenset[str] = frozenset()


@dataclass(slots=True)
class Read:
    """One paragraph as it came back.

    Attributes:
        stretches: its characters, deleted ones too.
        starts: names of our bookmarks that begin in it.
        ends: names of our bookmarks that end in it.
        para: its own id.
        style: name of its style.
        listed: whether it is an item of a list.
        in_table: whether it stands in a table.
        mark_inserted: who inserted its end, which parted it from what follows.
        mark_deleted: who deleted its end, which joins it to what follows.
        joined: it was joined to what stands before it, untracked.
        points: comments that stand at it without words.
    """

    stretches: list[Stretch] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    para: str = ""
    style: str = ""
    listed: bool = False
    in_table: bool = False
    mark_inserted: Hand | None = None
    mark_deleted: Hand | None = None
    joined: bool = False
    points: list[str] = field(default_factory=list)


_SIGNS: Final = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_THROUGH: Final = frozenset(
    {"hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo", "ruby"}
)
_TRACKED: Final = frozenset({"ins", "del", "moveFrom", "moveTo"})
_CONTAINERS: Final = frozenset({"sdt", "sdtContent", "customXml", "ins", "del", "tr", "tc"})
_FURTHER: Final = frozenset({"moveFrom", "moveTo"})
_DEEPEST: Final = 60


def paragraphs(body: _Element) -> list[Read]:
    """Return every paragraph of a body in order, those of tables too."""
    reader = _Reader()
    reader.container(body, 0)
    return reader.found


class _Reader:
    """Walks a body, remembering what stands open."""

    def __init__(self) -> None:
        self.found: list[Read] = []
        self._inserted: Hand | None = None
        self._deleted: Hand | None = None
        self._moving = False
        self._moves: dict[str, str] = {}
        self._comments: list[str] = []
        self._spoken: set[str] = set()
        self._names: dict[str, str] = {}
        self._waiting: list[str] = []
        self._in_table = 0
        self._in_code = 0
        self._now = Read()

    # -- blocks ----------------------------------------------------------------------------------

    def container(self, element: _Element, depth: int) -> None:
        """Read what stands in a body, a cell or a frame around paragraphs."""
        if depth > _DEEPEST:
            return
        for one in element:
            name = local(one)
            if name == "p":
                self._paragraph(one)
            elif name == "tbl":
                self._in_table += 1
                self.container(one, depth + 1)
                self._in_table -= 1
            elif name in _CONTAINERS:
                hand = _row_hand(one) if name == "tr" else None
                with self._handled(*(hand or (name, one))):
                    self.container(one, depth + 1)
            else:
                self._mark(one, name)

    def _paragraph(self, element: _Element) -> None:
        self._now = Read(
            para=str(element.get(f"{{{W14}}}paraId") or ""),
            in_table=bool(self._in_table),
            starts=self._waiting,
        )
        self._waiting = []
        self._properties(element)
        self.found.append(self._now)
        self._inline(element, 0)
        self._now = Read()

    def _properties(self, element: _Element) -> None:
        properties = child(element, "pPr")
        if properties is None:
            return
        style = child(properties, "pStyle")
        self._now.style = attribute(style, "val") if style is not None else ""
        self._now.listed = child(properties, "numPr") is not None
        mark = child(properties, "rPr")
        for one in mark if mark is not None else ():
            if local(one) in ("ins", "moveTo"):
                self._now.mark_inserted = _hand(one)
            elif local(one) in ("del", "moveFrom"):
                self._now.mark_deleted = _hand(one)

    # -- characters ------------------------------------------------------------------------------

    def _inline(self, element: _Element, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for one in element:
            name = local(one)
            if name == "r":
                self._run(one)
            elif name in _THROUGH:
                self._inline(one, depth + 1)
            elif name in _TRACKED:
                with self._handled(name, one):
                    self._inline(one, depth + 1)
            elif name != "pPr":
                self._mark(one, name)

    def _run(self, run: _Element) -> None:
        for one in run:
            name = local(one)
            if name in ("t", "delText"):
                if not self._in_code:
                    self._add(str(one.text or ""))
            elif name == "br" and attribute(one, "type") in ("page", "column"):
                continue
            elif name in _SIGNS:
                self._add(_SIGNS[name])
            elif name == "sym":
                self._add(_symbol(attribute(one, "char")))
            elif name == "fldChar":
                self._field(attribute(one, "fldCharType"))
            elif name == "commentReference":
                self._point(attribute(one, "id"))

    def _field(self, kind: str) -> None:
        """Leave out the code of a field, and keep what it shows."""
        if kind == "begin":
            self._in_code += 1
        elif kind in ("separate", "end") and self._in_code:
            self._in_code -= 1

    def _add(self, text: str) -> None:
        if not text:
            return
        move = next(reversed(self._moves.values()), "") if self._moving else ""
        stretch = Stretch(text, self._inserted, self._deleted, move, frozenset(self._comments))
        self._now.stretches.append(stretch)
        self._spoken.update(self._comments)

    def _point(self, comment: str) -> None:
        if comment not in self._spoken:
            self._now.points.append(comment)

    @contextmanager
    def _handled(self, name: str, element: _Element) -> Iterator[None]:
        """Read what stands inside with the hand that inserted or deleted it."""
        held = (self._inserted, self._deleted, self._moving)
        if name in ("ins", "moveTo"):
            self._inserted = _hand(element)
        elif name in ("del", "moveFrom"):
            self._deleted = _hand(element)
        self._moving = self._moving or name in _FURTHER
        yield
        self._inserted, self._deleted, self._moving = held

    def _mark(self, element: _Element, name: str) -> None:
        """Take note of a bookmark, a comment or a move that begins or ends here."""
        which = attribute(element, "id")
        if name == "bookmarkStart":
            title = attribute(element, "name")
            if title.startswith(BOOKMARK):
                self._names[which] = title
                self._begin(title)
        elif name == "bookmarkEnd" and which in self._names:
            title = self._names.pop(which)
            if self.found:
                self.found[-1].ends.append(title)
        elif name == "commentRangeStart":
            self._comments.append(which)
        elif name == "commentRangeEnd" and which in self._comments:
            self._comments.remove(which)
        elif name in ("moveFromRangeStart", "moveToRangeStart"):
            self._moves[which] = attribute(element, "name") or which
        elif name in ("moveFromRangeEnd", "moveToRangeEnd"):
            self._moves.pop(which, None)

    def _begin(self, title: str) -> None:
        now = self._now
        if not self.found or now is not self.found[-1]:
            # Between two paragraphs: it belongs to the one that comes.
            self._waiting.append(title)
            return
        if now.starts and any(one.text.strip() for one in now.stretches):
            # Two of ours in one paragraph: somebody joined them, and nobody tracked it.
            after = Read(para="", style=now.style, listed=now.listed, in_table=now.in_table)
            after.mark_inserted, after.mark_deleted = now.mark_inserted, now.mark_deleted
            now.mark_inserted = now.mark_deleted = None
            after.joined = True
            self.found.append(after)
            self._now = after
        self._now.starts.append(title)


def _row_hand(row: _Element) -> tuple[str, _Element] | None:
    """Return who inserted or deleted a whole row of a table."""
    properties = child(row, "trPr")
    for one in properties if properties is not None else ():
        if local(one) in ("ins", "del"):
            return local(one), one
    return None


def _hand(element: _Element) -> Hand:
    return Hand(attribute(element, "author").strip(), attribute(element, "date").strip())


def _symbol(code: str) -> str:
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"
    return "\ufffd" if "\ud800" <= sign <= "\udfff" else sign
