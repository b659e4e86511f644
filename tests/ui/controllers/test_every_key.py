"""F1 lists every key that is bound anywhere in the window, and the search finds every view."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from ilacs_desktop.ui.dialogs.keys_help import rows
from ilacs_desktop.ui.frame import going, keys
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch


def listed():
    """Return every key that F1 names, as Qt writes it."""
    found = set()
    for _, shown, _, _ in rows():
        plain = shown.replace("Page Up", "PgUp").replace("Page Down", "PgDown")
        for one in re.split(r", | or | to ", plain):
            found.add(QKeySequence(one.replace("Enter", "Return").strip()).toString())
        span = re.fullmatch(r"(\S+\+)(\d) to \S+\+(\d)", plain)
        if span:
            first, last = int(span[2]), int(span[3])
            found |= {f"{span[1]}{at}" for at in range(first, last + 1)}
    return found


def bound(window):
    """Return every key that the window and its pages bind, with who binds it."""
    found = {}
    for shortcut in window.findChildren(QShortcut):
        for key in shortcut.keys() or [shortcut.key()]:
            found[key.toString()] = type(shortcut.parent()).__name__
    for action in window.findChildren(QAction):
        for key in action.shortcuts():
            found[key.toString()] = action.text()
    return {key.replace("Enter", "Return"): who for key, who in found.items() if key}


def told(words):
    return QKeySequence(words.replace("Enter", "Return")).toString()


@pytest.fixture
def every_page(at_work):
    for key in at_work.area.page_keys:
        at_work.area.show_page(key)
        at_work.settled()
        for switch in at_work.area.page.findChildren(ViewSwitch):
            for view in list(switch._buttons):
                switch.choose(view)
                at_work.settled()
    return at_work


@pytest.mark.timeout(180)
def test_f1_lists_every_key_that_is_bound(every_page):
    known = listed()
    missing = {key: who for key, who in bound(every_page.window).items() if key not in known}
    every_page.press("Ctrl+N").settled()
    missing |= {key: who for key, who in bound(every_page.window).items() if key not in known}
    every_page.press("Escape").settled()
    assert missing == {}


@pytest.mark.timeout(180)
def test_every_view_of_every_page_can_be_gone_to_by_name(every_page):
    there = {
        (page.key, view)
        for page in every_page.area.pages
        for view in getattr(getattr(page, "switch", None), "_buttons", ())
    }
    assert {(page, view) for page, view, _ in going.VIEWS} == there
    for page, view, name in going.VIEWS:
        assert f"view:{page}/{view}" in [hit.key for hit in going.go_to_hits(name)]
    every_page.press("Ctrl+K").type("children heard").settled()
    every_page.press("Return").settled()
    assert every_page.area.page.key == "findings"
    assert every_page.area.page.findChild(ViewSwitch).current == "heard"


def test_commands_have_their_keys_in_the_search(at_work):
    at_work.press("Ctrl+K").type("export").settled()
    assert f"Command · {keys.shown_keys('export')}" in str(
        [hit.second for hit in at_work.area.header.search._drop._model.rows]
    )
    at_work.press("Escape").settled()


@pytest.mark.parametrize("name", ["Stages after", "Versions of"])
def test_a_view_that_was_gone_to_by_name_has_the_keys(at_work, name):
    at_work.press("Ctrl+K").type(name).settled()
    at_work.press("Return").settled()
    page = at_work.area.page
    assert page.key == "report"
    assert not isinstance(at_work.window.focusWidget().parent(), ViewSwitch)
    assert page.isAncestorOf(at_work.window.focusWidget())
