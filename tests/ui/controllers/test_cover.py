"""The cover over the real window: what lifts it, when the PIN will not do, what can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.laptop import cover as covers
from ilacs_desktop.services.laptop.policy import Policy
from ilacs_desktop.ui.dialogs.secrets import SetPinDialog
from ilacs_desktop.ui.entrance.cover import CoverView
from ilacs_desktop.ui.entrance.start import StartView
from ilacs_desktop.ui.entrance.unlock import UnlockView

PIN = "418290"
SECRET = "Quillfeather"


class Time:
    """A clock that a test moves: asleep, the wall goes on and the monotonic one stands."""

    def __init__(self):
        self.of_all, self.of_waking = 1_000_000.0, 500.0

    def passed(self):
        return self.of_all

    def awake(self):
        return self.of_waking

    def go(self, seconds):
        self.of_all += seconds
        self.of_waking += seconds


@pytest.fixture
def clock(at_work):
    made = at_work.controller.idle.moments = Time()
    at_work.controller.idle.start(10)
    return made


@pytest.fixture
def person(at_work, clock):
    """Someone with a PIN set, at the page of notes, with a note on the screen."""
    covers.set_pin(at_work.controller.laptop, PIN)
    at_work.controller.cover.has_pin = True
    at_work.press("Ctrl+N").type(SECRET).press("Ctrl+Return").settled()
    at_work.press("Alt+5").settled()
    assert SECRET in at_work.shown()
    return at_work


def covered(person):
    person.press("F12").settled()
    assert person.controller.cover.is_down
    return person


def test_a_pin_is_set_at_the_settings_of_the_laptop(unlocked):
    unlocked.controller.cover.ask_new_pin()
    [dialog] = unlocked.dialogs()
    assert isinstance(dialog, SetPinDialog)
    dialog._ui.pin.setText(PIN)
    dialog._ui.again.setText(PIN)
    dialog._ui.set_pin.click()
    unlocked.settled()
    assert "The PIN is set." in unlocked.shown()
    assert unlocked.controller.cover.has_pin
    assert covers.has_pin(unlocked.controller.laptop)


def test_nothing_of_the_inspection_can_be_read_under_the_cover(person):
    said = covered(person).shown()
    for word in (SECRET, "Exampleshire", "Today", "Short inspection", "Evidence", "Saved"):
        assert word not in said
    assert not person.window.menuBar().isVisible()


def test_the_pin_lifts_it_and_the_focus_is_where_it_was(person):
    before = person.focus()
    covered(person).type(PIN).press("Return").settled()
    assert not person.controller.cover.is_down
    assert person.focus() is before
    assert SECRET in person.shown()


def test_without_a_pin_the_passphrase_lifts_it(at_work, clock):
    covered(at_work)
    assert "No PIN is set" in at_work.shown()
    at_work.type(at_work.passphrase).press("Return").settled()
    assert not at_work.controller.cover.is_down


def test_after_three_wrong_pins_only_the_passphrase_will_do(person):
    covered(person)
    for left in ("2 tries left", "1 try left", "Three wrong PINs"):
        person.type("000111").press("Return").settled()
        assert left in person.shown()
    person.type(PIN).press("Return").settled()
    assert person.controller.cover.is_down
    person.type(person.passphrase).press("Return").settled()
    assert not person.controller.cover.is_down


@pytest.mark.parametrize("minutes", [59, 61])
def test_after_an_hour_the_keys_are_forgotten_and_only_the_passphrase_will_do(
    person, clock, minutes
):
    covered(person)
    for _ in range(minutes * 30):
        clock.go(2)
        person.controller.cover._look()
    person.settled()
    assert (person.controller.laptop is None) == (minutes > 60)
    person.type(PIN).press("Return").settled()
    assert isinstance(person.state, UnlockView) == (minutes > 60)
    assert (SECRET in person.shown()) == (minutes < 60)


def test_after_sleep_the_keys_are_forgotten_and_only_the_passphrase_will_do(person, clock):
    covered(person)
    clock.of_all += 3600
    person.controller.idle.look()
    person.settled()
    assert isinstance(person.state, UnlockView)
    assert person.controller.laptop is None
    person.type(person.passphrase).press("Return")
    person.until(lambda: person.controller.inspection is not None)
    assert not person.controller.cover.is_down


def test_a_pin_typed_right_after_waking_lifts_nothing(person, clock):
    covered(person).type(PIN)
    clock.of_all += 3600
    person.press("Return").settled()
    assert isinstance(person.state, UnlockView)


def test_covering_saves_what_is_typed_and_the_note_comes_back(person):
    person.press("Ctrl+N").type("Half a sen")
    covered(person)
    assert "Half a sen" not in person.shown()
    texts = {one.text for one in person.work.snapshot.all(Evidence)}
    assert "Half a sen" in texts
    person.type(PIN).press("Return").settled()
    person.type("tence").press("Ctrl+Return").settled()
    assert "Half a sentence" in {one.text for one in person.work.snapshot.all(Evidence)}


def test_wrong_passphrases_under_the_cover_end_in_locking_and_waiting(at_work, clock):
    covered(at_work)
    for _ in range(3):
        at_work.type("wrong words here").press("Return").settled()
    assert isinstance(at_work.state, UnlockView)
    assert "before the next attempt" in at_work.shown()
    assert at_work.controller.laptop is None


@pytest.mark.parametrize("by", ["button", "key"])
def test_a_covered_laptop_can_be_locked(person, by):
    covered(person)
    if by == "key":
        person.press("Ctrl+L")
    else:
        person.state._ui.lock.click()
    person.settled()
    assert isinstance(person.state, UnlockView)
    person.type(person.passphrase).press("Return")
    person.until(lambda: person.controller.inspection is not None)
    assert not person.controller.cover.is_down
    assert person.area.page.key == "evidence"


def test_the_start_page_is_covered_and_locked_by_the_same_keys(unlocked):
    unlocked.press("F12").settled()
    assert unlocked.controller.cover.is_down
    assert "Ann Example" not in unlocked.shown()
    unlocked.type(unlocked.passphrase).press("Return").settled()
    assert isinstance(unlocked.state, StartView)
    unlocked.press("Ctrl+L").settled()
    assert isinstance(unlocked.state, UnlockView)
    unlocked.press("F12").settled()
    assert isinstance(unlocked.state, UnlockView)


def test_the_keys_work_on_the_start_page_again_after_an_inspection(at_work):
    at_work.press("Ctrl+O").settled()
    at_work.press("F12").settled()
    assert at_work.controller.cover.is_down
    assert "Exampleshire" not in at_work.shown()


def test_an_idle_window_locks_but_a_cover_with_a_pin_stands_its_hour(person, clock):
    covered(person)
    for _ in range(30 * 30):
        clock.go(2)
        person.controller.idle.look()
    assert person.controller.cover.is_down
    person.type(PIN).press("Return").settled()
    assert not person.controller.cover.is_down
    for _ in range(11 * 30):
        clock.go(2)
        person.controller.idle.look()
    person.settled()
    assert isinstance(person.state, UnlockView)
    assert SECRET not in person.shown()


def test_the_organisation_caps_the_minutes(at_work, clock):
    controller = at_work.controller
    controller.laptop.policy = Policy(idle_minutes=3)
    controller.looks.change(replace(controller.looks.settings, idle_minutes=30))
    for _ in range(91):
        clock.go(2)
        controller.idle.look()
    at_work.settled()
    assert isinstance(at_work.state, UnlockView)


def test_the_first_key_over_a_menu_that_was_opened_by_keys_covers(at_work):
    menus = at_work.window.menuBar().findChildren(QMenu)
    menus[0].popup(at_work.window.pos())
    at_work.until(lambda: QApplication.activePopupWidget() is not None)
    at_work.until(lambda: QGuiApplication.focusWindow() is menus[0].windowHandle())
    # As the system gives it: to a window, from where it would go to the menu.
    QTest.keyClick(menus[0].windowHandle(), Qt.Key.Key_F12)
    at_work.settled()
    assert QApplication.activePopupWidget() is None
    assert isinstance(at_work.state, CoverView)


@pytest.mark.parametrize("key", [Qt.Key.Key_F12, Qt.Key.Key_L])
@pytest.mark.parametrize("what", ["menu", "list"])
def test_an_open_menu_or_list_does_not_keep_the_keys(at_work, key, what):
    if what == "menu":
        menus = at_work.window.menuBar().findChildren(QMenu)
        menus[0].popup(at_work.window.pos())
    else:
        at_work.area.show_page("settings")
        at_work.settled()
        at_work.area.page.laptop.theme.showPopup()
    at_work.until(lambda: QApplication.activePopupWidget() is not None)
    at_work.controller.idle.acted.emit()
    at_work.until(lambda: at_work.controller.covering._hears)
    held = Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_L else Qt.KeyboardModifier(0)
    QTest.keyClick(QApplication.activePopupWidget(), key, held)
    at_work.settled()
    assert QApplication.activePopupWidget() is None
    assert "Exampleshire" not in at_work.shown()
    assert isinstance(at_work.state, UnlockView if key == Qt.Key.Key_L else CoverView)
    at_work.controller.idle.acted.emit()
    at_work.until(lambda: not at_work.controller.covering._hears)
