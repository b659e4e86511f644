"""Tab goes as one reads, also through what was made late."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ilacs_desktop.ui.dialogs.strike_out import StrikeOutDialog
from ilacs_desktop.ui.frame import reading_order
from ilacs_desktop.ui.frame.shell import MainWindow
from ilacs_desktop.ui.widgets.buttons import Button


def line(name):
    field = QLineEdit()
    field.setObjectName(name)
    return field


def names(window):
    return [each.objectName() or each.text() for each in reading_order.stops(window)]


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    made.setCentralWidget(QWidget())
    made.column = QVBoxLayout(made.centralWidget())
    qtbot.addWidget(made)
    return made


def test_a_field_made_late_has_its_place_where_it_stands(qtbot, window):
    window.column.addWidget(line("first"))
    window.column.addWidget(line("last"))
    window.show()
    window.column.insertWidget(1, line("late"))
    qtbot.waitUntil(lambda: names(window) == ["first", "late", "last"])


def test_columns_are_read_one_after_the_other(window):
    row, left, right = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
    for column, words in ((left, "ab"), (right, "cd")):
        for name in words:
            column.addWidget(line(name))
        row.addLayout(column)
    window.column.addLayout(row)
    window.show()
    assert names(window) == ["a", "b", "c", "d"]


def test_a_grid_is_read_by_rows_however_it_was_filled(window):
    grid = QGridLayout()
    for name, at in (("d", (1, 1)), ("b", (0, 1)), ("c", (1, 0)), ("a", (0, 0))):
        grid.addWidget(line(name), *at)
    window.column.addLayout(grid)
    window.show()
    assert names(window) == ["a", "b", "c", "d"]


def test_the_strong_button_of_a_row_comes_before_the_others(window):
    row = QHBoxLayout()
    row.addWidget(Button("Cancel"))
    row.addWidget(Button("Begin", "primary"))
    window.column.addWidget(line("field"))
    window.column.addLayout(row)
    window.show()
    assert names(window) == ["field", "Begin", "Cancel"]


def test_of_buttons_of_which_one_is_down_that_one_is_the_stop(window):
    group = QButtonGroup(window)
    for name in ("one", "two", "three"):
        button = Button(name)
        button.setCheckable(True)
        group.addButton(button)
        window.column.addWidget(button)
    group.buttons()[0].setFocus()
    group.buttons()[1].setChecked(True)
    window.show()
    assert names(window) == ["two"]


def test_what_is_hidden_or_disabled_is_passed_over(window):
    for name in ("a", "hidden", "disabled", "b"):
        window.column.addWidget(line(name))
    window.findChild(QLineEdit, "hidden").hide()
    window.findChild(QLineEdit, "disabled").setEnabled(False)
    window.show()
    assert names(window) == ["a", "b"]


def test_tab_goes_round_in_the_window_both_ways(qtbot):
    window, view = MainWindow(), QWidget()
    column = QVBoxLayout(view)
    fields = [line("a"), line("c")]
    for field in fields:
        column.addWidget(field)
    qtbot.addWidget(window)
    window.show_state(view)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    late = line("b")
    column.insertWidget(1, late)
    qtbot.waitUntil(late.isVisible)
    fields[0].setFocus()
    seen = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget().objectName())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert seen == ["b", "c", "a"]
    assert QApplication.focusWidget() is fields[1]


def test_what_is_hidden_gives_the_focus_to_what_comes_after_it(qtbot):
    window, view = MainWindow(), QWidget()
    column = QVBoxLayout(view)
    fields = [line(name) for name in "abc"]
    for field in fields:
        column.addWidget(field)
    qtbot.addWidget(window)
    window.show_state(view)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    fields[1].setFocus()
    fields[1].hide()
    assert QApplication.focusWidget() is fields[2]


def test_tab_scrolls_to_the_field_it_goes_to(window):
    area, inner = QScrollArea(), QWidget()
    column = QVBoxLayout(inner)
    fields = [line(f"{at}") for at in range(40)]
    for field in fields:
        column.addWidget(field)
    area.setWidget(inner)
    window.column.addWidget(line("before"))
    window.column.addWidget(area)
    window.resize(300, 200)
    window.show()
    reading_order.bring_into_view(fields[-1])
    assert fields[-1].visibleRegion().boundingRect() == fields[-1].rect()


def test_the_places_of_a_phrase_come_before_the_button_that_strikes_it_out(qtbot):
    class Place:
        words = "Note · text"

    dialog = StrikeOutDialog("Example")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_places("Example", [Place()])
    last = ["Note · text", "&Strike out for good", "&Leave it"]
    qtbot.waitUntil(lambda: names(dialog)[-3:] == last)


def test_no_wrapper_of_a_layouts_item_is_made(qtbot, qapp):
    """PySide keeps such a wrapper when its item is gone: the next widget there is taken for it."""
    window = QWidget()
    qtbot.addWidget(window)
    column, row = QVBoxLayout(window), QHBoxLayout()
    column.addLayout(row)
    for layout in (row, column):
        layout.addWidget(QLineEdit())
        layout.addWidget(QPushButton("Go"))
    window.show()

    def kept():
        return [
            each
            for each in shiboken6.getAllValidWrappers()
            if isinstance(each, QLayoutItem) and not isinstance(each, QLayout)
        ]

    before = len(kept())
    assert len(reading_order.stops(window)) == 4
    assert len(kept()) == before


def test_no_code_asks_a_layout_for_its_items():
    folder = Path(reading_order.__file__).parents[1]
    asking = [
        path.name for path in folder.rglob("*.py") if ".itemAt(" in path.read_text(encoding="utf-8")
    ]
    assert asking == []
