"""The context folds first, then the list; both stay one button away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from ilacs_desktop.ui.widgets.three_pane import ThreePane


@pytest.fixture
def panes(qtbot, dressed):
    made = ThreePane(QWidget(), QWidget(), QWidget(), list_title="Cases")
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show()
    return made


def test_it_folds_from_the_right_then_from_the_left(panes):
    assert panes.folded == ()
    panes.resize(700, 600)
    assert panes.folded == ("context",)
    panes.resize(500, 600)
    assert panes.folded == ("context", "list")
    assert panes.pane("work").isVisible()
    panes.resize(1200, 600)
    assert panes.folded == ()
    assert len(panes.shown_panes()) == 3


def test_large_text_folds_sooner(panes, dressed):
    dressed("light", 2.0)
    assert panes.folded == ("context",)


def test_a_folded_pane_takes_the_place_of_the_work_and_leaves_again(panes):
    panes.resize(500, 600)
    button = panes.findChild(QPushButton, "show_context")
    assert button.isVisible()
    button.click()
    assert panes.shown_panes() == (panes.pane("context"),)
    button.click()
    assert panes.shown_panes() == (panes.pane("work"),)
    panes.front("list")
    assert panes.shown_panes() == (panes.pane("list"),)
    panes.resize(1200, 600)
    assert len(panes.shown_panes()) == 3


def test_widths_are_kept(panes, qtbot, dressed):
    panes.restore_state({"list": 260, "context": -4, "nonsense": 3})
    assert panes.state() == {"list": 260}
    assert abs(panes.pane("list").width() - 260) < 20


def test_a_page_without_context_has_two(qtbot, dressed):
    panes = ThreePane(QWidget(), QWidget(), list_title="Cases")
    qtbot.addWidget(panes)
    panes.resize(1200, 600)
    panes.show()
    assert len(panes.shown_panes()) == 2
    assert panes.pane("context") is None
