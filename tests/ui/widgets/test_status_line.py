"""The status line leaves out what has no room, never the most urgent first."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtWidgets import QWidget

from ilacs_desktop.ui.widgets.status_line import StatusLine


@pytest.fixture
def status(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    made = StatusLine(window)
    made.outer = window
    made.resize(1200, 30)
    window.resize(1400, 100)
    window.show()
    made.show_saved(datetime(2026, 7, 8, 14, 2, 7))
    made.show_fact("backup", "Backed up 14:00")
    made.show_fact("update", "Last team update 12:40")
    return made


def test_narrow_it_keeps_what_is_saved(status):
    assert len(status.texts()) == 3
    status.resize(330, 30)
    assert status.texts() == ("✓ Saved 14:02:07",)
    status.resize(1200, 30)
    assert len(status.texts()) == 3


def test_unsaved_work_changes_the_voice(status):
    status.show_unsaved("Not saved: the disk is full")
    assert status.texts()[0] == "△ Not saved: the disk is full"
    assert status._saved.property("role") == "caution"
    status.clear_unsaved()
    status.show_saved(datetime(2026, 7, 8, 14, 3, 0))
    assert status._saved.property("role") == "good"


def test_the_keys_are_one_click_away(status, qtbot):
    with qtbot.waitSignal(status.keys_asked):
        status._keys.click()


def test_the_marking_keeps_its_room_when_the_line_is_narrow(status, qtbot):
    status.show_marking("OFFICIAL-SENSITIVE")
    status.resize(420, 30)
    assert status._marking.isVisible()
    qtbot.waitUntil(lambda: status._marking.width() >= status._marking.sizeHint().width())
    assert status.texts() == ("✓ Saved 14:02:07",)
    status.show_marking("")
    assert not status._marking.isVisible()
