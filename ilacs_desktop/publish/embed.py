"""Embeds fonts: of each face the letters that a document uses, and what each of them means.

Every letter has a code of its own, in the order of first use, so a face is one font however many
alphabets a document holds; the codes lead through a map to the glyphs of the subset.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfbase.ttfonts import TTFontFile

    from ilacs_desktop.publish.fonts import Face, FontSet
    from ilacs_desktop.publish.pdffile import PdfFile

_MOST_LINES: Final = 100
"""What one block of a character map may hold (Adobe technical note 5014)."""
_SYMBOLIC: Final = 4
_FIXED_KINDS: Final = 1 | 2 | 8 | 64
"""The flags of a font's own that stay: fixed pitch, serif, script, italic."""
_NO_BREAK_SPACE: Final = 0xA0


class Codes(dict[int, str]):
    """The code of each letter of a face as it stands in the content, given when first asked for.

    Attributes:
        letters: the letters by their codes; code 0 is no letter.
    """

    def __init__(self) -> None:
        self.letters: list[int] = [0]

    def __missing__(self, letter: int) -> str:
        if letter == _NO_BREAK_SPACE:
            # Whoever searches the file types a common space.
            code = self[32]
        else:
            code = f"{len(self.letters):04X}"
            self.letters.append(letter)
        self[letter] = code
        return code


def embed(file: PdfFile, name: Face, codes: Codes, fonts: FontSet) -> int:
    """Put a face's subset into the file; return the number of its font object.

    Args:
        file: takes the objects.
        name: which face.
        codes: the letters that the document uses of it.
        fonts: knows the faces.
    """
    face = fonts.parsed(name)
    letters = codes.letters
    # The tag must be six capitals; a document embeds a face once, so it need not vary.
    base = f"/AAAAAA+{name}"
    program = face.makeSubset(letters[1:])
    data = file.stream(program, f"/Length1 {len(program)}")
    descriptor = file.put(
        f"<</Type/FontDescriptor/FontName{base}/Flags {face.flags & _FIXED_KINDS | _SYMBOLIC}"
        f"/FontBBox[{' '.join(f'{edge:g}' for edge in face.bbox)}]"
        f"/ItalicAngle {face.italicAngle:g}/Ascent {face.ascent:g}/Descent {face.descent:g}"
        f"/CapHeight {face.capHeight:g}/StemV {face.stemV:g}/FontFile2 {data} 0 R>>"
    )
    widths = " ".join(f"{face.charWidths.get(letter, face.defaultWidth):g}" for letter in letters)
    glyphs = file.stream(_glyphs(face, letters))
    descendant = file.put(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont{base}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/DW {face.defaultWidth:g}/W[0[{widths}]]"
        f"/CIDToGIDMap {glyphs} 0 R>>"
    )
    meaning = file.stream(_meanings(letters))
    return file.put(
        f"<</Type/Font/Subtype/Type0/BaseFont{base}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {meaning} 0 R>>"
    )


def _glyphs(face: TTFontFile, letters: Sequence[int]) -> bytes:
    """Return the glyph of each code; the subset numbers glyphs as they are first met."""
    numbers = {0: 0}
    glyphs = [face.charToGlyph.get(letter, 0) for letter in letters[1:]]
    found = [0, *(numbers.setdefault(glyph, len(numbers)) for glyph in glyphs)]
    return struct.pack(f">{len(found)}H", *found)


def _meanings(letters: Sequence[int]) -> bytes:
    """Return the map from codes to Unicode; code 0 means nothing and has no line in it."""
    lines = [f"<{code:04X}> <{letter:04X}>" for code, letter in enumerate(letters) if code]
    blocks = []
    for first in range(0, len(lines), _MOST_LINES):
        held = lines[first : first + _MOST_LINES]
        blocks += [f"{len(held)} beginbfchar", *held, "endbfchar"]
    return "\n".join((_MAP_HEAD, *blocks, _MAP_END)).encode("ascii")


_MAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
_MAP_END = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
