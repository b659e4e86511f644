"""Where people write: prose and single lines that commit by themselves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.spell_marks import SpellMarks
from ilacs_desktop.ui.widgets.spell_menu import SpellMenu
from ilacs_desktop.ui.widgets.typing_guard import TypingGuard
from ilacs_desktop.ui.widgets.word_marks import WordMarks
from ilacs_desktop.ui.widgets.word_menu import WordMenu

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QFocusEvent,
        QHelpEvent,
        QHideEvent,
        QKeyEvent,
        QPaintEvent,
        QResizeEvent,
        QShowEvent,
    )


class ProseEdit(QPlainTextEdit):
    """A text field that grows with what is in it and never loses a key.

    Attributes:
        about: what the text on the screen belongs to. A commit may come while the next record is
            already being shown, so its handler goes by this and not by the page's selection.

    Signals:
        text_committed: the whole text, at most 800 ms after the first unsaved key, and whenever
            the field loses the focus, is hidden or is flushed.
        finished: Ctrl+Enter, after its commit.
    """

    text_committed = Signal(str)
    finished = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        placeholder: str = "",
        lines: int = 2,
        most_lines: int = 0,
    ) -> None:
        """Make a field.

        Args:
            parent: the owning widget.
            placeholder: what to write here, said while the field is empty.
            lines: how many lines it is high at least.
            most_lines: from how many lines on it scrolls; 0 for never.
        """
        super().__init__(parent)
        self.setProperty("role", "prose")
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._lines, self._most_lines = lines, most_lines
        self._measured: tuple[tuple[str, int, str], int] = (("", 0, ""), 0)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._loading = False
        self.about: object = None
        self._guard = TypingGuard(self)
        self._guard.due.connect(self.flush)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.marks = WordMarks(self)
        self.spelling = SpellMarks(self)
        self._menu = WordMenu(self)
        self.spell_menu = SpellMenu(self)
        self.setPlaceholderText(placeholder)

    def text(self) -> str:
        """Return the whole text."""
        return self.toPlainText()

    @property
    def unsaved(self) -> bool:
        """Say whether keys were typed since the last commit."""
        return self._guard.unsaved

    @property
    def is_refused(self) -> bool:
        """Say whether the disk refused the last commit; it goes out again later."""
        return self._guard.is_refused

    def set_text(self, text: str, about: object = None) -> None:
        """Show another record's text, at its start; unsaved text is committed before.

        Args:
            text: the text to show.
            about: what it belongs to; kept as ``about`` for whoever handles the commit.
        """
        self.flush()
        self._guard.forget()
        self.about = about
        self._loading = True
        self.setPlainText(text)
        self._loading = False
        self._guard.loaded(text)
        self._fit()

    def set_text_if_different(self, text: str) -> bool:
        """Take the same record's text from a refresh, keeping the cursor where it was.

        Returns:
            Whether the text was taken; unsaved typing and newer commits are never overwritten.
        """
        shown = self.toPlainText()
        if not self._guard.may_load(text, shown):
            return False
        self._loading = True
        _replace_changed_part(self, shown, text)
        self._loading = False
        self._guard.loaded(text)
        return True

    @Slot()
    def flush(self) -> None:
        """Commit now what is unsaved."""
        text = self._guard.take(self.toPlainText())
        if text is not None:
            self.text_committed.emit(text)

    def commit_failed(self) -> None:
        """Say that the last commit did not take; it goes out again with the next key or flush."""
        self._guard.failed()

    def set_lines(self, least: int, most: int = 0) -> None:
        """Be so many lines high at least, and scroll from ``most`` on; 0 for never."""
        if (least, most) != (self._lines, self._most_lines):
            self._lines, self._most_lines = least, most
            self._fit()

    def set_size(self, size: Literal["prose", "quiet", "large"]) -> None:
        """Write in the usual size of prose, in that of a note, or in that of quiet mode."""
        dress.set_role(self, size)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(dress.space(60), self._height_for(self._visible_lines()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.space(24), self._height_for(self._lines))

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            # From here on Ctrl+Z is the inspection's own undo, which knows whole steps.
            self.document().clearUndoRedoStacks()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _leaves_undo(self, event):
            event.ignore()
            return False
        return super().event(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self._show_meaning(cast("QHelpEvent", event))
            return True
        return super().viewportEvent(event)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        self.marks.paint(e.rect())
        self.spelling.paint(e.rect())

    def ask_word(self) -> None:
        """Open the list for the likely name, misspelt word or abbreviation at the cursor."""
        if self.marks.name_at_cursor() is not None or not self.spell_menu.ask():
            self._menu.ask()

    def _show_meaning(self, event: QHelpEvent) -> None:
        cursor = self.cursorForPosition(event.pos())
        found = self.marks.short_at(cursor.block(), cursor.positionInBlock())
        words = f"{found[0]}: {found[1] or 'not explained yet'}" if found else ""
        QToolTip.showText(event.globalPos(), words, self.viewport())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Period and (
            event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.ask_word()
            event.accept()
            return
        ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if ends and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.flush()
            self.finished.emit()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_text_changed(self) -> None:
        if not self._loading:
            self._guard.typed()

    @override
    def setPlaceholderText(self, placeholderText: str) -> None:
        super().setPlaceholderText(placeholderText)
        self._fit()

    def _placeholder_lines(self) -> int:
        """Return how many lines what to write here takes; typing must not make the field jump."""
        words = self.placeholderText()
        if not words:
            return 0
        room = self.viewport().width() - 2 * round(self.document().documentMargin())
        asked = (words, room, self.font().key())
        if asked != self._measured[0]:
            self._measured = (asked, self._lines_of(words, room))
        return self._measured[1]

    def _lines_of(self, words: str, room: int) -> int:
        flags = int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        metrics = self.fontMetrics()
        box = metrics.boundingRect(QRect(0, 0, max(room, 1), 10_000), flags, words)
        return max(1, round(box.height() / metrics.lineSpacing()))

    def _visible_lines(self) -> int:
        written = math.ceil(self.document().size().height())
        lines = max(self._lines, self._placeholder_lines(), written)
        return min(lines, self._most_lines) if self._most_lines else lines

    def _height_for(self, lines: int) -> int:
        margin = 2 * round(self.document().documentMargin())
        return lines * self._line_height() + margin + dress.space(2) + 4

    def _line_height(self) -> int:
        # The layout rounds a line up where the metrics round it down: a pixel a line adds up.
        layout = self.document().firstBlock().layout()
        if layout is not None and layout.lineCount():
            return math.ceil(layout.lineAt(0).height())
        return self.fontMetrics().lineSpacing()

    @Slot()
    def _fit(self) -> None:
        height = self._height_for(self._visible_lines())
        scrolls = self._most_lines and self.document().size().height() > self._most_lines
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if scrolls
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if height != self.height() or self.maximumHeight() != height:
            self.setFixedHeight(height)


class LineField(QLineEdit):
    """A single line that commits as prose does.

    Attributes:
        about: what the text on the screen belongs to, as in ``ProseEdit``.

    Signals:
        text_committed: the text, at most 800 ms after the first unsaved key, on Enter, and
            whenever the field loses the focus, is hidden or is flushed.
    """

    text_committed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.about: object = None
        self._guard = TypingGuard(self)
        self._guard.due.connect(self.flush)
        self.textEdited.connect(self._on_text_edited)
        self.returnPressed.connect(self.flush)

    @property
    def unsaved(self) -> bool:
        """Say whether keys were typed since the last commit."""
        return self._guard.unsaved

    @property
    def is_refused(self) -> bool:
        """Say whether the disk refused the last commit; it goes out again later."""
        return self._guard.is_refused

    def set_text(self, text: str, about: object = None) -> None:
        """Show another record's text; unsaved text is committed before.

        Args:
            text: the text to show.
            about: what it belongs to; kept as ``about`` for whoever handles the commit.
        """
        self.flush()
        self._guard.forget()
        self.about = about
        self.setText(text)
        self.setCursorPosition(0)
        self._guard.loaded(text)

    def set_text_if_different(self, text: str) -> bool:
        """Take the same record's text from a refresh, keeping the cursor where it was.

        Returns:
            Whether the text was taken; unsaved typing and newer commits are never overwritten.
        """
        if not self._guard.may_load(text, self.text()):
            return False
        at = self.cursorPosition()
        self.setText(text)
        self.setCursorPosition(min(at, len(text)))
        self._guard.loaded(text)
        return True

    @Slot()
    def flush(self) -> None:
        """Commit now what is unsaved."""
        text = self._guard.take(self.text())
        if text is not None:
            self.text_committed.emit(text)

    def commit_failed(self) -> None:
        """Say that the last commit did not take; it goes out again with the next key or flush."""
        self._guard.failed()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _leaves_undo(self, event):
            event.ignore()
            return False
        return super().event(event)

    @Slot()
    def _on_text_edited(self) -> None:
        self._guard.typed()


def _leaves_undo(field: QPlainTextEdit | QLineEdit, event: QEvent) -> bool:
    """Say whether an undo key belongs to the inspection: the field has nothing of its own."""
    if isinstance(field, QLineEdit):
        can_undo, can_redo = field.isUndoAvailable(), field.isRedoAvailable()
    else:
        can_undo = field.document().isUndoAvailable()
        can_redo = field.document().isRedoAvailable()
    matches = getattr(event, "matches", None)
    if matches is None:
        return False
    undoes = bool(matches(QKeySequence.StandardKey.Undo)) and not can_undo
    redoes = bool(matches(QKeySequence.StandardKey.Redo)) and not can_redo
    return undoes or redoes


def _replace_changed_part(field: QPlainTextEdit, old: str, new: str) -> None:
    """Edit only what differs, so that cursor, selection and scrolling stay where they are."""
    # Whole, a pair of line ends is one; cut between the two it would become two.
    new = new.replace("\r\n", "\n").replace("\r", "\n")
    shortest = min(len(old), len(new))
    start = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    left = shortest - start
    same_end = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    cursor = QTextCursor(field.document())
    cursor.setPosition(_utf16(old[:start]))
    cursor.setPosition(_utf16(old[: len(old) - same_end]), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(new[start : len(new) - same_end])


def _utf16(text: str) -> int:
    # Qt counts UTF-16 units, so a character beyond the basic plane counts twice.
    return len(text.encode("utf-16-le")) // 2
