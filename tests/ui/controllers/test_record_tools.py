"""History and strike-out for whatever record has the focus, on any page."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMessageBox

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.record import history
from ilacs_desktop.ui.dialogs.history import HistoryDialog
from ilacs_desktop.ui.dialogs.strike_out import StrikeOutDialog
from ilacs_desktop.ui.widgets.prose import ProseEdit

NAME = "Quillfeather"


@pytest.fixture
def person(at_work):
    """Someone with a note that names a child, on the page of notes."""
    at_work.press("Ctrl+N").type(f"{NAME} was seen.").press("Ctrl+Return").settled()
    at_work.press("Alt+5").settled()
    return at_work


def dialog_of(person, kind):
    return next((one for one in person.dialogs() if isinstance(one, kind)), None)


def editor(person):
    return next(
        one
        for one in person.area.page.findChildren(ProseEdit)
        if one.isVisible() and NAME in one.text()
    )


def test_the_history_of_the_row_that_has_the_focus(person):
    person.press("Ctrl+H").settled()
    dialog = dialog_of(person, HistoryDialog)
    assert NAME in person.shown()
    dialog.close()


def test_the_history_of_the_field_that_has_the_focus(person):
    editor(person).setFocus()
    person.press("Ctrl+H").settled()
    assert dialog_of(person, HistoryDialog) is not None
    dialog_of(person, HistoryDialog).close()


def test_where_no_record_has_the_focus_that_is_said(person):
    person.press("Ctrl+K")
    person.window.run("history")
    person.settled()
    assert "No record has the focus." in person.shown()
    dialog_of(person, QMessageBox).buttons()[0].click()


def strike(person, instead="the child", why="a name"):
    dialog = dialog_of(person, StrikeOutDialog)
    dialog.replacement.setText(instead)
    dialog.why.setText(why)
    dialog._strike.click()
    person.settled()


def test_what_is_selected_is_struck_out_of_text_and_history(person):
    field = editor(person)
    field.setFocus()
    person.press("Ctrl+Home")
    for _ in NAME:
        person.press("Shift+Right")
    person.press("Ctrl+H").settled()
    person.window.activateWindow()
    person.until(lambda: person.active() is person.window)
    field.setFocus()
    person.press("Ctrl+Shift+X").settled()
    dialog = dialog_of(person, StrikeOutDialog)
    assert dialog.phrase.text() == NAME
    strike(person)
    assert dialog_of(person, StrikeOutDialog) is None
    assert dialog_of(person, HistoryDialog) is None, "it still showed the name"
    [note] = person.work.snapshot.all(Evidence)
    assert note.text == "the child was seen."
    assert field.text() == "the child was seen."
    lines = history.of_record(person.work, note.id)
    assert NAME not in str(lines)
    assert history.verify(person.work).is_good
    assert "Struck out of 1 field and of the history." in person.shown()


def test_a_strike_out_without_a_reason_is_refused_and_the_form_stays(person):
    person.window.run("strike-out")
    dialog = dialog_of(person, StrikeOutDialog)
    dialog.phrase.setText(NAME)
    dialog.seek()
    person.settled()
    strike(person, why="")
    assert "The reason is missing." in dialog.banner.text()
    assert NAME in person.work.snapshot.all(Evidence)[0].text
    dialog.reject()


def test_a_form_that_was_closed_meanwhile_troubles_nobody(person):
    person.window.run("strike-out")
    dialog = dialog_of(person, StrikeOutDialog)
    dialog.phrase.setText(NAME)
    dialog.seek()
    dialog.reject()
    person.settled()
    assert person.dialogs() == []
