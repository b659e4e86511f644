"""The menu bar and the shortcuts, made from the one list of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence

from ilacs_desktop.ui.frame import keys

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from ilacs_desktop.ui.frame.keys import Command, Scope
    from ilacs_desktop.ui.frame.work_area import WorkArea

COVERING = ("cover", "lock")
"""Commands that work over a note and in a dialog too: hiding everything may never have to wait."""

NOTING = ("quick-note", "last-note", "quiet-mode")
"""Commands that work in a dialog too: what is seen is noted at once, whatever is open."""

OVER = (
    *COVERING,
    "keys",
    "text-larger",
    "text-smaller",
    "text-usual",
    "light-or-dark",
    "tour-next",
    "tour-back",
)
"""Commands that work while a view lies over everything: they show nothing of the inspection."""


class CommandSet(QObject):
    """Every command as a menu action, enabled where it can be run.

    Signals:
        asked: the name of the command whose keys or menu entry were used.
    """

    asked = Signal(str)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._commands = {command.name: command for command in keys.COMMANDS}
        self._actions: dict[str, QAction] = {}
        self._forbidden: set[str] = set()
        bar = window.menuBar()
        menus = {title: bar.addMenu(title) for title in keys.MENUS}
        for command in keys.COMMANDS:
            if command.rule_before:
                menus[command.menu].addSeparator()
            action = self._made(command)
            menus[command.menu].addAction(action)
            # The keys of a menu bar that is hidden are dead; those of the window are not.
            window.addAction(action)

    def action(self, name: str) -> QAction:
        """Return the menu action of a command.

        Raises:
            KeyError: there is no such command.
        """
        return self._actions[name]

    def scope(self, name: str) -> Scope:
        """Return who runs a command."""
        return self._commands[name].scope

    def set_command(self, name: str, *, enabled: bool, words: str) -> None:
        """Forbid or allow a command, and change what it is called; empty for its own words."""
        self._actions[name].setText(words or self._commands[name].words)
        (self._forbidden.discard if enabled else self._forbidden.add)(name)

    def allow(self, work: WorkArea | None, *, over: bool = False) -> None:
        """Enable what can be run now.

        Args:
            work: the work area where it is on the screen; None in a full-window state, where
                nothing but quitting is left.
            over: whether a view lies over an open inspection, which can be covered and locked.
        """
        for name, action in self._actions.items():
            can = work is not None and name not in self._forbidden
            is_over = over and name in OVER and name not in self._forbidden
            always = name == "quit" or is_over
            action.setEnabled(always or (can and self._has_place(name, work)))

    def _has_place(self, name: str, work: WorkArea | None) -> bool:
        if work is None:
            return False
        if self._commands[name].scope == "page":
            return work.page is not None and name in work.page.commands
        return not name.startswith("go-") or work.has_page(name.removeprefix("go-"))

    def _made(self, command: Command) -> QAction:
        action = QAction(command.words, self)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(each) for each in command.keys])
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(self._on_triggered)
        self._actions[command.name] = action
        return action

    @Slot()
    def _on_triggered(self) -> None:
        self.asked.emit(self.sender().objectName())
