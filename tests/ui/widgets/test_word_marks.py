"""Names are marked as they are typed, and one key writes a role instead."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from ilacs_desktop.domain.names import likely_names
from ilacs_desktop.services.evidence.lexicon import shipped
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit
from ilacs_desktop.ui.widgets.word_aid import WordAid
from ilacs_desktop.ui.widgets.word_menu import MeaningField


class Aid(WordAid):
    """What is asked of the inspection is kept for asserting."""

    def __init__(self, parent):
        super().__init__(parent)
        self.words = shipped()
        self.struck, self.dismissed, self.explained = [], [], []
        self.others = 0

    def lexicon(self):
        return self.words

    def meanings(self):
        return {"DCS": "director of children's services"}

    def dismiss(self, phrase):
        self.dismissed.append(phrase)

    def explain(self, short, meaning):
        self.explained.append((short, meaning))

    def strike(self, edit, name, replacement, told, *, everywhere):
        self.struck.append((name, replacement, everywhere, edit.text()))
        told("Struck out for good", self.others)
        self.others = 0


@pytest.fixture
def edit(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made = ProseEdit(window, lines=3)
    made.setAccessibleName("Note")
    column.addWidget(made)
    column.addWidget(LineField(window))
    made.outer, made.aid = window, Aid(window)
    window.resize(600, 300)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def names(edit):
    return [one.text for one in edit.marks.names()]


def ask(edit, qtbot):
    qtbot.keyClick(edit, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    return edit._menu.menu


def waves(edit):
    """Count the pixels in the colour of the wave."""
    from ilacs_desktop.ui.looks import dress

    image = edit.viewport().grab().toImage()
    wanted = QColor(dress.current_tokens().caution)
    return sum(
        abs(image.pixelColor(x, y).hue() - wanted.hue()) < 8
        and image.pixelColor(x, y).saturation() > 120
        for x in range(image.width())
        for y in range(image.height())
    )


def test_a_name_is_marked_as_it_is_typed(edit, qtbot):
    qtbot.keyClicks(edit, "I spoke to the manager")
    assert names(edit) == []
    assert waves(edit) == 0
    qtbot.keyClicks(edit, " and Jade")
    assert names(edit) == ["Jade"]
    assert waves(edit) > 0


def test_a_word_that_may_still_become_ordinary_is_left_until_it_ends(edit, qtbot):
    qtbot.keyClicks(edit, "She moved from Lo")
    assert waves(edit) == 0
    qtbot.keyClicks(edit, "ndon to Zofi")
    qtbot.keyClicks(edit, "a again")
    assert names(edit) == ["Zofia"]
    assert waves(edit) > 0


def test_marks_change_neither_text_nor_saving(edit, qtbot):
    edit.set_text("Jade was seen")
    got = []
    edit.textChanged.connect(lambda: got.append(1))
    edit.aid.changed.emit()
    assert waves(edit) > 0
    assert not got
    assert not edit.unsaved


def test_one_key_just_behind_a_name_writes_a_role_and_strikes_the_name_out(edit, qtbot):
    committed = []
    edit.text_committed.connect(committed.append)
    qtbot.keyClicks(edit, "Jade's plan is late. I saw Jade ")
    menu = ask(edit, qtbot)
    assert menu.actions()[0].text().startswith("“Jade” looks like a name")
    assert menu.activeAction().text() == "the &child"
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert edit.text() == "The mother's plan is late. I saw the mother "
    assert edit.aid.struck == [("Jade", "the mother", False, edit.text())]
    assert committed[-1] == edit.text()
    assert not edit.document().isUndoAvailable()
    assert edit.textCursor().atEnd()


def test_a_letter_in_the_list_is_enough(edit, qtbot):
    qtbot.keyClicks(edit, "We met Mrs Khan")
    menu = ask(edit, qtbot)
    qtbot.keyClick(menu, Qt.Key.Key_I)
    assert edit.text() == "We met K"


def test_an_article_is_not_written_twice(edit, qtbot):
    qtbot.keyClicks(edit, "I met the Zofia")
    qtbot.keyClick(ask(edit, qtbot), Qt.Key.Key_S)
    assert edit.text() == "I met the social worker"


def test_no_name_is_said_with_one_key_more(edit, qtbot):
    qtbot.keyClicks(edit, "I asked Oakwood ")
    qtbot.keyClick(ask(edit, qtbot), Qt.Key.Key_N)
    assert edit.aid.dismissed == ["Oakwood"]
    assert edit.text() == "I asked Oakwood "


def test_everywhere_leaves_the_initial(edit, qtbot):
    qtbot.keyClicks(edit, "I saw Jade")
    qtbot.keyClick(ask(edit, qtbot), Qt.Key.Key_E)
    assert edit.aid.struck == [("Jade", "J", True, "I saw J")]


def test_other_fields_that_hold_the_name_are_offered(edit, qtbot):
    edit.aid.others = 2
    qtbot.keyClicks(edit, "I saw Jade")
    qtbot.keyClick(ask(edit, qtbot), Qt.Key.Key_Return)
    offer = edit._menu.menu
    assert "2 other fields" in offer.actions()[0].text()
    qtbot.keyClick(offer, Qt.Key.Key_T)
    assert [one[:3] for one in edit.aid.struck] == [
        ("Jade", "the child", False),
        ("Jade", "the child", True),
    ]


def test_esc_leaves_the_text_as_it_was_typed(edit, qtbot):
    qtbot.keyClicks(edit, "I saw Jade")
    qtbot.keyClick(ask(edit, qtbot), Qt.Key.Key_Escape)
    assert edit.text() == "I saw Jade"
    assert edit.aid.struck == []


def test_letters_beyond_the_basic_plane_move_nothing(edit, qtbot):
    edit.set_text("🙂🙂 I saw Jade today")
    cursor = edit.textCursor()
    cursor.setPosition(edit.text().index("Jade") + 2 + 4)
    edit.setTextCursor(cursor)
    qtbot.keyClick(ask(edit, qtbot), Qt.Key.Key_C)
    assert edit.text() == "🙂🙂 I saw the child today"


def test_an_abbreviation_says_its_meaning_by_key_and_by_mouse(edit, qtbot):
    qtbot.keyClicks(edit, "The DCS")
    ask(edit, qtbot)
    assert QToolTip.text() == "DCS: director of children's services"
    cursor = QTextCursor(edit.document())
    cursor.setPosition(5)
    at = edit.cursorRect(cursor).center()
    help_event = QHelpEvent(QEvent.Type.ToolTip, at, edit.viewport().mapToGlobal(at))
    QApplication.sendEvent(edit.viewport(), help_event)
    assert QToolTip.text() == "DCS: director of children's services"


def test_an_unknown_abbreviation_is_explained_on_the_spot(edit, qtbot):
    qtbot.keyClicks(edit, "The QXT")
    ask(edit, qtbot)
    popup = next(one for one in edit.findChildren(MeaningField) if one.isVisible())
    qtbot.waitUntil(popup.field.isVisible)
    qtbot.keyClicks(popup.field, "quick exit team")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert edit.aid.explained == [("QXT", "quick exit team")]


def test_where_nothing_stands_the_key_says_so(edit, qtbot):
    qtbot.keyClicks(edit, "nobody here")
    assert ask(edit, qtbot) is None
    assert "No likely name" in QToolTip.text()


def test_outside_an_inspection_nothing_is_marked(qtbot, dressed):
    alone = ProseEdit()
    qtbot.addWidget(alone)
    alone.set_text("I saw Jade")
    alone.show()
    assert names(alone) == []
    qtbot.keyClick(alone, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert alone._menu.menu is None


def test_what_a_long_text_keeps_is_found_once_for_each_block(edit, qtbot, monkeypatch):
    from ilacs_desktop.ui.widgets import word_marks

    read = []

    def counted(text, lexicon):
        read.append(text)
        return ()

    monkeypatch.setattr(word_marks, "likely_names", counted)
    edit.set_text("\n".join(f"Line {number}" for number in range(60)))
    edit.viewport().grab()
    read.clear()
    qtbot.keyClicks(edit, "x")
    edit.viewport().grab()
    assert len(set(read)) <= 1


SENTENCES = st.lists(
    st.sampled_from(["Jade", "Mr", "Khan", "the", "plan", ".", "! ", "\U0001f642", "J", "Zofia’s"]),
    max_size=14,
).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SENTENCES, min_size=2, max_size=5))
def test_reading_on_from_the_last_text_finds_what_reading_all_finds(edit, texts):
    for text in texts:
        assert edit.marks._read(text, shipped()) == likely_names(text, shipped())
