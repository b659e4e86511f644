"""The theme can be put on again at any size and scheme, and open windows follow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QFile
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget

from ilacs_desktop.ui.looks import dress, icons, theme, tokens


@pytest.fixture(autouse=True)
def back_to_plain(qapp):
    yield
    theme.apply(qapp, "light", 1.0)


@pytest.mark.parametrize(
    ("setting", "named", "expected"),
    [
        ("dark", "", "dark"),
        ("dark", "light", "light"),
        ("light", "DARK", "dark"),
        ("light", "pink", "light"),
        ("nonsense", "", "system"),
        ("system", "", "system"),
    ],
)
def test_the_environment_wins_over_the_setting(setting, named, expected):
    assert theme.wished_scheme(setting, {"ILACS_THEME": named}) == expected


def test_schemes_change_palette_and_tokens(qapp):
    theme.apply(qapp, "dark", 1.0)
    assert dress.current_tokens() is tokens.DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == tokens.DARK.window
    theme.apply(qapp, "light", 1.0)
    assert dress.current_tokens() is tokens.LIGHT


def test_an_unknown_system_scheme_is_light(qapp):
    theme.apply(qapp, "system", 1.0)
    assert dress.current_tokens() is tokens.LIGHT


@pytest.mark.parametrize(("asked", "given"), [(0.5, 1.0), (1.5, 1.5), (9.0, 2.0)])
def test_the_text_size_is_kept_within_bounds(qapp, asked, given):
    theme.apply(qapp, "light", asked)
    assert dress.current_scale() == given
    assert QApplication.font().pixelSize() == round(tokens.BODY_PX * given)


def test_open_layouts_and_icons_follow_the_text_size(qapp, qtbot):
    theme.apply(qapp, "light", 1.0)
    window = QWidget()
    qtbot.addWidget(window)
    outer = QHBoxLayout(window)
    inner = QHBoxLayout()
    outer.addLayout(inner)
    dress.set_space(outer, 3, 2)
    dress.set_space(inner, (1, 0, 0, 2), 1)
    button = QPushButton("Lock")
    inner.addWidget(button)
    icons.set_icon(button, "lock")
    theme.apply(qapp, "light", 2.0)
    assert outer.contentsMargins().left() == 24
    assert inner.contentsMargins().bottom() == 16
    assert inner.contentsMargins().top() == 0
    assert inner.spacing() == 8
    assert button.iconSize().width() == 32


@pytest.fixture
def whole(qtbot):
    """A window of three parts: one hidden that may wait, one hidden that may not, one shown."""

    class Whole(QWidget):
        def childEvent(self, event):  # noqa: N802 - Qt's name
            theme.dress_child(event)
            super().childEvent(event)

    made = Whole()
    theme.dress_parts(made)
    qtbot.addWidget(made)
    made.setStyleSheet("")
    column = QHBoxLayout(made)
    for name in ("late", "hidden", "shown"):
        part = QWidget()
        button = QPushButton("Lock")
        icons.set_icon(button, "lock")
        dress.set_space(QHBoxLayout(part), 2)
        part.layout().addWidget(button)
        part.setObjectName(name)
        column.addWidget(part)
        part.setVisible(name == "shown")
    theme.dress(made.findChild(QWidget, "late"), when_shown=True)
    theme.dress(made.findChild(QWidget, "hidden"))
    made.show()
    return made


def button_in(whole, name):
    return whole.findChild(QWidget, name).findChild(QPushButton)


def test_every_part_has_the_sheet_and_the_whole_has_none(whole):
    assert not whole.styleSheet()
    assert all(part.styleSheet() for part in whole.findChildren(QWidget) if part.objectName())
    later = QLabel("later", whole)
    later.show()
    assert later.styleSheet()


def test_a_part_that_waits_follows_when_it_is_shown(whole):
    late = whole.findChild(QWidget, "late")
    theme.apply(QApplication.instance(), "light", 2.0)
    assert button_in(whole, "shown").font().pixelSize() == 2 * tokens.BODY_PX
    assert button_in(whole, "shown").iconSize().width() == 32
    assert button_in(whole, "hidden").iconSize().width() == 32
    assert theme.is_stale(late)
    assert button_in(whole, "late").iconSize().width() == 16
    theme.freshen(late)
    assert not theme.is_stale(late)
    assert button_in(whole, "late").iconSize().width() == 32
    assert button_in(whole, "late").font().pixelSize() == 2 * tokens.BODY_PX
    assert late.layout().contentsMargins().left() == 16


def test_what_was_never_dressed_is_never_stale(qtbot):
    plain = QWidget()
    plain.deleteLater()
    assert not theme.is_stale(plain)


@pytest.mark.parametrize("shown", [tokens.LIGHT, tokens.DARK])
@pytest.mark.parametrize("scale", [1.0, 1.37, 2.0])
def test_the_stylesheet_is_complete(qapp, shown, scale):
    text = theme.stylesheet(shown, scale)
    assert "$" not in text
    for picture in text.split('url("')[1:]:
        assert QFile.exists(picture.split('"')[0])


def test_icons_take_the_colour_in_force(qapp):
    def inks():
        image = icons.pixmap("lock", "text", 24, 2.0).toImage()
        assert image.width() == 48
        return {
            image.pixelColor(x, y).name().upper()
            for x in range(48)
            for y in range(48)
            if image.pixelColor(x, y).alpha() == 255
        }

    theme.apply(qapp, "light", 1.0)
    assert tokens.LIGHT.text in inks()
    theme.apply(qapp, "dark", 1.0)
    assert tokens.DARK.text in inks()
    assert tokens.LIGHT.text not in inks()


def test_rows_are_as_high_as_the_look_asks(qapp):
    theme.apply(qapp, "light", 1.0)
    assert 32 <= dress.row_height() <= 36
    theme.apply(qapp, "light", 2.0)
    assert dress.row_height() >= 64


def test_the_style_is_set_once_and_not_at_all_when_prepared(qapp, monkeypatch):
    monkeypatch.setenv("QT_STYLE_OVERRIDE", "")
    asked = []
    monkeypatch.setattr(QApplication, "setStyle", lambda _app, name: asked.append(name))
    qapp.setProperty("ilacs_styled", None)
    theme.apply(qapp, "light", 1.0)
    theme.apply(qapp, "dark", 1.0)
    assert asked == ["fusion"]
    qapp.setProperty("ilacs_styled", None)
    theme.prepare()
    theme.apply(qapp, "light", 1.0)
    assert asked == ["fusion"]
