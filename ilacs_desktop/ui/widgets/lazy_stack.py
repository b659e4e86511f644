"""Views of which one is shown, each built when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable


class LazyStack(QStackedWidget):
    """A stack by key: a page opens in the time of the one view that is looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}

    def add_view(self, key: str, make: Callable[[], QWidget]) -> None:
        """Add a view.

        Args:
            key: what it is known by.
            make: builds it, once.
        """
        self._makers[key] = make

    def view(self, key: str) -> QWidget:
        """Return a view, building it if this is the first time."""
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._makers[key]()
            self.addWidget(found)
        return found

    def put(self, key: str) -> None:
        """Bring a view to the screen."""
        self.setCurrentWidget(self.view(key))

    @property
    def key(self) -> str:
        """Return the key of the view on the screen; empty before the first."""
        shown = self.currentWidget()
        return next((key for key, one in self._made.items() if one is shown), "")
