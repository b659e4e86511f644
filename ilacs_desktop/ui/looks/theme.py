"""Put the tokens on the screen: style, palette, font and stylesheet, at any text size."""

from __future__ import annotations

import os
from string import Template
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from ilacs_desktop.paths import resource
from ilacs_desktop.ui.looks import icons, tokens
from ilacs_desktop.ui.looks.dress import SCALE, current_scale, lay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QChildEvent, QCoreApplication

    from ilacs_desktop.ui.looks.tokens import Tokens

Scheme = Literal["light", "dark", "system"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "system")
SMALLEST_SCALE = 1.0
LARGEST_SCALE = 2.0

_SCHEME = "ilacs_scheme"
_SHEET = "ilacs_sheet"
_TURN = "ilacs_turn"
_PARTS = "ilacs_parts"
_WHEN_SHOWN = "ilacs_when_shown"
_STYLE = "fusion"
_STYLED = "ilacs_styled"
_STYLE_VARIABLE = "QT_STYLE_OVERRIDE"

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "panel"),
    (QPalette.ColorRole.AlternateBase, "side"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.PlaceholderText, "soft"),
    (QPalette.ColorRole.Button, "panel"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "alert"),
    (QPalette.ColorRole.Highlight, "select"),
    (QPalette.ColorRole.HighlightedText, "text"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.ToolTipBase, "panel"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Light, "panel"),
    (QPalette.ColorRole.Midlight, "neutral_on"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "edge"),
    (QPalette.ColorRole.Shadow, "edge"),
)


def wished_scheme(setting: str, environment: Mapping[str, str] | None = None) -> Scheme:
    """Return the scheme to use: ``ILACS_THEME`` where it is set, else the person's setting."""
    named = (os.environ if environment is None else environment).get("ILACS_THEME", "")
    for wish in (named, setting):
        for scheme in SCHEMES:
            if wish.strip().lower() == scheme:
                return scheme
    return "system"


def prepare() -> None:
    """Choose the style before the application is made, which spares making it twice."""
    os.environ[_STYLE_VARIABLE] = _STYLE


def apply(app: QApplication, scheme: Scheme = "system", scale: float = 1.0) -> None:
    """Dress the whole app; may be called again at any time, and everything open follows.

    Args:
        app: the running application.
        scheme: light, dark, or what the system asks for now.
        scale: size of all text, 1.0 to 2.0; everything else follows from it.
    """
    scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
    shown = _tokens_for(app, scheme)
    if os.environ.get(_STYLE_VARIABLE, "").lower() != _STYLE and not app.property(_STYLED):
        app.setStyle(_STYLE)
        app.setProperty(_STYLED, True)  # noqa: FBT003 - a property's value
    app.setProperty(_SCHEME, scheme)
    app.setProperty(SCALE, scale)
    app.setPalette(palette(shown))
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(round(tokens.BODY_PX * scale))
    app.setFont(font)
    app.setProperty(_SHEET, stylesheet(shown, scale))
    app.setProperty(_TURN, _turn(app) + 1)
    for window in app.topLevelWidgets():
        if isinstance(window, QWidget) and window.parent() is None:
            _apply_to(window)


def dress(part: QWidget, *, when_shown: bool = False) -> None:
    """Give a part of a window the stylesheet in force; what is made inside it later has it too.

    The sheet hangs on parts and not on the application: there Qt would go by it again whenever
    anything is put together anywhere, several times for every widget in it.

    Args:
        part: what stands by itself, best with everything in it.
        when_shown: it calls ``freshen`` when it is shown, so that a change may wait until then.
    """
    app = QApplication.instance()
    sheet = app.property(_SHEET) if app is not None else None
    if not isinstance(sheet, str):
        return
    if when_shown:
        part.setProperty(_WHEN_SHOWN, True)  # noqa: FBT003 - a property's value
    if part.property(_TURN) != _turn(app):
        part.setProperty(_TURN, _turn(app))
        part.setStyleSheet(sheet)


def freshen(part: QWidget) -> None:
    """Let a part that was hidden meanwhile follow the last change of size or scheme."""
    if is_stale(part):
        dress(part)
        _follow(part)


def is_stale(part: QWidget) -> bool:
    """Say whether a part has missed a change of size or scheme."""
    kept = part.property(_TURN)
    return kept is not None and kept != _turn(QApplication.instance())


