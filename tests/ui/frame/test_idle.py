"""Idle and asleep, by two counts of seconds that a test moves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from ilacs_desktop.domain.clock import SystemMoments
from ilacs_desktop.ui.frame.idle import LOOK_MS, IdleWatch


class Moments:
    def __init__(self):
        self.of_waking, self.of_all = 100.0, 5_000.0

    def awake(self):
        return self.of_waking

    def passed(self):
        return self.of_all


class Watched:
    def __init__(self, qapp):
        self.moments, self.heard = Moments(), []
        self.watch = IdleWatch(self.moments, qapp)
        self.watch.idle.connect(lambda: self.heard.append("idle"))
        self.watch.slept.connect(lambda: self.heard.append("slept"))
        self.watch.start(10)

    def go(self, seconds):
        for _ in range(int(seconds * 1000) // LOOK_MS):
            self.moments.of_waking += LOOK_MS / 1000
            self.moments.of_all += LOOK_MS / 1000
            self.watch.look()


@pytest.fixture
def it(qapp):
    made = Watched(qapp)
    yield made
    made.watch.stop()
    made.watch.deleteLater()


def test_nobody_there_for_the_minutes_that_are_set(it):
    it.go(598)
    assert it.heard == []
    it.go(2)
    assert it.heard == ["idle"]


def test_a_touch_begins_anew_and_fewer_minutes_count_from_it(it):
    it.go(590)
    it.watch.touch()
    it.go(590)
    assert it.heard == []
    it.watch.set_minutes(2)
    it.go(2)
    assert it.heard == ["idle"]


@pytest.mark.parametrize(
    ("awake", "passed", "heard"),
    [(2, 3_600, ["slept"]), (2, 9, []), (3_600, 3_600, ["slept"]), (2, -3_600, [])],
)
def test_sleep_is_what_one_count_missed_and_a_clock_set_back_is_none(it, awake, passed, heard):
    it.moments.of_waking += awake
    it.moments.of_all += passed
    it.watch.look()
    assert it.heard == heard


def test_what_the_system_says_of_sleep_is_taken(it):
    it.watch._on_prepare_for_sleep(False)
    assert it.heard == []
    it.watch._on_prepare_for_sleep(True)
    assert it.heard == ["slept"]


@pytest.mark.parametrize("touch", ["key", "mouse", "move", "none"])
def test_keys_and_the_mouse_in_any_window_are_touches(it, qtbot, touch):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(lambda: field.isActiveWindow())
    it.go(590)
    window = field.windowHandle()
    if touch == "key":
        QTest.keyClick(window, Qt.Key.Key_A)
        assert field.text() == "a"
    elif touch == "mouse":
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    elif touch == "move":
        QTest.mouseMove(window, QPoint(5, 5))
    it.go(30)
    assert it.heard == ([] if touch != "none" else it.heard[:1] * len(it.heard))
    assert bool(it.heard) == (touch == "none")


def test_the_laptops_own_counts_go_on():
    moments = SystemMoments()
    assert moments.awake() <= moments.awake()
    assert moments.passed() <= moments.passed()
