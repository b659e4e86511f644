"""A list panel has title, count and button above, then its fields, then the list."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QPushButton

from ilacs_desktop.ui.widgets.list_panel import ListPanel
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import LineField


def test_title_fields_and_list_stand_below_each_other(qtbot, dressed):
    count, new, finder, listed = Words("2"), QPushButton("New"), LineField(), QListWidget()
    panel = ListPanel("Notes", listed, count=count, end=new, fields=(finder,))
    qtbot.addWidget(panel)
    panel.resize(400, 500)
    panel.show()
    tops = [one.mapTo(panel, one.rect().topLeft()).y() for one in (count, finder, listed)]
    assert tops == sorted(set(tops))
    assert (
        new.mapTo(panel, new.rect().topRight()).x()
        > count.mapTo(panel, count.rect().topRight()).x()
    )
    assert listed.height() > finder.height()


def test_a_panel_may_be_a_title_and_a_list_alone(qtbot, dressed):
    panel = ListPanel("Documents", QListWidget())
    qtbot.addWidget(panel)
    assert [one.text() for one in panel.findChildren(Words) if one.text()] == ["Documents"]
