"""A page that reads what changed when it is next looked at, not while another is."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from typing_extensions import override

from ilacs_desktop.ui.page import Page

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.domain.changes import Changes


class LatePage(Page):
    """Keeps changes until it is on the screen: typing on one page costs the others nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missed: Changes | None = None
        self._missed_all = True

    @abstractmethod
    def show_changes(self, changes: Changes | None) -> None:
        """Show what has changed; None asks for everything."""

    @override
    def refresh(self, changes: Changes | None) -> None:
        if self.isVisible():
            self.catch_up()
            self.show_changes(changes)
        elif changes is None:
            self._missed_all = True
        else:
            self._missed = changes if self._missed is None else self._missed | changes

    @override
    def catch_up(self) -> None:
        """Show what was missed while the page was not on the screen."""
        missed, everything = self._missed, self._missed_all
        self._missed, self._missed_all = None, False
        if everything:
            self.show_changes(None)
        elif missed is not None:
            self.show_changes(missed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.catch_up()
        super().showEvent(event)
