"""Date and time fields: empty is allowed, wrong is said, only changes are told."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget

from ilacs_desktop.ui.widgets.dates import OptionalDateEdit, TimeEdit
from ilacs_desktop.ui.widgets.form_rows import FormRows


@pytest.fixture
def field(qtbot, dressed):
    rows = FormRows()
    made = OptionalDateEdit(today=lambda: date(2026, 7, 8))
    rows.add_row("&Date", made)
    qtbot.addWidget(rows)
    rows.show()
    qtbot.waitExposed(rows)
    made.rows = rows
    return made


def type_in(qtbot, line, text):
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_typed_dates_are_committed_once_and_written_out(field, qtbot):
    told = []
    field.date_committed.connect(told.append)
    type_in(qtbot, field.line, "9/7")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert told == [date(2026, 7, 9)]
    assert field.line.text() == "Thu 9 Jul 2026"


def test_it_can_be_empty(field, qtbot):
    told = []
    field.date_committed.connect(told.append)
    field.set_date(date(2026, 7, 1))
    assert told == []
    field.line.clear()
    field.flush()
    assert told == [None]
    assert field.value() is None


def test_what_is_no_date_is_said_and_kept(field, qtbot):
    told = []
    field.date_committed.connect(told.append)
    with qtbot.waitSignal(field.wrong_typed):
        type_in(qtbot, field.line, "soon")
    assert field.is_wrong
    assert field.line.text() == "soon"
    assert "such as" in field.line.accessibleDescription()
    assert told == []
    field.set_date(date(2026, 7, 2))
    assert not field.is_wrong


def test_a_refresh_leaves_typing_alone(field, qtbot):
    field.set_date(date(2026, 7, 1))
    field.line.setFocus()
    qtbot.waitUntil(field.line.hasFocus)
    field.line.setText("2 j")
    field.set_date(date(2026, 7, 1))
    assert field.line.text() == "2 j"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_calendar_opens_with_the_keyboard_and_picks(field, qtbot):
    told = []
    field.date_committed.connect(told.append)
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar.isVisible()
    assert calendar.selectedDate() == QDate(2026, 7, 8)
    calendar.activated.emit(QDate(2026, 7, 10))
    assert told == [date(2026, 7, 10)]
    assert not calendar.isVisible()


def test_its_parts_have_names(field, accessible_audit):
    accessible_audit(field.rows)


def test_times_are_committed(qtbot, dressed):
    field = TimeEdit(now=lambda: datetime(2026, 7, 8, 14, 2))
    qtbot.addWidget(field)
    field.show()
    told = []
    field.time_committed.connect(told.append)
    type_in(qtbot, field, "930")
    assert field.text() == "09:30"
    type_in(qtbot, field, "99")
    assert field.is_wrong
    field.set_time(None)
    field.flush()
    assert told == [time(9, 30)]
    field.set_time(time(16, 0))
    assert field.value() == time(16, 0)
