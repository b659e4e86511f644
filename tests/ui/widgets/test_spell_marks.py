"""Words no dictionary has: known without waiting, dotted, mended by one key, added to our own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.spelling import tokens
from ilacs_desktop.services.evidence.lexicon import shipped
from ilacs_desktop.services.spelling.speller import Advice
from ilacs_desktop.ui.widgets.prose import ProseEdit
from ilacs_desktop.ui.widgets.word_aid import WordAid

CTRL = Qt.KeyboardModifier.ControlModifier
WRONG = {"recieved", "behavior", "Jonquil"}


class Aid(WordAid):
    """Knows a few wrong words once it has been told to; keeps what is asked of it."""

    def __init__(self, parent):
        super().__init__(parent)
        self.words, self.ready, self.added = shipped(), True, []
        self.advice = Advice(("received", "relieved"))

    def lexicon(self):
        return self.words

    def misspelt(self, text):
        return tuple(one for one in tokens(text) if self.ready and one.word in WRONG)

    def advise(self, word, told):
        told(self.advice)

    def add_word(self, word):
        self.added.append(word)


@pytest.fixture
def edit(qtbot, dressed):
    page = QWidget()
    aid = Aid(page)
    made = ProseEdit()
    QVBoxLayout(page).addWidget(made)
    qtbot.addWidget(page)
    page.show()
    made.aid_for_test = aid
    yield made
    page.close()


def wrong(edit):
    return [one.word for one in edit.spelling.wrong(edit.document().firstBlock())]


def test_wrong_words_are_told_once_they_are_known(edit):
    edit.aid_for_test.ready = False
    edit.set_text("It was recieved well.")
    assert wrong(edit) == []
    edit.aid_for_test.ready = True
    edit.aid_for_test.spelled.emit()
    assert wrong(edit) == ["recieved"]


def test_a_likely_name_has_its_own_mark_and_no_dots(edit):
    edit.set_text("She met Jonquil Umberthwaite and behavior.")
    assert edit.marks.names()
    assert wrong(edit) == ["behavior"]


def test_dots_are_painted_below_the_word_and_nowhere_else(edit, qtbot):
    edit.set_text("It was taken well.")
    plain = edit.viewport().grab().toImage()
    edit.set_text("It was recieved well.")
    edit.clearFocus()
    dotted = edit.viewport().grab().toImage()
    edit.aid_for_test.ready = False
    edit.aid_for_test.spelled.emit()
    bare = edit.viewport().grab().toImage()
    assert dotted != bare
    assert plain != bare


def test_one_key_offers_words_and_a_figure_writes_one(edit, qtbot):
    edit.set_text("It was Recieved well.".replace("R", "r"))
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(9)
    edit.setTextCursor(cursor)
    qtbot.keyClick(edit, Qt.Key.Key_Period, CTRL)
    menu = edit.spell_menu.menu
    said = [action.text() for action in menu.actions() if action.text()]
    assert said[0] == "“recieved” is in no dictionary here"
    assert said[1:3] == ["&1 received", "&2 relieved"]
    menu.actions()[1].trigger()
    assert edit.text() == "It was received well."
    menu.close()


def test_from_anywhere_in_the_field_one_key_goes_to_the_nearest_wrong_word(edit, qtbot):
    edit.set_text("It was behavior.\nAll of it was recieved well by everyone.")
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    edit.setTextCursor(cursor)
    qtbot.keyClick(edit, Qt.Key.Key_Period, CTRL)
    menu = edit.spell_menu.menu
    assert "“recieved”" in menu.actions()[0].text()
    qtbot.keyClick(menu, Qt.Key.Key_1)
    assert edit.toPlainText() == "It was behavior.\nAll of it was received well by everyone."


def test_an_american_spelling_is_called_so_and_capitals_stay(edit, qtbot):
    edit.aid_for_test.advice = Advice(("behaviour",), american=True)
    edit.set_text("x behavior")
    cursor = edit.textCursor()
    cursor.setPosition(4)
    edit.setTextCursor(cursor)
    edit.ask_word()
    menu = edit.spell_menu.menu
    assert menu.actions()[0].text() == "“behavior” is the American spelling"
    add = next(one for one in menu.actions() if "Add to" in one.text())
    add.trigger()
    assert edit.aid_for_test.added == ["behavior"]
    menu.close()
