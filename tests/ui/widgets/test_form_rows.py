"""No row comes through without a label, a buddy and a name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from ilacs_desktop.ui.widgets.choices import ChoiceField, TickList
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit
from ilacs_desktop.ui.widgets.form_rows import FormRows


def test_rows_are_named_and_buddied(qtbot, dressed, accessible_audit, cut_audit):
    rows = FormRows(columns=2)
    qtbot.addWidget(rows)
    name = rows.add_row("&Local authority", QLineEdit(), "As it is known in law", wide=True)
    rows.add_row("&Plan", ChoiceField(None, [("a", "A")]))
    start = rows.add_row("&Start", OptionalDateEdit(), "First day of fieldwork")
    ticks = rows.add_row("&Lists", TickList(None, [(1, "List 1")]))
    rows.resize(600, 300)
    rows.show()
    labels = {label.text(): label for label in rows.findChildren(QLabel)}
    assert labels["&Local authority"].buddy() is name
    assert name.accessibleName() == "Local authority"
    assert name.accessibleDescription() == "As it is known in law"
    assert name.objectName() == "local_authority"
    assert start.focusProxy().accessibleName() == "Start"
    assert ticks.focusProxy().text() == "List 1"
    accessible_audit(rows)
    cut_audit(rows)


def test_what_is_wrong_is_said_under_the_field(qtbot, dressed):
    rows = FormRows()
    qtbot.addWidget(rows)
    field = rows.add_row("Name", QLineEdit())
    rows.show()
    rows.show_wrong(field, "Type your name.")
    said = [label for label in rows.findChildren(QLabel) if label.text() == "△ Type your name."]
    assert said[0].isVisible()
    assert field.accessibleDescription() == "Type your name."
    rows.show_wrong(field, "")
    assert not said[0].isVisible()


def test_a_row_can_be_hidden(qtbot, dressed):
    rows = FormRows()
    qtbot.addWidget(rows)
    field = rows.add_row("Name", QLineEdit())
    rows.show()
    rows.set_row_shown(field, False)
    assert not field.isVisible()


def test_the_letter_of_a_composed_field_brings_the_keys_to_it(qtbot, dressed):
    rows = FormRows()
    qtbot.addWidget(rows)
    first = rows.add_row("&Name", QLineEdit())
    day = rows.add_row("Done &on", OptionalDateEdit())
    with qtbot.waitActive(rows):
        rows.show()
        rows.activateWindow()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: rows.focusWidget() is day.focusProxy())
