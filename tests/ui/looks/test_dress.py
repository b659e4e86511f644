"""Sizes, roles and colours in force."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress, theme, tokens


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_sizes_follow_the_text(dressed, scale):
    dressed("light", scale)
    assert dress.current_scale() == scale
    assert dress.px(8) == round(8 * scale)
    assert dress.space(2) == round(8 * scale)
    assert dress.px(0.1) == 1


def test_colours_follow_the_palette(qapp):
    assert dress.tokens_of(theme.palette(tokens.DARK)) is tokens.DARK
    assert dress.tokens_of(theme.palette(tokens.LIGHT)) is tokens.LIGHT
    soft = theme.palette(tokens.DARK).color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert soft.name().upper() == tokens.DARK.soft


def test_a_role_restyles_at_once(qtbot, dressed):
    label = QLabel("Saved")
    qtbot.addWidget(label)
    dress.set_role(label, "good")
    good = label.grab().toImage()
    dress.set_role(label, "caution")
    assert label.grab().toImage() != good


def test_a_layout_without_spacing_of_ours_is_left_alone(qtbot, dressed):
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(3, 3, 3, 3)
    dress.lay(layout)
    assert layout.contentsMargins().left() == 3
    dress.set_space(layout, 2)
    assert layout.contentsMargins().left() == 8
