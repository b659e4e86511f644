"""The board: a column a day, moved through by arrows, moved about by Alt with arrows or by drag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ilacs_desktop.services.plan.timetable import minutes_of
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.plan.card import ActivityCard
from ilacs_desktop.ui.pages.plan.day import DayColumn, DayHead
from ilacs_desktop.ui.pages.plan.drop_mark import DropMark, Place, place_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from ilacs_desktop.services.plan.timetable import Card, Day

_COLUMN_EMS = 10.2
_TURN_MS = 700
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class _Days(QWidget):
    """What scrolls inside the board; it hands the keys on to it."""

    keyed = Signal(object)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.keyed.emit(event)


class Board(QWidget):
    """As many whole days side by side as there is room for; the others are a step away.

    Signals:
        opened: the id of the activity to open.
        day_moved: id, and how many working days to move it on.
        time_moved: id, and how many steps later to move it.
        dropped: id, the day it was dragged to, and the activity it was dropped behind.
        lettered: id, and the letter of the member to send or to keep.
        add_asked: the day on which an activity is to be added.
        turned: the days on the screen are others now.
    """

    opened = Signal(str)
    day_moved = Signal(str, int)
    time_moved = Signal(str, int)
    dropped = Signal(str, str, str)
    lettered = Signal(str, str)
    add_asked = Signal(str)
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: dict[str, DayColumn] = {}
        self._cards: dict[str, ActivityCard] = {}
        self._order: tuple[Day, ...] = ()
        self._first, self._fitting = 0, 1
        self._current = ""
        self._dragged: ActivityCard | None = None
        self.hours_of: Callable[[str, str, str], str] = lambda _activity, _day, _behind: ""
        """Says which hours a dragged activity would get: activity, day, the one before it."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._turning = QTimer(self, interval=_TURN_MS)
        self._lay_out()
        self.mark = DropMark(self._days)
        self._soon.timeout.connect(self._settle)
        self._turning.timeout.connect(self._turn_while_dragging)
        self._days.keyed.connect(self._on_keyed)

    def _lay_out(self) -> None:
        self._days, self._heads = _Days(), QWidget()
        self._row, self._head_row = QHBoxLayout(self._days), QHBoxLayout(self._heads)
        self.area = QScrollArea()
        for row in (self._row, self._head_row):
            dress.set_space(row, 0, 3)
            row.addStretch(1)
        self._days.setProperty("role", "ground")
        self._heads.setProperty("role", "ground")
        self.area.setWidget(self._days)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Whole days only: what does not fit is turned to, never half seen.
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Room for the bar beside the columns, so that names and columns stand in line.
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Timetable")
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        column.addWidget(self._heads)
        column.addWidget(self.area, 1)
        self.area.viewport().installEventFilter(self)

    @property
    def current(self) -> str:
        """Return the id of the activity that has, or last had, the focus."""
        return self._current

    @property
    def days_shown(self) -> tuple[Day, ...]:
        """Return the days on the screen."""
        return self._order[self._first : self._first + self._fitting]

    @property
    def hidden_days(self) -> tuple[int, int]:
        """Return how many days stand before and after those on the screen."""
        return self._first, max(0, len(self._order) - self._first - self._fitting)

    def card(self, activity: str) -> ActivityCard | None:
        """Return an activity's card."""
        return self._cards.get(activity)

    def show_days(self, days: Sequence[Day]) -> None:
        """Show the days; cards that stay keep their focus."""
        focused, first = self._focused(), self._first_day()
        self._drop_gone(days)
        for at, day in enumerate(days):
            column = self._columns.get(day.day)
            if column is None:
                column = self._columns[day.day] = DayColumn(DayHead(day))
                column.head.add_asked.connect(self.add_asked)
            if self._row.indexOf(column) != at:
                self._row.insertWidget(at, column)
                self._head_row.insertWidget(at, column.head)
            column.show_day(day, [self._card(one) for one in day.cards])
        self._order = tuple(days)
        if self._current not in self._cards:
            self._current = _to_begin_with(days)
        self._set_widths(first)
        self._rove()
        if focused and self._current in self._cards:
            self.focus(self._current)

    def _first_day(self) -> str:
        shown = self.days_shown
        return shown[0].day if shown else ""

    def _drop_gone(self, days: Sequence[Day]) -> None:
        keys = {day.day for day in days}
        ids = {card.id for day in days for card in day.cards}
        for gone in [one for one in self._cards if one not in ids]:
            _remove(self._cards.pop(gone))
        for gone in [one for one in self._columns if one not in keys]:
            column = self._columns.pop(gone)
            # Cards that moved to another day must not go with their old one.
            for card in column.findChildren(ActivityCard):
                card.setParent(self._days)
            _remove(column.head)
            _remove(column)

    def _card(self, card: Card) -> ActivityCard:
        widget = self._cards.get(card.id)
        if widget is None:
            widget = self._cards[card.id] = ActivityCard(card)
            widget.clicked.connect(self._on_card_clicked)
            widget.focused.connect(self._on_card_focused)
            widget.lettered.connect(self.lettered)
            widget.dragged.connect(self._on_dragged)
            widget.dropped.connect(self._on_dropped)
            widget.drag_left.connect(self._end_drag)
        widget.show_card(card)
        return widget

    def focus(self, activity: str) -> bool:
        """Put the focus on an activity and bring it into sight."""
        card = self._cards.get(activity)
        if card is None:
            return False
        self._current = activity
        self._rove()
        self.reveal(card.card.day)
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(card, 0, dress.space(3))
        return True

    def set_open(self, activity: str) -> None:
        """Mark the activity whose form is open; empty for none."""
        if activity in self._cards:
            self._current = activity
            self._rove()
        for key, card in self._cards.items():
            card.set_open(key == activity)

    # -- which days are on the screen ----------------------------------------------------------

    def bring_day(self, day: str) -> None:
        """Show the days from this one on."""
        at = next((at for at, one in enumerate(self._order) if one.day == day), -1)
        if at >= 0:
            self._show_from(at)

    def turn(self, by: int) -> None:
        """Show the days before (negative) or after those on the screen."""
        self._show_from(self._first + by * self._fitting)
        shown = {card.id for day in self.days_shown for card in day.cards}
        if self._current not in shown:
            self._current = _to_begin_with(self.days_shown) or self._current
            self._rove()

    def reveal(self, day: str) -> None:
        """Bring a day to the screen by as little turning as it takes."""
        at = next((at for at, one in enumerate(self._order) if one.day == day), -1)
        if 0 <= at < self._first:
            self._show_from(at)
        elif at >= self._first + self._fitting:
            self._show_from(at - self._fitting + 1)

    def _show_from(self, first: int) -> None:
        self._first = max(0, min(first, len(self._order) - self._fitting))
        shown = {day.day for day in self.days_shown}
        for key, column in self._columns.items():
            column.setVisible(key in shown)
            column.head.setVisible(key in shown)
        self.turned.emit()

    @Slot()
    def _settle(self) -> None:
        # Only once the columns have been laid out is it known where anything stands.
        card = self._cards.get(self._current)
        if card is not None and (card.is_open or card.hasFocus()):
            self.reveal(card.card.day)
            self.area.ensureWidgetVisible(card, 0, dress.space(3))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The columns share the room inside the scroll bars, which only this widget knows.
        if watched is self.area.viewport() and event.type() == QEvent.Type.Resize:
            self._set_widths(self._first_day())
        return super().eventFilter(watched, event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_widths(self._first_day())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._column_width(), dress.px(240))

    def _column_width(self) -> int:
        return round(QFontMetrics(QApplication.font()).height() * _COLUMN_EMS)

    def _set_widths(self, first: str) -> None:
        """Share the width among as many whole days as fit, the first one staying where it is."""
        gap = self._row.spacing()
        room = self.area.viewport().width() + gap
        fitting = max(1, room // (self._column_width() + gap))
        self._fitting = min(fitting, max(len(self._columns), 1))
        width = room // self._fitting - gap
        if self._fitting > 1:
            width = min(width, 2 * self._column_width())
        for column in self._columns.values():
            column.set_width(width)
        at = next((at for at, one in enumerate(self._order) if one.day == first), self._first)
        self._show_from(at)
        self._soon.start()

    # -- keys ----------------------------------------------------------------------------------

    def _focused(self) -> bool:
        focus = QApplication.focusWidget()
        return isinstance(focus, ActivityCard) and self._days.isAncestorOf(focus)

    def _rove(self) -> None:
        """Let Tab stop at one card alone; the arrows go to the others."""
        for key, card in self._cards.items():
            at = Qt.FocusPolicy.StrongFocus if key == self._current else Qt.FocusPolicy.ClickFocus
            if card.focusPolicy() != at:
                card.setFocusPolicy(at)

    @Slot()
    def _on_card_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, ActivityCard):
            self._current = sender.card.id
            self.opened.emit(sender.card.id)

    @Slot()
    def _on_card_focused(self) -> None:
        sender = self.sender()
        if isinstance(sender, ActivityCard) and sender.card.id != self._current:
            self._current = sender.card.id
            self._rove()

    @Slot(object)
    def _on_keyed(self, event: QKeyEvent) -> None:
        way = _WAYS.get(Qt.Key(event.key()))
        if way is None or not self._current:
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier:
            days, steps = way
            if days:
                self.day_moved.emit(self._current, days)
            else:
                self.time_moved.emit(self._current, steps)
            event.accept()
        elif held == Qt.KeyboardModifier.NoModifier:
            self._go(*way)
            event.accept()

    def _go(self, days: int, steps: int) -> None:
        """Move the focus to the neighbour in that direction."""
        grid = [[card.id for card in day.cards] for day in self._order]
        at = next((at for at, ids in enumerate(grid) if self._current in ids), -1)
        if at < 0:
            return
        row = grid[at].index(self._current)
        if steps:
            self.focus(grid[at][min(max(row + steps, 0), len(grid[at]) - 1)])
            return
        at += days
        while 0 <= at < len(grid) and not grid[at]:
            at += days
        if 0 <= at < len(grid):
            self.focus(self._level(grid[at]))

    def _level(self, ids: list[str]) -> str:
        """Return the activity of a column that is nearest in time to the current one."""
        now = minutes_of(self._cards[self._current].card.start) or 0
        return min(ids, key=lambda one: abs((minutes_of(self._cards[one].card.start) or 0) - now))

    # -- dragging ------------------------------------------------------------------------------

    @Slot(QPoint)
    def _on_dragged(self, at: QPoint) -> None:
        """Show where the card would come to stand; ``at`` is on the screen."""
        sender = self.sender()
        if isinstance(sender, ActivityCard):
            self._dragged = sender
        place = self._place(at)
        if self._dragged is None or place is None:
            self.mark.hide()
            return
        hours = self.hours_of(self._dragged.card.id, place.day, place.behind)
        column = self._columns[place.day]
        self.mark.show_at(column.mapTo(self._days, QPoint(0, place.y)), column.width(), hours)
        self.area.ensureVisible(self.mark.x(), self.mark.y(), 0, dress.space(8))
        if self._edge(at):
            if not self._turning.isActive():
                self._turning.start()
        else:
            self._turning.stop()

    def _place(self, at: QPoint) -> Place | None:
        if self._dragged is None:
            return None
        shown = {day.day: self._columns[day.day] for day in self.days_shown}
        return place_at(shown, self._dragged, at)

    def _edge(self, at: QPoint) -> int:
        """Return -1 or 1 where the pointer is beyond the first or the last day shown."""
        x = self.area.mapFromGlobal(at).x()
        before, after = self.hidden_days
        if x < dress.space(3) and before:
            return -1
        return 1 if x > self.area.viewport().width() - dress.space(3) and after else 0

    @Slot()
    def _turn_while_dragging(self) -> None:
        from PySide6.QtGui import QCursor

        way = self._edge(QCursor.pos())
        if self._dragged is None or not way:
            self._turning.stop()
            return
        self._show_from(self._first + way)

    @Slot(QPoint)
    def _on_dropped(self, at: QPoint) -> None:
        place, card = self._place(at), self._dragged
        self._end_drag()
        if card is not None and place is not None:
            self._current = card.card.id
            self.dropped.emit(card.card.id, place.day, place.behind)

    @Slot()
    def _end_drag(self) -> None:
        self._turning.stop()
        self._dragged = None
        self.mark.hide()


def _to_begin_with(days: Sequence[Day]) -> str:
    """Return the activity the eye goes to first: what is next today, else the first on site."""
    today = [card for day in days if day.is_today for card in day.cards]
    ahead = [card for card in today if card.state == "planned"]
    on_site = [card for day in days if day.is_fieldwork for card in day.cards]
    every = [card for day in days for card in day.cards]
    return next((card.id for card in (*ahead, *today, *on_site, *every)), "")


def _remove(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
