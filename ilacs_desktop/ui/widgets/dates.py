"""Fields for a date or a time that may be empty."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.fields.typed_dates import parse_date, parse_time, show_date, show_time
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import IconButton
from ilacs_desktop.ui.widgets.typing_guard import COMMIT_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QHideEvent
    from PySide6.QtWidgets import QCalendarWidget

_DATE_HELP = "Type a date such as 8/7/2026, 8 Jul, today or +3."
_PART_OF_DATE = re.compile(r"\d+|\d{1,2}[/.\- ](\d{1,2}|[A-Za-z]+)[/.\- ]\d{1,3}")
"""A bare number may become any date, and a year of fewer than four figures another one."""
_WHOLE_TIME = 3
"""Characters from which on a time is taken while it is typed: two may be the start of four."""
_TIME_HELP = "Type a time such as 9:30, 1405 or 2pm."


def _today() -> date:
    return datetime.now().astimezone().date()


def _now() -> datetime:
    return datetime.now().astimezone()


class _Typed(QLineEdit):
    """A line that reports when a person has finished with it."""

    left = Signal()
    paused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.returnPressed.connect(self.left)
        # From the last key: half a date is often another one, and is no use on the disk.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(COMMIT_MS)
        self._pause.timeout.connect(self.paused)
        self.textEdited.connect(self._on_edited)

    @Slot()
    def _on_edited(self) -> None:
        self._pause.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._pause.stop()
        super().hideEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def show_wrong(self, wrong: bool, words: str) -> None:  # noqa: FBT001 - one property
        """Mark the line as not understood, with the words that help."""
        dress.set_role(self, "true" if wrong else "false", "wrong")
        self.setToolTip(words if wrong else "")
        self.setAccessibleDescription(words if wrong else "")


class OptionalDateEdit(QWidget):
    """A date that may be empty: typed, or picked from a calendar.

    Signals:
        date_committed: the date, or None, once the person has finished and it has changed.
        wrong_typed: whether the text on the screen is no date.
    """

    date_committed = Signal(object)
    wrong_typed = Signal(bool)

    def __init__(
        self, parent: QWidget | None = None, *, today: Callable[[], date] = _today
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._date: date | None = None
        self._popup: _CalendarPopup | None = None
        self._line = _Typed(self)
        self._line.setPlaceholderText("day month year")
        self._button = IconButton("calendar", "Choose from a calendar", keys="Alt+Down")
        row = QHBoxLayout(self)
        dress.set_space(row, 0, 1)
        row.addWidget(self._line, 1)
        row.addWidget(self._button)
        self.setFocusProxy(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line.left.connect(self._on_left)
        self._line.paused.connect(self._on_paused)
        self._line.installEventFilter(self)
        self._button.clicked.connect(self._on_button_clicked)

    @property
    def line(self) -> QLineEdit:
        """Return the line that is typed into."""
        return self._line

    @property
    def is_wrong(self) -> bool:
        """Say whether the text on the screen is no date."""
        text = self._line.text().strip()
        return bool(text) and parse_date(text, self._today()) is None

    def value(self) -> date | None:
        """Return the date on the screen; None where it is empty or no date."""
        return parse_date(self._line.text(), self._today())

    def set_date(self, value: date | None) -> None:
        """Show a date or none; nothing is emitted, and text being typed is left alone."""
        if value == self._date and (self._line.hasFocus() or self.value() == value):
            return
        self._date = value
        self._line.setText("" if value is None else show_date(value))
        self._line.show_wrong(False, "")  # noqa: FBT003 - one property

    def flush(self) -> None:
        """Commit now what is typed, where it is a date or empty."""
        self._on_left()

    @override
    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and watched is self._line:
            key, held = event.key(), event.modifiers()  # type: ignore[attr-defined]
            if key == Qt.Key.Key_Down and held & Qt.KeyboardModifier.AltModifier:
                self._on_button_clicked()
                return True
        return False

    @Slot()
    def _on_left(self) -> None:
        wrong = self.is_wrong
        self._line.show_wrong(wrong, _DATE_HELP)
        self.wrong_typed.emit(wrong)
        if wrong:
            return
        value = self.value()
        self._line.setText("" if value is None else show_date(value))
        if value != self._date:
            self._date = value
            self.date_committed.emit(value)

    @Slot()
    def _on_paused(self) -> None:
        """Save a whole date that was typed, without changing how it stands on the screen."""
        text, value = self._line.text().strip(), self.value()
        is_whole = not _PART_OF_DATE.fullmatch(text) and (value is not None or not text)
        if is_whole and value != self._date:
            self._date = value
            self.date_committed.emit(value)

    @Slot()
    def _on_button_clicked(self) -> None:
        if self._popup is None:
            self._popup = _CalendarPopup(self)
            self._popup.picked.connect(self._on_picked)
        self._popup.show_at(self._line, self.value() or self._today())

    @Slot(object)
    def _on_picked(self, value: date) -> None:
        self._line.setText(show_date(value))
        self._on_left()
        self._line.setFocus()


class TimeEdit(_Typed):
    """A time of day that may be empty.

    Signals:
        time_committed: the time, or None, once the person has finished and it has changed.
    """

    time_committed = Signal(object)

    def __init__(
        self, parent: QWidget | None = None, *, now: Callable[[], datetime] = _now
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._time: time | None = None
        self.setPlaceholderText("hh:mm")
        self.left.connect(self._on_left)
        self.paused.connect(self._on_paused)

    @property
    def is_wrong(self) -> bool:
        """Say whether the text on the screen is no time."""
        return bool(self.text().strip()) and self.value() is None

    def value(self) -> time | None:
        """Return the time on the screen; None where it is empty or no time."""
        return parse_time(self.text(), self._now())

    def set_time(self, value: time | None) -> None:
        """Show a time or none; nothing is emitted, and text being typed is left alone."""
        if value == self._time and (self.hasFocus() or self.value() == value):
            return
        self._time = value
        self.setText("" if value is None else show_time(value))
        self.show_wrong(False, "")  # noqa: FBT003 - one property

    def flush(self) -> None:
        """Commit now what is typed, where it is a time or empty."""
        self._on_left()

    @Slot()
    def _on_left(self) -> None:
        self.show_wrong(self.is_wrong, _TIME_HELP)
        if self.is_wrong:
            return
        value = self.value()
        self.setText("" if value is None else show_time(value))
        if value != self._time:
            self._time = value
            self.time_committed.emit(value)

    @Slot()
    def _on_paused(self) -> None:
        """Save a whole time that was typed, without changing how it stands on the screen."""
        text, value = self.text().strip(), self.value()
        is_whole = (len(text) >= _WHOLE_TIME and value is not None) or not text
        if is_whole and value != self._time:
            self._time = value
            self.time_committed.emit(value)


class _CalendarPopup(QFrame):
    """A calendar below the field, gone with Escape or a click elsewhere."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        column = QVBoxLayout(self)
        dress.set_space(column, 1, 0)
        self._calendar = _calendar(self)
        column.addWidget(self._calendar)
        self._calendar.clicked.connect(self._on_chosen)
        self._calendar.activated.connect(self._on_chosen)

    def show_at(self, field: QWidget, value: date) -> None:
        """Open below a field with a date chosen."""
        self._calendar.setSelectedDate(QDate(value.year, value.month, value.day))
        self.adjustSize()
        self.move(field.mapToGlobal(QPoint(0, field.height())))
        self.show()
        self._calendar.setFocus()

    @Slot(QDate)
    def _on_chosen(self, chosen: QDate) -> None:
        if self.isVisible():
            self.hide()
            self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))


def _calendar(parent: QWidget) -> QCalendarWidget:
    from PySide6.QtWidgets import QCalendarWidget

    made = QCalendarWidget(parent)
    made.setAccessibleName("Calendar")
    made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    return made
