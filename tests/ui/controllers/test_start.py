"""The start page at the real window: new, open, training, passphrase."""

from __future__ import annotations

from datetime import date

import pytest
from shiboken6 import isValid

from ilacs_desktop.domain.records import LaProfile, LineOfEnquiry, PreviousInspection
from ilacs_desktop.errors import DamagedFileError
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.keeping import retention
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record.work import LA_PROFILE, PREVIOUS
from ilacs_desktop.ui.entrance.new_inspection import NewInspectionView
from ilacs_desktop.ui.entrance.start import StartView


@pytest.fixture
def held(unlocked, editions):
    """Someone with two inspections on the laptop; Northshire was opened last."""
    for la in ("Exampleshire", "Northshire"):
        new = NewInspection(la, "short", date(2026, 7, 6))
        owner = unlocked.controller.laptop
        owner.close_inspection(owner.new_inspection(new, editions))
    unlocked.controller.show_start()
    unlocked.settled()
    return unlocked


def test_an_empty_laptop_says_what_to_do_first(unlocked):
    assert "No inspection on this laptop yet" in unlocked.shown()
    unlocked.press("Return").settled()
    assert isinstance(unlocked.state, NewInspectionView)
    unlocked.state._ui.leave.click()
    unlocked.settled()
    assert isinstance(unlocked.state, StartView)


def test_a_new_inspection_follows_from_its_day_and_from_the_last_outcome(unlocked):
    unlocked.press("Return").settled()
    ui = unlocked.state._ui
    unlocked.type("Exampleshire").press("Tab").type("6/7/2026").press("Tab").settled()
    assert "2026" in ui.edition.text()
    assert "ilacs-2026/short" in ui.event._keys
    ui.previous_start.setFocus()
    unlocked.type("5/6/2023").press("Tab").settled()
    unlocked.choose(ui.overall, "good").settled()
    suggested = ui.event.key()
    assert suggested == "ilacs-2026/short"
    unlocked.choose(ui.overall, "inadequate").settled()
    assert ui.event.key() == "ilacs-2026/monitoring-visit"
    unlocked.choose(ui.overall, "good").settled()
    ui.dcs_name.setText("Morgan Example")
    ui.bullets.setPlainText("• The quality of supervision\n• The timeliness of assessments")
    ui.begin.setFocus()
    unlocked.press("Return")
    unlocked.until(lambda: unlocked.controller.inspection is not None)
    work = unlocked.work
    assert work.inspection.la_name == "Exampleshire"
    assert work.event.key == "short"
    assert work.inspection.fieldwork_start == "2026-07-06"
    assert work.snapshot.one(LaProfile, LA_PROFILE).dcs_name == "Morgan Example"
    assert work.snapshot.one(PreviousInspection, PREVIOUS).overall == "good"
    questions = [one.question for one in work.snapshot.all(LineOfEnquiry)]
    assert len(questions) == 2
    assert "The quality of supervision" in questions[0]
    assert "Exampleshire" in unlocked.shown()


def test_a_form_that_lacks_something_says_so_and_keeps_what_is_typed(unlocked):
    unlocked.press("Return").settled()
    ui = unlocked.state._ui
    unlocked.type("Exampleshire")
    ui.begin.click()
    assert "Give the first day of fieldwork" in unlocked.shown()
    ui.fieldwork_start.setFocus()
    unlocked.type("nonsense").press("Tab")
    ui.begin.click()
    assert "nonsense is no date" in unlocked.shown()
    assert ui.la_name.text() == "Exampleshire"
    assert unlocked.controller.inspection is None


def test_an_inspection_that_cannot_be_made_leaves_the_form_as_it_is(unlocked, monkeypatch):
    from ilacs_desktop.services.inspection import beginning

    def refused(*_args):
        raise DamagedFileError("The disk is full.")

    monkeypatch.setattr(beginning, "begin", refused)
    unlocked.press("Return").settled()
    ui = unlocked.state._ui
    unlocked.type("Exampleshire").press("Tab").type("6/7/2026").press("Tab").settled()
    unlocked.choose(ui.event, "ilacs-2026/short")
    ui.begin.click()
    unlocked.settled()
    assert "The disk is full." in unlocked.shown()
    assert ui.la_name.text() == "Exampleshire"
    assert ui.begin.isEnabled()


def test_an_inspection_is_opened_with_enter(held):
    assert "Northshire" in held.shown()
    held.press("Return")
    held.until(lambda: held.controller.inspection is not None)
    assert held.work.inspection.la_name == "Northshire"


def test_one_that_does_not_open_says_why_and_the_others_still_do(held):
    owner = held.controller.laptop
    newest, other = (one.file for one in owner.files())
    (held.folder / "inspections" / f"{newest}.db").write_bytes(b"nothing of ours" * 1000)
    held.press("Return").settled()
    assert "damaged" in held.shown()
    assert isinstance(held.state, StartView)
    held.press("Down", "Return")
    held.until(lambda: held.controller.inspection is not None)
    assert held.work.file_id == other


def test_the_passphrase_is_changed(held):
    held.state._passphrase.click()
    [dialog] = held.dialogs()
    ui = dialog._ui
    for wrong in (True, False):
        ui.current.setText("not the old one" if wrong else held.passphrase)
        ui.passphrase.setText("quite other words")
        ui.again.setText("quite other words")
        ui.change.click()
        held.settled()
        assert isValid(dialog) == wrong
    assert "The passphrase is changed." in held.shown()
    held.leave()
    laptop.unlock(held.folder, "quite other words").close()


def test_a_page_that_has_left_the_screen_is_not_filled(held):
    held.controller.show_start()
    held.controller._start.ask_new()
    held.settled()
    assert isinstance(held.state, NewInspectionView)


def test_locking_from_the_start_page(held):
    held.state._lock.click()
    held.settled()
    assert "Northshire" not in held.shown()
    assert held.controller.laptop is None
    held.type(held.passphrase).press("Return").settled()
    assert isinstance(held.state, StartView)


def test_an_inspection_under_a_legal_hold_is_marked(held):
    owner = held.controller.laptop
    file = owner.files()[0].file
    work = owner.open_inspection(file).work
    retention.set_hold(work, "A judicial review")
    assert owner.on_hold() == {file}, "also when the app is ended now"
    owner.close_inspection(work)
    held.controller.show_start()
    held.settled()
    model = held.state._model
    marked = [model.sentence(row) for row in range(2) if "ON HOLD" in model.sentence(row)]
    assert len(marked) == 1
    work = owner.open_inspection(file).work
    retention.lift_hold(work, "It is over")
    owner.close_inspection(work)
    held.controller.show_start()
    held.settled()
    assert not any("ON HOLD" in held.state._model.sentence(row) for row in range(2))
