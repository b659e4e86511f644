"""How the window looks, as set for this laptop: theme and size of the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ilacs_desktop.errors import KnownError
from ilacs_desktop.services.laptop import laptop_settings
from ilacs_desktop.ui.looks import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ilacs_desktop.services.laptop.laptop_settings import LaptopSettings
    from ilacs_desktop.ui.controllers.window import WindowController

_HALF = 0.5
_STEPS = {"text-larger": 10, "text-smaller": -10}


class LooksController(QObject):
    """Keeps the settings of the laptop and makes the window follow them.

    Attributes:
        settings: as they are now.
        notice: what is wrong with the file they stood in; empty for nothing.
    """

    def __init__(self, owner: WindowController, app: QApplication) -> None:
        super().__init__(owner)
        self._owner, self._app = owner, app
        read = laptop_settings.read(owner.folder)
        self.settings, self.notice = read.settings, read.notice
        self._apply()
        theme.follow_system(app)

    def change(self, settings: LaptopSettings) -> None:
        """Make the window look so, at once and for the next start."""
        try:
            self.settings = laptop_settings.write(self._owner.folder, settings)
        except KnownError as error:
            self._owner.prompts.notice("The settings could not be kept.", str(error))
            self.settings = settings
        self._owner.idle.set_minutes(self._owner.idle_minutes)
        self._apply()
        if self._owner.inspection is not None:
            self._owner.inspection.area.warm_again()

    def change_text(self, name: str) -> None:
        """Make the text larger, smaller or of its usual size, by the name of the command."""
        size = 100 if name == "text-usual" else self.settings.text_size + _STEPS[name]
        smallest, largest = laptop_settings.SMALLEST_TEXT, laptop_settings.LARGEST_TEXT
        self.change(replace(self.settings, text_size=min(largest, max(smallest, size))))

    def light_or_dark(self) -> None:
        """Change from light to dark or back."""
        dark = self._owner.window.palette().window().color().lightnessF() < _HALF
        self.change(replace(self.settings, theme="light" if dark else "dark"))

    def _apply(self) -> None:
        wished = theme.wished_scheme(self.settings.theme)
        theme.apply(self._app, wished, self.settings.text_size / 100)
