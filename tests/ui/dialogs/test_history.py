"""The history of one record: newest first, what was before, nothing to change."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from ilacs_desktop.domain.entry import Ref
from ilacs_desktop.services.record.history import FieldLine, Line
from ilacs_desktop.ui.dialogs.history import HistoryDialog
from ilacs_desktop.ui.widgets.record_table import RecordTable


def line(seq, step, *fields):
    return Line(
        ref=Ref("r", seq),
        at=f"2026-07-08T14:0{seq}:00+01:00",
        author="Ann Example",
        step=step,
        kind="Evidence",
        record="e",
        title="Seen",
        fields=fields,
    )


@pytest.fixture
def window(qtbot, dressed):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(qtbot, window):
    lines = (
        line(1, "Write note", FieldLine("text", "", "Seen")),
        line(2, "Type", FieldLine("text", "Seen", "Seen and heard"), FieldLine("place", "", "Hub")),
    )
    made = HistoryDialog("A note", lines, window)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_newest_entry_stands_first_and_says_what_was_before(dialog):
    model = dialog.findChild(RecordTable).model()
    assert [model.face(row, 0).text for row in range(2)] == [
        "8 Jul 2026 14:02:00",
        "8 Jul 2026 14:01:00",
    ]
    newest = model.face(0, 2)
    assert newest.text == "Type"
    assert newest.second == "text: “Seen” became “Seen and heard” · place: Hub"
    assert "Ann Example" in model.sentence(0)


def test_it_says_how_many_entries_there_are(dialog):
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "2 entries. Nothing here can be changed." in said
    assert dialog.windowTitle() == "History"


def test_escape_closes_it_and_frees_what_it_showed(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_it_is_named_and_stands_beside_the_work(dialog, accessible_audit, cut_audit):
    assert not dialog.isModal()
    accessible_audit(dialog)
    cut_audit(dialog)
