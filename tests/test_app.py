"""The entry point of the window: one application, a crash that saves and explains."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from ilacs_desktop import app, logs
from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.ui.dialogs.crash import CrashDialog

SECRET = "Quillfeather"


def fail(hook, words):
    """Raise inside our own code, and hand it to the hook as Python would."""
    try:
        raise ValueError(words)
    except ValueError:
        hook(*sys.exc_info())


def test_there_is_one_application(qapp):
    assert app.make_application() is qapp
    assert QApplication.applicationName() == "ILACS Desktop"


def test_something_unforeseen_is_saved_explained_and_holds_no_word(at_work, log_warnings):
    hook = app._hook(at_work.controller)
    at_work.press("Ctrl+N").type(SECRET)
    fail(hook, SECRET)
    at_work.settled()
    assert [one.text for one in at_work.work.snapshot.all(Evidence)] == [SECRET]
    [dialog] = [one for one in at_work.dialogs() if isinstance(one, CrashDialog)]
    details = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "ValueError" in details
    assert SECRET not in details
    assert str(at_work.folder) not in details
    assert all(SECRET not in line for line in log_warnings.caught)
    log_warnings.caught.clear()


def test_a_fault_that_comes_again_and_again_makes_one_message(at_work, log_warnings):
    hook = app._hook(at_work.controller)
    for _ in range(3):
        fail(hook, "again")
    assert len([one for one in at_work.dialogs() if isinstance(one, CrashDialog)]) == 1
    log_warnings.caught.clear()


def test_a_fault_while_saving_does_not_stop_the_message(at_work, log_warnings, monkeypatch):
    def broken():
        raise RuntimeError(SECRET)

    monkeypatch.setattr(at_work.controller, "save_what_can_be_saved", broken)
    fail(app._hook(at_work.controller), "first")
    assert any(isinstance(one, CrashDialog) for one in at_work.dialogs())
    assert log_warnings.caught[-1].endswith("could not save: RuntimeError")
    log_warnings.caught.clear()


def test_details_name_places_without_the_folders_of_whoever_runs_it():
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        said = logs.redacted("ValueError", error.__traceback__)
    assert said.startswith("test_app.py:")
    assert "/" not in said
    assert SECRET not in said


@pytest.fixture
def one_turn(qapp, monkeypatch):
    """Let the event loop of ``run_window`` end as soon as it has begun."""
    codes = []

    def turn():
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                codes.append(window.windowTitle())
                window.close()
                window.deleteLater()
        return 0

    monkeypatch.setattr(type(qapp), "exec", lambda *_: turn())
    return codes


def test_the_window_runs_over_a_folder_of_its_own(one_turn, tmp_path, dressed_back):
    folder = tmp_path / "new"
    resource = pytest.importorskip("resource")
    assert app.run_window(folder) == 0
    assert one_turn == ["ILACS Desktop"]
    assert (folder / app.CRASH_NAME).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert sys.excepthook is sys.__excepthook__
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def test_a_folder_that_cannot_be_made_is_one_line_and_no_window(one_turn, tmp_path, capsys):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert app.run_window(tmp_path / "file" / "data") == 1
    said = capsys.readouterr().err
    assert said.startswith("ilacs-desktop: ")
    assert said.count("\n") == 1
    assert one_turn == []


@pytest.fixture
def dressed_back(qapp):
    from ilacs_desktop.ui.looks import theme

    yield
    theme.apply(qapp, "light", 1.0)
    for timer in qapp.findChildren(QTimer):
        timer.stop()
