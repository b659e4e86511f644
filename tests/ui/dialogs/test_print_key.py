"""The recovery key on paper, and nowhere else."""

from __future__ import annotations

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ilacs_desktop.ui.dialogs import print_key

KEY = "AB3D-EFG7-HJKM"


@pytest.fixture
def window(qtbot, dressed):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def paper(monkeypatch):
    """What would have been printed, instead of printing it."""
    printed = []

    class Paper(print_key.QTextDocument):
        def print_(self, printer):
            printed.append((self.toPlainText(), printer))

    monkeypatch.setattr(print_key, "QTextDocument", Paper)
    return printed


def ask(window):
    print_key.print_recovery_key(window, KEY)
    return window.findChild(QPrintDialog)


def test_the_key_is_printed_once_a_printer_is_chosen(window, paper):
    dialog = ask(window)
    assert paper == []
    dialog.accept()
    [(text, printer)] = paper
    assert KEY in text
    assert "recovery key" in text
    assert isinstance(printer, QPrinter)


def test_leaving_the_printer_prints_nothing(window, paper):
    ask(window).reject()
    assert paper == []


def test_no_file_is_left_behind(window, paper, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ask(window).accept()
    assert list(tmp_path.iterdir()) == []
