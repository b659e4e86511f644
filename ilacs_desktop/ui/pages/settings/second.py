"""The second folder for backups: which, whether it is there, and what is owed to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from ilacs_desktop.services.keeping import second_folder
from ilacs_desktop.services.record.time_words import moment_words
from ilacs_desktop.ui.prompts import FileWish
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.notices import Banner
from ilacs_desktop.ui.widgets.panel import Panel, Words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.keeping.backups import Standing
    from ilacs_desktop.ui.desk import Desk

_NONE = (
    "A lost or broken laptop takes the backups on it along. Choose a USB stick or another folder, "
    "and every backup is copied there too. They are encrypted, so a shared or synchronised folder "
    "will do."
)
_THERE = "Connected. Every backup is copied there."
_AWAY = "Not connected now. It is brought up to date when it is back."


class SecondPanel(Panel):
    """Chooses the second folder of this laptop.

    Signals:
        changed: another folder was chosen; a backup should go there now.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Second folder", parent)
        self._desk = desk
        self.banner = Banner()
        self._path = Words("", "strong", wrap=True)
        self.words = Words(_NONE, "soft", wrap=True)
        self.owed = Words("", "caution", wrap=True)
        self.owed.hide()
        self.choose = Button("Choose the second folder…")
        self.stop = Button("Copy there no more", "link")
        row = FlowRow()
        row.add(self.choose)
        row.add(self.stop)
        for widget in (self.banner, self._path, self.words, self.owed, row):
            self.add(widget)
        self.choose.clicked.connect(self._on_choose)
        self.stop.clicked.connect(self._on_stop)

    def show_standing(self, standing: Standing, *, is_there: bool) -> None:
        """Show which folder it is, and what copies are owed."""
        second = standing.second
        self._path.setText("" if second is None else str(second.path))
        self._path.setVisible(second is not None)
        self.words.setText(_NONE if second is None else _THERE if is_there else _AWAY)
        self.stop.setVisible(second is not None)
        owed = "\n".join(
            f"△ {one.path} (of {moment_words(one.at)}) holds what was struck out or destroyed "
            "since. "
            + (
                "Connect it: it is put right by itself."
                if one.place
                else "It cannot be put right: delete it where you can."
            )
            for one in standing.owed
        )
        self.owed.setText(owed)
        self.owed.setVisible(bool(owed))

    @Slot()
    def _on_choose(self) -> None:
        self._desk.prompts.choose_folder(
            FileWish("Choose the second folder for backups"), self._on_chosen
        )

    def _on_chosen(self, folder: Path | None) -> None:
        vault = self._desk.work.vault
        if folder is None or vault is None:
            return
        self.banner.dismiss()
        self._desk.runner.write(
            lambda: second_folder.choose(vault, folder),
            self._on_taken,
            failed=self.banner.show_error,
        )

    def _on_taken(self, notice: str) -> None:
        if notice:
            self.banner.show_message(notice, kind="good")
        self.changed.emit()

    @Slot()
    def _on_stop(self) -> None:
        vault = self._desk.work.vault
        if vault is not None:
            self._desk.runner.write(
                lambda: second_folder.forget(vault), lambda _: self.changed.emit()
            )
