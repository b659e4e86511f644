"""Which text may replace which, checked against every order of keys, commits and refreshes."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from PySide6.QtCore import QObject

from ilacs_desktop.ui.widgets.typing_guard import TypingGuard

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def guard(qapp):
    owner = QObject()
    made = TypingGuard(owner)
    yield made
    made.forget()
    owner.deleteLater()


def test_nothing_changed_is_no_commit(guard):
    guard.loaded("a")
    guard.typed()
    assert guard.take("a") is None
    assert not guard.unsaved


def test_the_clock_runs_from_the_first_key(guard, qtbot):
    with qtbot.waitSignal(guard.due, timeout=2000):
        guard.typed()
        left = guard.findChild(QObject).remainingTime()
        guard.typed()
        assert guard.findChild(QObject).remainingTime() <= left <= 800


def test_an_older_echo_is_not_loaded(guard):
    guard.typed()
    assert guard.take("A") == "A"
    guard.typed()
    assert guard.take("AB") == "AB"
    assert not guard.may_load("A", "AB")
    assert not guard.may_load("AB", "AB")
    assert guard.may_load("from elsewhere", "AB")


def test_a_foreign_text_waits_while_a_commit_is_on_its_way(guard):
    guard.typed()
    guard.take("mine")
    assert not guard.may_load("old", "mine")


def test_a_failed_commit_goes_out_again(guard):
    guard.typed()
    guard.take("mine")
    guard.failed()
    assert guard.unsaved
    assert not guard.may_load("old", "mine")
    assert guard.take("mine") == "mine"


class Field(RuleBasedStateMachine):
    """A person types while commits travel to the store and refreshes travel back, in order."""

    def __init__(self):
        super().__init__()
        self.owner = QObject()
        self.guard = TypingGuard(self.owner)
        self.screen = ""
        self.stored = ""
        self.to_store = []
        self.refreshes = []
        self.typed = 0

    @rule(text=st.sampled_from("abc"))
    def key(self, text):
        self.typed += 1
        self.screen += f"{text}{self.typed}"
        self.guard.typed()

    @rule()
    def commit(self):
        text = self.guard.take(self.screen)
        if text is not None:
            self.to_store.append(text)

    @rule()
    def store_one(self):
        if self.to_store:
            self.stored = self.to_store.pop(0)
            self.refreshes.append(self.stored)

    @rule()
    def refresh_for_another_reason(self):
        self.refreshes.append(self.stored)

    @rule()
    def deliver(self):
        if self.refreshes:
            text = self.refreshes.pop(0)
            if self.guard.may_load(text, self.screen):
                self.screen = text
                self.guard.loaded(text)

    @invariant()
    def no_key_is_lost(self):
        assert self.screen.count("a") + self.screen.count("b") + self.screen.count("c") == (
            self.typed
        )

    def teardown(self):
        self.commit()
        while self.to_store:
            self.store_one()
        assert self.stored == self.screen
        self.guard.forget()
        self.owner.deleteLater()


TestField = Field.TestCase
