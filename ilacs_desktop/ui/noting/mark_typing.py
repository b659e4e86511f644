"""Marks in the words of a note as they are typed: what is offered, taken, or put in by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from typing_extensions import override

from ilacs_desktop.services.evidence import note_children
from ilacs_desktop.ui.noting import note_marks

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.ui.noting.note_marks import Mark, Meaning
    from ilacs_desktop.ui.noting.note_sheet import NoteSheet


class MarkTyping(QObject):
    """Follows the cursor of a note: a mark before it opens a list, whose keys are handled here."""

    def __init__(self, work: Work, sheet: NoteSheet) -> None:
        """Follow a note, which owns this.

        Args:
            work: the open inspection.
            sheet: the note; its text is watched, its offers and fields are given what is found.
        """
        super().__init__(sheet)
        self._work, self._sheet = work, sheet
        self._text, self._offers = sheet.text, sheet.offers
        self._marks: tuple[Meaning, ...] = ()
        self._shut, self._taken_at = "", -1
        self._today: tuple[str, ...] | None = None
        self._text.installEventFilter(self)
        self._text.cursorPositionChanged.connect(self.read)
        self._offers.taken.connect(self._take)

    def insert_mark(self, sign: str) -> None:
        """Begin a mark at the cursor, apart from the word before it."""
        cursor = self._text.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        cursor.insertText(sign if not before or before[-1].isspace() else f" {sign}")
        self._text.setTextCursor(cursor)
        self._text.setFocus()

    def insert_sign(self, sign: str) -> None:
        """Put a sign at the start of the line, where it does not stand there yet."""
        cursor = self._text.textCursor()
        if not cursor.block().text().startswith(sign):
            there = QTextCursor(cursor)
            there.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            there.insertText(f"{sign} ")
        self._text.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._keep_apart(event)
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and self._marks and self._offered_key(event):
                return True
        return super().eventFilter(watched, event)

    def _offered_key(self, event: QKeyEvent) -> bool:
        """Handle a key while a list is open; say whether it was the list's."""
        key, mark, chosen = event.key(), self._mark(), self._offers.chosen
        if key == Qt.Key.Key_Escape:
            self._shut = mark.sign if mark is not None else ""
            self._offer((), "")
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._offers.step(1 if key == Qt.Key.Key_Down else -1)
        elif chosen is None or mark is None:
            return False
        elif self._takes(event, mark):
            self._take(chosen)
        elif key == Qt.Key.Key_Space and _is_whole(self._work, mark, chosen):
            self._take(chosen)
            # The space that took it begins no line.
            return not self._text.textCursor().block().text()
        else:
            return False
        return True

    def _takes(self, event: QKeyEvent, mark: Mark) -> bool:
        ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        # A bare sign at the end of a line is a sign: Enter is a new line there.
        return event.key() == Qt.Key.Key_Tab or (ends and bool(mark.typed or self._offers.is_moved))

    def _mark(self) -> Mark | None:
        cursor = self._text.textCursor()
        # Qt counts UTF-16 units; a mark stands in one block, whose text up to here is enough.
        before = cursor.block().text()[: cursor.positionInBlock()]
        return note_marks.mark_before(before, len(before))

    @Slot()
    def read(self) -> None:
        """Offer what the mark before the cursor may mean; close the list where none stands."""
        mark = self._mark()
        if mark is None:
            self._shut, self._today = "", None
            if self._marks or not self._offers.isHidden():
                self._offer((), "")
            return
        if mark.sign == self._shut:
            return
        if self._today is None:
            self._today = note_children.todays(self._work) if mark.sign == "@" else ()
        found = note_marks.meanings(self._work, mark, self._today)
        hint = "" if found or not mark.typed else _none_fits(mark)
        self._offer(found, hint)

    def _offer(self, found: tuple[Meaning, ...], hint: str) -> None:
        self._marks = found
        self._offers.offer(found, hint)

    @Slot(object)
    def _take(self, meaning: Meaning) -> None:
        mark = self._mark()
        if mark is None:
            return
        self._replace(mark, meaning)
        self._text.setFocus()
        if meaning.kind == "child":
            self._sheet.fields.take_child(meaning.key)
        elif meaning.kind == "new":
            self._sheet.new_child.begin(meaning.key)
        elif meaning.kind == "area":
            self._sheet.fields.take_area(meaning.key)
        else:
            self._sheet.fields.take_topic(meaning.key, meaning.label)

    def _replace(self, mark: Mark, meaning: Meaning) -> None:
        """Put the child's ID in the mark's place; a topic is a tag, so its mark only goes."""
        cursor = self._text.textCursor()
        block, at = cursor.block(), cursor.positionInBlock()
        line, earlier = block.text(), self._text.toPlainText()[: block.position()]
        words = note_marks.word_of(self._work, meaning)
        kept = note_marks.replaced(line[:at], mark, words, earlier)
        if note_marks.glues(kept, line[at:]):
            kept += " "
        cursor.setPosition(block.position() + mark.start - (len(kept) < mark.start))
        cursor.setPosition(block.position() + at, cursor.MoveMode.KeepAnchor)
        cursor.insertText(kept[mark.start :])
        self._taken_at = cursor.position()

    def _keep_apart(self, event: QKeyEvent) -> None:
        """Begin a new word where the next one is typed right after a mark that was taken."""
        cursor, before = self._text.textCursor(), self._taken_at
        if event.text():
            self._taken_at = -1
            line = cursor.block().text()[: cursor.positionInBlock()]
            if cursor.position() == before and note_marks.glues(line, event.text()):
                cursor.insertText(" ")


def _none_fits(mark: Mark) -> str:
    return "No child's card has this ID" if mark.sign == "@" else "No area or topic has this word"


def _is_whole(work: Work, mark: Mark, chosen: Meaning) -> bool:
    """Say whether a child's whole ID was typed, so that the next word takes it."""
    if mark.sign != "@" or chosen.kind != "child":
        return False
    return note_children.named(work, mark.typed) == chosen.key
