"""An ordered list asks for its row to be moved by Alt with an arrow; arrows alone go through it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.ordered_list import OrderedList

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def ordered(qtbot, dressed):
    model = TableModel((Column("Word", str),), key=lambda row: row)
    made = OrderedList("Words", model)
    qtbot.addWidget(made)
    model.set_rows(["one", "two"])
    made.choose("one")
    return made


@pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)])
def test_alt_and_an_arrow_asks(qtbot, ordered, key, step):
    with qtbot.waitSignal(ordered.shift_asked) as asked:
        qtbot.keyClick(ordered, key, ALT)
    assert asked.args == [step]
    assert ordered.current_key() == "one"


def test_an_arrow_alone_goes_to_the_next(qtbot, ordered):
    with qtbot.assertNotEmitted(ordered.shift_asked):
        qtbot.keyClick(ordered, Qt.Key.Key_Down)
    assert ordered.current_key() == "two"
