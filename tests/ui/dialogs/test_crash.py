"""What is said when something unforeseen happened."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from ilacs_desktop import __version__
from ilacs_desktop.ui.dialogs.crash import CrashDialog
from ilacs_desktop.ui.widgets.buttons import Button

DETAILS = "ui/pages/cases.py:120 refresh > ValueError"


@pytest.fixture
def window(qtbot, dressed):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(qtbot, window):
    made = CrashDialog(DETAILS, window)
    made.open()
    qtbot.waitExposed(made)
    return made


def button(dialog, words):
    return next(one for one in dialog.findChildren(Button) if one.text() == words)


def test_the_details_can_be_copied(dialog):
    button(dialog, "Copy the details").click()
    copied = QApplication.clipboard().text()
    assert __version__ in copied
    assert DETAILS in copied


def test_the_details_are_read_and_not_written_and_tab_leaves_them(dialog, accessible_audit):
    field = dialog.findChild(QPlainTextEdit)
    assert field.isReadOnly()
    assert field.tabChangesFocus()
    accessible_audit(dialog)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut(dialog, dressed, cut_audit, scale):
    dressed("dark", scale)
    dialog.resize(1100, 620)
    cut_audit(dialog)


def test_going_on_closes_it(dialog, qtbot):
    with qtbot.waitSignal(dialog.accepted):
        button(dialog, "Go on").click()
