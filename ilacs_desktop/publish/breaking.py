"""Breaks text into lines that fit a width."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ilacs_desktop.publish.addresses import addresses
from ilacs_desktop.publish.fonts import Face
from ilacs_desktop.publish.model import NoteMark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.publish.fonts import FontSet, Widths
    from ilacs_desktop.publish.model import Text
    from ilacs_desktop.publish.style import TypeStyle

MARK_SCALE = 0.62
MARK_RISE = 0.36
# A no-break space is not among the spaces: it holds its words together.
_SPACES = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
_TOKENS = re.compile(f"[^\n{_SPACES}]+|\n|[{_SPACES}]+")
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
        link: the address that these characters are part of.
        then_space: a space follows at the end of the line; it takes no room there.
    """

    x: float
    width: float
    text: str
    face: Face
    size: float
    rise: float = 0.0
    note_id: str = ""
    link: str = ""
    then_space: bool = False


Line = tuple[Span, ...]


def break_lines(text: Text, width: float, style: TypeStyle, fonts: FontSet) -> tuple[Line, ...]:
    """Return text as lines of spans; empty text is one empty line.

    Args:
        text: runs and note marks; a line feed forces a new line.
        width: points that a line may fill.
        style: size and weight; runs may add weight and slope.
        fonts: measures, and replaces what it cannot draw.
    """
    filler = _Filler(width)
    for part in text:
        if isinstance(part, NoteMark):
            face = Face.of(bold=style.bold, italic=False)
            size, rise = style.size * MARK_SCALE, style.size * MARK_RISE
            look = _Look(face, size, fonts.widths(face), rise, part.note_id)
            filler.add_part(fonts.clean(part.mark, face), look)
            continue
        face = Face.of(bold=style.bold or part.bold, italic=part.italic)
        look = _Look(face, style.size, fonts.widths(face))
        _fill(filler, fonts.clean(part.text, face), look)
    filler.end_line()
    return tuple(filler.lines)


def _fill(filler: _Filler, text: str, look: _Look) -> None:
    """Add the words of one run."""
    if "@" in text or "www." in text or "://" in text:
        at = 0
        for found in addresses(text):
            _fill_words(filler, text[at : found.start], look)
            _fill_words(filler, text[found.start : found.end], replace(look, link=found.target))
            at = found.end
        text = text[at:]
    _fill_words(filler, text, look)


def _fill_words(filler: _Filler, text: str, look: _Look) -> None:
    for token in _TOKENS.findall(text):
        first = token[0]
        if first == "\n":
            filler.end_line()
        elif first in _SPACES:
            filler.add_space(look)
        else:
            for index, part in enumerate(_divided(token)):
                if index:
                    filler.end_word()
                filler.add_part(part, look)


def _divided(word: str) -> Iterator[str] | tuple[str]:
    """Return the parts that a word may be divided into."""
    if "-" in word or "/" in word or "—" in word:
        return iter(_JOINTS.split(word))
    return (word,)


@dataclass(frozen=True, slots=True)
class _Look:
    """What the characters of a piece have in common."""

    face: Face
    size: float
    widths: Widths = field(compare=False)
    rise: float = 0.0
    note_id: str = ""
    link: str = ""


# Characters, their width in points, and how they look: a tuple, for there is one for each word.
_Piece = tuple[str, float, _Look]


class _Filler:
    """Takes the pieces of words one by one and fills lines with them."""

    def __init__(self, width: float) -> None:
        self.lines: list[Line] = []
        self._limit = width
        self._x = 0.0
        self._pieces: list[_Piece] = []
        self._word: list[_Piece] = []
        self._word_width = 0.0

    def add_part(self, text: str, look: _Look) -> None:
        """Add characters to the word that is being gathered."""
        width = look.widths[text] * look.size
        self._word.append((text, width, look))
        self._word_width += width

    def add_space(self, look: _Look) -> None:
        """End the word and add one space; none starts a line, and two are one."""
        if self._word:
            self.end_word()
        if self._pieces and self._pieces[-1][0] != " ":
            width = look.widths[" "] * look.size
            self._pieces.append((" ", width, look))
            self._x += width

    def end_word(self) -> None:
        """Put the gathered word on the line, or on a new one where it does not fit."""
        word, width = self._word, self._word_width
        self._word, self._word_width = [], 0.0
        if self._x + width > self._limit and self._pieces:
            self._close()
        if width > self._limit:
            self._add_long(word)
            return
        self._pieces += word
        self._x += width

    def end_line(self) -> None:
        """End the word and the line."""
        if self._word:
            self.end_word()
        self._close(then_space=True)

    def _close(self, *, then_space: bool = False) -> None:
        if self._pieces and self._pieces[-1][0] == " ":
            self._pieces.pop()
            then_space = True
        line = _joined(self._pieces)
        if line and then_space:
            line = (*line[:-1], replace(line[-1], then_space=True))
        self.lines.append(line)
        self._pieces = []
        self._x = 0.0

    def _add_long(self, word: list[_Piece]) -> None:
        """Divide a word that is wider than a whole line wherever the line is full."""
        for text, _, look in word:
            start, width = 0, 0.0
            for index, character in enumerate(text):
                advance = look.widths[character] * look.size
                if self._x + width + advance > self._limit and self._x + width > 0:
                    self._cut(text[start:index], width, look)
                    self._close()
                    start, width = index, 0.0
                width += advance
            self._cut(text[start:], width, look)

    def _cut(self, text: str, width: float, look: _Look) -> None:
        if text:
            self._pieces.append((text, width, look))
            self._x += width


def _joined(pieces: list[_Piece]) -> Line:
    """Set pieces side by side, joining neighbours of one look into one span."""
    spans: list[Span] = []
    x = start = 0.0
    first = 0
    current = pieces[0][2] if pieces else None
    for index, (_, width, look) in enumerate(pieces):
        if look is not current and look != current:
            spans.append(_span(pieces[first:index], start, x))
            first, start, current = index, x, look
        x += width
    if pieces:
        spans.append(_span(pieces[first:], start, x))
    return tuple(spans)


def _span(pieces: list[_Piece], start: float, end: float) -> Span:
    look = pieces[0][2]
    text = "".join([piece[0] for piece in pieces])
    return Span(start, end - start, text, look.face, look.size, look.rise, look.note_id, look.link)