def dress_parts(whole: QWidget) -> None:
    """Mark what is never dressed itself, only its children, each on its own."""
    whole.setProperty(_PARTS, True)  # noqa: FBT003 - a property's value


def dress_child(event: QChildEvent) -> None:
    """Dress whatever has come into a widget of ``dress_parts``, once it is about to be shown."""
    child = event.child()
    if event.polished() and isinstance(child, QWidget) and not child.property(_PARTS):
        dress(child)


def _turn(app: QCoreApplication | None) -> int:
    """Return how many times the theme has been put on."""
    turn = app.property(_TURN) if app is not None else None
    return turn if isinstance(turn, int) else 0


def _apply_to(widget: QWidget) -> None:
    if not widget.property(_PARTS):
        if not widget.property(_WHEN_SHOWN) or widget.isVisible():
            dress(widget)
            _follow(widget)
        return
    # Qt tells of a new font only while the event loop runs; what is made later takes it from here.
    widget.setFont(QFont())
    for child in widget.children():
        if isinstance(child, QWidget):
            _apply_to(child)
    _follow_one(widget)


def _follow(part: QWidget) -> None:
    """Draw the icons and measure the layouts of a part again."""
    _follow_one(part)
    for widget in part.findChildren(QWidget):
        # Where a widget stands at the address of a layout item that is gone, PySide may hand out
        # the old wrapper, which can do nothing and can only be left out.
        if isinstance(widget, QWidget):
            _follow_one(widget)


def _follow_one(widget: QWidget) -> None:
    icons.refresh(widget)
    for action in widget.actions():
        icons.refresh(action)
    layout = widget.layout()
    if layout is not None:
        for inner in (layout, *layout.findChildren(QLayout)):
            lay(inner)


def follow_system(app: QApplication) -> None:
    """Apply the theme again whenever the system changes between light and dark."""

    def again() -> None:
        if app.property(_SCHEME) == "system":
            apply(app, "system", current_scale())

    app.styleHints().colorSchemeChanged.connect(again)


def palette(shown: Tokens) -> QPalette:
    """Make the palette of a scheme; widgets without a rule of their own live on it."""
    made = QPalette()
    colours = shown.as_dict()
    for role, name in _ROLES:
        made.setColor(role, QColor(colours[name]))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(shown.soft))
    return made


def stylesheet(shown: Tokens, scale: float) -> str:
    """Fill colours and sizes into the stylesheet."""
    template = Template(resource("theme", "app.qss").read_text(encoding="utf-8"))
    return template.substitute(shown.as_dict() | _sizes(scale) | _pictures(shown))


def _sizes(scale: float) -> dict[str, str]:
    step = tokens.STEP_PX * scale
    sizes = {f"s{count}": step * count for count in range(1, 9)} | {
        "hair": 2 * scale,
        "caption": tokens.CAPTION_PX * scale,
        "prose": tokens.PROSE_PX * scale,
        "quiet": tokens.QUIET_PX * scale,
        "large": tokens.LARGE_PX * scale,
        "title": tokens.TITLE_PX * scale,
        "panel_radius": tokens.PANEL_RADIUS_PX,
        "control_radius": tokens.CONTROL_RADIUS_PX,
        "key_radius": 4,
        "chip_pad": 6 * scale,
        "button_y": 6 * scale,
        "button_y_focus": 6 * scale - 1,
        "button_x_focus": step * 3 - 1,
        "field_y": 5 * scale,
        "field_y_focus": 5 * scale - 1,
        "field_x_focus": step * 2 - 1,
        "prose_focus": step - 1,
        "arrow": 14 * scale,
        "tick": 14 * scale,
        "tick_round": 7 * scale,
        "bar_gap": 3 * scale,
        "bar_radius": step,
    }
    return {name: f"{round(size)}px" for name, size in sizes.items()}


def _pictures(shown: Tokens) -> dict[str, str]:
    scheme = "dark" if shown is tokens.DARK else "light"
    return {
        name.replace("-", "_"): resource("theme", f"{name}-{scheme}.svg").as_posix()
        for name in ("chevron-down", "chevron-up", "check", "dot")
    }


def _tokens_for(app: QApplication, scheme: Scheme) -> Tokens:
    hints = app.styleHints()
    wished = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    # Told to the system as well, so that the title bar and file windows match.
    hints.setColorScheme(wished.get(scheme, Qt.ColorScheme.Unknown))
    if scheme == "system":
        return tokens.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else tokens.LIGHT
    return tokens.DARK if scheme == "dark" else tokens.LIGHT
