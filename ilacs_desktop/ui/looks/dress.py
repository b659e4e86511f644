"""How a widget dresses itself: the sizes, roles and colours in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ilacs_desktop.ui.looks import tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QLayout, QWidget

    from ilacs_desktop.ui.looks.tokens import Tokens

SCALE = "ilacs_scale"
"""The application property that holds the text size."""

_SPACE = "ilacs_space"


def current_scale() -> float:
    """Return the text size in force, 1.0 being the usual one."""
    app = QApplication.instance()
    kept = app.property(SCALE) if app is not None else None
    return kept if isinstance(kept, float) else 1.0


def current_tokens() -> Tokens:
    """Return the colours in force, for what paints itself."""
    return tokens_of(QGuiApplication.palette())


def tokens_of(shown: QPalette) -> Tokens:
    """Return the colours that belong to a palette."""
    is_dark = shown.color(QPalette.ColorRole.Window).lightness() < 128
    return tokens.DARK if is_dark else tokens.LIGHT


def px(size: float) -> int:
    """Return a size in pixels at the text size in force."""
    return max(1, round(size * current_scale()))


def space(steps: float) -> int:
    """Return a distance in pixels: steps of four at the text size in force."""
    return px(steps * tokens.STEP_PX)


def row_height(font: QFont | None = None) -> int:
    """Return the height of a list row: 32 to 36 px at the usual text size."""
    metrics = QFontMetrics(QApplication.font() if font is None else font)
    return max(px(32), round(metrics.height() * 1.85))


def set_space(
    layout: QLayout,
    margins: tuple[float, float, float, float] | float = 0,
    gap: float = 2,
) -> None:
    """Give a layout margins and a gap that follow the text size.

    Args:
        layout: the layout to set; it is found again when the text size changes.
        margins: left, top, right, bottom, or one for all, in steps of 4 px.
        gap: between the items, in steps of 4 px.
    """
    four = (margins,) * 4 if isinstance(margins, (int, float)) else margins
    layout.setProperty(_SPACE, [*map(float, four), float(gap)])
    lay(layout)


def set_role(widget: QWidget, role: str, name: str = "role") -> None:
    """Set the property that the stylesheet goes by, and restyle the widget if it has changed."""
    if widget.property(name) == role:
        return
    widget.setProperty(name, role)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def lay(layout: QLayout) -> None:
    """Give a layout its margins and gap again, where ``set_space`` has named them."""
    kept = layout.property(_SPACE)
    if not kept:
        return
    left, top, right, bottom, gap = (space(float(steps)) if steps else 0 for steps in kept)
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(gap)
