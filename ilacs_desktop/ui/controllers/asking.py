"""What an open inspection asks of the window: the commands that are the laptop's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ilacs_desktop.ui.controllers.window import WindowController


class AskingController(QObject):
    """Runs each command that an inspection hands on."""

    def __init__(self, owner: WindowController) -> None:
        super().__init__(owner)
        self._owner = owner

    @Slot(str)
    def run(self, name: str) -> None:
        """Run a command by its name; one that is nobody's does nothing."""
        if name.startswith("text-"):
            self._owner.looks.change_text(name)
            return
        command = self._commands().get(name)
        if command is not None:
            command()

    def _commands(self) -> Mapping[str, Callable[[], None]]:
        owner = self._owner
        leave = owner.leaving.close_inspection
        return {
            "lock": owner.leaving.lock,
            "cover": owner.cover.cover,
            "open-inspection": lambda: leave(owner.show_start),
            "new-inspection": lambda: leave(self._new),
            "light-or-dark": owner.looks.light_or_dark,
            "back-up": owner.backing_up.back_up,
            "about": self._show_about,
            "protection": owner.ending.show_protection,
            "lost-laptop": owner.ending.ask_sheet,
            "tour": owner.tour.ask,
            "tour-next": owner.tour.next_step,
            "tour-back": owner.tour.last_step,
            "throw-away": owner.tour.throw_away,
        }

    def _new(self) -> None:
        self._owner.show_start()
        if self._owner.start is not None:
            self._owner.start.ask_new()

    def _show_about(self) -> None:
        from ilacs_desktop import __version__
        from ilacs_desktop.paths import resource

        licences = resource("packaging", "LICENCES.md")
        self._owner.prompts.notice(
            f"ILACS Desktop {__version__}",
            f"Your data: {self._owner.folder}\n"
            f"What is shipped, and under which licence: {licences}",
        )
