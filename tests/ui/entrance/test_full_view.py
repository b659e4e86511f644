"""A full-window state keeps a width that reads well, and scrolls when the window is low."""

from __future__ import annotations

from ilacs_desktop.errors import StorageError
from ilacs_desktop.ui.entrance.full_view import FullView


def test_its_content_is_as_wide_as_reads_well(qtbot, dressed):
    view = FullView("Unlock", width=420)
    qtbot.addWidget(view)
    view.content.setFixedHeight(900)
    view.resize(1366, 768)
    view.show()
    assert view._middle.width() == 420
    view.resize(300, 400)
    assert view._middle.width() < 300
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    dressed("light", 2.0)
    view.resize(1367, 768)
    assert view._middle.width() == 840


def test_errors_are_said_above_the_content(qtbot, dressed):
    view = FullView("Unlock", on_panel=False)
    qtbot.addWidget(view)
    view.show_error(StorageError("The disk is full."))
    assert view.banner.text() == "The disk is full."
    assert view.first_focus() is view
