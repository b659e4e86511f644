"""Breaks text into lines that fit a width."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from ilacs_desktop.publish.fonts import Face
from ilacs_desktop.publish.model import NoteMark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ilacs_desktop.publish.fonts import FontSet
    from ilacs_desktop.publish.model import Text
    from ilacs_desktop.publish.style import TypeStyle

MARK_SCALE = 0.62
MARK_RISE = 0.36
# A no-break space is not among the spaces: it holds its words together.
_SPACES = " \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_TOKENS = re.compile(f"(?P<feed>\n)|(?P<space>[{_SPACES}]+)|(?P<word>[^\n{_SPACES}]+)")
# Where a word may be divided: after a hyphen or slash between letters (never "6-10"), after a dash.
_JOINTS = re.compile(r"(?<=[^\W\d_][-/])(?=[^\W\d_])|(?<=—)(?=\w)")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one face and size within a line.

    Attributes:
        x: points from the left edge of the line.
        width: points.
        rise: points above the line's baseline.
        note_id: the note that these characters are the mark of.
    """

    x: float
    width: float
    text: str
    face: Face
    size: float
    rise: float = 0.0
    note_id: str = ""


Line = tuple[Span, ...]


def break_lines(text: Text, width: float, style: TypeStyle, fonts: FontSet) -> tuple[Line, ...]:
    """Return text as lines of spans; empty text is one empty line.

    Args:
        text: runs and note marks; a line feed forces a new line.
        width: points that a line may fill.
        style: size and weight; runs may add weight and slope.
        fonts: measures, and replaces what it cannot draw.
    """
    filler = _Filler(width, fonts)
    word: list[Span] = []
    for token in _tokens(text, style, fonts):
        if isinstance(token, Span) and token.text != " ":
            word.append(token)
            continue
        if word:
            filler.add(word)
            word = []
        if isinstance(token, Span):
            filler.add_space(token)
        elif token is _Stop.FEED:
            filler.end_line()
    if word:
        filler.add(word)
    filler.end_line()
    return tuple(filler.lines)


class _Stop(Enum):
    """What ends a word without being a character of the line."""

    FEED = auto()
    JOINT = auto()


class _Filler:
    """Takes words one by one and fills lines with them."""

    def __init__(self, width: float, fonts: FontSet) -> None:
        self.lines: list[Line] = []
        self._limit = width
        self._fonts = fonts
        self._x = 0.0
        self._pieces: list[Span] = []

    def add(self, word: list[Span]) -> None:
        """Add a word, on a new line where it does not fit."""
        width = sum([piece.width for piece in word])
        if self._x + width > self._limit and self._pieces:
            self.end_line()
        if width > self._limit:
            self._add_long(word)
            return
        self._pieces.extend(word)
        self._x += width

    def add_space(self, space: Span) -> None:
        """Add one space between words; none starts a line, and two are one."""
        if self._pieces and self._pieces[-1].text != " ":
            self._pieces.append(space)
            self._x += space.width

    def end_line(self) -> None:
        """Close the line being filled."""
        if self._pieces and self._pieces[-1].text == " ":
            self._pieces.pop()
        self.lines.append(_joined(self._pieces))
        self._pieces = []
        self._x = 0.0

    def _add_long(self, word: list[Span]) -> None:
        """Divide a word that is wider than a whole line wherever the line is full."""
        for piece in word:
            start, width = 0, 0.0
            for index, character in enumerate(piece.text):
                advance = self._fonts.width(character, piece.face, piece.size)
                if self._x + width + advance > self._limit and self._x + width > 0:
                    self._cut(piece, start, index, width)
                    self.end_line()
                    start, width = index, 0.0
                width += advance
            self._cut(piece, start, len(piece.text), width)

    def _cut(self, piece: Span, start: int, end: int, width: float) -> None:
        if end > start:
            self._pieces.append(replace(piece, text=piece.text[start:end], width=width))
            self._x += width


def _tokens(text: Text, style: TypeStyle, fonts: FontSet) -> Iterator[Span | _Stop]:
    """Yield the pieces of words, a span of one space for each gap, and what else ends a word."""
    size = style.size
    for part in text:
        if isinstance(part, NoteMark):
            yield _mark(part, style, fonts)
            continue
        face = Face.of(bold=style.bold or part.bold, italic=part.italic)
        for match in _TOKENS.finditer(fonts.clean(part.text, face)):
            kind = match.lastgroup
            if kind == "space":
                yield Span(0.0, fonts.width(" ", face, size), " ", face, size)
            elif kind == "feed":
                yield _Stop.FEED
            else:
                yield from _divided(match.group(), face, size, fonts)


def _mark(mark: NoteMark, style: TypeStyle, fonts: FontSet) -> Span:
    face = Face.of(bold=style.bold, italic=False)
    text = fonts.clean(mark.mark, face)
    size = style.size * MARK_SCALE
    width = fonts.width(text, face, size)
    return Span(0.0, width, text, face, size, style.size * MARK_RISE, mark.note_id)


def _divided(token: str, face: Face, size: float, fonts: FontSet) -> Iterator[Span | _Stop]:
    if token.isalnum():
        yield Span(0.0, fonts.width(token, face, size), token, face, size)
        return
    for index, part in enumerate(_JOINTS.split(token)):
        if index:
            yield _Stop.JOINT
        yield Span(0.0, fonts.width(part, face, size), part, face, size)


def _joined(pieces: Iterable[Span]) -> Line:
    """Set pieces side by side, joining neighbours of one look into one span."""
    spans: list[Span] = []
    x = start = 0.0
    texts: list[str] = []
    first: Span | None = None
    for piece in pieces:
        if first is not None and not _alike(first, piece):
            spans.append(replace(first, x=start, width=x - start, text="".join(texts)))
            texts, start = [], x
            first = piece
        first = first or piece
        texts.append(piece.text)
        x += piece.width
    if first is not None:
        spans.append(replace(first, x=start, width=x - start, text="".join(texts)))
    return tuple(spans)


def _alike(one: Span, other: Span) -> bool:
    return (
        one.face is other.face
        and one.size == other.size
        and one.rise == other.rise
        and one.note_id == other.note_id
    )
