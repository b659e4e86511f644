"""Unlocking: what is emitted, what is refused, how attempts are paced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.errors import WrongPassphraseError
from ilacs_desktop.ui.entrance.unlock import UnlockView
from ilacs_desktop.ui.fields.values import RecoveryUnlock, Unlock


@pytest.fixture
def view(qtbot, dressed):
    made = UnlockView(
        judge=lambda text: "Too short." if len(text) < 12 else "", suggest=lambda: "a b c d e f g"
    )
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.got = []
    made.submitted.connect(made.got.append)
    return made


def test_enter_submits_the_passphrase(view, qtbot):
    assert view.first_focus() is view._passphrase
    qtbot.keyClick(view._passphrase, Qt.Key.Key_Return)
    assert view.got == []
    qtbot.keyClicks(view._passphrase, "marble otter")
    qtbot.keyClick(view._passphrase, Qt.Key.Key_Return)
    assert view.got == [Unlock("marble otter")]


def test_a_wrong_one_is_said_and_forgotten(view, qtbot):
    qtbot.keyClicks(view._passphrase, "wrong")
    view.show_error(WrongPassphraseError("It does not open."))
    assert view.banner.text() == "It does not open."
    assert view._passphrase.text() == ""


def test_attempts_wait(view, qtbot):
    view.show_wait(2)
    qtbot.keyClicks(view._passphrase, "marble otter")
    qtbot.keyClick(view._passphrase, Qt.Key.Key_Return)
    assert view.got == []
    assert "2 seconds" in view._wait.text()
    view._timer.timeout.emit()
    assert "1 second " in view._wait.text()
    view._timer.timeout.emit()
    assert not view._timer.isActive()
    assert view._unlock.isEnabled()


def test_nothing_is_submitted_twice_while_it_opens(view, qtbot):
    qtbot.keyClicks(view._passphrase, "marble otter")
    view.show_busy("Opening…")
    view._unlock.click()
    assert view.got == []
    view.show_busy("")
    view._unlock.click()
    assert len(view.got) == 1


def test_the_recovery_key_needs_a_new_passphrase(view, qtbot):
    view._use_recovery.click()
    assert view.first_focus() is view._recover.recovery_key
    view._recover.recover.click()
    assert view.banner.text() == "Type the recovery key."
    view._recover.recovery_key.setText("ABCD-EFGH")
    view._recover.recover.click()
    assert view.banner.text() == "Choose a passphrase."
    view._recover.suggest.click()
    view._recover.recover.click()
    assert view.banner.text() == "The two passphrases differ."
    view._recover.again.setText("a b c d e f g")
    view._recover.recover.click()
    assert view.got == [RecoveryUnlock("ABCD-EFGH", "a b c d e f g")]
    view._recover.use_passphrase.click()
    assert not view._by_recovery.isVisible()


def test_leaving_forgets_everything_typed(view):
    view._use_recovery.click()
    view._passphrase.setText("x")
    view._recover.recovery_key.setText("y")
    view.hide()
    assert view._passphrase.text() == view._recover.recovery_key.text() == ""


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("recovery", [False, True])
def test_it_is_named_and_nothing_is_cut(
    view, dressed, accessible_audit, cut_audit, scale, recovery
):
    dressed("dark", scale)
    if recovery:
        view._use_recovery.click()
    view.banner.show_message("What", "kept", "todo")
    view.resize(1365, 768)
    accessible_audit(view)
    cut_audit(view)
