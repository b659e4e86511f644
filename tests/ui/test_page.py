"""What a page does without saying anything itself."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.ui.page import Page
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit
from ilacs_desktop.ui.widgets.three_pane import ThreePane


def test_flushing_reaches_every_field(qtbot, dressed):
    page = Page()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    got = []
    for field in (ProseEdit(), LineField()):
        field.setAccessibleName("x")
        field.text_committed.connect(got.append)
        column.addWidget(field)
        qtbot.keyClicks(field, "a")
    page.flush()
    assert got == ["a", "a"]


def test_defaults_are_harmless(qtbot, dressed):
    page = Page()
    qtbot.addWidget(page)
    page.refresh(None)
    page.run_command("anything")
    page.restore_state({"panes": 3})
    assert page.first_focus() is page
    assert page.panes() == (page,)
    assert page.state() == {}
    assert not page.show_record("case", "x")


def test_panes_and_state_come_from_the_three_panes(qtbot, dressed):
    page = Page()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(ThreePane(QWidget(), QWidget(), list_title="Cases"))
    page.resize(1200, 500)
    page.show()
    page.restore_state({"panes": {"list": 280}})
    assert page.state() == {"panes": {"list": 280}}
    assert len(page.panes()) == 2
