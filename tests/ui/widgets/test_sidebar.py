"""The sidebar: arrows within, one stop for Tab, counts that fold with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.ui.frame import keys
from ilacs_desktop.ui.page import Count
from ilacs_desktop.ui.widgets.sidebar import Sidebar


@pytest.fixture
def sidebar(qtbot, dressed):
    made = Sidebar(keys.PAGES, keys.SETTINGS)
    qtbot.addWidget(made)
    made.resize(made.width(), 700)
    made.show()
    qtbot.waitExposed(made)
    made.set_current("today")
    return made


def test_a_click_and_an_arrow_ask_for_a_page(sidebar, qtbot):
    asked = []
    sidebar.page_asked.connect(asked.append)
    qtbot.mouseClick(sidebar.button("cases"), Qt.MouseButton.LeftButton)
    assert asked == ["cases"]
    sidebar.button("cases").setFocus()
    qtbot.keyClick(sidebar.button("cases"), Qt.Key.Key_Down)
    assert asked == ["cases", "evidence"]


def test_counts_are_painted_and_said(sidebar):
    before = sidebar.grab().toImage()
    sidebar.set_count("today", Count(4, needs_person=True))
    sidebar.set_count("kit", Count(0))
    assert sidebar.grab().toImage() != before
    assert sidebar.button("kit").accessibleName() == "KIT"


def test_folded_it_keeps_names_for_hover_and_screen_readers(sidebar, accessible_audit):
    wide = sidebar.width()
    sidebar.set_folded(True)
    assert sidebar.width() < wide / 2
    assert sidebar.button("plan").toolTip() == "Plan"
    accessible_audit(sidebar)
    sidebar.set_folded(False)
    assert sidebar.width() == wide
