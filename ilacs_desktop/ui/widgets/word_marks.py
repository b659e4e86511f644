"""Waves under likely names as they are typed: found block by block, painted over the text.

They are painted and not set as formats: a format would count as a change of the text, and would
lay a long paragraph out twice for every key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPointF, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ilacs_desktop.domain import abbreviations
from ilacs_desktop.domain.names import Lexicon, NameSpan, likely_names, name_at
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.word_aid import WordAid, aid_of

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QTextBlock, QTextLine

    from ilacs_desktop.ui.widgets.prose import ProseEdit

_MOST_KEPT = 400
_BEYOND = "\uffff"


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
        self._aid: WordAid | None = None
        self._said = ""
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
            self._lexicon = lexicon
        found = self._kept.get(text)
        if found is None:
            found = self._kept[text] = likely_names(text, lexicon)
        return found

    def name_at_cursor(self) -> NameSpan | None:
        """Return the name that the cursor stands in or just behind, within its block."""
        cursor = self._edit.textCursor()
        at = _characters(cursor.block().text(), cursor.positionInBlock())
        return name_at(self.names(cursor.block()), at)

    def short_at(self, block: QTextBlock, position: int) -> tuple[str, str] | None:
        """Return the abbreviation at a position of a block, and its meaning if it is known."""
        aid = self.aid()
        text = block.text()
        at = _characters(text, position)
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
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(dress.current_tokens().caution), max(1.0, dress.px(13) / 10))
        painter.setPen(pen)
        block = edit.firstVisibleBlock()
        offset = edit.contentOffset()
        while block.isValid():
            box = edit.blockBoundingGeometry(block).translated(offset)
            if box.top() > area.bottom():
                break
            if box.bottom() >= area.top() and block.isVisible():
                self._paint_block(painter, block, box.topLeft(), area)
            block = block.next()
        painter.end()

    def _paint_block(
        self, painter: QPainter, block: QTextBlock, corner: QPointF, area: QRect
    ) -> None:
        text = block.text()
        wide = any(letter > _BEYOND for letter in text)
        layout = block.layout()
        for span in self.names(block):
            if self._is_unfinished(block, span):
                continue
            start = _units(text, span.start) if wide else span.start
            end = _units(text, span.end) if wide else span.end
            for at in range(layout.lineCount()):
                line = layout.lineAt(at)
                first, last = line.textStart(), line.textStart() + line.textLength()
                if last <= start or first >= end:
                    continue
                top = corner.y() + line.y()
                if top <= area.bottom() and top + line.height() >= area.top():
                    _paint_wave(painter, corner, line, max(start, first), min(end, last))

    def _is_unfinished(self, block: QTextBlock, span: NameSpan) -> bool:
        """Say whether a word is still being typed that may become an ordinary one."""
        cursor = self._edit.textCursor()
        if cursor.block() != block or not self._edit.hasFocus() or self._lexicon is None:
            return False
        text = block.text()
        at = _characters(text, cursor.positionInBlock())
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
        at = _characters(block.text(), edit.textCursor().positionInBlock())
        if at > name.end and name.text != self._said:
            self._said = name.text
            announce(edit, "This looks like a name: Ctrl+. writes a role instead")

    @Slot()
    def _on_changed(self) -> None:
        self._kept.clear()
        self._edit.viewport().update()
        self.told_otherwise.emit()


def _paint_wave(painter: QPainter, corner: QPointF, line: QTextLine, start: int, end: int) -> None:
    left = corner.x() + _x(line, start)
    right = corner.x() + _x(line, end)
    height = dress.px(3)
    middle = corner.y() + min(
        line.y() + line.ascent() + dress.px(1) + height, line.y() + line.height() - 1
    )
    points, x, up = QPolygonF(), left, False
    while x < right:
        points.append(QPointF(x, middle - (height / 2 if up else 0)))
        x, up = x + height, not up
    points.append(QPointF(right, middle - (height / 2 if up else 0)))
    painter.drawPolyline(points)


def _x(line: QTextLine, position: int) -> float:
    # PySide gives the place together with the position that it fell on.
    found: Any = line.cursorToX(position)
    return float(found[0])


def _units(text: str, characters: int) -> int:
    """Return a place in UTF-16 units, as Qt counts them."""
    return len(text[:characters].encode("utf-16-le")) // 2


def _characters(text: str, units: int) -> int:
    """Return a place in characters that Qt gives in UTF-16 units."""
    if text.isascii() or max(text) <= _BEYOND:
        return units
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
