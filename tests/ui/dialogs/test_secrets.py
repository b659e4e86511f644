"""Changing the passphrase and setting the PIN."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from ilacs_desktop.errors import WrongPassphraseError
from ilacs_desktop.ui.dialogs.secrets import ChangePassphraseDialog, SetPinDialog
from ilacs_desktop.ui.fields.values import NewPin, PassphraseChange


@pytest.fixture
def window(qtbot, dressed):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_passphrase_is_changed(window, accessible_audit, cut_audit):
    dialog = ChangePassphraseDialog(
        judge=lambda text: "Too short." if len(text) < 12 else "",
        suggest=lambda: "marble otter quilt",
        parent=window,
    )
    dialog.open()
    got = []
    dialog.submitted.connect(got.append)
    ui = dialog._ui
    ui.change.click()
    assert dialog.banner.text() == "Type the passphrase until now."
    ui.current.setText("old words")
    ui.suggest.click()
    ui.again.setText("marble otter quilt")
    ui.change.click()
    assert got == [PassphraseChange("old words", "marble otter quilt")]
    dialog.show_error(WrongPassphraseError("It is another one."))
    assert dialog.isVisible()
    accessible_audit(dialog)
    dialog.adjustSize()
    cut_audit(dialog)
    dialog.close()


@pytest.mark.parametrize(
    ("pin", "again", "said"),
    [
        ("12345", "12345", "6 digits"),
        ("12345a", "12345a", "6 digits"),
        ("١٢٣٤٥٦", "١٢٣٤٥٦", "6 digits"),
        ("111111", "111111", "too easy"),
        ("482915", "482916", "differ"),
    ],
)
def test_a_poor_pin_is_refused(window, pin, again, said):
    dialog = SetPinDialog(window)
    dialog.open()
    got = []
    dialog.submitted.connect(got.append)
    dialog._ui.pin.setText(pin)
    dialog._ui.again.setText(again)
    dialog._ui.set_pin.click()
    assert said in dialog.banner.text()
    assert got == []
    dialog.close()


def test_a_good_pin_closes_the_dialog(window):
    dialog = SetPinDialog(window)
    dialog.open()
    got = []
    dialog.submitted.connect(got.append)
    dialog._ui.pin.setText("482915")
    dialog._ui.again.setText("482915")
    dialog._ui.set_pin.click()
    assert got == [NewPin("482915")]
    assert not window.findChildren(SetPinDialog) or not dialog.isVisible()


@pytest.mark.parametrize("kind", ["pin", "passphrase"])
def test_what_is_typed_first_goes_into_the_first_field(qtbot, dressed, kind):
    made = (
        SetPinDialog()
        if kind == "pin"
        else ChangePassphraseDialog(judge=lambda _: "", suggest=lambda: "")
    )
    qtbot.addWidget(made)
    made.show()
    assert made.focusWidget() is made.findChildren(QLineEdit)[0]
