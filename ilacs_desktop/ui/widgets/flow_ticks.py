"""A tick list whose boxes stand side by side and go on in the next line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from ilacs_desktop.ui.widgets.choices import TickBox, TickList
from ilacs_desktop.ui.widgets.flow import FlowRow

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtWidgets import QWidget


class FlowTicks(TickList):
    """Any number of several options, as compact as the window allows."""

    def __init__(
        self, parent: QWidget | None = None, options: Sequence[tuple[Hashable, str]] = ()
    ) -> None:
        self._row: FlowRow | None = None
        super().__init__(parent, options)

    @override
    def set_options(self, options: Sequence[tuple[Hashable, str]]) -> None:
        if self._row is None:
            self._row = FlowRow(self, gap=1)
            self._grid.addWidget(self._row, 0, 0)
        kept = set(self.ticked())
        self._row.clear()
        self._boxes = {}
        for key, label in options:
            box = TickBox(label, self._row)
            box.set_ticked(key in kept)
            box.ticked.connect(self._on_ticked)
            self._row.add(box)
            self._boxes[key] = box
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))
