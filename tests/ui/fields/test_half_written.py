"""Every field on every page saves what is typed in it, or keeps it until its form is sent."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.records import Request
from ilacs_desktop.errors import StorageError
from ilacs_desktop.services.record import unsent
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

FINDERS = ("find", "search", "filter", "seek")
WITHOUT_WORDS = ("_Typed", "TimeEdit", "_FindLine", "SecretField")
"""Dates and times save themselves (test_dates); what is sought or secret is kept nowhere."""


def unsaving(root):
    """Return the fields of text that nobody hears of while they are typed in."""
    found = []
    for field in (
        *root.findChildren(QLineEdit),
        *root.findChildren(QPlainTextEdit),
        *root.findChildren(QTextEdit),
    ):
        name = (field.accessibleName() or field.objectName() or field.placeholderText()).lower()
        if field.objectName().startswith("qt_") or field.isReadOnly():
            continue
        if any(word in f"{name} {field.placeholderText()}".lower() for word in FINDERS):
            continue
        if type(field).__name__ in WITHOUT_WORDS:
            continue
        if isinstance(field, ProseEdit | LineField):
            if not field.receivers("2text_committed(QString)"):
                found.append(f"{type(field).__name__} {name!r} in {type(field.parent()).__name__}")
        else:
            found.append(f"{type(field).__name__} {name!r} in {type(field.parent()).__name__}")
    return found


def test_no_field_of_any_page_forgets_what_is_typed_in_it(at_work):
    for key in at_work.area.page_keys:
        at_work.area.show_page(key)
        page = at_work.area.page
        views = [view for switch in page.findChildren(ViewSwitch) for view in switch._buttons]
        for view in views or [""]:
            at_work.area.show_view(key, view)
            if "new-record" in page.commands:
                page.run_command("new-record")
            at_work.settled()
    assert not unsaving(at_work.area), "\n".join(unsaving(at_work.area))
    for keys in ("Ctrl+N", "F11"):
        at_work.press(keys)
        [note] = at_work.controller.inspection._noting.notes
        assert unsaving(note) == []
        note.close_note()
        at_work.settled()


def unlocked_again(person):
    person.press("Ctrl+L").settled()
    person.type(person.passphrase).press("Return")
    person.until(lambda: person.controller.inspection is not None)
    return person.ready()


def new_request(person):
    person.press("Alt+6").settled()
    person.area.page.run_command("new-record")
    person.settled()
    return person.area.page.requests.form


def test_a_request_that_is_not_logged_yet_is_there_again_after_a_lock(at_work):
    at_work.area.show_view("kit", "requests")
    form = new_request(at_work)
    form.fields.what.setFocus()
    at_work.type("The audit of May").press("Tab").type("What changed")
    at_work = unlocked_again(at_work)
    form = new_request(at_work)
    assert form.fields.what.text() == "The audit of May"
    assert form.fields.why.text() == "What changed"
    form.fields.what.setFocus()
    at_work.press("Ctrl+Return").settled()
    [logged] = at_work.work.snapshot.all(Request)
    assert logged.what == "The audit of May"
    assert unsent.kept(at_work.work, "new-request") == {}
    assert new_request(at_work).fields.what.text() == ""


class Form(QWidget):
    """A form about one record or another, as pages have them."""

    def __init__(self, desk):
        super().__init__()
        self.record = "a"
        self.why, self.line = ProseEdit(self), LineField(self)
        words = {"why": self.why, "line": self.line}
        self.half = HalfWritten(desk, "form", words, lambda: self.record)

    def turn_to(self, record):
        for field in (self.why, self.line):
            field.set_text("")
        self.record = record
        self.half.offer()


@pytest.fixture
def form(at_work, qtbot):
    made = Form(at_work.controller.inspection.desk)
    qtbot.addWidget(made)
    made.show()
    at_work.settled()
    return made


def test_words_are_kept_for_the_record_they_are_about(at_work, form):
    form.half.offer()
    QTest.keyClicks(form.why, "about a")
    form.turn_to("b")
    QTest.keyClicks(form.line, "about b")
    form.turn_to("a")
    at_work.settled()
    assert (form.why.text(), form.line.text()) == ("about a", "")
    form.turn_to("b")
    at_work.settled()
    assert (form.why.text(), form.line.text()) == ("", "about b")


def test_what_is_typed_before_the_kept_words_come_holds(at_work, form):
    form.half.offer()
    QTest.keyClicks(form.why, "first")
    form.turn_to("b")
    form.turn_to("a")
    QTest.keyClicks(form.why, "newer")
    at_work.settled()
    assert form.why.text() == "newer"


def test_a_form_that_is_sent_forgets_and_one_that_fails_does_not(at_work, form):
    def refused():
        raise StorageError("The disk is full.")

    failed = []
    form.half.offer()
    QTest.keyClicks(form.why, "mine")
    form.half.do(refused, failed=failed.append)
    at_work.settled()
    assert len(failed) == 1
    assert unsent.kept(at_work.work, "form:a") == {"why": "mine"}
    form.half.do(Changes)
    at_work.settled()
    assert unsent.kept(at_work.work, "form:a") == {}


def test_emptied_by_hand_nothing_is_kept(at_work, form):
    form.half.offer()
    QTest.keyClicks(form.line, "x")
    form.line.flush()
    QTest.keyClick(form.line, Qt.Key.Key_Backspace)
    form.line.flush()
    at_work.settled()
    assert unsent.kept(at_work.work, "form:a") == {}
