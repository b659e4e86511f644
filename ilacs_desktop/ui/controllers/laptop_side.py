"""What the settings page shows and changes of the laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.services.keeping import backups
from ilacs_desktop.services.record.time_words import short_day

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.services.laptop.laptop_settings import LaptopSettings
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.ui.controllers.window import WindowController


class LaptopDesk:
    """The laptop, as the settings page of an open inspection meets it."""

    def __init__(self, owner: WindowController, work: Work) -> None:
        self._owner, self._work = owner, work

    @property
    def name(self) -> str:
        """The inspector's name."""
        return self._work.me.name

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._owner.folder

    @property
    def laptop(self) -> Laptop | None:
        """The unlocked laptop."""
        return self._owner.laptop

    @property
    def settings(self) -> LaptopSettings:
        """How the window looks now."""
        return self._owner.looks.settings

    @property
    def backup_words(self) -> str:
        """When this inspection was last backed up, in a sentence."""
        at = backups.newest(self._work)
        if at is None:
            return "Not backed up yet. A backup is made each half hour and when it is closed."
        return (
            f"Last backed up {short_day(at.date())} at {at:%H:%M}. A backup is made each half "
            "hour when something changed, and when the inspection is closed."
        )

    def change_settings(self, settings: LaptopSettings) -> None:
        """Make the window look so from now on, and keep it."""
        self._owner.looks.change(settings)

    def change_passphrase(self) -> None:
        """Ask for a new passphrase."""
        self._owner.keys.ask_passphrase_change()

    def set_pin(self) -> None:
        """Ask for the PIN that lifts the cover."""
        self._owner.cover.ask_new_pin()

    def replace_master(self) -> None:
        """Ask whether to take a new master key, because somebody knows an old passphrase."""
        self._owner.keys.ask_rotation()

    def back_up(self) -> None:
        """Back up now."""
        self._owner.backing_up.back_up()

    def dispose(self) -> None:
        """Close this inspection and ask whether to dispose of it."""
        self._owner.ending.ask_of_open(self._work)

    def make_sheet(self) -> None:
        """Make the lost-laptop sheet."""
        self._owner.ending.ask_sheet()

    def show_protection(self) -> None:
        """Show how the data is protected."""
        self._owner.ending.show_protection()
