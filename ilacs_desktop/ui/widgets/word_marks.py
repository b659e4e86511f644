"""Waves under likely names as they are typed: found block by block, painted over the text.

They are painted and not set as formats: a format would count as a change of the text, and would
lay a long paragraph out twice for every key.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from ilacs_desktop.domain import abbreviations
from ilacs_desktop.domain.names import Lexicon, NameSpan, likely_names, name_at, sentences
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.word_aid import WordAid, aid_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

    from ilacs_desktop.ui.widgets.prose import ProseEdit

_MOST_KEPT = 200
_BEYOND = "\uffff"


class _Read(NamedTuple):
    """A text that was read, where its sentences end, and the names in it."""

    text: str = ""
    ends: tuple[int, ...] = ()
    names: tuple[NameSpan, ...] = ()


class WordMarks(QObject):
    """What a field of prose knows of the words in it.

    Signals:
        told_otherwise: the same words may now be marked otherwise.
    """

    told_otherwise = Signal()

    def __init__(self, edit: ProseEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._lexicon: Lexicon | None = None
        self._kept: dict[str, tuple[NameSpan, ...]] = {}
        self._last = _Read()
        self._aid: WordAid | None = None
        self._said = ""
        self._wave: tuple[tuple[int, str, float], QPixmap] | None = None
        edit.textChanged.connect(self._on_typed)

    def aid(self) -> WordAid | None:
        """Return what the inspection lends; found anew once the field lies elsewhere."""
        aid = aid_of(self._edit)
        if aid is not self._aid:
            self._aid = aid
            self._kept.clear()
            if aid is not None:
                aid.changed.connect(self._on_changed)
        return aid

    def names(self, block: QTextBlock | None = None) -> tuple[NameSpan, ...]:
        """Return the likely names of a block, or of the whole text, in characters."""
        aid = self.aid()
        if aid is None:
            return ()
        text = self._edit.toPlainText() if block is None else block.text()
        lexicon = aid.lexicon()
        if lexicon is not self._lexicon or len(self._kept) > _MOST_KEPT:
            self._kept.clear()
            if lexicon is not self._lexicon:
                self._last = _Read()
            self._lexicon = lexicon
        found = self._kept.get(text)
        if found is None:
            found = self._kept[text] = self._read(text, lexicon)
        return found

    def _read(self, text: str, lexicon: Lexicon) -> tuple[NameSpan, ...]:
        """Read a text from the sentence on in which it differs from the one read last."""
        before = self._last
        shared = _shared(before.text, text)
        whole = bisect_left(before.ends, shared)
        start = before.ends[whole - 1] if whole else 0
        ends = list(before.ends[:whole])
        found = list(before.names[: bisect_right(before.names, start, key=_end_of)])
        rest = text[start:]
        for opens, closes in sentences(rest):
            at = start + opens
            ends.append(start + closes)
            found += [
                NameSpan(at + one.start, at + one.end, one.text)
                for one in likely_names(rest[opens:closes], lexicon)
            ]
        self._last = _Read(text, tuple(ends), tuple(found))
        return self._last.names

    def name_at_cursor(self) -> NameSpan | None:
        """Return the name that the cursor stands in or just behind, within its block."""
        cursor = self._edit.textCursor()
        at = characters_of(cursor.block().text(), cursor.positionInBlock())
        return name_at(self.names(cursor.block()), at)

    def short_at(self, block: QTextBlock, position: int) -> tuple[str, str] | None:
        """Return the abbreviation at a position of a block, and its meaning if it is known."""
        aid = self.aid()
        text = block.text()
        at = characters_of(text, position)
        for start, end, short in abbreviations.found_in(text) if aid is not None else ():
            if aid is not None and start <= at <= end + 1:
                return short, abbreviations.meaning_of(aid.meanings(), short)
        return None

    def paint(self, area: QRect) -> None:
        """Paint the waves of the blocks that a part of the viewport shows."""
        edit = self._edit
        if self.aid() is None:
            return
        painter = QPainter(edit.viewport())
        for block, corner in blocks_within(edit, area):
            self._paint_block(painter, block, corner, area)
        painter.end()

    def _paint_block(
        self, painter: QPainter, block: QTextBlock, corner: QPointF, area: QRect
    ) -> None:
        text, layout = block.text(), block.layout()
        wide = not text.isascii() and max(text) > _BEYOND
        first, last = lines_within(layout, area.top() - corner.y(), area.bottom() - corner.y())
        if first > last:
            return
        begins = layout.lineAt(first).textStart()
        ends = layout.lineAt(last).textStart() + layout.lineAt(last).textLength()
        spans = self.names(block)
        at = 0 if wide else bisect_left(spans, begins, key=_end_of)
        for span in spans[at:]:
            start = units_of(text, span.start) if wide else span.start
            end = units_of(text, span.end) if wide else span.end
            if start >= ends:
                break
            if end <= begins or (span.end == len(text) and self._is_unfinished(block, span)):
                continue
            for number in range(layout.lineForTextPosition(start).lineNumber(), last + 1):
                line = layout.lineAt(number)
                opens, closes = line.textStart(), line.textStart() + line.textLength()
                if opens >= end:
                    break
                self._paint_wave(painter, corner, line, max(start, opens), min(end, closes))

    def _paint_wave(
        self, painter: QPainter, corner: QPointF, line: QTextLine, start: int, end: int
    ) -> None:
        wave = self._wave_tile()
        height = wave.deviceIndependentSize().height()
        top = min(line.y() + line.ascent() + 1, line.y() + line.height() - height)
        left, right = place_on(line, start), place_on(line, end)
        box = QRectF(corner.x() + left, corner.y() + top, right - left, height)
        painter.drawTiledPixmap(box, wave)

    def _wave_tile(self) -> QPixmap:
        """Return one turn of the wave, drawn again where size, colour or screen are others."""
        ratio = self._edit.devicePixelRatioF()
        about = (dress.px(6), dress.current_tokens().caution, ratio)
        if self._wave is None or self._wave[0] != about:
            self._wave = about, _drawn_wave(*about)
        return self._wave[1]

    def _is_unfinished(self, block: QTextBlock, span: NameSpan) -> bool:
        """Say whether a word is still being typed that may become an ordinary one."""
        cursor = self._edit.textCursor()
        if cursor.block() != block or not self._edit.hasFocus() or self._lexicon is None:
            return False
        text = block.text()
        at = characters_of(text, cursor.positionInBlock())
        if at != span.end or " " in span.text or at < len(text):
            return False
        folded = span.text.casefold()
        if folded in self._lexicon.first:
            return False
        known = (self._lexicon.ordinary, self._lexicon.proper)
        return any(word.startswith(folded) for words in known for word in words)

    @Slot()
    def _on_typed(self) -> None:
        """Have a screen reader say once that a name was typed, as the wave shows it."""
        edit = self._edit
        if not edit.hasFocus() or self.aid() is None:
            return
        name = self.name_at_cursor()
        block = edit.textCursor().block()
        if name is None or self._is_unfinished(block, name):
            return
        at = characters_of(block.text(), edit.textCursor().positionInBlock())
        if at > name.end and name.text != self._said:
            self._said = name.text
            announce(edit, "This looks like a name: Ctrl+. writes a role instead")

    @Slot()
    def _on_changed(self) -> None:
        self._kept.clear()
        self._edit.viewport().update()
        self.told_otherwise.emit()


def _shared(one: str, other: str) -> int:
    """Return how far two texts are the same."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _end_of(span: NameSpan) -> int:
    return span.end


