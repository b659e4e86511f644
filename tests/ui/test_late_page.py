"""A late page: nothing is read while it is hidden, nothing is missed when it is shown."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.ui.late_page import LatePage


class _Page(LatePage):
    def __init__(self):
        super().__init__()
        self.seen = []

    def show_changes(self, changes):
        self.seen.append(changes)


@pytest.fixture
def page(qtbot, dressed):
    made = _Page()
    qtbot.addWidget(made)
    return made


ONE = Changes(frozenset({"evidence"}), frozenset({"1"}))
TWO = Changes(frozenset({"finding"}), frozenset({"2"}))


def test_it_reads_everything_once_when_first_shown(page):
    page.refresh(None)
    page.refresh(ONE)
    assert page.seen == []
    page.show()
    assert page.seen == [None]


def test_what_it_missed_comes_as_one(page):
    page.show()
    page.hide()
    page.refresh(ONE)
    page.refresh(TWO)
    page.show()
    assert page.seen == [None, ONE | TWO]
    page.hide()
    page.show()
    assert len(page.seen) == 2


def test_while_it_is_shown_each_change_comes_at_once(page):
    page.show()
    page.refresh(ONE)
    page.refresh(TWO)
    assert page.seen == [None, ONE, TWO]


def test_it_can_be_asked_to_catch_up_before_it_is_shown(page):
    page.refresh(ONE)
    page.catch_up()
    page.catch_up()
    assert page.seen == [None]
