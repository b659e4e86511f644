"""The search box lists what others found, and only while it is wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.ui.fields.values import SearchHit
from ilacs_desktop.ui.widgets.search_box import SearchBox

HITS = (
    SearchHit(1, "reason for the visit", "Child’s card", name="Child 4471", marks=((15, 20),)),
    SearchHit(2, "Front door", "Line of enquiry"),
)
OFFER = SearchHit("type", "child: 4471", "Filter", fills="child:4471 ")


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


def test_hits_for_a_text_no_longer_there_do_not_open(box, qtbot):
    box.show_hits("", HITS)
    assert box.drop is None
    qtbot.keyClicks(box, "vis")
    box.show_hits("vi", HITS)
    assert box.drop is None


def test_arrows_go_round_and_enter_opens(box, qtbot):
    chosen = []
    box.hit_chosen.connect(chosen.append)
    qtbot.keyClicks(box, "4")
    box.show_hits("4", HITS, "Nothing more")
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen == [HITS[1]]
    assert box.text() == ""
    assert box.drop is None


def test_nothing_found_is_said(box, qtbot):
    qtbot.keyClicks(box, "zzz")
    box.show_hits("zzz", (), "Nothing found")
    assert box.drop is not None
    assert not box._drop.hits.isVisible()
    assert box.accessibleDescription() == "Nothing found"


def test_the_hint_fits_the_width(box):
    assert "Ctrl K" in box.placeholderText()
    box.resize(100, box.height())
    assert box.placeholderText() == "Search…"


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_an_offer_is_taken_by_a_key_and_searched_for_at_once(box, qtbot, key):
    asked = []
    box.searched.connect(asked.append)
    qtbot.keyClicks(box, "child:")
    box.show_hits("child:", (OFFER,))
    qtbot.keyClick(box, key)
    assert box.text() == asked[-1] == "child:4471 "
    assert box.hasFocus()


def test_begun_by_its_key_it_says_what_can_be_typed(box):
    asked = []
    box.searched.connect(asked.append)
    box.begin()
    assert asked == [""]
    box.show_hits("", (OFFER,), "Type words")
    assert box.drop is not None


def test_a_screen_reader_says_the_hit_that_enter_would_open(box, qtbot):
    qtbot.keyClicks(box, "v")
    box.show_hits("v", HITS, "2 found")
    assert "Child 4471 · reason for the visit" in box.accessibleDescription()
    assert "1 of 2" in box.accessibleDescription()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert "Front door" in box.accessibleDescription()


def test_what_was_found_is_not_kept_once_it_is_closed(box, qtbot):
    qtbot.keyClicks(box, "v")
    box.show_hits("v", HITS)
    box.close_hits()
    assert box._drop._model.rows == ()
    box.show_hits("v", HITS)
    assert box.drop is None
