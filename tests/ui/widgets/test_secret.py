"""A field for secrets shows dots until it is asked."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from ilacs_desktop.ui.widgets.buttons import IconButton
from ilacs_desktop.ui.widgets.secret import SecretField


def test_the_eye_shows_and_hides(qtbot, dressed):
    field = SecretField()
    qtbot.addWidget(field)
    field.setText("marble otter")
    assert field.displayText() != "marble otter"
    eye = field.findChild(IconButton)
    assert eye.accessibleName() == "Show what is typed"
    eye.click()
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == "Hide what is typed"
    field.forget()
    assert field.text() == ""
    assert field.echoMode() == QLineEdit.EchoMode.Password


def test_pasting_is_allowed(qtbot, dressed):
    field = SecretField()
    qtbot.addWidget(field)
    field.insert("pasted words here")
    assert field.text() == "pasted words here"
    assert not field.isReadOnly()
