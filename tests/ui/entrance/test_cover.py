"""The cover: PIN, passphrase, or lock."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ilacs_desktop.errors import WrongPassphraseError
from ilacs_desktop.ui.entrance.cover import CoverView
from ilacs_desktop.ui.fields.values import Uncover


@pytest.fixture
def view(qtbot, dressed):
    made = CoverView()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.got = []
    made.submitted.connect(made.got.append)
    return made


def test_a_pin_lifts_it(view, qtbot):
    qtbot.keyClick(view._ui.secret, Qt.Key.Key_Return)
    qtbot.keyClicks(view._ui.secret, "482915")
    qtbot.keyClick(view._ui.secret, Qt.Key.Key_Return)
    assert view.got == [Uncover("482915", is_pin=True)]


def test_tries_are_counted_and_then_the_passphrase_is_asked(view):
    view.show_error(WrongPassphraseError("This is not the PIN."))
    view.ask_pin(1)
    assert view._ui.tries.text() == "1 try left."
    view.ask_passphrase("Three wrong PINs.")
    assert view._ui.secret.accessibleName() == "Passphrase"
    view._ui.secret.setText("marble otter")
    view._ui.show_again.click()
    assert view.got == [Uncover("marble otter", is_pin=False)]


def test_it_can_lock_instead(view, qtbot):
    with qtbot.waitSignal(view.lock_asked):
        view._ui.lock.click()


def test_it_says_nothing_about_any_inspection(view):
    words = " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())
    assert words == "Covered Nothing is readable until you are back. &PIN"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_named_and_nothing_is_cut(view, dressed, accessible_audit, cut_audit, scale):
    dressed("light", scale)
    view.ask_pin(2)
    view.resize(1365, 768)
    accessible_audit(view)
    cut_audit(view)
