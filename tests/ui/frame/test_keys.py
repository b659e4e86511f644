"""Every command is named once, has its own keys, and an icon that exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

import ilacs_desktop.ui
from ilacs_desktop.paths import resource
from ilacs_desktop.ui.frame import keys


def test_names_and_keys_are_used_once():
    names = [command.name for command in keys.COMMANDS]
    assert len(names) == len(set(names))
    bound = [QKeySequence(key).toString() for command in keys.COMMANDS for key in command.keys]
    assert len(bound) == len(set(bound))
    assert "" not in bound


def test_every_command_stands_in_a_menu():
    assert {command.menu for command in keys.COMMANDS} == set(keys.MENUS)


def test_no_label_of_a_page_takes_the_letter_of_a_menu():
    letters = {title[title.index("&") + 1] for title in keys.MENUS}
    taken = [
        f"{path.name}: {words}"
        for path in (Path(ilacs_desktop.ui.__file__).parent / "pages").rglob("*.py")
        for words, letter in re.findall(r'("[^"\n]*?&(\w)[^"\n]*")', path.read_text("utf-8"))
        if letter.upper() in letters
    ]
    assert taken == []


def test_there_are_ten_pages_in_the_order_of_the_week():
    assert [title for _, title, _ in keys.PAGES] == [
        "Today",
        "Plan",
        "Data",
        "Cases",
        "Evidence",
        "KIT",
        "Findings",
        "Judgements",
        "Report",
        "Team",
    ]
    assert keys.shown_keys("go-today") == "Alt+1"
    assert keys.shown_keys("go-team") == "Alt+0"


def test_what_must_be_one_keystroke_is():
    for name in ("quick-note", "search", "cover", "lock", "undo", "keys"):
        assert keys.command(name).keys


def test_an_unknown_command_is_an_error():
    with pytest.raises(KeyError):
        keys.command("dance")


def test_every_icon_named_in_the_window_exists():
    folder = Path(ilacs_desktop.ui.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    named = set(re.findall(r'(?:icon=|IconButton\(\s*|EmptyState\(\s*)"([a-z0-9-]+)"', source))
    named |= set(re.findall(r'set_icon\([\w.]+, "([a-z0-9-]+)"', source))
    named |= {icon for _, _, icon in (*keys.PAGES, keys.SETTINGS)}
    assert len(named) > 12
    assert not {name for name in named if not resource("icons", f"{name}.svg").is_file()}
