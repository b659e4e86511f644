"""Pages are made in small steps while nobody works, and follow the theme when they can."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.ui.frame import keys
from ilacs_desktop.ui.frame.work_area import WorkArea
from ilacs_desktop.ui.looks import theme, tokens
from ilacs_desktop.ui.page import Page, PageSpec


class _Page(Page):
    def __init__(self, key, done):
        super().__init__()
        self.key, self._done = key, done
        self.words = QLabel("Words", self)
        done.append((key, "made"))

    def restore_state(self, state):
        self._done.append((self.key, "restored"))

    def refresh(self, changes):
        self._done.append((self.key, "read"))

    def catch_up(self):
        self._done.append((self.key, "caught up"))


@pytest.fixture
def done():
    return []


@pytest.fixture
def area(qtbot, dressed, done):
    specs = [
        PageSpec(key, title, icon, lambda key=key: _Page(key, done))
        for key, title, icon in (*keys.PAGES, keys.SETTINGS)
    ]
    made = WorkArea(specs)
    qtbot.addWidget(made)
    made.show()
    made.show_page("today")
    return made


def everything(area):
    return {(key, step) for key in area.page_keys for step in ("made", "restored", "read")}


def test_every_page_is_made_once_while_nobody_works(area, done, qtbot):
    area.warm(lambda: True)
    others = [key for key in area.page_keys if key != "today"]
    qtbot.waitUntil(lambda: {key for key, step in done if step == "caught up"} == set(others))
    assert set(done) == everything(area) | {(key, "caught up") for key in others}
    assert len(done) == len(set(done))
    assert area.page.key == "today"


def test_nothing_is_made_while_somebody_works(area, done, qtbot):
    asked = []
    before = list(done)
    area.warm(lambda: bool(asked.append(1)))
    qtbot.waitUntil(lambda: len(asked) > 3)
    assert done == before


def test_a_page_half_made_is_finished_when_it_is_asked_for(area, done, qtbot):
    goes_on = [True]
    area.warm(lambda: goes_on[0])
    qtbot.waitUntil(lambda: ("plan", "made") in done)
    goes_on[0] = False
    area.refresh(None)
    assert ("plan", "read") not in done
    assert "plan" not in area.state()
    area.show_page("plan")
    assert done.count(("plan", "made")) == 1
    assert done[-1] == ("plan", "read")
    assert area.page.key == "plan"


def test_a_page_that_cannot_be_made_is_tried_once_and_the_others_are_made(qtbot, dressed, done):
    tried = []

    def fails():
        tried.append(1)
        raise ValueError("no")

    specs = [
        PageSpec("today", "Today", "sun", lambda: _Page("today", done)),
        PageSpec("plan", "Plan", "calendar", fails),
        PageSpec("data", "Data", "table-2", lambda: _Page("data", done)),
    ]
    area = WorkArea(specs)
    qtbot.addWidget(area)
    area.show_page("today")
    with qtbot.captureExceptions() as errors:
        area.warm(lambda: True)
        qtbot.waitUntil(lambda: ("data", "caught up") in done)
    assert (len(tried), len(errors)) == (1, 1)


def test_hidden_pages_hear_of_changes_when_shown_or_when_nobody_works(area, done, qtbot):
    one = Changes(frozenset({"case"}), frozenset({"1"}), initiator="plan")
    two = Changes(frozenset({"finding"}), frozenset({"2"}))
    goes_on = [False]
    for key in ("plan", "data"):
        area.made(key)
    area.warm(lambda: goes_on[0])
    heard = []
    for key in ("today", "plan", "data"):
        area.made(key).refresh = lambda changes, key=key: heard.append((key, changes))
    area.refresh(one)
    area.refresh(two)
    assert heard == [("today", one), ("today", two)]
    heard.clear()
    both = Changes(one.kinds | two.kinds, one.ids | two.ids)
    area.show_page("plan")
    assert heard == [("plan", both)]
    goes_on[0] = True
    qtbot.waitUntil(lambda: ("data", both) in heard)
    area.refresh(None)
    assert {key for key, changes in heard if changes is None} >= {"today", "plan", "data"}


def test_hidden_pages_follow_the_theme_while_nobody_works(area, done, qtbot):
    plan = area.made("plan")
    area.warm(lambda: True)
    qtbot.waitUntil(lambda: ("settings", "caught up") in done)
    theme.apply(QApplication.instance(), "light", 2.0)
    assert plan.words.font().pixelSize() == tokens.BODY_PX
    area.warm_again()
    qtbot.waitUntil(lambda: plan.words.font().pixelSize() == 2 * tokens.BODY_PX)


def test_what_lies_on_the_page_shown_is_committed_alone(area, monkeypatch):
    flushed = []
    for key in ("plan", "data"):
        monkeypatch.setattr(area.made(key), "flush", lambda key=key: flushed.append(key))
    area.show_page("plan")
    area.flush_shown()
    assert flushed == ["plan"]
    area.flush()
    assert sorted(flushed) == ["data", "plan", "plan"]
