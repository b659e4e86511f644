"""A tick list whose boxes stand side by side and go on in the next line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.choices import TickBox, TickList
from ilacs_desktop.ui.widgets.flow import FlowRow

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget


class FlowTicks(TickList):
    """Any number of several options, as compact as the window allows."""

    def __init__(
        self, parent: QWidget | None = None, options: Sequence[tuple[Hashable, str]] = ()
    ) -> None:
        self._row: FlowRow | None = None
        self._labels: dict[Hashable, str] = {}
        super().__init__(parent, options)

    @override
    def set_options(self, options: Sequence[tuple[Hashable, str]]) -> None:
        if self._row is None:
            self._row = FlowRow(self, gap=1)
            # A long label goes on in a second line, so the row may be narrower than it.
            self._row.setMinimumWidth(1)
            self._grid.addWidget(self._row, 0, 0)
        kept = set(self.ticked())
        self._row.clear()
        self._boxes = {}
        self._labels = dict(options)
        for key, label in options:
            box = TickBox(label, self._row)
            box.setAccessibleName(label)
            box.set_ticked(key in kept)
            box.ticked.connect(self._on_ticked)
            self._row.add(box)
            self._boxes[key] = box
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))
        self._wrap_labels()

    @override
    def minimumSizeHint(self) -> QSize:
        words = (word for label in self._labels.values() for word in label.split())
        metrics = QFontMetrics(self.font())
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return QSize(widest + self._beside(), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._wrap_labels()

    def _beside(self) -> int:
        """Return the room that a box takes beside its words."""
        box = next(iter(self._boxes.values()), None)
        if box is None:
            return 0
        style = box.style()
        mark = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, box)
        return mark + dress.space(4)

    def _wrap_labels(self) -> None:
        """Let each label go on in a new line where the window is narrower than it."""
        room = max(self.width() - self._beside(), 1)
        for key, box in self._boxes.items():
            wrapped = _wrapped(self._labels[key], room, QFontMetrics(box.font()))
            if box.text() != wrapped:
                box.setText(wrapped)


def _wrapped(label: str, room: int, metrics: QFontMetrics) -> str:
    lines: list[str] = []
    for word in label.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)
