"""What is copied is marked for clipboard histories, and gone when the laptop is locked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest

from ilacs_desktop.ui.frame.clipboard import MARKS, ClipboardGuard
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

SECRET = "Quillfeather"


@pytest.fixture(autouse=True)
def owned(monkeypatch):
    """Own the clipboard, which a screen that is none does not tell."""
    monkeypatch.setattr(ClipboardGuard, "_owns", lambda _, mode: mode == QClipboard.Mode.Clipboard)


@pytest.fixture
def clipboard(qapp):
    guard, board = ClipboardGuard(qapp), QGuiApplication.clipboard()
    yield guard, board
    board.clear()
    guard.deleteLater()


@pytest.mark.parametrize("kind", [ProseEdit, LineField])
@pytest.mark.parametrize("cut", [False, True])
def test_what_a_field_copies_is_marked_and_its_text_is_whole(clipboard, qtbot, kind, cut):
    _, board = clipboard
    field = kind()
    qtbot.addWidget(field)
    field.set_text(SECRET)
    field.selectAll()
    field.cut() if cut else field.copy()
    held = board.mimeData()
    assert held.text() == SECRET
    for mark, value in MARKS:
        assert held.hasFormat(mark), mark
        assert bytes(held.data(mark)) == value
    other = LineField()
    qtbot.addWidget(other)
    other.paste()
    assert other.text() == SECRET


def test_forgetting_takes_away_what_is_ours(clipboard):
    guard, board = clipboard
    board.setText(SECRET)
    guard.forget()
    assert board.text() == ""


def test_what_was_copied_elsewhere_stays(clipboard, monkeypatch):
    guard, board = clipboard
    foreign = QMimeData()
    foreign.setText("from elsewhere")
    monkeypatch.setattr(ClipboardGuard, "_owns", lambda _, mode: False)
    board.setMimeData(foreign)
    guard.forget()
    assert board.text() == "from elsewhere"


@pytest.mark.parametrize("leave", ["Ctrl+L", "Ctrl+Q"])
def test_locking_and_quitting_empty_it(at_work, leave):
    board = QGuiApplication.clipboard()
    at_work.press("Ctrl+N").type(SECRET)
    field = at_work.focus()
    QTest.keySequence(field, "Ctrl+A")
    QTest.keySequence(field, "Ctrl+C")
    assert board.text() == SECRET
    assert board.mimeData().hasFormat(MARKS[0][0])
    at_work.press(leave)
    if leave == "Ctrl+L":
        at_work.settled()
    assert board.text() == ""
