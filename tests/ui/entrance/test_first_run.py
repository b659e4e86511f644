"""The first start: three steps, nothing taken that is too weak, the key typed back."""

from __future__ import annotations

import pytest

from ilacs_desktop.errors import StorageError
from ilacs_desktop.ui.entrance.first_run import FirstRunView
from ilacs_desktop.ui.fields.values import FirstRun

KEY = "K7QD-3MXP-94TA-ZB2R"


@pytest.fixture
def view(qtbot, dressed):
    made = FirstRunView(
        judge=lambda text: "Use at least 12 characters." if len(text) < 12 else "",
        suggest=lambda: "marble otter quilt window",
    )
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.got = []
    made.submitted.connect(made.got.append)
    return made


def test_what_is_missing_is_said_in_turn(view):
    ui = view._ui
    ui.go_on.click()
    assert "name" in view.banner.text()
    ui.name.setText(" A. Shah ")
    ui.passphrase.setText("short")
    ui.go_on.click()
    assert view.banner.text() == "Use at least 12 characters."
    assert ui.strength.text() == "△ Use at least 12 characters."
    ui.suggest.click()
    ui.go_on.click()
    assert view.banner.text() == "The two passphrases differ."
    ui.again.setText("marble otter quilt window")
    assert ui.strength.text() == "✓ Strong."
    ui.go_on.click()
    assert view.got == [FirstRun("A. Shah", "marble otter quilt window")]


def test_the_key_is_shown_once_and_typed_back(view, qtbot):
    ui = view._ui
    view.show_recovery_key(KEY)
    assert ui.recovery_key.text() == KEY
    assert ui.passphrase.text() == ""
    with qtbot.waitSignal(view.print_asked) as asked:
        ui.print_key.click()
    assert asked.args == [KEY]
    ui.written.click()
    assert not ui.recovery_key.isVisible()
    ui.typed_back.setText("K7QD")
    ui.finish.click()
    assert "not the recovery key" in view.banner.text()
    ui.see_again.click()
    assert ui.recovery_key.isVisible()
    ui.written.click()
    ui.typed_back.setText("k7qd3mxp 94tazb2r")
    with qtbot.waitSignal(view.finished):
        ui.finish.click()
    assert ui.recovery_key.text() == ui.typed_back.text() == ""


def test_a_failure_keeps_what_was_typed(view):
    view._ui.name.setText("A. Shah")
    view.show_busy("Setting up…")
    assert not view._ui.go_on.isEnabled()
    view.show_error(StorageError("The disk is full."))
    assert view._ui.go_on.isEnabled()
    assert view._ui.name.text() == "A. Shah"


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("step", ["you", "key_step", "back_step"])
def test_it_is_named_and_nothing_is_cut(view, dressed, accessible_audit, cut_audit, scale, step):
    dressed("light", scale)
    view.show_recovery_key(KEY)
    view._show_step(getattr(view._ui, step))
    view.resize(1365, 768)
    accessible_audit(view)
    cut_audit(view)
