"""One strength or concern of what is said aloud: its words, and what stands behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import KitItem
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.kit.grade_flag import GradeFlag
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from ilacs_desktop.services.kit.spoken import SpokenPoint
    from ilacs_desktop.ui.desk import Desk


class SpokenRow(QWidget):
    """A point in its words. It is moved and left out from above: a script has many of them.

    Attributes:
        point: its id.
        finding: the finding it speaks of; empty for none.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.point = self.finding = ""
        self.text = ProseEdit(lines=1, placeholder="As it is said")
        self._behind = Words("", "caption", wrap=True)
        self._moved: Words | None = None
        self._bindings = Bindings(desk, KitItem)
        self._bindings.tie(self.text, "text", "Word what is said")
        self._column = QVBoxLayout(self)
        dress.set_space(self._column, 0, 1)
        self._column.addWidget(self.text)
        self._column.addWidget(self._behind)
        self._flag = GradeFlag(self.text, self._column)

    def show_point(
        self, shown: SpokenPoint, *, strength: bool, given: bool, graded: bool = False
    ) -> None:
        """Show a point; the same one again keeps what is being typed.

        Args:
            shown: the point.
            strength: whether it is a strength.
            given: whether its words are closed to change.
            graded: whether provisional grades are given with it.
        """
        self._flag.set_watching(watches=not graded)
        self.point, self.finding = shown.record, shown.finding
        self._bindings.show(self._desk.snapshot.record(KitItem, shown.record))
        self.text.setReadOnly(given)
        self.text.setAccessibleName(f"{'Strength' if strength else 'Concern'}, as it is said")
        parts = (shown.figures, f"how typical: {shown.extent}" if shown.extent else "")
        behind = " · ".join(part for part in parts if part)
        answer = f"LA: {shown.response}" if shown.response else ""
        self._behind.setText("\n".join(part for part in (behind, answer) if part))
        self._behind.setVisible(bool(behind or answer))
        if shown.moved and self._moved is None:
            self._moved = Words("", "caution", wrap=True)
            self._column.addWidget(self._moved)
        if self._moved is not None:
            self._moved.setText(f"△ {shown.moved}" if shown.moved else "")
            self._moved.setVisible(bool(shown.moved))
