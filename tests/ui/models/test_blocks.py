"""A long table asks only for what is looked at."""

from __future__ import annotations

from ilacs_desktop.ui.models.blocks import BLOCK_ROWS, BlockModel
from ilacs_desktop.ui.models.table import Column
from ilacs_desktop.ui.widgets.record_table import RecordTable

COLUMNS = (Column("Child", lambda row: row[0]), Column("Start", lambda row: row[1], width=10))


def rows(first, count):
    return [(str(number), "2026") for number in range(first, first + count)]


def test_the_model_keeps_qts_rules(qtbot, qtmodeltester):
    model = BlockModel(COLUMNS)
    model.set_count(450)
    qtmodeltester.check(model)


def test_ninety_thousand_rows_fetch_one_screenful(qtbot, dressed):
    model = BlockModel(COLUMNS)
    wanted = []
    model.block_wanted.connect(lambda first, count: wanted.append((first, count)))
    table = RecordTable("Rows", model)
    qtbot.addWidget(table)
    table.resize(400, 400)
    table.show()
    model.set_count(90_000)
    qtbot.waitUntil(lambda: bool(wanted))
    assert wanted == [(0, BLOCK_ROWS)]
    model.put_block(0, rows(0, BLOCK_ROWS))
    assert model.face(3, 0).text == "3"
    table.choose(89_999)
    qtbot.waitUntil(lambda: len(wanted) > 1)
    assert wanted[-1] == (89_800, BLOCK_ROWS)
    model.put_block(89_800, rows(89_800, BLOCK_ROWS))
    assert model.sentence(89_999) == "89999, Start: 2026"


def test_a_block_nobody_wants_is_left_out(qapp):
    model = BlockModel(COLUMNS)
    model.set_count(10)
    assert model.face(0, 0).text == "…"
    model.set_count(0)
    model.put_block(0, rows(0, 10))
    assert model.value_at(0) is None


def test_old_blocks_are_let_go(qapp):
    model = BlockModel(COLUMNS)
    model.set_count(BLOCK_ROWS * 50)
    for number in range(50):
        first = number * BLOCK_ROWS
        model.value_at(first)
        model.put_block(first, rows(first, BLOCK_ROWS))
    assert model.value_at(49 * BLOCK_ROWS) is not None
    assert model.value_at(0) is None
