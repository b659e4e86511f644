"""One view at a time, and only that one asks for room."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ilacs_desktop.ui.widgets.one_of import OneOf


def _view(height):
    made = QWidget()
    made.setMinimumHeight(height)
    return made


def test_only_the_view_on_the_screen_asks_for_room(qtbot, qapp):
    low, high = _view(50), _view(900)
    made = OneOf((low, high))
    qtbot.addWidget(made)
    made.show()
    assert made.current is low
    assert made.minimumSizeHint().height() == 50
    made.show_view(high)
    assert made.current is high
    assert low.isHidden()
    assert made.minimumSizeHint().height() == 900


def test_an_empty_one_shows_nothing(qtbot, qapp):
    made = OneOf()
    qtbot.addWidget(made)
    assert made.current is None
    made.add(_view(10))
    assert made.current is not None
