"""The views of a page: buttons in a row, or one list where the row has no room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

VIEWS = (("one", "The first of them"), ("two", "The second of them"), ("three", "The third"))


@pytest.fixture
def place(qtbot, dressed):
    made = QWidget()
    made.switch = ViewSwitch("Views", VIEWS)
    row = QHBoxLayout(made)
    row.addWidget(made.switch)
    qtbot.addWidget(made)
    made.resize(900, 80)
    made.show()
    qtbot.waitExposed(made)
    return made


def _list(switch):
    return switch.findChild(ChoiceField)


def test_with_room_every_view_has_its_button(place):
    assert not _list(place.switch).isVisible()
    assert place.switch._buttons["three"].isVisible()


def test_without_room_one_list_takes_the_place_of_the_row(place, qtbot, accessible_audit):
    place.resize(260, 80)
    shown = _list(place.switch)
    assert shown.isVisible()
    assert not place.switch._buttons["one"].isVisible()
    assert shown.key() == "one"
    accessible_audit(place)
    chosen = []
    place.switch.view_chosen.connect(chosen.append)
    shown.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    qtbot.keyClick(shown.view(), Qt.Key.Key_Down)
    qtbot.keyClick(shown.view(), Qt.Key.Key_Return)
    assert (chosen, place.switch.current) == (["two"], "two")
    place.resize(900, 80)
    assert not shown.isVisible()
    assert place.switch._buttons["two"].isChecked()


def test_stepping_goes_on_in_the_list(place):
    place.resize(260, 80)
    place.switch.step(1)
    assert (place.switch.current, _list(place.switch).key()) == ("two", "two")
    place.switch.step(-2)
    assert place.switch.current == "three"


def test_large_text_folds_it_and_usual_text_unfolds_it(place, dressed):
    place.resize(600, 80)
    assert not _list(place.switch).isVisible()
    dressed("light", 2.0)
    place.resize(601, 120)
    assert _list(place.switch).isVisible()
    dressed("light", 1.0)
    place.resize(600, 80)
    assert not _list(place.switch).isVisible()


def test_what_is_not_offered_is_neither_button_nor_listed(place):
    place.switch.offer(["two", "three"])
    assert place.switch.current == "two"
    assert not place.switch._buttons["one"].isVisible()
    place.resize(220, 80)
    assert [_list(place.switch).itemText(at) for at in range(2)] == [VIEWS[1][1], VIEWS[2][1]]
    assert _list(place.switch).count() == 2


def test_figures_stand_in_the_list_too(place):
    place.switch.set_figure("two", 7)
    place.resize(260, 80)
    assert _list(place.switch).itemText(1) == "The second of them 7"
