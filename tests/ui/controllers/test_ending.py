"""Disposal, certificates and the lost-laptop sheet at the real window, by real keys."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QTextBrowser

from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.keeping import disposal, retention
from ilacs_desktop.ui.dialogs.dispose import DisposeDialog
from ilacs_desktop.ui.entrance.start import StartView


@pytest.fixture
def held(unlocked, editions):
    """Someone with an inspection of each kind on the laptop; Northshire was opened last."""
    owner = unlocked.controller.laptop
    for la, training in (("Madeup", True), ("Exampleshire", False), ("Northshire", False)):
        new = NewInspection(la, "short", date(2026, 7, 6), training=training)
        owner.close_inspection(owner.new_inspection(new, editions))
    unlocked.controller.show_start()
    unlocked.settled()
    return unlocked


def answer(person, words):
    box = next(one for one in person.dialogs() if isinstance(one, QMessageBox))
    next(one for one in box.findChildren(QPushButton) if one.text() == words).click()
    person.settled()


def save_as(person, out):
    dialog = next(one for one in person.dialogs() if isinstance(one, QFileDialog))
    dialog.selectFile(str(out))
    dialog.accept()
    person.settled()


def _dialog(person):
    return next(one for one in person.dialogs() if isinstance(one, DisposeDialog))


def test_an_inspection_is_disposed_of_by_keys_alone_and_leaves_its_certificate(held, tmp_path):
    owner = held.controller.laptop
    file = owner.files()[0].file
    assert held.state._disposals.isHidden()
    held.tab_to("Dispose of…")
    held.press("Return").settled()
    dialog = _dialog(held)
    assert "to be kept until 10 July 2032" in held.shown()
    held.type("Its time has passed").press("Tab").type("Nowhere")
    held.tab_to("Destroy it for good")
    held.press("Return").settled()
    assert "not the inspection’s" in held.shown()
    assert len(owner.files()) == 3
    dialog.name.selectAll()
    held.type("northshire")
    held.tab_to("Destroy it for good")
    held.press("Return").settled()
    assert "Madeup" in held.shown()
    assert [one.la_name for one in owner.files()] == ["Exampleshire", "Madeup"]
    assert not list(held.folder.rglob(f"{file}*"))
    answer(held, "Save the certificate…")
    out = tmp_path / "certificate.pdf"
    save_as(held, out)
    held.until(out.exists)
    held.settled()
    assert out.read_bytes().startswith(b"%PDF")
    assert [one.la for one in disposal.disposals(owner)] == ["Northshire"]
    held.tab_to("Disposals…")
    held.press("Return").settled()
    assert "Northshire" in held.shown()
    held.press("Escape").settled()


def test_a_hold_is_told_and_nothing_can_be_done(held):
    owner = held.controller.laptop
    work = owner.open_inspection(owner.files()[0].file).work
    retention.set_hold(work, "A complaint is open")
    owner.close_inspection(work)
    held.tab_to("Dispose of…")
    held.press("Return").settled()
    dialog = _dialog(held)
    assert "Legal hold set by Ann Example" in held.shown()
    assert "A complaint is open" in held.shown()
    assert not dialog.dispose.isVisible()
    held.press("Return").settled()
    assert len(owner.files()) == 3


def test_training_is_thrown_away_at_a_word(held):
    held.press("Down", "Down").settled()
    assert held.state._dispose.text() == "Throw away…"
    held.tab_to("Throw away…")
    held.press("Return").settled()
    assert "Throw the training inspection of Madeup away?" in held.shown()
    answer(held, "Throw it away")
    assert [one.la_name for one in held.controller.laptop.files()] == ["Northshire", "Exampleshire"]


def test_from_the_settings_page_it_is_closed_first(held):
    held.press("Return")
    held.until(lambda: held.controller.inspection is not None)
    held.ready().press("Ctrl+,").settled()
    held.area.show_view("settings", "keeping")
    held.settled()
    held.tab_to("Dispose of this inspection…")
    held.press("Return")
    held.until(lambda: any(isinstance(one, DisposeDialog) for one in held.dialogs()))
    assert isinstance(held.state, StartView)
    assert held.controller.inspection is None
    held.press("Escape").settled()
    assert len(held.controller.laptop.files()) == 3


def test_the_sheet_and_how_data_is_protected_are_in_the_help_menu(held, tmp_path):
    held.press("Return")
    held.until(lambda: held.controller.inspection is not None)
    held.ready()
    held.window.run("protection")
    held.settled()
    [dialog] = held.dialogs()
    text = dialog.findChild(QTextBrowser).toPlainText()
    for words in ("A stolen or lost laptop", "A curious colleague", "A hostile file"):
        assert words in text
    for words in ("A failing disk", "Tampered evidence", "Not covered."):
        assert words in text
    held.press("Escape").settled()
    held.window.run("lost-laptop")
    held.settled()
    out = tmp_path / "sheet.pdf"
    save_as(held, out)
    held.until(out.exists)
    held.settled()
    assert out.read_bytes().startswith(b"%PDF")


def test_a_disposal_that_was_cut_short_is_told_when_it_was_finished(held):
    owner = held.controller.laptop
    owner.finished = ("Sampleton",)
    held.controller.show_start()
    held.settled()
    assert "disposal of Sampleton" in held.shown()
    held.controller.show_start()
    held.settled()
    assert "Sampleton" not in held.shown()
