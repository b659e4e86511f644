"""Scrolling grounds: what is put in comes out again, and a low window does not squeeze it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea

from ilacs_desktop.ui.widgets.panel import Panel
from ilacs_desktop.ui.widgets.scrolled import Scrolled, scrolled, scrolling


def test_a_ground_asks_for_little_room_whatever_it_holds(qtbot, dressed):
    ground = Scrolled()
    qtbot.addWidget(ground)
    for _ in range(40):
        ground.column.addWidget(QLabel("line"))
    assert ground.minimumSizeHint().height() < ground.widget().sizeHint().height()


def test_what_scrolls_is_found_again_by_its_kind(qtbot, dressed):
    label = QLabel("one")
    pane = scrolling(label)
    qtbot.addWidget(pane)
    assert isinstance(pane, QScrollArea)
    assert scrolled(pane, QLabel) is label
    assert scrolled(label, QLabel) is label
    with pytest.raises(TypeError, match="QLabel stands where Panel should"):
        scrolled(pane, Panel)
