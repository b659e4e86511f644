"""Text over several lines, the last one cut; lists whose rows are as high as their text."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.wrapping import WrappingList, broken

WORDS = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.parametrize("most", [1, 2, 3])
def test_text_is_set_in_so_many_lines_and_no_wider(dressed, most):
    font = QApplication.font()
    lines = broken(WORDS, font, 120, most)
    assert len(lines) == most
    assert all(QFontMetrics(font).horizontalAdvance(line) <= 121 for line in lines)
    assert lines[-1].endswith("…")


def test_what_fits_is_not_cut(dressed):
    assert broken("one two", QApplication.font(), 400, 2) == ["one two"]
    assert broken("", QApplication.font(), 400, 2) == []
    assert broken(" line\nend ", QApplication.font(), 400, 2) == ["line end"]


def test_nothing_is_lost_between_lines(dressed):
    lines = broken(WORDS, QApplication.font(), 150, 20)
    assert " ".join(lines) == WORDS


def test_a_word_wider_than_the_room_is_broken(dressed):
    assert len(broken("x" * 200, QApplication.font(), 100, 3)) == 3


def test_rows_of_a_list_are_as_high_as_their_text(qtbot, dressed):
    model = TableModel((Column("Text", lambda row: row, second=lambda row: "x"),), key=lambda r: r)
    made = WrappingList("Sentences", model)
    qtbot.addWidget(made)
    made.resize(200, 300)
    made.show()
    model.set_rows(["short", WORDS * 2])
    assert made.rowHeight(1) > made.rowHeight(0)
    model.set_rows(["short", "also short"])
    assert made.rowHeight(1) == made.rowHeight(0)
