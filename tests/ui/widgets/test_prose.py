"""Prose and lines: commits, cursor, undo, growth, and the keys they leave alone."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit, _replace_changed_part


@pytest.fixture(params=[ProseEdit, LineField])
def field(request, qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made, other = request.param(window), LineField(window)
    made.setAccessibleName("Note")
    other.setAccessibleName("Other")
    column.addWidget(made)
    column.addWidget(other)
    window.resize(500, 300)
    window.show()
    qtbot.waitExposed(window)
    made.setFocus()
    made.other, made.outer = other, window
    return made


def committed(field):
    got = []
    field.text_committed.connect(got.append)
    return got


def test_typing_commits_within_the_promise(field, qtbot):
    got = committed(field)
    qtbot.keyClicks(field, "Seen at home")
    assert field.unsaved
    qtbot.waitUntil(lambda: got == ["Seen at home"], timeout=2000)
    assert not field.unsaved


def test_leaving_hiding_and_flushing_commit_at_once(field, qtbot):
    got = committed(field)
    qtbot.keyClicks(field, "a")
    field.other.setFocus()
    assert got == ["a"]
    field.setFocus()
    qtbot.keyClicks(field, "b")
    field.flush()
    assert len(got) == 2
    qtbot.keyClicks(field, "c")
    field.hide()
    assert len(got) == 3


def test_another_record_commits_the_first_with_its_own_name(field, qtbot):
    got = []
    field.text_committed.connect(lambda text: got.append((field.about, text)))
    field.set_text("", about="case 1")
    qtbot.keyClicks(field, "mine")
    field.set_text("other", about="case 2")
    assert got == [("case 1", "mine")]
    field.flush()
    assert len(got) == 1


def test_a_refresh_never_takes_unsaved_keys(field, qtbot):
    got = committed(field)
    qtbot.keyClicks(field, "mine")
    assert not field.set_text_if_different("theirs")
    assert field.text() == "mine"
    field.flush()
    assert got == ["mine"]
    qtbot.keyClicks(field, " more")
    assert not field.set_text_if_different("mine")
    assert field.text() == "mine more"


def test_a_refresh_emits_nothing(field):
    got = committed(field)
    assert field.set_text_if_different("theirs")
    field.flush()
    assert got == []
    assert field.text() == "theirs"


def test_a_failed_commit_is_offered_again(field, qtbot):
    got = committed(field)
    qtbot.keyClicks(field, "a")
    field.flush()
    field.commit_failed()
    assert field.unsaved
    field.flush()
    assert got == ["a", "a"]


def test_tab_leaves_the_field(field, qtbot):
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.other.hasFocus()


def test_the_cursor_stays_through_a_refresh(qtbot, dressed):
    edit = ProseEdit()
    qtbot.addWidget(edit)
    edit.set_text("The child was seen.")
    cursor = edit.textCursor()
    cursor.setPosition(9)
    edit.setTextCursor(cursor)
    edit.set_text_if_different("The child was seen alone.")
    assert edit.textCursor().position() == 9
    edit.set_text_if_different("Then the child was seen alone.")
    assert edit.textCursor().position() == 9 + len("n the") - len("e") + 1


@example("\r", "\r\n")
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_becomes_any_other(qapp, old, new):
    edit = ProseEdit()
    edit.setPlainText(old)
    shown = edit.toPlainText()
    _replace_changed_part(edit, shown, new)
    fresh = ProseEdit()
    fresh.setPlainText(new)
    assert edit.toPlainText() == fresh.toPlainText()
    for made in (edit, fresh):
        made.set_text("")
        made.deleteLater()


def test_prose_grows_with_its_text_up_to_its_most_lines(qtbot, dressed):
    edit = ProseEdit(lines=2, most_lines=5)
    qtbot.addWidget(edit)
    edit.resize(400, 50)
    edit.show()
    low = edit.height()
    edit.set_text("\n".join("abcd"))
    middle = edit.height()
    edit.set_text("\n".join("abcdefghij"))
    high = edit.height()
    edit.set_text("\n".join("abcdefghijklmnop"))
    assert low < middle < high == edit.height()
    edit.set_text("")
    assert edit.height() == low


def test_the_last_line_of_a_long_text_is_not_cut(qtbot, dressed):
    edit = ProseEdit(lines=1)
    qtbot.addWidget(edit)
    edit.resize(430, 100)
    edit.show()
    edit.set_text("words and more words " * 60)
    edit.moveCursor(QTextCursor.MoveOperation.End)
    assert edit.viewport().rect().contains(edit.cursorRect())


def test_ctrl_enter_finishes_and_enter_is_a_new_line(qtbot, dressed):
    edit = ProseEdit()
    qtbot.addWidget(edit)
    edit.show()
    got = committed(edit)
    qtbot.keyClicks(edit, "one")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    with qtbot.waitSignal(edit.finished):
        qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert got == ["one\n"]


@pytest.mark.parametrize("field", [ProseEdit], indirect=True)
def test_undo_belongs_to_the_field_until_it_is_left(field, qtbot):
    qtbot.keyClicks(field, "a")
    assert field.document().isUndoAvailable()
    field.other.setFocus()
    assert not field.document().isUndoAvailable()


def test_a_selection_survives_a_refresh(qtbot, dressed):
    edit = ProseEdit()
    qtbot.addWidget(edit)
    edit.set_text("one two three")
    cursor = edit.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    edit.set_text_if_different("one two three four")
    assert edit.textCursor().selectedText() == "two"
