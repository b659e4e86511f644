from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from ilacs_desktop.domain.records import Setting
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.keeping import retention
from ilacs_desktop.services.laptop.laptop_settings import LaptopSettings
from ilacs_desktop.services.record import history
from ilacs_desktop.ui.pages.settings.page import SettingsPage


class Side:
    name = "Ann Example"
    folder = Path("/home/ann/data")
    backup_words = "Never backed up."
    laptop = None

    def __init__(self):
        self.settings = LaptopSettings()
        self.asked = []

    def change_settings(self, changed):
        self.settings = changed

    def change_passphrase(self):
        self.asked.append("passphrase")

    def set_pin(self):
        self.asked.append("pin")

    def replace_master(self):
        self.asked.append("master")

    def back_up(self):
        self.asked.append("backup")

    def dispose(self):
        self.asked.append("dispose")

    def make_sheet(self):
        self.asked.append("sheet")

    def show_protection(self):
        self.asked.append("protection")


@pytest.fixture
def side():
    return Side()


@pytest.fixture
def page(desk, side, put_up):
    return put_up(SettingsPage(desk, side))


def _type(field, text):
    field.selectAll()
    field.insert(text)
    field.textEdited.emit(text)
    field.flush()


def test_the_look_of_the_window_is_chosen_here(page, side):
    page.laptop.theme.set_key("dark")
    page.laptop.theme.key_chosen.emit("dark")
    page.laptop.text_size.set_key(150)
    page.laptop.text_size.key_chosen.emit(150)
    assert side.settings == LaptopSettings("dark", 150)


def test_a_size_set_by_keys_is_shown_too(page, side):
    side.settings = LaptopSettings("light", 130)
    page.hide()
    page.show()
    assert page.laptop.text_size.key() == 130
    assert page.laptop.theme.key() == "light"


def test_the_laptops_buttons_ask_for_what_they_say(page, side):
    for button in [*page.laptop.findChildren(QPushButton), *page.lock.findChildren(QPushButton)]:
        button.click()
    assert sorted(side.asked) == ["backup", "master", "passphrase", "pin"]


def test_a_setting_is_saved_as_it_is_typed_and_one_burst_is_one_entry(page, desk, work, settled):
    field = page.inspection.field("issuing_body")
    assert field.text() == "The inspectorate"
    _type(field, "A body")
    settled()
    assert settings.value(work.snapshot, "issuing_body") == "A body"
    for text in ("A body o", "A body of inspection"):
        _type(field, text)
        settled()
    assert settings.value(work.snapshot, "issuing_body") == "A body of inspection"
    lines = history.of_record(work, settings.setting_id("issuing_body"))
    assert [line.step for line in lines] == ["Change issuing body"] * 2
    assert desk.troubles == []


def test_everyone_but_the_lead_reads_only(page, desk, work, settled):
    work.me = replace(work.me, person="someone-else")
    page.refresh(None)
    shown = [one.key for one in settings.SPECS if not one.apart]
    assert all(page.inspection.field(key).isReadOnly() for key in shown)
    assert page.keeping.keeping.until.isReadOnly()
    assert page.keeping.keeping.change.isHidden()
    _type(page.inspection.field("marking"), "NOTHING")
    settled()
    assert work.snapshot.get(Setting, settings.setting_id("marking")) is None
    assert "for the lead" in str(desk.troubles[0])


def test_a_setting_changed_elsewhere_arrives(page, desk, work, settled):
    desk.do(lambda: settings.change(work, "lead_title", "Inspector"))
    settled()
    assert page.inspection.field("lead_title").text() == "Inspector"


def test_rules_say_what_they_rest_on(page):
    model = page.rules._model
    rows = [model.sentence(row) for row in range(model.rowCount())]
    assert any("Published" in row and "Tuesday 18 August" in row for row in rows)
    assert any("default, check" in row for row in rows)
    assert any("measured on published reports" in row for row in rows)


def test_a_setting_is_found_by_its_record(page):
    assert page.show_record("setting", settings.setting_id("marking"))
    assert not page.show_record("setting", "nobody")


def test_it_reads_well_and_nothing_is_cut(page, dressed, accessible_audit, cut_audit):
    accessible_audit(page)
    cut_audit(page)
    dressed("dark", 2.0)
    page.resize(1000, 700)
    cut_audit(page)


def _keeping(page):
    page.show_view("keeping")
    return page.keeping.keeping


def test_retention_is_taken_as_it_is_typed_and_a_fault_is_said_when_it_is_left(page, work, settled):
    panel = _keeping(page)
    assert "10 July 2032 (default, check)" in panel.words.text()
    _type(panel.until, "31")
    settled()
    assert work.snapshot.get(Setting, settings.setting_id(retention.KEY)) is None
    _type(panel.until, "31 July 2029")
    settled()
    assert settings.value(work.snapshot, retention.KEY) == "2029-07-31"
    assert panel.words.text() == "Kept until 31 July 2029: the day that was set."
    panel.until.clearFocus()
    page.refresh(None)
    assert panel.until.text() == "31 July 2029"
    _type(panel.until, "when the moon is full")
    panel.until.editingFinished.emit()
    settled()
    assert settings.value(work.snapshot, retention.KEY) == "2029-07-31"
    assert "neither a day" in panel.until.accessibleDescription()


def test_a_hold_is_set_and_lifted_with_a_reason(page, work, desk, settled):
    panel = _keeping(page)
    panel.change.click()
    settled()
    assert "reason is missing" in panel.banner._what.text()
    panel.why.setText("A complaint is open")
    panel.why.returnPressed.emit()
    settled()
    assert retention.hold_of(work).why == "A complaint is open"
    assert "Legal hold set by Ann Example" in panel.hold.text()
    assert panel.change.text() == "Lift the legal hold"
    panel.why.setText("It was closed")
    panel.change.click()
    settled()
    assert retention.hold_of(work) is None
    assert panel.change.text() == "Set a legal hold"
    assert desk.troubles == []


def test_the_end_and_the_help_are_asked_for_from_here(page, side):
    _keeping(page)
    for button in (page.keeping.dispose, page.keeping.sheet, page.keeping.protection):
        button.click()
    assert side.asked == ["dispose", "sheet", "protection"]


def test_the_hold_is_found_by_its_record(page):
    assert page.show_record("setting", settings.setting_id(retention.HOLD))
    assert page.switch.current == "keeping"
