"""A list of texts, added with Enter and taken away by a button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from ilacs_desktop.ui.widgets.list_field import ListField


@pytest.fixture
def field(qtbot, dressed):
    made = ListField(placeholder="The timeliness of …")
    made.setAccessibleName("Points")
    made.line.setAccessibleName("Points")
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def test_enter_adds_what_is_typed_and_empties_the_line(field, qtbot):
    with qtbot.waitSignal(field.items_changed) as changed:
        qtbot.keyClicks(field.line, "  one   point ")
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert changed.args == [("one point",)]
    assert field.line.text() == ""


def test_nothing_and_the_same_again_are_not_added(field, qtbot):
    field.set_items(["one"])
    with qtbot.assertNotEmitted(field.items_changed):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
        qtbot.keyClicks(field.line, "one")
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.items() == ("one",)


def test_half_typed_text_stays_through_a_refresh_and_is_no_item(field, qtbot):
    with qtbot.assertNotEmitted(field.items_changed):
        qtbot.keyClicks(field.line, "half")
        field.set_items(["from elsewhere"])
    assert field.line.text() == "half"
    assert field.items() == ("from elsewhere",)


def test_a_text_is_taken_away_by_its_button(field, qtbot, accessible_audit):
    field.set_items(["one", "two", "three"])
    accessible_audit(field)
    button = field.findChild(QToolButton, "remove_1")
    assert button.accessibleName() == "Take away: two"
    with qtbot.waitSignal(field.items_changed) as changed:
        button.click()
    assert changed.args == [("one", "three")]
