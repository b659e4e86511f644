"""A table as high as its rows, opened by one click, quiet until it has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.scrolled import scrolling
from ilacs_desktop.ui.widgets.short_table import ShortTable

LONG = "a long sentence that goes on " * 6


@pytest.fixture
def model(qapp):
    columns = (
        Column("Kind", lambda row: "", chip=lambda row: ChipValue("neutral", row), width=12),
        Column("Text", lambda row: LONG if row == "long" else row, second=lambda row: "second"),
    )
    return TableModel(columns, key=lambda row: row)


@pytest.fixture
def table(qtbot, dressed, model):
    made = ShortTable("Lines", model)
    qtbot.addWidget(made)
    made.resize(420, 10)
    made.show()
    return made


def test_it_is_as_high_as_its_rows(table, model):
    assert table.height() == 0
    model.set_rows(["one", "two"])
    two = table.height()
    assert two == table.rowHeight(0) + table.rowHeight(1)
    model.set_rows(["one", "long", "two"])
    assert table.height() > two + table.rowHeight(0)
    model.set_rows([])
    assert table.height() == 0


def test_a_narrow_table_wraps_and_grows(table, model):
    model.set_rows(["one", "words for two narrow lines"])
    wide = table.rowHeight(1)
    table.resize(240, 10)
    assert table.rowHeight(1) > wide


def test_one_click_and_enter_open(table, model, qtbot):
    model.set_rows(["one", "two"])
    with qtbot.waitSignal(table.record_opened) as opened:
        at = table.visualRect(model.index(1, 1)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == ["two"]
    with qtbot.waitSignal(table.record_opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["two"]


def test_no_row_looks_chosen(table, model):
    model.set_rows(["one", "two"])
    assert not table.selectionModel().hasSelection()
    assert table.current_key() == "one"


def test_larger_text_makes_it_higher(table, model, dressed):
    model.set_rows(["one"])
    before = table.height()
    dressed("light", 2.0)
    assert table.height() > 1.6 * before


def test_it_can_be_told_not_to_open(qtbot, dressed, model):
    made = ShortTable("Facts", model, opens=False, heading=True)
    qtbot.addWidget(made)
    model.set_rows(["one"])
    made.show()
    assert made.horizontalHeader().isVisible()
    with qtbot.assertNotEmitted(made.record_opened):
        at = made.visualRect(model.index(0, 1)).center()
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_arrows_never_lead_out_of_sight(qtbot, dressed, model):
    table = ShortTable("Lines", model)
    model.set_rows([str(one) for one in range(20)])
    area = scrolling(table)
    qtbot.addWidget(area)
    area.resize(420, 160)
    area.show()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    for _ in range(19):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    row = table.visualRect(table.currentIndex())
    seen = table.viewport().mapTo(area.viewport(), row.center())
    assert table.current_key() == "19"
    assert area.viewport().rect().contains(seen)
