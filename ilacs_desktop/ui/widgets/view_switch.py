"""A row of buttons of which one is down: the views of one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QWidget

from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class ViewSwitch(FlowRow):
    """The views of a page by name; one is shown at a time.

    Signals:
        view_chosen: the key of the view that the person chose.
    """

    view_chosen = Signal(str)

    def __init__(
        self, name: str, views: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """Make the switch.

        Args:
            name: what is switched, said by a screen reader.
            views: key and label of each; ``&`` marks the letter for Alt.
            parent: the owning widget.
        """
        super().__init__(parent, gap=1)
        self.setAccessibleName(name)
        self._labels = dict(views)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, Button] = {}
        for key, label in views:
            button = Button(label)
            button.setCheckable(True)
            button.setObjectName(f"view_{key}")
            self._group.addButton(button)
            self._buttons[key] = button
            self.add(button)
        self._group.buttonClicked.connect(self._on_clicked)
        if views:
            self.set_current(views[0][0])

    @property
    def current(self) -> str:
        """Return the key of the view shown."""
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Show a view as chosen; nothing is emitted."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def choose(self, key: str) -> bool:
        """Choose a view as if its button had been pressed; say whether there is one."""
        if key not in self._buttons:
            return False
        self._buttons[key].click()
        return True

    def offer(self, keys: Collection[str]) -> None:
        """Offer only some of the views; where the one shown is not among them, the first is."""
        for key, button in self._buttons.items():
            button.setVisible(key in keys)
        if keys and self.current not in keys:
            self.set_current(next(key for key in self._buttons if key in keys))

    def set_figure(self, key: str, figure: int) -> None:
        """Put a figure after a view's name; 0 takes it away."""
        self._buttons[key].setText(f"{self._labels[key]} {figure}" if figure else self._labels[key])

    def step(self, by: int) -> None:
        """Choose the view so many places on, round from the last to the first."""
        every = [key for key, button in self._buttons.items() if not button.isHidden()]
        if self.current in every:
            chosen = self._buttons[every[(every.index(self.current) + by) % len(every)]]
            chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)
            chosen.click()

    @Slot()
    def _on_clicked(self) -> None:
        self.view_chosen.emit(self.current)
