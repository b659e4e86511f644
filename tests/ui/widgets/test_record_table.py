"""A table of records always has a current one, and keeps it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.record_table import MasterList, RecordTable


@pytest.fixture
def model(qapp):
    columns = (
        Column("Case", str, second=lambda number: f"plan {number}", strong=True),
        Column("State", lambda _: "", chip=lambda _: ChipValue("done", "done"), width=10),
    )
    return TableModel(columns, lambda number: number)


@pytest.fixture(params=[RecordTable, MasterList])
def table(request, qtbot, dressed, model):
    made = request.param("Cases", model)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def test_there_is_always_a_current_record(table, model):
    chosen = []
    table.record_chosen.connect(chosen.append)
    assert table.current_key() is None
    model.set_rows([1, 2, 3])
    assert table.current_key() == 1
    assert table.chosen_keys() == (1,)
    model.set_rows([2, 3])
    assert table.current_key() == 2
    model.set_rows([])
    assert table.current_key() is None
    assert chosen[0] == 1
    assert chosen[-1] is None


def test_the_choice_stays_with_its_record(table, model):
    model.set_rows([1, 2, 3])
    assert table.choose(3)
    model.set_rows([3, 0, 1])
    assert table.current_key() == 3
    model.set_rows([*range(10, 600), 3])
    assert table.current_key() == 3
    assert table.chosen_keys() == (3,)
    assert not table.choose("nobody")


def test_keys_move_and_open(table, model, qtbot):
    model.set_rows([1, 2, 3])
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current_key() == 2
    with qtbot.waitSignal(table.record_opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_rows_grow_with_the_text(table, model, dressed):
    model.set_rows([1])
    usual = table.rowHeight(0)
    dressed("light", 2.0)
    assert table.rowHeight(0) >= usual * 1.8


def test_it_paints_in_both_schemes(table, model, dressed):
    model.set_rows(range(20))
    light = table.grab().toImage()
    dressed("dark")
    assert table.grab().toImage() != light


def test_it_has_a_name(table, accessible_audit):
    accessible_audit(table)


def test_headings_sort(qtbot, dressed, model):
    table = RecordTable("Cases", model, sortable=True)
    qtbot.addWidget(table)
    model.set_rows([2, 1])
    table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert model.rows == (1, 2)


def test_home_and_end_go_to_the_first_and_the_last_record(table, model, qtbot):
    model.set_rows([1, 2, 3])
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert (table.current_key(), table.chosen_keys()) == (3, (3,))
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert (table.current_key(), table.chosen_keys()) == (1, (1,))


@pytest.fixture
def wide(qtbot, dressed):
    columns = (
        Column("Child", lambda row: row[0], width=10),
        Column("What was found", lambda row: row[1], width=40),
        Column("By", lambda row: row[2], width=20),
    )
    model = TableModel(columns, lambda row: row[0])
    made = RecordTable("Wide", model)
    qtbot.addWidget(made)
    made.resize(1200, 300)
    made.show()
    qtbot.waitExposed(made)
    model.set_rows([("one", "short", "A"), ("two", "words that go on and on " * 9, "B")])
    return made


def test_a_table_without_room_shows_each_record_in_lines_and_nothing_sideways(wide):
    usual = wide.rowHeight(0)
    assert not wide.is_folded
    wide.resize(300, 300)
    assert wide.is_folded
    assert wide.horizontalScrollBar().maximum() == 0
    assert wide.isColumnHidden(2)
    assert wide.rowHeight(1) > wide.rowHeight(0) >= usual
    # A screen reader is told the whole record whatever is painted.
    assert "What was found: words that go" in wide.model().sentence(1)
    wide.resize(1200, 300)
    assert not wide.is_folded
    assert not wide.isColumnHidden(2)
    assert wide.horizontalHeader().isVisible()
    assert wide.rowHeight(1) == wide.rowHeight(0) == usual


def test_a_table_without_headings_shows_none_after_folding(wide):
    wide.horizontalHeader().hide()
    wide.resize(300, 300)
    wide.resize(1200, 300)
    assert not wide.is_folded
    assert wide.horizontalHeader().isHidden()


def test_columns_are_narrowed_a_little_before_the_rows_are_folded(wide):
    usual = wide.columnWidth(2)
    wide.resize(570, 300)
    assert not wide.is_folded
    assert wide.columnWidth(2) < usual
    assert wide.horizontalScrollBar().maximum() == 0


def test_a_folded_table_unfolds_when_the_text_becomes_small_again(wide, dressed):
    wide.resize(750, 300)
    assert not wide.is_folded
    dressed("light", 2.0)
    assert wide.is_folded
    dressed("light", 1.0)
    assert not wide.is_folded


def test_what_changes_in_a_folded_table_gets_its_room(wide):
    wide.resize(300, 300)
    before = wide.rowHeight(0)
    wide.model().set_rows([("one", "now there is much more to read here " * 9, "A")])
    assert wide.rowHeight(0) > before
    light = wide.grab().toImage()
    wide.model().set_rows([("one", "now there is something else to read " * 9, "A")])
    assert wide.grab().toImage() != light
