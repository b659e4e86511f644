"""Columns stand below each other where there is no room."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.panel import Panel


def test_they_fold_with_width_and_text_size(qtbot, dressed):
    columns = Columns(3, 2)
    qtbot.addWidget(columns)
    left, right = Panel("One"), Panel("Two")
    columns.add(0, left)
    columns.add(1, right)
    columns.end(1)
    columns.resize(1000, 600)
    columns.show()

    def places():
        QApplication.sendPostedEvents()
        return [panel.mapTo(columns, panel.rect().topLeft()) for panel in (left, right)]

    one, two = places()
    assert one.y() == two.y()
    assert one.x() < two.x()
    columns.resize(500, 600)
    one, two = places()
    assert one.x() == two.x()
    assert one.y() < two.y()
