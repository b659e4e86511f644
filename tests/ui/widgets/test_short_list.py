"""Short lists: as high as their rows, opened by Enter, one row a sentence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.ui.models.table import ChipValue
from ilacs_desktop.ui.widgets.short_list import ShortList, ShortRow


@pytest.fixture
def listed(qtbot, dressed):
    made = ShortList("Things", most=3)
    qtbot.addWidget(made)
    made.show()
    return made


def rows(count):
    return [ShortRow(str(at), f"Row {at}", "more", ChipValue("done")) for at in range(count)]


def test_it_grows_with_its_rows_until_it_scrolls(listed):
    heights = []
    for count in (1, 2, 3, 9):
        listed.show_rows(rows(count))
        heights.append(listed.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]
    policy = listed.verticalScrollBarPolicy()
    assert policy == Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_enter_opens_the_current_row(listed, qtbot):
    listed.show_rows(rows(2))
    opened = []
    listed.row_opened.connect(opened.append)
    listed.choose("1")
    listed.activated.emit(listed.currentIndex())
    assert opened == ["1"]


def test_the_chosen_row_stays(listed):
    listed.show_rows(rows(3))
    listed.choose("2")
    listed.show_rows(rows(3)[1:])
    assert listed.current_key() == "2"
    assert [row.key for row in listed.rows] == ["1", "2"]
