"""The list of what can be exported: chosen by keyboard, why not said, which one asked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ilacs_desktop.services.papers.catalogue import Choice
from ilacs_desktop.services.report.export import Offer
from ilacs_desktop.ui.dialogs.export_list import ExportListDialog, ExportWish

OFFERS = (
    Offer("report", "Report: draft with its marking", (Choice("", "report"),)),
    Offer("report", "Report: the published version", (), "No final grade yet.", final=True),
    Offer(
        "kit-notes",
        "KIT meeting: note for the DCS",
        (Choice("m1", "KIT meeting 1"), Choice("m2", "KIT meeting 2")),
    ),
)


@pytest.fixture
def dialog(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = ExportListDialog(OFFERS, window)
    made.open()
    qtbot.waitExposed(made)
    made.wishes = []
    made.wished.connect(made.wishes.append)
    yield made
    window.close()


def test_the_first_is_chosen_and_enter_exports_it(dialog, qtbot):
    assert dialog.focusWidget() is dialog.list
    assert not dialog.which.isVisible()
    wishes = dialog.wishes
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert wishes == [ExportWish("report", "", final=False)]


def test_what_cannot_be_exported_says_why_and_stays(dialog, qtbot):
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert not dialog.export.isEnabled()
    assert "No final grade yet." in [one.text() for one in dialog.findChildren(QLabel)]
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.wishes == []
    assert dialog.isVisible()


def test_of_several_the_last_is_offered_and_another_can_be_chosen(dialog):
    dialog.list.choose(("kit-notes", False))
    assert dialog.which.isVisible()
    assert dialog.which.key() == "m2"
    dialog.which.set_key("m1")
    wishes = dialog.wishes
    dialog.export.click()
    assert wishes == [ExportWish("kit-notes", "m1", final=False)]


def test_every_control_has_a_name(dialog, accessible_audit):
    dialog.list.choose(("kit-notes", False))
    accessible_audit(dialog)
