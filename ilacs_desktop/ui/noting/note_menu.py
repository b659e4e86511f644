"""Everything a note's signs and keys do, in a menu for whoever does not know them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ilacs_desktop.ui.widgets.buttons import Button


@dataclass(frozen=True, slots=True)
class NoteCommand:
    """One thing that can be done to the open note.

    Attributes:
        name: its name in code.
        words: its name on the screen.
        sign: the sign or the keys that do the same.
        rule_before: whether a line divides it from what stands above.
    """

    name: str
    words: str
    sign: str
    rule_before: bool = False


COMMANDS: tuple[NoteCommand, ...] = (
    NoteCommand("topic", "Area or &topic", "#"),
    NoteCommand("child", "&Child", "@"),
    NoteCommand("risk", "&Immediate risk", "! begins a line"),
    NoteCommand("ask", "&Ask at KIT", "? begins a line"),
    NoteCommand("to_write_up", "Left to &write up", "Alt+W"),
    NoteCommand("quote", "&Quote", "F2", rule_before=True),
    NoteCommand("paraphrase", "&Paraphrase", "F3"),
    NoteCommand("observation", "&Observation", "F4"),
    NoteCommand("seen", "Seen &earlier…", "Ctrl+T", rule_before=True),
    NoteCommand("paper", "From paper &notes…", ""),
    NoteCommand("confirm", "What is assumed is ri&ght", "F7"),
    NoteCommand("refer", "&Refer back now", "Ctrl+R", rule_before=True),
    NoteCommand("quiet", "Qui&et mode", "F11", rule_before=True),
    NoteCommand("another", "Another note", "Ctrl+N"),
    NoteCommand("last", "Go on with the last note", "Ctrl+J"),
)


class MarkButton(Button):
    """The button that opens the menu.

    Signals:
        chosen: the name of the command that was chosen.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("&Mark…", keys="Alt+M", parent=parent)
        self.setObjectName("mark_note")
        self._menu = QMenu(self)
        self._menu.setAccessibleName("Mark the note")
        for command in COMMANDS:
            if command.rule_before:
                self._menu.addSeparator()
            # The signs stand behind a tab, as keys do: the keys themselves are the note's.
            words = f"{command.words}\t{command.sign}" if command.sign else command.words
            action = QAction(words, self._menu)
            action.setObjectName(command.name)
            action.triggered.connect(self._on_triggered)
            self._menu.addAction(action)
        # Alt+M is the note's own key: Qt's opens it a moment later than the next letter comes.
        self.setShortcut(QKeySequence())
        self.clicked.connect(self.open_menu)

    def menu_actions(self) -> dict[str, QAction]:
        """Return the entries by name."""
        return {one.objectName(): one for one in self._menu.actions() if one.objectName()}

    @Slot()
    def open_menu(self) -> None:
        """Open the menu below the button."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    @Slot()
    def _on_triggered(self) -> None:
        self.chosen.emit(self.sender().objectName())
