"""The shipped fonts: which characters they can draw, how wide, and how they are embedded.

A set is made for one rendering and used by one thread: ReportLab's font objects keep their place
while they read. The files are read once for all renderings; nothing enters its global register.
"""

from __future__ import annotations

import re
import unicodedata
from copy import copy
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from ilacs_desktop import paths

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFontFile

MISSING_MARK = "\N{REPLACEMENT CHARACTER}"
_LAST_BMP = 0xFFFF
# What a private character means no reader of an archive can know.
_PRIVATE = range(0xE000, 0xF900)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls, soft hyphens, zero-width and direction marks and variation selectors: they have no
# form on paper, so leaving them out loses nothing that could be read.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]"
)


class Face(StrEnum):
    """The faces that ship, by file name."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-Bold"
    ITALIC = "NotoSans-Italic"
    BOLD_ITALIC = "NotoSans-BoldItalic"

    @classmethod
    def of(cls, *, bold: bool, italic: bool) -> Face:
        """Return the face for a weight and slope."""
        if bold:
            return cls.BOLD_ITALIC if italic else cls.BOLD
        return cls.ITALIC if italic else cls.REGULAR


@cache
def _read(source: str) -> TTFontFile:
    """Return a font file, read and parsed once in the life of the process."""
    # Local, because start-up reads this package before it needs the library.
    from reportlab.pdfbase.ttfonts import TTFontFile

    return TTFontFile(source)


class FontSet:
    """The faces that one rendering uses, each read when it is first needed.

    Attributes:
        missing: the characters met so far that the faces cannot draw.
    """

    def __init__(self) -> None:
        self.missing: set[str] = set()
        self._parsed: dict[Face, TTFontFile] = {}
        self._widths: dict[Face, Widths] = {}

    def parsed(self, face: Face) -> TTFontFile:
        """Return the font file of a face as ReportLab reads it."""
        parsed = self._parsed.get(face)
        if parsed is None:
            # A copy of its own: taking a subset moves the place at which the file is read.
            parsed = self._parsed[face] = copy(_read(str(paths.resource("fonts", f"{face}.ttf"))))
        return parsed

    def clean(self, text: str, face: Face) -> str:
        """Return text as it can be drawn.

        Letters and their accents are joined, line ends become line feeds, invisible controls go,
        and a character without a glyph becomes ``MISSING_MARK`` and is remembered.
        """
        if text.isascii() and text.isprintable():
            return text
        text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)))
        glyphs = self.parsed(face).charToGlyph
        lost = {
            character
            for character in set(text) - {"\n", "\t"}
            if ord(character) > _LAST_BMP
            or ord(character) not in glyphs
            or ord(character) in _PRIVATE
        }
        if not lost:
            return text
        self.missing |= lost
        return text.translate({ord(character): MISSING_MARK for character in lost})

    def widths(self, face: Face) -> Widths:
        """Return the widths of cleaned texts at a size of one point, each measured once."""
        known = self._widths.get(face)
        if known is None:
            known = self._widths[face] = Widths(self.parsed(face))
        return known

    def width(self, text: str, face: Face, size: float) -> float:
        """Return the width of cleaned text in points."""
        return self.widths(face)[text] * size


class Widths(dict[str, float]):
    """Texts and their widths at one point; a text is measured when it is first asked for."""

    def __init__(self, font: TTFontFile) -> None:
        super().__init__()
        self._advances: dict[int, float] = font.charWidths
        self._default: float = font.defaultWidth

    def __missing__(self, text: str) -> float:
        advances, default = self._advances, self._default
        width = sum([advances.get(ord(character), default) for character in text]) / 1000
        self[text] = width
        return width
