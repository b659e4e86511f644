"""Where a dragged activity would come to stand, and the line that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent

    from ilacs_desktop.ui.pages.plan.card import ActivityCard
    from ilacs_desktop.ui.pages.plan.day import DayColumn


@dataclass(frozen=True, slots=True)
class Place:
    """A place between two cards of a day.

    Attributes:
        day: ISO date; empty for no day yet.
        behind: id of the card above it; empty for the first of the day.
        y: where the line is drawn, in the day's column.
    """

    day: str
    behind: str
    y: int


def place_at(columns: Mapping[str, DayColumn], dragged: ActivityCard, at: QPoint) -> Place | None:
    """Return the place under a point of the screen; None where there is no column.

    Args:
        columns: the columns on the screen, by day.
        dragged: the card that is being dragged; it is no neighbour of its own.
        at: the pointer, on the screen.
    """
    for day, column in columns.items():
        here = column.mapFromGlobal(at)
        if not 0 <= here.x() < column.width():
            continue
        behind, y = "", 0
        for card in column.cards():
            if card is dragged:
                continue
            if card.geometry().center().y() > here.y():
                break
            behind, y = card.card.id, card.geometry().bottom() + 1
        return Place(day, behind, y)
    return None


class DropMark(QWidget):
    """A line across a column, with the hours that the activity would get."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hours = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def hours(self) -> str:
        """Return the hours that are shown."""
        return self._hours

    def show_at(self, at: QPoint, width: int, hours: str) -> None:
        """Show the line.

        Args:
            at: its left end, in the parent.
            width: how wide it is.
            hours: what stands on it.
        """
        self._hours = hours
        height = QFontMetrics(self.font()).height() + dress.space(1)
        self.setGeometry(at.x(), max(0, at.y() - height // 2), width, height)
        self.raise_()
        self.show()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        shown = dress.current_tokens()
        painter = QPainter(self)
        middle = self.height() // 2
        painter.fillRect(
            QRect(0, middle - 1, self.width(), tokens.FOCUS_PX + 1), QColor(shown.accent)
        )
        if self._hours:
            room = QFontMetrics(self.font()).horizontalAdvance(self._hours) + dress.space(3)
            box = QRect(0, 0, min(room, self.width()), self.height())
            painter.fillRect(box, QColor(shown.accent_on))
            painter.setPen(QColor(shown.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._hours)
        painter.end()
