"""Prompts open without a nested loop and answer by callback."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from shiboken6 import isValid

from ilacs_desktop.ui.prompts import FileWish, Question, WindowPrompts


@pytest.fixture
def asking(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window, WindowPrompts(window)


@pytest.mark.parametrize(("label", "expected"), [("Delete", True), ("Keep", False)])
def test_a_question_is_answered(asking, label, expected):
    window, prompts = asking
    answers = []
    prompts.ask(Question("Delete it?", "It goes.", "Delete", "Keep", grave=True), answers.append)
    box = window.findChild(QMessageBox)
    assert box.defaultButton().text() == "Keep"
    next(button for button in box.buttons() if button.text() == label).click()
    assert answers == [expected]


def test_a_notice_closes(asking):
    window, prompts = asking
    prompts.notice("Done", "All of it.")
    box = window.findChild(QMessageBox)
    box.buttons()[0].click()
    assert not box.isVisible()


@pytest.mark.parametrize("method", ["choose_open", "choose_save"])
def test_leaving_a_file_question_answers_nothing(asking, method, tmp_path):
    window, prompts = asking
    answers = []
    wish = FileWish("Annex A", [("Workbook", "*.xlsx")], name="a.xlsx", folder=str(tmp_path))
    getattr(prompts, method)(wish, answers.append)
    window.findChild(QFileDialog).reject()
    assert answers == [() if method == "choose_open" else None]


def test_a_chosen_place_is_a_path(asking, tmp_path):
    window, prompts = asking
    answers = []
    prompts.choose_save(FileWish("Report", name="letter.pdf", folder=str(tmp_path)), answers.append)
    dialog = window.findChild(QFileDialog)
    dialog.selectFile(str(tmp_path / "letter.pdf"))
    dialog.accept()
    assert answers == [Path(tmp_path / "letter.pdf")]


def test_no_folder_that_was_visited_is_written_down(asking, tmp_path, qtbot):
    """Qt keeps visited folders in a file of its own, and their names may name an LA."""
    window, prompts = asking
    folder = tmp_path / "Zyxommashire"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(b"x")
    answers = []
    prompts.choose_open(
        FileWish("Annex A", [("Workbook", "*.xlsx")], folder=str(folder)), answers.append
    )
    dialog = window.findChild(QFileDialog)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.selectFile(str(folder / "a.xlsx"))
    dialog.accept()
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert answers == [(folder / "a.xlsx",)]
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert "Zyxomma" not in " ".join(str(kept.value(key)) for key in kept.allKeys())
    prompts.choose_open(FileWish("Annex A", [("Workbook", "*.xlsx")]), answers.append)
    again = next(one for one in window.findChildren(QFileDialog) if one is not dialog)
    assert Path(again.directory().absolutePath()) == folder
    again.reject()
