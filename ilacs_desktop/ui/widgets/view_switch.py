"""A row of buttons of which one is down: the views of one page. Without room it is one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QWidget
from typing_extensions import override

from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Sequence

    from PySide6.QtGui import QResizeEvent


class ViewSwitch(FlowRow):
    """The views of a page by name; one is shown at a time.

    Where the buttons would take several lines, a list takes their place in one: with large text
    the lines are wanted for what the page says.

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
        self._offered = list(self._buttons)
        self._folded = False
        self._list = ChoiceField(self, views)
        self._list.setAccessibleName(name)
        self._list.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self._list.hide()
        self._list.key_chosen.connect(self._on_listed)
        self.add(self._list)
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
            self._list.set_key(key)

    def choose(self, key: str) -> bool:
        """Choose a view as if its button had been pressed; say whether there is one."""
        if key not in self._buttons:
            return False
        self._buttons[key].click()
        return True

    def offer(self, keys: Collection[str]) -> None:
        """Offer only some of the views; where the one shown is not among them, the first is."""
        self._offered = [key for key in self._buttons if key in keys]
        self._show_parts()
        if self._offered and self.current not in self._offered:
            self.set_current(self._offered[0])

    def set_figure(self, key: str, figure: int) -> None:
        """Put a figure after a view's name; 0 takes it away."""
        self._buttons[key].setText(f"{self._labels[key]} {figure}" if figure else self._labels[key])
        self._list_views()

    def step(self, by: int) -> None:
        """Choose the view so many places on, round from the last to the first."""
        every = self._offered
        if self.current in every:
            chosen = self._buttons[every[(every.index(self.current) + by) % len(every)]]
            stop = self._list if self._folded else chosen
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
            chosen.click()

    @override
    def sizeHint(self) -> QSize:
        # What the buttons would need, also while the list stands for them: it gives way again.
        return QSize(self._row_width(), super().sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self._row_width() > event.size().width()
        if folded != self._folded:
            self._fold(folded=folded)

    def _row_width(self) -> int:
        hints = [self._buttons[key].sizeHint().width() for key in self._offered]
        return sum(hints) + self._flow.spacing() * max(len(hints) - 1, 0)

    def _fold(self, *, folded: bool) -> None:
        held = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._folded = folded
        self._show_parts()
        if held:
            stop = self._list if folded else self._buttons.get(self.current)
            if stop is not None:
                stop.setFocus()

    def _show_parts(self) -> None:
        self._list_views()
        self._list.setVisible(self._folded)
        for key, button in self._buttons.items():
            button.setVisible(key in self._offered and not self._folded)
        self.updateGeometry()

    def _list_views(self) -> None:
        named = [(key, self._buttons[key].text().replace("&", "")) for key in self._offered]
        self._list.set_options(named)
        self._list.set_key(self.current)

    @Slot(object)
    def _on_listed(self, key: Hashable) -> None:
        self.choose(str(key))

    @Slot()
    def _on_clicked(self) -> None:
        self._list.set_key(self.current)
        self.view_chosen.emit(self.current)
