"""The search box lists what others found, and only while it is wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.ui.values import SearchHit
from ilacs_desktop.ui.widgets.search_box import SearchBox

HITS = (SearchHit(1, "Case 4471", "CP", "case"), SearchHit(2, "Front door"))


@pytest.fixture
def box(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    made = SearchBox("Ctrl+K")
    QVBoxLayout(window).addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
    window.resize(700, 500)
    window.show()
    qtbot.waitExposed(window)
    made.setFocus()
    made.outer = window
    return made


def test_hits_for_a_text_no_longer_there_do_not_open(box):
    box.show_hits(HITS)
    assert box._drop is None


def test_arrows_go_round_and_enter_opens(box, qtbot):
    chosen = []
    box.hit_chosen.connect(chosen.append)
    qtbot.keyClicks(box, "4")
    box.show_hits(HITS, "Nothing more")
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen == [HITS[1]]
    assert box.text() == ""
    assert box._drop.isHidden()


def test_nothing_found_is_said(box, qtbot):
    qtbot.keyClicks(box, "zzz")
    box.show_hits((), "Nothing found")
    assert box._drop.isVisible()
    assert not box._drop.hits.isVisible()


def test_the_hint_fits_the_width(box):
    assert "Ctrl K" in box.placeholderText()
    box.resize(100, box.height())
    assert box.placeholderText() == "Search…"