def blocks_within(edit: ProseEdit, area: QRect) -> Iterator[tuple[QTextBlock, QPointF]]:
    """Yield the blocks that a part of the viewport shows, each with its corner in the viewport."""
    block, offset = edit.firstVisibleBlock(), edit.contentOffset()
    while block.isValid():
        box = edit.blockBoundingGeometry(block).translated(offset)
        if box.top() > area.bottom():
            return
        if box.bottom() >= area.top() and block.isVisible():
            yield block, box.topLeft()
        block = block.next()


def lines_within(layout: QTextLayout, top: float, bottom: float) -> tuple[int, int]:
    """Return the first and last line of a layout that touch a stretch of its height."""
    numbers = range(layout.lineCount())
    first = bisect_left(numbers, top, key=lambda number: _foot(layout.lineAt(number)))
    last = bisect_left(numbers, bottom, key=lambda number: layout.lineAt(number).y())
    return first, min(last, layout.lineCount() - 1)


def _foot(line: QTextLine) -> float:
    return line.y() + line.height()


def _drawn_wave(width: int, colour: str, ratio: float) -> QPixmap:
    height = max(4, round(width * 0.7))
    tile = QPixmap(round(width * ratio), round(height * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), max(1.2, width / 4.5)))
    low, high = height - 1.0, 1.0
    painter.drawPolyline(
        QPolygonF([QPointF(0, low), QPointF(width / 2, high), QPointF(width, low)])
    )
    painter.end()
    return tile


def place_on(line: QTextLine, position: int) -> float:
    """Return how far along its line a position stands."""
    # PySide gives the place together with the position that it fell on.
    found: Any = line.cursorToX(position)
    return float(found[0])


def units_of(text: str, characters: int) -> int:
    """Return a place in UTF-16 units, as Qt counts them."""
    return len(text[:characters].encode("utf-16-le")) // 2


def characters_of(text: str, units: int) -> int:
    """Return a place in characters that Qt gives in UTF-16 units."""
    if text.isascii() or max(text) <= _BEYOND:
        return units
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
