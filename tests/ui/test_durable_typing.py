"""A burst typed in any kind of field is in the encrypted file a second after its first key.

Time is the test's: the field's own timer is the only thing that is let go by, so nothing is
saved here by leaving the field, and nothing by waiting for a slow disk.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ilacs_desktop.domain.records import Activity, Evidence
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.kit import kit
from ilacs_desktop.store.connection import connect
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.widgets.choices import ChoiceField, NumberField, TickBox, TickList
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit, TimeEdit
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit
from ilacs_desktop.ui.widgets.typing_guard import COMMIT_MS

WORDS = "Zyxomma seen"
SECOND = 1000


def stored(person):
    """Return what another program would read in the file now: journal values and kept words."""
    file = person.work.file
    connection = connect(file.path, file.key, read_only=True)
    try:
        rows = [
            *connection.execute("SELECT value FROM journal_value"),
            *connection.execute("SELECT value FROM local_mark WHERE key LIKE 'unsent:%'"),
        ]
        return "\n".join(str(row[0]) for row in rows)
    finally:
        connection.close()


def due(person, field):
    """Let a second go by for a field: its own timers ring, and what they save reaches the disk."""
    for timer in field.findChildren(QTimer):
        if timer.isSingleShot() and timer.isActive() and timer.interval() <= COMMIT_MS:
            timer.stop()
            timer.timeout.emit()
    person.controller.runner.wait_for_edits()


def test_the_timer_leaves_time_for_the_disk():
    assert COMMIT_MS <= SECOND - 200


class Sheet(QWidget):
    """One field of each kind, tied to a record as every page ties them."""

    def __init__(self, desk, kind, widget, field):
        super().__init__()
        widget.setParent(self)
        self.widget = widget
        self.bindings = Bindings(desk, kind)
        self.bindings.tie(widget, field, "Change it")


def typed_words(field):
    QTest.keyClicks(field, WORDS)


KINDS = [
    (Evidence, ProseEdit, "text", typed_words, WORDS),
    (Activity, LineField, "place", typed_words, WORDS),
    (
        *(Activity, OptionalDateEdit, "day"),
        lambda field: QTest.keyClicks(field.line, "8 Jul 2031"),
        "2031-07-08",
    ),
    (Activity, TimeEdit, "start", lambda field: QTest.keyClicks(field, "17:43"), "17:43"),
]


@pytest.mark.parametrize(("kind", "make", "field", "type_in", "wanted"), KINDS)
def test_each_kind_of_field_that_is_typed_in(at_work, qtbot, kind, make, field, type_in, wanted):
    make_some(at_work)
    record = at_work.work.snapshot.records(kind)
    sheet = Sheet(at_work.controller.inspection.desk, kind, make(), field)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.bindings.show(next(iter(record.values())))
    widget = sheet.widget
    (widget.line if isinstance(widget, OptionalDateEdit) else widget).setFocus()
    clear(widget)
    type_in(widget)
    assert wanted not in stored(at_work)
    due(at_work, widget)
    assert wanted in stored(at_work)
    at_work.settled()


def clear(widget):
    line = widget.line if isinstance(widget, OptionalDateEdit) else widget
    line.selectAll()


@pytest.mark.parametrize("make", [ChoiceField, TickBox, TickList, NumberField])
def test_what_is_chosen_is_safe_at_once(at_work, qtbot, make):
    heard = []
    if make is ChoiceField:
        field = ChoiceField(options=(("a", "A"), ("b", "B")))
        field.key_chosen.connect(heard.append)
        qtbot.addWidget(field)
        field.show()
        QTest.keyClick(field, "b")
    elif make is TickBox:
        field = TickBox("Tick")
        field.ticked.connect(heard.append)
        qtbot.addWidget(field)
        field.show()
        QTest.keyClick(field, " ")
    elif make is TickList:
        field = TickList(options=(("a", "A"),))
        field.ticks_changed.connect(heard.append)
        qtbot.addWidget(field)
        field.show()
        QTest.keyClick(field._boxes["a"], " ")
    else:
        field = NumberField(most=5000)
        field.number_committed.connect(heard.append)
        qtbot.addWidget(field)
        field.show()
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, "1234")
        assert heard == []
        due(at_work, field)
        assert heard == [1234]
    assert len(heard) == 1


def test_the_quick_note(at_work):
    at_work.press("Ctrl+N").type(WORDS)
    due(at_work, at_work.focus())
    assert WORDS in stored(at_work)
    at_work.settled()


def test_quiet_mode_and_its_role(at_work):
    at_work.press("F11").type(WORDS)
    due(at_work, at_work.focus())
    assert WORDS in stored(at_work)
    [note] = at_work.controller.inspection._noting.notes
    note.quiet_head.role.setFocus()
    at_work.type("Quillfeather")
    due(at_work, note.quiet_head.role)
    at_work.settled()
    assert "Quillfeather" in stored(at_work)


def test_every_field_of_words_on_every_page_that_can_be_typed_in(at_work):
    """Type in each field that is on the screen, page by page and view by view."""
    make_some(at_work)
    missing, tried = [], 0
    for key in at_work.area.page_keys:
        at_work.area.show_page(key)
        at_work.settled()
        page = at_work.area.page
        for field in (*page.findChildren(ProseEdit), *page.findChildren(LineField)):
            if not field.isVisible() or not field.isEnabled() or field.isReadOnly():
                continue
            if type(field) not in (ProseEdit, LineField) or is_finder(field):
                continue
            tried += 1
            word = f"Zyx{tried}omma"
            if isinstance(field, LineField) and 0 < field.maxLength() < len(word):
                continue
            field.setFocus()
            QTest.keyClicks(field, word)
            due(at_work, field)
            if word not in stored(at_work):
                missing.append(f"{key}: {field.accessibleName() or field.placeholderText()}")
            at_work.settled()
    assert missing == []
    assert tried >= 12


def is_finder(field):
    words = f"{field.accessibleName()} {field.placeholderText()}".lower()
    return any(word in words for word in ("find", "search", "filter"))


def make_some(person):
    """Make one of each record that has fields of its own, by the services."""
    work, desk = person.work, person.controller.inspection.desk

    def command():
        changes = cases.add_by_hand(work, child_id="4711", depth="sample", reason="Why")
        evidence.add(work, text="Seen")
        kit.plan(work, "2026-07-07", start="16:00")
        return changes

    desk.do(command)
    person.settled()
