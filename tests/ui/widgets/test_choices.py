"""Choices: keys, no wheel by accident, signals for people only."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from ilacs_desktop.ui.widgets.choices import ChoiceField, NumberField, TickBox, TickList

OPTIONS = (("cp", "Child protection"), ("cin", "Child in need"), ("cla", "In care"))


def wheel(widget):
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("make", [lambda: ChoiceField(None, OPTIONS), NumberField])
def test_the_wheel_passes_over_without_changing_anything(qtbot, dressed, make):
    field = make()
    qtbot.addWidget(field)
    field.show()
    before = field.currentIndex() if isinstance(field, ChoiceField) else field.value()
    wheel(field)
    after = field.currentIndex() if isinstance(field, ChoiceField) else field.value()
    assert after == before
    assert field.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_a_choice_is_known_by_its_key(qtbot, dressed):
    field = ChoiceField(None, OPTIONS)
    qtbot.addWidget(field)
    told = []
    field.key_chosen.connect(told.append)
    field.set_key("cla")
    assert field.key() == "cla"
    field.set_options(OPTIONS[1:])
    assert field.key() == "cla"
    field.set_key("nobody")
    assert field.key() is None
    assert told == []
    field.show()
    qtbot.keyClicks(field, field.itemText(0)[0])
    assert told == ["cin"]


def test_an_arrow_opens_the_list_and_chooses_nothing(qtbot, dressed, monkeypatch):
    opened = []
    monkeypatch.setattr(ChoiceField, "showPopup", lambda field: opened.append(field))
    field = ChoiceField(None, OPTIONS)
    qtbot.addWidget(field)
    told = []
    field.key_chosen.connect(told.append)
    field.show()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End):
        qtbot.keyClick(field, key)
    assert (len(opened), told, field.key()) == (3, [], None)


def test_a_number_is_committed_once(qtbot, dressed):
    field = NumberField(most=50)
    qtbot.addWidget(field)
    field.show()
    told = []
    field.number_committed.connect(told.append)
    field.set_number(7)
    field.selectAll()
    qtbot.keyClicks(field, "12")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == [12]


def test_ticks_are_told_in_the_order_of_the_options(qtbot, dressed, accessible_audit):
    ticks = TickList(None, OPTIONS, columns=2)
    qtbot.addWidget(ticks)
    ticks.show()
    told = []
    ticks.ticks_changed.connect(told.append)
    ticks.set_ticked(["cla"])
    assert told == []
    qtbot.mouseClick(ticks.findChildren(TickBox)[0], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert told == [("cp", "cla")]
    ticks.set_options(OPTIONS[1:])
    assert ticks.ticked() == ("cla",)
    accessible_audit(ticks)
