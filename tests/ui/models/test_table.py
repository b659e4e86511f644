"""The declared table: refreshes keep place and choice, rows read as sentences."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt

from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel


@dataclass(frozen=True, slots=True)
class Case:
    code: str
    plan: str = "CP"
    risk: bool = False


COLUMNS = (
    Column[Case]("Case", lambda case: case.code, strong=True),
    Column[Case]("Plan", lambda case: case.plan, width=8),
    Column[Case](
        "State",
        lambda _: "",
        chip=lambda case: ChipValue("risk") if case.risk else None,
        right=True,
    ),
)


def model_of(*cases):
    model = TableModel(COLUMNS, lambda case: case.code)
    model.set_rows(cases)
    return model


def test_the_model_keeps_qts_rules(qtbot, qtmodeltester):
    model = model_of(Case("4471", risk=True), Case("4390"))
    qtmodeltester.check(model)
    model.set_rows([Case("4390", "CIN"), Case("1"), Case("4471")])
    qtmodeltester.check(model)


def test_a_row_is_one_sentence(qapp):
    model = model_of(Case("4471", "CP", risk=True))
    said = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "4471, Plan: CP, State: immediate risk"


def test_only_what_changed_is_told(qtbot):
    model = model_of(Case("1"), Case("2"), Case("3"))
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.set_rows([Case("1"), Case("2", "CIN"), Case("3")])
    assert told == [(1, 1)]


@given(
    st.lists(st.integers(0, 12), unique=True),
    st.lists(st.integers(0, 12), unique=True),
)
def test_held_rows_follow_their_key(qapp, before, after):
    model = TableModel((Column[int]("N", str),), lambda number: number)
    model.set_rows(before)
    held = {number: QPersistentModelIndex(model.index(at, 0)) for at, number in enumerate(before)}
    model.set_rows(after)
    assert model.rows == tuple(after)
    for number, index in held.items():
        if number in after:
            assert index.row() == after.index(number)
        else:
            assert not index.isValid()
    assert all(model.row_of(number) == at for at, number in enumerate(after))


def test_a_row_is_found_by_its_key(qapp):
    model = model_of(Case("1"), Case("2"))
    model.set_rows([Case("1", "CIN"), Case("3")])
    assert model.rows == (Case("1", "CIN"), Case("3"))
    assert model.value_of("3") == Case("3")
    assert model.value_of("2") is None


@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_sorting_lasts_through_refreshes(qapp, order):
    model = model_of(Case("b"), Case("A"))
    model.sort(0, order)
    model.set_rows([*model.rows, Case("aa")])
    codes = [case.code for case in model.rows]
    expected = ["A", "aa", "b"]
    assert codes == (expected if order == Qt.SortOrder.AscendingOrder else expected[::-1])


def test_a_great_change_is_one_reset(qtbot):
    model = TableModel((Column[int]("N", str),), lambda number: number)
    with qtbot.waitSignal(model.modelReset):
        model.set_rows(range(20_000))
    with qtbot.waitSignal(model.modelReset):
        model.set_rows(range(0, 20_000, 2))
    assert model.row_of(10) == 5


def test_right_aligned_columns_say_so(qapp):
    model = model_of(Case("1"))
    right = model.index(0, 2).data(Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Plan"
    assert model.headerData(1, Qt.Orientation.Vertical) is None
