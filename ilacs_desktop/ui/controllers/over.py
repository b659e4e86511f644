"""Views that a page lays over the full window, such as the team meeting, until they close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.frame.shell import MainWindow


class OverController(QObject):
    """Shows such a view, and takes it away when it closes or the inspection is left."""

    def __init__(self, window: MainWindow, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._view: QWidget | None = None
        desk.over_asked.connect(self._on_asked)

    @property
    def views(self) -> tuple[QWidget, ...]:
        """Return what lies over the window now."""
        return () if self._view is None else (self._view,)

    def flush(self) -> None:
        """Save what is typed in it."""
        for view in self.views:
            flush = getattr(view, "flush", None)
            if flush is not None:
                flush()

    @Slot()
    def end(self) -> None:
        """Take the view away."""
        view, self._view = self._view, None
        if view is not None:
            self._window.end_over(view)
            view.deleteLater()

    @Slot(object)
    def _on_asked(self, view: QWidget) -> None:
        self.end()
        self._view = view
        view.closed.connect(self.end)  # type: ignore[attr-defined]
        self._window.show_over(view)
