"""Striking a phrase out: only what was listed first, with a reason, and never by accident."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.record.striking import Place
from ilacs_desktop.ui.dialogs.strike_out import StrikeOutDialog, StrikeWish

PLACES = (
    Place("evidence", "e1", "text", "Evidence · text · First note"),
    Place("case", "c1", "reason", "Child's card · reason · C-4471"),
)


@pytest.fixture
def window(qtbot, dressed):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(qtbot, window):
    made = StrikeOutDialog(parent=window)
    made.open()
    qtbot.waitExposed(made)
    made.looked, made.wishes = [], []
    made.sought.connect(made.looked.append)
    made.submitted.connect(made.wishes.append)
    return made


def test_typing_words_and_leaving_the_field_looks_for_them_once(dialog, qtbot):
    qtbot.keyClicks(dialog.phrase, "Jo Bloggs")
    qtbot.keyClick(dialog.phrase, Qt.Key.Key_Return)
    dialog.replacement.setFocus()
    assert dialog.looked == ["Jo Bloggs"]
    assert dialog.wishes == []


def test_what_is_listed_is_struck_out_with_its_reason(dialog, qtbot):
    qtbot.keyClicks(dialog.phrase, "Jo Bloggs")
    dialog.show_places("Jo Bloggs", PLACES)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "“Jo Bloggs” stands in 2 fields." in said
    dialog.replacement.setText("the child")
    dialog.why.setText("a name")
    dialog._strike.click()
    assert dialog.wishes == [StrikeWish(PLACES, "Jo Bloggs", "the child", "a name")]


def test_a_place_that_is_not_ticked_is_left_alone(dialog, qtbot):
    qtbot.keyClicks(dialog.phrase, "Jo Bloggs")
    dialog.show_places("Jo Bloggs", PLACES)
    dialog.places.set_ticked([1])
    dialog._strike.click()
    assert dialog.wishes[0].places == (PLACES[1],)


def test_other_words_than_those_listed_are_looked_for_first(dialog, qtbot):
    qtbot.keyClicks(dialog.phrase, "Jo")
    dialog.show_places("Jo", PLACES)
    qtbot.keyClicks(dialog.phrase, " Bloggs")
    dialog._strike.click()
    assert dialog.wishes == []
    assert "Look at the list first" in dialog.banner.text()
    assert dialog.looked[-1] == "Jo Bloggs"


def test_enter_strikes_out_and_the_buttons_have_letters(dialog, qtbot):
    qtbot.keyClicks(dialog.phrase, "Jo Bloggs")
    dialog.show_places("Jo Bloggs", PLACES)
    qtbot.keyClicks(dialog.why, "a name")
    qtbot.keyClick(dialog.why, Qt.Key.Key_Return)
    assert [one.why for one in dialog.wishes] == ["a name"]
    assert "&S" in dialog._strike.text()


def test_the_buttons_stay_on_a_low_screen_under_a_warning(dialog, qtbot):
    many = [Place("evidence", f"e{at}", "text", f"Evidence · text · Note {at}") for at in range(40)]
    dialog.show_places("Jo Bloggs", many)
    dialog.show_error(BadInputError("The reason is missing.", todo="Say why it goes."))
    qtbot.waitUntil(lambda: dialog.minimumSizeHint().height() < 600)
    dialog.resize(dialog.width(), 600)
    assert dialog.height() == 600
    qtbot.waitUntil(lambda: dialog._strike.geometry().bottom() < 600)


def test_nothing_found_is_said_and_nothing_can_be_struck_out(dialog, qtbot):
    qtbot.keyClicks(dialog.phrase, "Zebedee")
    dialog.show_places("Zebedee", ())
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "“Zebedee” stands nowhere in this inspection." in said
    dialog._strike.click()
    assert "Nothing is chosen." in dialog.banner.text()
    assert dialog.wishes == []


def test_why_it_was_refused_stays_on_the_screen(dialog):
    dialog.show_error(BadInputError("The reason is missing."))
    assert dialog.banner.text() == "The reason is missing."
    assert dialog.isVisible()


def test_what_was_selected_is_looked_for_at_once(window):
    dialog = StrikeOutDialog("Jo Bloggs", window)
    looked = []
    dialog.sought.connect(looked.append)
    dialog.seek()
    assert looked == ["Jo Bloggs"]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_named_and_nothing_is_cut(dialog, dressed, accessible_audit, cut_audit, scale):
    dressed("light", scale)
    dialog.show_places("Jo Bloggs", PLACES)
    dialog.resize(1200, 900)
    accessible_audit(dialog)
    cut_audit(dialog)
