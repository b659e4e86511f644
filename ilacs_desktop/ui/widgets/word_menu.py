"""The short list at the cursor: write a role for a name, or say what an abbreviation means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QToolTip, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from ilacs_desktop.domain.names import begins_sentence, initials, pattern_of
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.word_aid import aid_of

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ilacs_desktop.domain.names import Lexicon, NameSpan
    from ilacs_desktop.ui.widgets.prose import ProseEdit

KEYS = "Ctrl+."
ROLES: tuple[tuple[str, str], ...] = (
    ("the &child", "the child"),
    ("the &mother", "the mother"),
    ("the &father", "the father"),
    ("the c&arer", "the carer"),
    ("the si&bling", "the sibling"),
    ("the &social worker", "the social worker"),
    ("the &practitioner", "the practitioner"),
    ("the mana&ger", "the manager"),
    ("the &teacher", "the teacher"),
    ("the &relative", "the relative"),
)
_TOLD_MS = 9000
_ARTICLES = ("the ", "a ", "an ", "her ", "his ", "their ", "my ", "our ")


class WordMenu(QObject):
    """Serves one field of prose."""

    def __init__(self, edit: ProseEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._name: NameSpan | None = None
        self.menu: QMenu | None = None

    def ask(self) -> None:
        """Open the list for the name or abbreviation at the cursor."""
        edit = self._edit
        if aid_of(edit) is None:
            return
        cursor = edit.textCursor()
        name = edit.marks.name_at_cursor()
        if name is not None and not edit.isReadOnly():
            self._ask_name(name)
            return
        short = edit.marks.short_at(cursor.block(), cursor.positionInBlock())
        if short is None:
            if not edit.spell_menu.ask_near():
                self._tell("No likely name, misspelt word or abbreviation stands here")
        elif short[1]:
            self._tell(f"{short[0]}: {short[1]}")
        else:
            ask_meaning(edit, short[0], self._below())

    def _ask_name(self, name: NameSpan) -> None:
        self._name = name
        menu = self._menu(f"“{name.text}” looks like a name. Write instead:", "Likely name")
        for label, role in ROLES:
            self._add(menu, label, role)
        short = initials(name.text)
        if short:
            self._add(menu, f"its &initial, {short}", short)
        menu.addSeparator()
        menu.addAction("&Not a name").triggered.connect(self._on_dismiss)
        everywhere = menu.addAction(
            f"Strike out for good &everywhere, leaving {short or 'nothing'}"
        )
        everywhere.triggered.connect(self._on_everywhere)
        self._open(menu)

    def _menu(self, words: str, name: str) -> QMenu:
        menu = QMenu(self._edit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(name)
        head = menu.addAction(words.replace("&", "&&"))
        head.setEnabled(False)
        return menu

    def _add(self, menu: QMenu, label: str, replacement: str) -> None:
        action = menu.addAction(label)
        action.setData(replacement)
        action.triggered.connect(self._on_role)

    def _open(self, menu: QMenu) -> None:
        self.menu = menu
        menu.popup(self._below())
        menu.setActiveAction(next(one for one in menu.actions() if one.isEnabled()))

    def _below(self) -> QPoint:
        corner = self._edit.cursorRect().bottomLeft()
        return self._edit.viewport().mapToGlobal(corner)

    @Slot()
    def _on_role(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._replace(str(action.data()), everywhere=False)

    @Slot()
    def _on_everywhere(self) -> None:
        if self._name is not None:
            self._replace(initials(self._name.text), everywhere=True)

    @Slot()
    def _on_dismiss(self) -> None:
        aid = aid_of(self._edit)
        if aid is not None and self._name is not None:
            aid.dismiss(self._name.text)
            self._tell("Not marked again in this inspection, on this laptop")

    def _replace(self, replacement: str, *, everywhere: bool) -> None:
        edit, name = self._edit, self._name
        aid = aid_of(edit)
        if aid is None or name is None:
            return
        replace_name(edit, name.text, replacement, aid.lexicon())
        # What took the name out must not bring it back.
        edit.document().clearUndoRedoStacks()
        edit.flush()

        def told(words: str, others: int) -> None:
            if isValid(self) and isValid(edit):
                self._tell(words)
                if others:
                    self._offer_others(words, others, replacement)

        aid.strike(edit, name.text, replacement, told, everywhere=everywhere)

    def _offer_others(self, words: str, others: int, replacement: str) -> None:
        fields = "1 other field" if others == 1 else f"{others} other fields"
        menu = self._menu(f"{words}. The name still stands in {fields}:", "Name in other fields")
        yes = menu.addAction("Strike it out &there too, for good")
        yes.setData(replacement)
        yes.triggered.connect(self._on_others)
        menu.addAction("&Leave it there")
        self._open(menu)

    @Slot()
    def _on_others(self) -> None:
        action = self.sender()
        aid = aid_of(self._edit)
        if aid is None or self._name is None or not isinstance(action, QAction):
            return
        name, replacement = self._name.text, str(action.data())

        def told(words: str, _: int) -> None:
            if isValid(self):
                self._tell(words)

        aid.strike(self._edit, name, replacement, told, everywhere=True)

    def _tell(self, words: str) -> None:
        announce(self._edit, words)
        QToolTip.showText(self._below(), words, self._edit.viewport(), msecShowTime=_TOLD_MS)


def replace_name(edit: ProseEdit, name: str, replacement: str, lexicon: Lexicon) -> None:
    """Write something else for every time a name stands in a field, in one edit."""
    text = edit.toPlainText()
    cursor = QTextCursor(edit.document())
    cursor.beginEditBlock()
    for found in reversed(list(pattern_of(name, lexicon).finditer(text))):
        start, end = (len(text[:at].encode("utf-16-le")) // 2 for at in found.span())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(_fitting(text, found.start(), replacement))
    cursor.endEditBlock()


def _fitting(text: str, at: int, replacement: str) -> str:
    """Return a role as it reads at its place: with one article, and a capital where one is due."""
    if replacement.startswith("the ") and text[:at].casefold().endswith(_ARTICLES):
        before = text[:at].split()
        if before and before[-1].casefold() in {one.strip() for one in _ARTICLES}:
            replacement = replacement.removeprefix("the ")
    if begins_sentence(text, at):
        return replacement[:1].upper() + replacement[1:]
    return replacement


class MeaningField(QFrame):
    """Asks at the cursor what an abbreviation stands for; Enter keeps it, Esc leaves it.

    Signals:
        explained: the meaning that was typed.
    """

    explained = Signal(str)

    def __init__(self, short: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "panel")
        self.setAccessibleName(f"Explain {short}")
        self.field = QLineEdit()
        self.field.setMinimumWidth(dress.space(70))
        self.field.setAccessibleName(f"{short} stands for")
        label = Words(f"{short} stands for", "heading")
        label.setBuddy(self.field)
        column = QVBoxLayout(self)
        dress.set_space(column, 3, 1)
        column.addWidget(label)
        column.addWidget(self.field)
        column.addWidget(Words("Enter keeps it for the whole inspection", "caption"))
        self.setFocusProxy(self.field)
        self.field.returnPressed.connect(self._on_return)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.close()
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_return(self) -> None:
        meaning = self.field.text().strip()
        if meaning:
            self.explained.emit(meaning)
            self.close()


def ask_meaning(widget: QWidget, short: str, at: QPoint) -> MeaningField:
    """Ask what an abbreviation stands for, at a place on the screen."""
    asked = MeaningField(short, widget)

    def explained(meaning: str) -> None:
        aid = aid_of(widget)
        if aid is not None:
            aid.explain(short, meaning)
            announce(widget, f"{short} is explained")

    asked.explained.connect(explained)
    asked.adjustSize()
    asked.move(at)
    asked.show()
    QTimer.singleShot(0, asked.field, asked.field.setFocus)
    return asked
