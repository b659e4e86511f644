"""Several views of which one is shown, and only that one says how much room it wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress

if TYPE_CHECKING:
    from collections.abc import Sequence


class OneOf(QWidget):
    """A stack as high as the view on the screen.

    ``QStackedWidget`` asks for the height of its highest view, so that a page scrolls although
    what it shows would fit.
    """

    def __init__(self, views: Sequence[QWidget] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: list[QWidget] = []
        self._column = QVBoxLayout(self)
        dress.set_space(self._column, 0, 0)
        for view in views:
            self.add(view)

    def add(self, view: QWidget) -> None:
        """Add a view; the first one is shown."""
        # Into the layout first: shown before it has a parent, a widget is a window for a moment.
        self._column.addWidget(view)
        view.setVisible(not self._views)
        self._views.append(view)

    @property
    def current(self) -> QWidget | None:
        """Return the view on the screen."""
        return next((view for view in self._views if not view.isHidden()), None)

    def show_view(self, view: QWidget) -> None:
        """Bring a view to the screen."""
        if view.isHidden():
            for other in self._views:
                if other is not view:
                    other.hide()
            view.show()
