"""The board: a column a day, moved through by arrows and moved about by Alt with arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
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

from ilacs_desktop.ui import dress
from ilacs_desktop.ui.pages.plan.card import ActivityCard
from ilacs_desktop.ui.pages.plan.day import DayColumn, DayHead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from ilacs_desktop.services.timetable import Card, Day

_COLUMN_EMS = 11.5
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
    """Every day of the event side by side; the names of the days stay in sight.

    Signals:
        opened: the id of the activity to open.
        day_moved: id, and how many working days to move it on.
        time_moved: id, and how many steps later to move it.
        add_asked: the day on which an activity is to be added.
    """

    opened = Signal(str)
    day_moved = Signal(str, int)
    time_moved = Signal(str, int)
    add_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: dict[str, DayColumn] = {}
        self._cards: dict[str, ActivityCard] = {}
        self._current = ""
        self._wanted_day = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._settle)
        self._days, self._heads = _Days(), QWidget()
        self._row, self._head_row = QHBoxLayout(self._days), QHBoxLayout(self._heads)
        self.area, self._head_area = QScrollArea(), QScrollArea()
        for row in (self._row, self._head_row):
            dress.set_space(row, 0, 3)
            row.addStretch(1)
        for area, inner in ((self.area, self._days), (self._head_area, self._heads)):
            inner.setProperty("role", "ground")
            area.setWidget(inner)
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for set_policy in (
            self._head_area.setHorizontalScrollBarPolicy,
            self._head_area.setVerticalScrollBarPolicy,
        ):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Room for the bar beside the columns, so that names and columns stand in line.
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Timetable")
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        column.addWidget(self._head_area)
        column.addWidget(self.area, 1)
        self.area.viewport().installEventFilter(self)
        self._days.keyed.connect(self._on_keyed)
        self.area.horizontalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def current(self) -> str:
        """Return the id of the activity that has, or last had, the focus."""
        return self._current

    def card(self, activity: str) -> ActivityCard | None:
        """Return an activity's card."""
        return self._cards.get(activity)

    def show_days(self, days: Sequence[Day]) -> None:
        """Show the days; cards that stay keep their focus."""
        focused = self._focused()
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
        self._set_widths()
        if self._current not in self._cards:
            self._current = _to_begin_with(days)
        self._rove()
        if focused and self._current in self._cards:
            self.focus(self._current)

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
        widget.show_card(card)
        return widget

    def focus(self, activity: str) -> bool:
        """Put the focus on an activity and bring it into sight."""
        card = self._cards.get(activity)
        if card is None:
            return False
        self._current = activity
        self._rove()
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(card, dress.space(3), dress.space(3))
        return True

    def set_open(self, activity: str) -> None:
        """Mark the activity whose form is open; empty for none."""
        for key, card in self._cards.items():
            card.set_open(key == activity)

    def bring_day(self, day: str) -> None:
        """Scroll so that a day stands at the left."""
        self._wanted_day = day
        self._settle_later()

    def _settle_later(self) -> None:
        # Only once the columns have been laid out is it known where anything stands.
        self._soon.start()

    @Slot()
    def _settle(self) -> None:
        column = self._columns.get(self._wanted_day)
        card = self._cards.get(self._current)
        if column is not None and self.isVisible():
            self._wanted_day = ""
            self.area.horizontalScrollBar().setValue(column.x())
        elif card is not None and (card.is_open or card.hasFocus()):
            self.area.ensureWidgetVisible(card, dress.space(3), dress.space(3))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The columns share the room inside the scroll bars, which only this widget knows.
        if watched is self.area.viewport() and event.type() == QEvent.Type.Resize:
            self._set_widths()
        return super().eventFilter(watched, event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_widths()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._column_width(), dress.px(240))

    def _column_width(self) -> int:
        return round(QFontMetrics(QApplication.font()).height() * _COLUMN_EMS)

    def _set_widths(self) -> None:
        """Share the width among as many whole days as fit; the rest scrolls."""
        gap = self._row.spacing()
        room = self.area.viewport().width() + gap
        fitting = max(1, room // (self._column_width() + gap))
        fitting = min(fitting, max(len(self._columns), 1))
        width = min(room // fitting - gap, 2 * self._column_width())
        for column in self._columns.values():
            column.set_width(width)
        self._head_area.setFixedHeight(self._heads.sizeHint().height())
        bar = self.area.verticalScrollBar()
        self._head_area.setViewportMargins(0, 0, bar.sizeHint().width(), 0)
        self._settle_later()

    @Slot(int)
    def _on_scrolled(self, value: int) -> None:
        self._head_area.horizontalScrollBar().setValue(value)

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
        grid = [
            [
                one.card.id
                for one in sorted(column.findChildren(ActivityCard), key=lambda card: card.y())
            ]
            for column in sorted(self._columns.values(), key=lambda column: column.x())
        ]
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
        now = self._cards[self._current].card.start
        return min(ids, key=lambda one: abs(_minutes(self._cards[one].card.start) - _minutes(now)))


def _to_begin_with(days: Sequence[Day]) -> str:
    """Return the activity the eye goes to first: what is next today, else the first on site."""
    today = [card for day in days if day.is_today for card in day.cards]
    ahead = [card for card in today if card.state == "planned"]
    on_site = [card for day in days if day.is_fieldwork for card in day.cards]
    every = [card for day in days for card in day.cards]
    return next((card.id for card in (*ahead, *today, *on_site, *every)), "")


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes) if hours.isdigit() and minutes.isdigit() else 0


def _remove(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
