"""Banners say what happened, what was kept and what to do; empty pages say what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ilacs_desktop.errors import StorageError
from ilacs_desktop.ui.widgets.buttons import IconButton
from ilacs_desktop.ui.widgets.notices import Banner, EmptyState


def test_a_known_error_speaks_for_itself(qtbot, dressed, accessible_audit):
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.text() == ""
    banner.show_error(StorageError("The disk is full.", kept="Your note is kept.", todo="Free it."))
    assert banner.text() == "The disk is full. Your note is kept. Free it."
    accessible_audit(banner)
    with qtbot.waitSignal(banner.closed):
        qtbot.mouseClick(banner.findChild(IconButton), Qt.MouseButton.LeftButton)
    assert banner.text() == ""


def test_a_fault_of_ours_shows_no_details(qtbot, dressed):
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_error(ValueError("Ada Lovelace"))
    assert "Ada" not in banner.text()
    assert "ValueError" in banner.text()


def test_a_message_can_offer_a_step(qtbot, dressed, cut_audit):
    banner = Banner()
    qtbot.addWidget(banner)
    banner.resize(500, 60)
    banner.show_message("Backed up.", kind="good", button="Show the file")
    cut_audit(banner)
    with qtbot.waitSignal(banner.acted):
        banner.findChild(type(banner._act)).click()


def test_an_empty_page_offers_its_first_step(qtbot, dressed, accessible_audit):
    empty = EmptyState("folder-open", "No cases yet", "Add one.", "Add a case")
    qtbot.addWidget(empty)
    empty.show()
    with qtbot.waitSignal(empty.acted):
        empty.button.click()
    accessible_audit(empty)
    dressed("dark", 2.0)
