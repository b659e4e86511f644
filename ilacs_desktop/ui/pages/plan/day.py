"""One day of the board: its name above, its activities below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.plan.card import ActivityCard
from ilacs_desktop.ui.widgets.buttons import IconButton
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.plan.timetable import Day


class DayHead(QWidget):
    """The name of a day above its column.

    Signals:
        add_asked: the day on which an activity is to be added, ISO; empty for no day yet.
    """

    add_asked = Signal(str)

    def __init__(self, day: Day, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day.day
        self._name = Words("", "strong")
        self._place = Words("", "caption")
        self._today = Chip("accent", "today")
        self._add = IconButton("plus", "Add activity")
        self._add.clicked.connect(self._on_add)
        head = QHBoxLayout()
        dress.set_space(head, 0, 1)
        head.addWidget(self._name)
        head.addWidget(self._today)
        head.addStretch(1)
        head.addWidget(self._add)
        column = QVBoxLayout(self)
        dress.set_space(column, (0, 0, 0, 1), 0)
        column.addLayout(head)
        column.addWidget(self._place)
        self.show_day(day)

    def show_day(self, day: Day) -> None:
        """Show the day's name and place in the week."""
        self._name.setText(day.short)
        self._place.setText(day.place_in_week or " ")
        self._today.setVisible(day.is_today)
        self._add.setAccessibleName(f"Add activity, {day.words}")
        self._add.setToolTip(f"Add activity, {day.words}")

    @Slot()
    def _on_add(self) -> None:
        self.add_asked.emit(self._day)


class DayColumn(QWidget):
    """One day's activities from morning to evening."""

    def __init__(self, head: DayHead, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = head
        self._cards = QVBoxLayout(self)
        dress.set_space(self._cards, 0, 1.5)
        self._cards.addStretch(1)

    def show_day(self, day: Day, cards: Sequence[ActivityCard]) -> None:
        """Show these cards, in this order; cards are moved here from other days."""
        self.head.show_day(day)
        self.setAccessibleName(day.words)
        for at, card in enumerate(cards):
            if self._cards.indexOf(card) != at:
                self._cards.insertWidget(at, card)
                card.show()

    def cards(self) -> list[ActivityCard]:
        """Return the cards in this column from the top."""
        found = self.findChildren(ActivityCard)
        return sorted(found, key=lambda card: card.y())

    def set_width(self, width: int) -> None:
        """Be so wide, the name above included."""
        self.setFixedWidth(width)
        self.head.setFixedWidth(width)
