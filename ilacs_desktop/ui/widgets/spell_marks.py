"""Dots under words that no dictionary has: painted over the text, never waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPen

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.word_marks import (
    blocks_within,
    characters_of,
    lines_within,
    place_on,
    units_of,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QTextBlock

    from ilacs_desktop.domain.spelling import Token
    from ilacs_desktop.ui.widgets.prose import ProseEdit
    from ilacs_desktop.ui.widgets.word_aid import WordAid

_MOST_KEPT = 60


class SpellMarks(QObject):
    """What a field of prose knows of the spelling in it."""

    def __init__(self, edit: ProseEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._aid: WordAid | None = None
        self._kept: dict[str, tuple[Token, ...]] = {}

    def wrong(self, block: QTextBlock) -> tuple[Token, ...]:
        """Return the words of a block that are wrong as far as is known, names left out."""
        aid = self._edit.marks.aid()
        if aid is not self._aid:
            self._aid = aid
            self._kept.clear()
            if aid is not None:
                aid.spelled.connect(self._on_spelled)
                aid.changed.connect(self._on_spelled)
        if aid is None:
            return ()
        text = block.text()
        found = self._kept.get(text)
        if found is None:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            names = self._edit.marks.names(block)
            found = tuple(
                one
                for one in aid.misspelt(text)
                if not any(name.start < one.end and one.start < name.end for name in names)
            )
            self._kept[text] = found
        return found

    def word_at_cursor(self) -> Token | None:
        """Return the wrong word that the cursor stands in or just behind."""
        cursor = self._edit.textCursor()
        at = characters_of(cursor.block().text(), cursor.positionInBlock())
        return next((one for one in self.wrong(cursor.block()) if one.start <= at <= one.end), None)

    def paint(self, area: QRect) -> None:
        """Paint the dots of the blocks that a part of the viewport shows."""
        edit = self._edit
        if edit.marks.aid() is None:
            return
        painter = QPainter(edit.viewport())
        pen = QPen(QColor(dress.current_tokens().soft), max(1.6, dress.px(2)))
        pen.setStyle(Qt.PenStyle.DotLine)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for block, corner in blocks_within(edit, area):
            self._paint_block(painter, block, corner, area)
        painter.end()

    def _paint_block(
        self, painter: QPainter, block: QTextBlock, corner: QPointF, area: QRect
    ) -> None:
        text, layout = block.text(), block.layout()
        first, last = lines_within(layout, area.top() - corner.y(), area.bottom() - corner.y())
        for one in self.wrong(block):
            if self._is_unfinished(block, one):
                continue
            start, end = units_of(text, one.start), units_of(text, one.end)
            for number in range(first, last + 1):
                line = layout.lineAt(number)
                opens, closes = line.textStart(), line.textStart() + line.textLength()
                if opens >= end or closes <= start:
                    continue
                left, right = place_on(line, max(start, opens)), place_on(line, min(end, closes))
                top = corner.y() + min(line.y() + line.ascent() + 3, line.y() + line.height() - 1)
                painter.drawLine(
                    QPointF(corner.x() + left + 1, top), QPointF(corner.x() + right - 1, top)
                )

    def _is_unfinished(self, block: QTextBlock, one: Token) -> bool:
        """Say whether the word is still being typed."""
        cursor = self._edit.textCursor()
        if cursor.block() != block or not self._edit.hasFocus():
            return False
        return characters_of(block.text(), cursor.positionInBlock()) == one.end

    @Slot()
    def _on_spelled(self) -> None:
        self._kept.clear()
        self._edit.viewport().update()
