"""Letters choose: the same one goes on, several narrow, words inside a label count too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.type_ahead import TypeAhead

LABELS = ("Not said", "Child's record", "Practitioner", "Child or young person", "Parent", "Carer")


def found(letters, *, current=0, pause=0.1):
    ahead, now = TypeAhead(), 100.0
    for letter in letters:
        at = ahead.find(LABELS, current, letter, now)
        current = at if at >= 0 else current
        now += pause
    return LABELS[current]


@pytest.mark.parametrize(
    ("letters", "label"),
    [
        ("c", "Child's record"),
        ("cc", "Child or young person"),
        ("ccc", "Carer"),
        ("cccc", "Child's record"),
        ("child o", "Child or young person"),
        ("CA", "Carer"),
        ("young", "Child or young person"),
        ("par", "Parent"),
        ("zz", "Not said"),
    ],
)
def test_letters_find_what_they_begin(letters, label):
    assert found(letters) == label


def test_after_a_pause_a_letter_begins_anew():
    assert found("pa", pause=2.0) == "Practitioner"  # nothing begins with a
    assert found("pp", pause=2.0) == "Parent"


def test_a_field_takes_them_and_tells_of_each_choice(qtbot, dressed):
    field = ChoiceField(options=[(label, label) for label in LABELS])
    qtbot.addWidget(field)
    told = []
    field.key_chosen.connect(told.append)
    field.show()
    qtbot.keyClicks(field, "child o")
    assert told == ["Child's record", "Child or young person"]
    assert not field.view().isVisible()


def test_a_space_alone_opens_the_list(qtbot, dressed, monkeypatch):
    opened = []
    monkeypatch.setattr(ChoiceField, "showPopup", lambda _self: opened.append(True))
    field = ChoiceField(options=[(label, label) for label in LABELS])
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field, Qt.Key.Key_Space)
    assert opened == [True]
    assert field.key() is None
