"""The short list at the cursor for a word that no dictionary has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.word_aid import aid_of
from ilacs_desktop.ui.widgets.word_marks import units_of

if TYPE_CHECKING:
    from ilacs_desktop.domain.spelling import Token
    from ilacs_desktop.services.spelling.speller import Advice
    from ilacs_desktop.ui.widgets.prose import ProseEdit


class SpellMenu(QObject):
    """Serves one field of prose."""

    def __init__(self, edit: ProseEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._word: Token | None = None
        self._block = 0
        self.menu: QMenu | None = None

    def ask(self) -> bool:
        """Ask what may have been meant by the word at the cursor; say whether one is wrong."""
        edit = self._edit
        aid, word = aid_of(edit), edit.spelling.word_at_cursor()
        if aid is None or word is None or edit.isReadOnly():
            return False
        self._word, self._block = word, edit.textCursor().blockNumber()

        def told(advice: Advice) -> None:
            if isValid(self) and isValid(edit) and edit.isVisible():
                self._open(advice)

        aid.advise(word.word, told)
        return True

    def ask_near(self) -> bool:
        """Go to the wrong word nearest to the cursor and ask there; say whether there is one."""
        edit = self._edit
        cursor = edit.textCursor()
        at, block, near = cursor.position(), edit.document().firstBlock(), []
        while block.isValid():
            text = block.text()
            for one in edit.spelling.wrong(block):
                end = block.position() + units_of(text, one.end)
                near.append((abs(end - at), end))
            block = block.next()
        if not near or edit.isReadOnly():
            return False
        cursor.setPosition(min(near)[1])
        edit.setTextCursor(cursor)
        edit.ensureCursorVisible()
        return self.ask()

    def _open(self, advice: Advice) -> None:
        if self._word is None:
            return
        word = self._word.word
        menu = QMenu(self._edit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Spelling")
        said = "is the American spelling" if advice.american else "is in no dictionary here"
        head = menu.addAction(f"“{word}” {said}".replace("&", "&&"))
        head.setEnabled(False)
        for number, one in enumerate(advice.words, 1):
            action = menu.addAction(f"&{number} {_cased(word, one)}")
            action.setData(_cased(word, one))
            action.triggered.connect(self._on_word)
        if advice.words:
            menu.addSeparator()
        menu.addAction("&Add to this inspection’s words").triggered.connect(self._on_add)
        self.menu = menu
        menu.popup(self._below())
        menu.setActiveAction(next(one for one in menu.actions() if one.isEnabled()))

    def _below(self) -> QPoint:
        corner = self._edit.cursorRect().bottomLeft()
        return self._edit.viewport().mapToGlobal(corner)

    @Slot()
    def _on_word(self) -> None:
        action, word = self.sender(), self._word
        block = self._edit.document().findBlockByNumber(self._block)
        if not isinstance(action, QAction) or word is None or not block.isValid():
            return
        text = block.text()
        if text[word.start : word.end] != word.word:
            return
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(block.position() + units_of(text, word.start))
        cursor.setPosition(
            block.position() + units_of(text, word.end), QTextCursor.MoveMode.KeepAnchor
        )
        cursor.insertText(str(action.data()))
        announce(self._edit, f"Written: {action.data()}")

    @Slot()
    def _on_add(self) -> None:
        aid = aid_of(self._edit)
        if aid is not None and self._word is not None:
            aid.add_word(self._word.word)
            announce(self._edit, "Added; it is not marked again in this inspection")


def _cased(word: str, other: str) -> str:
    """Return a word with the capital and the apostrophe of the one it stands for."""
    if "’" in word or "'" not in word:
        other = other.replace("'", "’")
    return other[:1].upper() + other[1:] if word[:1].isupper() else other
