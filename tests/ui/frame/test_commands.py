"""Commands are allowed where they have a place."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMainWindow

from ilacs_desktop.ui.frame import keys
from ilacs_desktop.ui.frame.commands import CommandSet


@pytest.fixture
def window(qtbot, dressed):
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def test_every_command_stands_in_the_menu_bar(window):
    commands = CommandSet(window)
    titles = [action.text() for action in window.menuBar().actions()]
    assert tuple(titles) == keys.MENUS
    inside = {
        entry.objectName()
        for menu in window.menuBar().actions()
        for entry in menu.menu().actions()
        if not entry.isSeparator()
    }
    assert inside == {command.name for command in keys.COMMANDS}
    assert commands.scope("quick-note") == "app"


def test_without_work_only_quitting_is_left(window):
    commands = CommandSet(window)
    commands.allow(None)
    enabled = [each.name for each in keys.COMMANDS if commands.action(each.name).isEnabled()]
    assert enabled == ["quit"]


def test_a_menu_entry_asks_by_name(window, qtbot):
    commands = CommandSet(window)
    with qtbot.waitSignal(commands.asked) as asked:
        commands.action("lock").trigger()
    assert asked.args == ["lock"]
