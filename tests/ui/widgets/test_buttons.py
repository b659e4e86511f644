"""Buttons show their keys without shadowing their words, and press by Space and Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.ui.widgets.buttons import Button, IconButton, KeyHint


def test_keys_take_their_own_room(qtbot, dressed):
    plain, hinted = Button("Quick note"), Button("Quick note", keys="Ctrl+N")
    for button in (plain, hinted):
        qtbot.addWidget(button)
    assert hinted.sizeHint().width() > plain.sizeHint().width() + 20
    assert hinted.accessibleDescription() == "Keys: Ctrl+N"
    hinted.show_keys(False)
    assert hinted.sizeHint() == plain.sizeHint()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_both_keys_press(qtbot, dressed, key):
    button = Button("Save", "primary")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


@pytest.mark.parametrize("kind", ["plain", "primary", "link"])
def test_the_focus_can_be_seen(qtbot, dressed, kind):
    button, other = Button("Save", kind), Button("Other")
    for each in (other, button):
        qtbot.addWidget(each)
        each.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    focused = button.grab().toImage()
    button.clearFocus()
    assert button.grab().toImage() != focused


def test_an_icon_button_says_its_name(qtbot, dressed, accessible_audit):
    button = IconButton("x", "Close", keys="Esc")
    qtbot.addWidget(button)
    assert button.toolTip() == "Close (Esc)"
    accessible_audit(button)


def test_a_hint_reads_as_keys(qtbot, dressed):
    hint = KeyHint("Ctrl+Enter")
    qtbot.addWidget(hint)
    assert hint.text() == "Ctrl Enter"
    assert hint.accessibleName() == "Keys: Ctrl+Enter"
