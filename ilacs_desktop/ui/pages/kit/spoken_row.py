"""One strength or concern of what is said aloud: its words, and what stands behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import KitItem
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.binding import Bindings
from ilacs_desktop.ui.pages.kit.grade_flag import GradeFlag
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Line, Words
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from ilacs_desktop.services.spoken import SpokenPoint
    from ilacs_desktop.ui.desk import Desk


class SpokenRow(QWidget):
    """A point that can be worded, moved and left out.

    Signals:
        move_asked: (point, -1 or 1).
        leave_asked: the point is not to be said.
        finding_asked: the finding it speaks of is to be opened.
    """

    move_asked = Signal(str, int)
    leave_asked = Signal(str)
    finding_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.point = ""
        self._finding = ""
        self._chip = Chip()
        self._open = Button("Open the finding", "link")
        self._up = IconButton("arrow-up", "Move up", keys="Alt+Up")
        self._down = IconButton("arrow-down", "Move down", keys="Alt+Down")
        self._leave = IconButton("minus", "Leave out")
        self.text = ProseEdit(lines=1, placeholder="As it is said")
        self._behind = Words("", "caption", wrap=True)
        self._moved = Words("", "caution", wrap=True)
        self._bindings = Bindings(desk, KitItem)
        self._bindings.tie(self.text, "text", "Word what is said")
        head = FlowRow()
        head.add(self._chip)
        head.add(self._open)
        for button in (self._up, self._down, self._leave):
            head.add_end(button)
        flag = GradeFlag(self.text)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        for widget in (head, self.text, flag.words, self._behind, self._moved, Line()):
            column.addWidget(widget)
        self._open.clicked.connect(self._on_open)
        self._up.clicked.connect(self._on_up)
        self._down.clicked.connect(self._on_down)
        self._leave.clicked.connect(self._on_leave)

    def show_point(self, shown: SpokenPoint, *, strength: bool, given: bool) -> None:
        """Show a point; the same one again keeps what is being typed."""
        self.point, self._finding = shown.record, shown.finding
        kind = "Strength" if strength else "Concern"
        self._chip.show_chip("strength" if strength else "concern", kind)
        self._bindings.show(self._desk.snapshot.record(KitItem, shown.record))
        self.text.setReadOnly(given)
        self.text.setAccessibleName(f"{kind}, as it is said")
        for button in (self._up, self._down, self._leave):
            button.setVisible(not given)
        self._open.setVisible(bool(shown.finding))
        parts = (shown.figures, f"how typical: {shown.extent}" if shown.extent else "")
        behind = " · ".join(part for part in parts if part)
        answer = f"LA: {shown.response}" if shown.response else ""
        self._behind.setText("\n".join(part for part in (behind, answer) if part))
        self._behind.setVisible(bool(behind or answer))
        self._moved.setText(f"△ {shown.moved}" if shown.moved else "")
        self._moved.setVisible(bool(shown.moved))

    @Slot()
    def _on_open(self) -> None:
        self.finding_asked.emit(self._finding)

    @Slot()
    def _on_up(self) -> None:
        self.move_asked.emit(self.point, -1)

    @Slot()
    def _on_down(self) -> None:
        self.move_asked.emit(self.point, 1)

    @Slot()
    def _on_leave(self) -> None:
        self.leave_asked.emit(self.point)
