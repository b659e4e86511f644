"""Icons: cached, sharp, and clear of the words beside them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from ilacs_desktop.paths import resource
from ilacs_desktop.ui.looks import icons


@pytest.mark.parametrize(
    "path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem
)
def test_every_icon_draws_something(dressed, path):
    image = icons.pixmap(path.stem, "text", 24).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))
    assert "currentColor" in path.read_text(encoding="utf-8")


def test_the_same_icon_is_drawn_once(dressed):
    one = icons.pixmap("lock", "accent", 16, 2.0)
    assert icons.pixmap("lock", "accent", 16, 2.0).cacheKey() == one.cacheKey()
    assert one.width() == 32
    assert one.deviceIndependentSize().width() == 16


def test_an_icon_can_keep_its_distance(qtbot, dressed):
    button = QPushButton("Open")
    qtbot.addWidget(button)
    icons.set_icon(button, "lock", gap=4)
    assert button.iconSize().width() == 20
    assert button.iconSize().height() == 16


def test_actions_take_icons_and_give_them_up(qapp, dressed):
    action = QAction("Lock")
    icons.set_icon(action, "lock")
    assert not action.icon().isNull()
    icons.set_icon(action, "")
    assert action.icon().isNull()


def test_pictures_grow_with_the_text(qtbot, dressed):
    picture = icons.Picture("lock", "soft", 32)
    qtbot.addWidget(picture)
    assert picture.pixmap().deviceIndependentSize().width() == 32
    dressed("dark", 2.0)
    assert picture.pixmap().deviceIndependentSize().width() == 64


def test_the_licence_is_beside_the_icons():
    text = resource("icons", "LICENSE.txt").read_text(encoding="utf-8")
    assert "ISC License" in text
