"""The header folds hints and event before marking and name."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from ilacs_desktop.ui.fields.values import HeaderFacts
from ilacs_desktop.ui.widgets.header import Header


@pytest.fixture
def header(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    made = Header(window)
    made.outer = window
    made.resize(1366, 60)
    window.resize(1400, 100)
    window.show()
    made.show_facts(
        HeaderFacts("Exampleshire", "Short inspection", "ILACS 2026", 3, 5, "Official-Sensitive")
    )
    return made


def test_it_says_where_the_person_is(header):
    assert header._event.text() == "Short inspection · ILACS 2026 · day 3 of 5"
    assert header._marking.text() == "OFFICIAL-SENSITIVE"
    header.show_facts(HeaderFacts("Sampleton", "Focused visit", "ILACS 2026", stage="drafting"))
    assert header._event.text() == "Focused visit · ILACS 2026 · drafting"
    assert header._marking.isHidden()


def test_what_matters_most_goes_last(header):
    header.resize(820, 60)
    assert header._event.isHidden()
    assert not header._marking.isHidden()
    header.resize(1366, 60)
    assert not header._event.isHidden()


def test_its_buttons_name_their_command(header, qtbot):
    for name in ("quick-note", "cover", "lock"):
        with qtbot.waitSignal(header.commanded) as asked:
            header.findChild(type(header._note), name).click()
        assert asked.args == [name]


def test_a_marking_without_room_is_told_to_whoever_has_room(header):
    told = []
    header.marking_folded.connect(told.append)
    header.resize(500, 60)
    assert header._marking.isHidden()
    assert told[-1] == "OFFICIAL-SENSITIVE"
    header.resize(1366, 60)
    assert told[-1] == ""
