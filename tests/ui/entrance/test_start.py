"""The start page: what is on this laptop and what can be done with it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.ui.entrance.start import StartView, _when
from ilacs_desktop.ui.fields.values import InspectionRow

ROWS = (
    InspectionRow(
        "f1",
        "Exampleshire",
        "Short inspection",
        date(2026, 7, 6),
        date(2026, 7, 10),
        datetime(2026, 7, 8, 14, 2),
    ),
    InspectionRow("f2", "Sampleton", "Focused visit", None, note="Training inspection"),
)


@pytest.fixture
def view(qtbot, dressed):
    made = StartView()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_an_empty_laptop_says_what_to_do_first(view, qtbot, accessible_audit):
    assert view.first_focus() is view._empty.button
    with qtbot.waitSignal(view.new_asked):
        view._empty.button.click()
    accessible_audit(view)


def test_rows_open_by_key_and_by_button(view, qtbot):
    view.show_inspections(ROWS)
    opened = []
    view.open_asked.connect(opened.append)
    assert view.first_focus() is view._table
    qtbot.keyClick(view._table, Qt.Key.Key_Return)
    view._table.choose("f2")
    view._open.click()
    assert opened == ["f1", "f2"]


def test_rows_read_as_sentences(view):
    view.show_inspections(ROWS)
    assert view._model.sentence(0) == (
        "Exampleshire, Short inspection, Fieldwork: 6 Jul to 10 Jul 2026, "
        "Opened last: 8 Jul 2026, 14:02"
    )


def test_disposing_names_the_whole_row(view, qtbot):
    view.show_inspections(ROWS)
    with qtbot.waitSignal(view.dispose_asked) as asked:
        view._dispose.click()
    assert asked.args == [ROWS[0]]


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("_training", "training_asked"),
        ("_pin", "pin_asked"),
        ("_passphrase", "passphrase_asked"),
        ("_lock", "lock_asked"),
        ("_new", "new_asked"),
    ],
)
def test_every_button_asks(view, qtbot, button, signal):
    view.show_inspections(ROWS)
    with qtbot.waitSignal(getattr(view, signal)):
        getattr(view, button).click()


def test_dates_are_short_within_a_year():
    years = InspectionRow("x", "X", "", date(2025, 12, 29), date(2026, 1, 9))
    assert _when(years) == "29 Dec 2025 to 9 Jan 2026"
    assert _when(InspectionRow("x", "X", "", date(2026, 7, 6))) == "6 Jul 2026"


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("rows", [(), ROWS])
def test_it_is_named_and_nothing_is_cut(view, dressed, accessible_audit, cut_audit, scale, rows):
    dressed("light", scale)
    view.show_name("A. Shah")
    view.show_inspections(rows)
    view.resize(1365, 768)
    accessible_audit(view)
    cut_audit(view)
