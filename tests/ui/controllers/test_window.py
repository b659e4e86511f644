"""The window between unlocking and quitting: what is kept, what is shown, what is refused."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from ilacs_desktop.domain.records import DataSet, Evidence
from ilacs_desktop.errors import StorageError
from ilacs_desktop.services.data import annex
from ilacs_desktop.services.keeping import backups
from ilacs_desktop.services.laptop import laptop, laptop_settings
from ilacs_desktop.services.record import editing, history
from ilacs_desktop.store.annex import annex_rows
from ilacs_desktop.training.annex_a import make_annex_a, write_workbook
from ilacs_desktop.ui.dialogs.history import HistoryDialog
from ilacs_desktop.ui.entrance.start import StartView
from ilacs_desktop.ui.entrance.unlock import UnlockView
from ilacs_desktop.ui.frame.shell import TITLE
from ilacs_desktop.ui.looks import tokens

SECRET = "Quillfeather"


def note(person, text=SECRET):
    """Open the quick note by its key and write in it."""
    person.press("Ctrl+N").type(text)
    return person


def noted(person):
    """Return every note in the inspection, read from the disk by a laptop of its own."""
    person.leave()
    opened = laptop.unlock(person.folder, person.passphrase)
    work = opened.open_inspection(opened.files()[0].file).work
    texts = [one.text for one in work.snapshot.all(Evidence)]
    verdict = history.verify(work)
    work.close()
    opened.close()
    assert verdict.is_good, verdict.faults
    return texts


def answer(person, words):
    box = next(one for one in person.dialogs() if isinstance(one, QMessageBox))
    next(one for one in box.findChildren(QPushButton) if one.text() == words).click()


def refuse(monkeypatch, person):
    """Make the disk refuse whatever is typed from now on; return what ends that."""

    def full(*_args, **_more):
        raise StorageError("The disk is full.", todo="Free some space.")

    patch = pytest.MonkeyPatch()
    patch.setattr(editing, "type_text", full)
    patch.setattr("ilacs_desktop.services.evidence.evidence.add", full)
    return patch.undo


def test_the_title_names_no_one(at_work):
    assert at_work.window.windowTitle() == TITLE
    note(at_work)
    assert at_work.window.windowTitle() == TITLE


def test_locking_saves_what_is_typed_and_comes_back_to_the_same_page(at_work):
    at_work.press("Alt+5").settled()
    file_id = at_work.work.file_id
    note(at_work)
    at_work.press("Ctrl+L")
    assert isinstance(at_work.state, UnlockView)
    assert "Exampleshire" not in at_work.shown()
    at_work.settled()
    assert at_work.controller.laptop is None
    at_work.type(at_work.passphrase).press("Return")
    at_work.until(lambda: at_work.controller.inspection is not None)
    at_work.settled()
    assert at_work.work.file_id == file_id
    assert at_work.area.page.key == "evidence"
    assert [one.text for one in at_work.work.snapshot.all(Evidence)] == [SECRET]


def test_quitting_while_typing_loses_nothing(at_work):
    note(at_work)
    at_work.press("Ctrl+Q")
    assert not at_work.window.isVisible()
    assert noted(at_work) == [SECRET]


def test_closing_the_window_while_typing_loses_nothing(at_work):
    note(at_work)
    at_work.window.close()
    assert noted(at_work) == [SECRET]


def test_what_cannot_be_saved_keeps_the_window_open(at_work, monkeypatch):
    mend = refuse(monkeypatch, at_work)
    note(at_work)
    at_work.window.close()
    assert at_work.window.isVisible()
    answer(at_work, "Stay")
    at_work.settled()
    assert SECRET in at_work.shown()
    mend()
    at_work.window.close()
    assert not at_work.window.isVisible()
    assert noted(at_work) == [SECRET]


def test_what_cannot_be_saved_can_be_left_behind_knowingly(at_work, monkeypatch):
    mend = refuse(monkeypatch, at_work)
    note(at_work)
    at_work.press("Ctrl+L")
    assert not isinstance(at_work.state, UnlockView)
    answer(at_work, "Leave and lose it")
    assert isinstance(at_work.state, UnlockView)
    at_work.settled()
    mend()
    assert noted(at_work) == []


def test_a_cover_is_not_lifted_because_the_disk_is_full(at_work, monkeypatch):
    mend = refuse(monkeypatch, at_work)
    note(at_work)
    at_work.press("F12").settled()
    at_work.press("Ctrl+L").settled()
    assert at_work.controller.cover.is_down
    assert "could not be saved" in at_work.shown()
    assert SECRET not in at_work.shown()
    mend()
    at_work.press("Ctrl+L").settled()
    assert isinstance(at_work.state, UnlockView)
    assert noted(at_work) == [SECRET]


def test_an_inspection_that_was_being_opened_does_not_show_after_locking(unlocked, editions):
    from datetime import date

    from ilacs_desktop.services.inspection.setup import NewInspection

    made = unlocked.controller.laptop
    work = made.new_inspection(NewInspection("Exampleshire", "short", date(2026, 7, 6)), editions)
    made.close_inspection(work)
    unlocked.controller.show_start()
    unlocked.settled()
    unlocked.controller.open_inspection(work.file_id)
    unlocked.controller.open_inspection(work.file_id)
    unlocked.controller.leaving.lock()
    unlocked.settled()
    assert isinstance(unlocked.state, UnlockView)
    assert unlocked.controller.inspection is None


def test_another_inspection_is_chosen_from_the_start_page(at_work):
    note(at_work)
    at_work.press("Ctrl+Return").settled()
    at_work.press("Ctrl+O").settled()
    assert isinstance(at_work.state, StartView)
    assert "Exampleshire" in at_work.shown()
    at_work.press("Return")
    at_work.until(lambda: at_work.controller.inspection is not None)
    assert [one.text for one in at_work.work.snapshot.all(Evidence)] == [SECRET]


def test_closing_says_so_while_it_is_saved_and_backed_up(at_work, cut_audit):
    note(at_work)
    at_work.press("Ctrl+Return").settled()
    at_work.press("Ctrl+O")
    assert "It is being saved and backed up." in at_work.shown()
    assert "Exampleshire" not in at_work.shown()
    at_work.window.centralWidget().setFixedSize(1366, 768)
    cut_audit(at_work.state)
    at_work.settled()
    assert isinstance(at_work.state, StartView)


@pytest.mark.parametrize("leave", ["Ctrl+L", "Ctrl+O", "Ctrl+Q"])
def test_an_import_that_is_running_is_stopped_before_the_file_is_closed(at_work, leave):
    begun, batches, work = threading.Event(), [], at_work.work

    def import_slowly(job):
        begun.set()
        while True:
            job.write(lambda: batches.append(work.file.marked("inspection")))

    at_work.controller.runner.job(import_slowly, batches.append)
    begun.wait(5)
    note(at_work)
    at_work.press("Ctrl+Return")
    at_work.until(lambda: at_work.window.in_work)
    at_work.press(leave)
    if leave != "Ctrl+Q":
        at_work.settled()
    if leave == "Ctrl+L":
        at_work.type(at_work.passphrase).press("Return")
        at_work.until(lambda: at_work.controller.inspection is not None)
    if leave != "Ctrl+Q":
        assert "Work was still running in the background" in at_work.shown()
    assert len(set(batches)) == 1, "a batch was written into a closed file"
    assert noted(at_work) == [SECRET]


def test_a_new_inspection_begins_from_an_open_one(at_work):
    at_work.window.run("new-inspection")
    at_work.settled()
    assert "Begin the inspection" in at_work.shown()
    assert at_work.controller.inspection is None


def test_theme_and_text_size_are_kept_for_the_next_start(at_work, run_app, monkeypatch):
    monkeypatch.delenv("ILACS_THEME")
    at_work.press("Ctrl+=", "Ctrl+=", "Ctrl+=", "Ctrl+-")
    at_work.window.run("light-or-dark")
    at_work.window.run("light-or-dark")
    kept = laptop_settings.read(at_work.folder).settings
    assert kept.text_size == 120
    assert kept.theme in ("light", "dark")
    at_work.leave()
    again = run_app(at_work.folder)
    assert again.controller.looks.settings == kept
    again.begin()
    assert again.window.palette().window().color().lightnessF() > 0.5 or kept.theme == "dark"
    again.controller.looks.change_text("text-usual")
    assert laptop_settings.read(at_work.folder).settings.text_size == 100


def test_settings_that_cannot_be_kept_are_used_and_told(at_work, monkeypatch):
    def full(*_args):
        raise StorageError("The disk is full.")

    monkeypatch.setattr(laptop_settings, "write", full)
    at_work.press("Ctrl+=")
    assert at_work.controller.looks.settings.text_size == 110
    assert "could not be kept" in at_work.shown()
    answer(at_work, "Close")


def test_a_backup_is_made_on_demand_and_at_closing_and_not_twice(at_work):
    folder = at_work.folder / "backups" / at_work.work.file_id
    assert backups.newest(at_work.work) is None
    at_work.window.run("back-up")
    at_work.settled()
    assert len(list(folder.glob("*/inspection.db"))) == 1
    assert any("Backed up" in one for one in at_work.area.status.texts())
    at_work.window.run("back-up")
    at_work.settled()
    assert "Nothing has changed" in at_work.shown()
    note(at_work)
    before = {one.name: one.stat().st_mtime_ns for one in folder.iterdir()}
    at_work.window.close()
    after = {one.name: one.stat().st_mtime_ns for one in folder.iterdir()}
    assert after != before


def test_a_backup_that_fails_at_closing_is_told_and_loses_nothing(
    at_work, monkeypatch, log_warnings
):
    def full(*_args, **_more):
        raise StorageError("The disk is full.")

    note(at_work)
    monkeypatch.setattr(backups, "back_up", full)
    at_work.press("Ctrl+Return").settled()
    at_work.press("Ctrl+O").settled()
    assert "The backup at closing failed. The disk is full." in at_work.shown()
    assert [one for one in log_warnings.caught if "backup at closing" in one]
    log_warnings.caught.clear()
    monkeypatch.undo()
    assert noted(at_work) == [SECRET]


def undressed(person):
    """Return what can be seen and lies in no part that has the stylesheet."""
    bare = []
    for widget in QApplication.allWidgets():
        chain, sheeted = widget, False
        while chain is not None and not sheeted:
            sheeted, chain = bool(chain.styleSheet()), chain.parentWidget()
        if widget.isVisible() and not sheeted and not widget.property("ilacs_parts"):
            bare.append(widget)
    return bare


def test_whatever_comes_into_the_window_wears_the_theme(at_work):
    assert undressed(at_work) == []
    at_work.press("F1").settled()
    assert at_work.dialogs()
    assert undressed(at_work) == []
    at_work.dialogs()[0].close()
    at_work.press("Ctrl+N").settled()
    assert undressed(at_work) == []
    at_work.press("Esc").press("Ctrl++").press("Alt+2").settled()
    assert undressed(at_work) == []
    assert at_work.window.work.page.font().pixelSize() > tokens.BODY_PX


def test_a_hidden_page_follows_a_change_of_text_when_it_is_shown(at_work):
    at_work.press("Alt+5").settled()
    evidence = at_work.window.work.page
    at_work.press("Alt+1").press("Ctrl++").settled()
    assert at_work.window.work.page.font().pixelSize() > tokens.BODY_PX
    assert evidence.font().pixelSize() == tokens.BODY_PX
    at_work.press("Alt+5").settled()
    assert evidence.font().pixelSize() > tokens.BODY_PX


def test_a_history_is_hidden_under_the_cover_and_gone_after_locking(at_work):
    note(at_work)
    at_work.press("Ctrl+Return").settled()
    at_work.press("Alt+5").settled()
    record = at_work.work.snapshot.all(Evidence)[0].id
    at_work.controller.inspection.show_record("evidence", record)
    at_work.press("Ctrl+H").settled()
    [dialog] = at_work.dialogs()
    assert isinstance(dialog, HistoryDialog)
    at_work.window.activateWindow()
    at_work.until(lambda: at_work.active() is at_work.window)
    at_work.window.run("cover")
    assert SECRET not in at_work.shown()
    assert not dialog.isVisible()
    at_work.press("Ctrl+L").settled()
    assert at_work.dialogs() == []
    assert SECRET not in at_work.shown()


def test_the_keys_that_cover_work_in_a_dialog(at_work):
    at_work.press("Ctrl+Shift+X").settled()
    assert len(at_work.dialogs()) == 1
    at_work.until(lambda: at_work.active() is at_work.dialogs()[0])
    at_work.type(SECRET)
    at_work.press("F12").ready()
    assert at_work.controller.cover.is_down
    assert at_work.dialogs() == []
    at_work.type(at_work.passphrase).press("Return").settled()
    assert [type(one).__name__ for one in at_work.dialogs()] == ["StrikeOutDialog"]
    at_work.dialogs()[0].reject()


def test_what_fails_with_nobody_to_tell_is_told_by_the_window(unlocked, monkeypatch):
    def broken():
        raise StorageError("The vault is held by another program.")

    unlocked.controller.runner.write(broken)
    unlocked.settled()
    assert "held by another program" in unlocked.shown()
    answer(unlocked, "Close")


def test_the_app_says_what_it_is_and_where_its_data_is(at_work):
    at_work.window.run("about")
    assert "ILACS Desktop" in at_work.shown()
    answer(at_work, "Close")


@pytest.mark.parametrize("leave", ["Ctrl+L", "Ctrl+Q"])
def test_receiving_annex_a_goes_on_after_unlocking(at_work, run_app, tmp_path, monkeypatch, leave):
    book = tmp_path / "annex-a.xlsx"
    write_workbook(make_annex_a("tiny", 7), book)
    first, go, ahead = threading.Event(), threading.Event(), annex._ahead

    def slowly(batches):
        for number, batch in enumerate(ahead(batches)):
            if number == 2:
                first.set()
                go.wait(20)
            yield batch

    monkeypatch.setattr(annex, "_ahead", slowly)
    at_work.press("Alt+3").settled()
    at_work.area.page.receive.receive([book])
    at_work.until(first.is_set)
    if leave == "Ctrl+Q":
        # Quitting waits for the job to end.
        threading.Timer(0.2, go.set).start()
    at_work.press(leave)
    go.set()
    person = at_work
    if leave == "Ctrl+Q":
        at_work.leave()
        person = run_app(at_work.folder).begin()
    person.settled()
    monkeypatch.setattr(annex, "_ahead", ahead)
    person.type(person.passphrase).press("Return")
    person.until(lambda: person.controller.inspection is not None)
    person.until(lambda: person.work.snapshot.all(DataSet))
    person.settled()
    [held] = person.work.snapshot.all(DataSet)
    assert held.state == "current"
    assert not annex_rows.unfinished(person.work.file.connection, {held.id})
