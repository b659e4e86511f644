"""Marks words that read like a grade while a KIT note is typed, and says so in its margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ilacs_desktop.services.kit import grade_words
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from ilacs_desktop.ui.widgets.prose import ProseEdit


class GradeFlag(QObject):
    """Watches one field; its remark is made once there is something to say, as there rarely is."""

    def __init__(self, field: ProseEdit, column: QVBoxLayout, below: QWidget | None = None) -> None:
        """Watch a field.

        Args:
            field: what is typed in.
            column: where the remark is put.
            below: what of the column it stands under; the field itself where left out.
        """
        super().__init__(field)
        self._field, self._column, self._below = field, column, below or field
        self._words: Words | None = None
        self._marked = False
        self._watches = True
        field.textChanged.connect(self._on_text)

    def set_watching(self, *, watches: bool) -> None:
        """Say nothing where provisional grades are meant to be given."""
        if watches != self._watches:
            self._watches = watches
            self._on_text()

    @Slot()
    def _on_text(self) -> None:
        text = self._field.text() if self._watches else ""
        found = grade_words.in_note(text)
        if not found and not self._marked:
            return
        self._marked = bool(found)
        said = grade_words.remark(text)
        if self._words is None:
            self._words = Words("", "caution", wrap=True)
            self._column.insertWidget(self._column.indexOf(self._below) + 1, self._words)
        self._words.setText(f"△ {said}" if said else "")
        self._words.setVisible(bool(said))
        self._field.setAccessibleDescription(said)
        self._field.setExtraSelections([self._mark(text, one) for one in found])

    def _mark(self, text: str, word: grade_words.Hit) -> QTextEdit.ExtraSelection:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        look.setUnderlineColor(QColor(dress.current_tokens().caution))
        cursor = QTextCursor(self._field.document())
        # Qt counts UTF-16 units, so a character beyond the basic plane counts twice.
        start = len(text[: word.start].encode("utf-16-le")) // 2
        cursor.setPosition(start)
        end = start + len(word.text.encode("utf-16-le")) // 2
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor, mark.format = cursor, look
        return mark
