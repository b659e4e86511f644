"""Panels and plain words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ilacs_desktop.ui.widgets.panel import Line, Panel, Words


def test_words_are_never_rich_text(qtbot, dressed):
    words = Words("<b>4471</b>", "soft", wrap=True)
    qtbot.addWidget(words)
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert words.text() == "<b>4471</b>"


def test_a_panel_is_named_by_its_heading(qtbot, dressed):
    panel = Panel("Needs you now")
    qtbot.addWidget(panel)
    panel.add(Line())
    panel.add_layout(QHBoxLayout())
    assert panel.accessibleName() == "Needs you now"
    assert panel.body.count() == 2
    panel.set_heading("")
    assert panel._heading.isHidden()
