"""The field that one paragraph is written in, with a paragraph's own keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QTextCursor
from typing_extensions import override

from ilacs_desktop.domain import crossrefs
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class ParagraphEdit(ProseEdit):
    """A paragraph's own keys: split, join, move, and on to its neighbours.

    Signals:
        split_asked: how many characters stand before the cursor.
        join_asked: Backspace at the very beginning.
        move_asked: -1 for up, 1 for down.
        left: the cursor leaves by the top (-1) or by the foot (1).
        entered: it has taken the focus.
    """

    split_asked = Signal(int)
    join_asked = Signal()
    move_asked = Signal(int)
    left = Signal(int)
    entered = Signal()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._is_move(event):
            # Alt and an arrow moves the paragraph here; elsewhere it goes to another record.
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & (_CTRL | _SHIFT | _ALT)
        cursor = self.textCursor()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._is_move(event):
            self.move_asked.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif enter and held == _CTRL | _SHIFT:
            self.split_asked.emit(self.characters_before_cursor())
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self._took_mark(key):
            pass
        elif key == Qt.Key.Key_Backspace and not held and self._at_start(cursor):
            self.join_asked.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not held and self._at_edge(key):
            self.left.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    # ---- cross-references ----------------------------------------------------------------------

    _numbers: Mapping[str, int] = {}

    def show_numbers(self, numbers: Mapping[str, int]) -> None:
        """Take the numbers that cross-references show, by the id of the paragraph."""
        if numbers != self._numbers:
            self._numbers = dict(numbers)
            self.viewport().update()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        text = self.toPlainText()
        if "[¶" not in text:
            return
        painter = QPainter(self.viewport())
        for one in crossrefs.found_in(text):
            number = crossrefs.number_words(one.key, self._numbers)
            self._paint_number(painter, text, one, number)
        painter.end()

    def _paint_number(
        self, painter: QPainter, text: str, one: crossrefs.CrossReference, number: str
    ) -> None:
        """Lay the number over its mark; a mark that the line parts is left as it stands."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(text[: one.start]))
        left = self.cursorRect(cursor)
        cursor.setPosition(_units(text[: one.end]))
        right = self.cursorRect(cursor)
        if left.top() != right.top():
            return
        shown = dress.current_tokens()
        box = QRectF(left.left(), left.top(), right.left() - left.left(), left.height())
        lost = number == crossrefs.LOST
        painter.fillRect(box, QColor(self.palette().base().color()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.caution_on if lost else shown.accent_on))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        painter.setPen(QColor(shown.caution if lost else shown.accent))
        painter.setFont(self.font())
        words = "△ gone" if lost else f"¶ {number}"
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _took_mark(self, key: int) -> bool:
        """Take a whole mark out with one key where the cursor stands at its edge or in it."""
        cursor, text = self.textCursor(), self.toPlainText()
        if cursor.hasSelection() or "[¶" not in text:
            return False
        at, back = self.characters_before_cursor(), key == Qt.Key.Key_Backspace
        for one in crossrefs.found_in(text):
            if one.start < at <= one.end if back else one.start <= at < one.end:
                self.select(one.start, one.end)
                self.textCursor().removeSelectedText()
                return True
        return False

    def characters_before_cursor(self) -> int:
        """Return where the cursor stands, counted in characters and not in Qt's units."""
        units = 2 * self.textCursor().position()
        return len(self.text().encode("utf-16-le")[:units].decode("utf-16-le", "ignore"))

    def put_cursor(self, *, at_end: bool) -> None:
        """Put the cursor at the end or at the start."""
        where = QTextCursor.MoveOperation.End if at_end else QTextCursor.MoveOperation.Start
        self.moveCursor(where)

    def select(self, start: int, end: int) -> None:
        """Select characters, as a remark speaks of them."""
        text, cursor = self.text(), self.textCursor()
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _is_move(self, event: QEvent) -> bool:
        key, held = event.key(), event.modifiers()  # type: ignore[attr-defined]
        return key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and bool(held & _ALT)

    def _at_start(self, cursor: QTextCursor) -> bool:
        return cursor.position() == 0 and not cursor.hasSelection()

    def _at_edge(self, key: int) -> bool:
        """Return whether an arrow would leave the text."""
        moved = QTextCursor(self.textCursor())
        up = key == Qt.Key.Key_Up
        way = QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down
        return not moved.movePosition(way)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
