"""The tour at the real window: made while one watches, done by keys, left, resumed, thrown away."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from ilacs_desktop.domain.records import Case, Evidence
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.training import tour as training_tour
from ilacs_desktop.ui.entrance.start import StartView
from ilacs_desktop.ui.frame import keys
from ilacs_desktop.ui.tour.tour_steps import steps


@pytest.fixture
def small(monkeypatch, editions):
    """Let a training inspection be made at once: what is in it is tested elsewhere."""

    def make(laptop, inspection="", tell=None):
        for number in range(3):
            if tell is not None:
                tell(number, 3)
        new = NewInspection(
            "Exampleshire",
            "short",
            date(2026, 7, 6),
            lead_name="Ann Example",
            training=True,
            inspection_id=inspection,
        )
        work = laptop.new_inspection(new, editions)
        cases.add_by_hand(work, child_id="123456", reason="Asked for")
        evidence.add(work, "Seen before the tour")
        return work

    monkeypatch.setattr(training_tour, "make_day_four", make)


@pytest.fixture
def touring(unlocked, small):
    """Someone at the first step of the tour, with no inspection of their own."""
    unlocked.state._tour.click()
    unlocked.until(lambda: unlocked.controller.tour.strip is not None)
    return unlocked.settled() or unlocked


def step(person):
    return person.controller.tour.step


def on_step(person, key):
    person.until(lambda: step(person) == key)
    person.settled()


def answer(person, words):
    box = next(one for one in person.dialogs() if isinstance(one, QMessageBox))
    next(one for one in box.findChildren(QPushButton) if one.text() == words).click()
    person.settled()


def test_a_training_inspection_is_marked_wherever_it_is_shown(touring):
    assert "TRAINING" in touring.shown()
    assert touring.controller.laptop.files()[0].training
    touring.controller.tour.leave()
    touring.until(lambda: isinstance(touring.state, StartView))
    touring.settled()
    [row] = touring.state._model.rows
    assert row.training
    assert touring.state._model.face(0, 0).chip.text == "TRAINING"


def test_each_step_goes_on_by_its_deed_or_by_its_key(touring):
    assert step(touring) == "today"
    touring.press("Alt+2").settled()
    touring.press("Alt+1").settled()
    on_step(touring, "note")
    touring.press("Ctrl+N").settled()
    assert "Tour, step 2 of 10" in touring.shown()
    touring.type("Visits on time @1234").press("Tab").settled()
    on_step(touring, "risk")
    touring.press("Return").type("? Why was the plan late").press("Ctrl+Return").settled()
    on_step(touring, "card")
    touring.press("F9").settled()
    on_step(touring, "referral")
    touring.press("Shift+F9").settled()
    assert step(touring) == "card"
    touring.press("F9").press("F9").settled()
    touring.press("Alt+6").settled()
    on_step(touring, "coverage")
    touring.press("Ctrl+K").type("coverage").settled()
    touring.press("Return").settled()
    on_step(touring, "search")
    touring.press("Ctrl+K").type("kind:note").settled()
    on_step(touring, "cover")
    touring.press("Escape").press("F12").settled()
    assert "123456" not in touring.shown()
    touring.type(touring.passphrase).press("Return").settled()
    on_step(touring, "undo")
    touring.press("Ctrl+Z").settled()
    on_step(touring, "end")
    assert "Throw the training inspection away" in touring.shown()


def test_nothing_of_the_inspection_is_said_by_the_tour(touring):
    for one in steps():
        assert "Exampleshire" not in one.title + one.words
        assert len(one.words.split()) < 60


def test_steps_name_the_keys_that_are_bound():
    told = " ".join(one.words for one in steps())
    for name in ("quick-note", "search", "cover", "refer-back", "undo", "keys"):
        assert keys.shown_keys(name) in told


def test_it_is_left_and_gone_on_with(touring):
    touring.press("F9").press("F9").settled()
    assert step(touring) == "risk"
    touring.controller.tour.strip.leave.click()
    touring.until(lambda: isinstance(touring.state, StartView))
    touring.settled()
    touring.state._tour.click()
    touring.until(lambda: touring.controller.tour.strip is not None)
    touring.settled()
    assert step(touring) == "risk"
    assert len(touring.controller.laptop.files()) == 1


def test_leaving_leads_back_to_ones_own_inspection(unlocked, small, editions):
    laptop = unlocked.controller.laptop
    mine = laptop.new_inspection(NewInspection("Northshire", "short", date(2026, 7, 6)), editions)
    file = mine.file_id
    laptop.close_inspection(mine)
    unlocked.controller.open_inspection(file, "kit")
    unlocked.until(lambda: unlocked.controller.inspection is not None)
    unlocked.settled()
    unlocked.window.run("tour")
    unlocked.until(lambda: unlocked.controller.tour.strip is not None)
    unlocked.settled()
    assert "Northshire" not in unlocked.shown()
    unlocked.controller.tour.strip.leave.click()
    unlocked.until(
        lambda: unlocked.controller.inspection is not None and unlocked.work.file_id == file
    )
    unlocked.settled()
    assert unlocked.area.page.key == "kit"
    assert unlocked.controller.tour.strip is None
    assert not unlocked.window.can_run("throw-away")


def test_it_is_thrown_away_and_nothing_else_is(touring, editions):
    file = touring.work.file_id
    laptop = touring.controller.laptop
    touring.window.run("throw-away")
    answer(touring, "Throw it away")
    touring.until(lambda: isinstance(touring.state, StartView))
    touring.settled()
    assert laptop.files() == ()
    assert not list((laptop.folder / "inspections").glob(f"{file}*"))
    assert "thrown away" in touring.shown()


def test_making_it_can_be_stopped_and_leaves_nothing(unlocked, monkeypatch):
    def make(laptop, inspection="", tell=None):
        while True:
            tell(0, 1)

    monkeypatch.setattr(training_tour, "make_day_four", make)
    unlocked.state._tour.click()
    unlocked.until(lambda: bool(unlocked.controller.runner.jobs))
    assert unlocked.state.progress.isVisible()
    assert unlocked.focus() is unlocked.state.progress.stop
    unlocked.press("Return")
    unlocked.until(lambda: not unlocked.controller.runner.jobs)
    unlocked.settled()
    assert unlocked.controller.laptop.files() == ()
    assert not unlocked.state.progress.isVisible()


def test_locking_interrupts_it_and_unlocking_goes_on(touring):
    touring.press("F9").settled()
    touring.press("Ctrl+L").settled()
    touring.until(lambda: touring.controller.tour.strip is None)
    touring.ready()
    touring.type(touring.passphrase).press("Return")
    touring.until(lambda: touring.controller.tour.strip is not None)
    touring.settled()
    assert step(touring) == "note"


def test_the_frame_stands_round_what_the_step_speaks_of(touring):
    ring = touring.controller.tour._ring
    assert ring.isVisible()
    button = touring.area.sidebar.button("today")
    assert ring.geometry().contains(button.mapTo(touring.window, button.rect().center()))
    touring.press("F9").settled()
    note = touring.area.header._note
    assert ring.geometry().contains(note.mapTo(touring.window, note.rect().center()))
    touring.press("Ctrl+N").settled()
    touring.until(lambda: not ring.isVisible())
    touring.press("Escape").settled()


def test_the_strip_is_reached_and_read_by_keyboard_alone(touring, accessible_audit):
    strip = touring.controller.tour.strip
    accessible_audit(strip)
    assert "Alt+2" in strip.accessibleDescription()
    touring.tab_to("Next")
    touring.press("Return").settled()
    assert step(touring) == "note"
    assert touring.work.snapshot.all(Case)
    assert len(touring.work.snapshot.all(Evidence)) == 1
