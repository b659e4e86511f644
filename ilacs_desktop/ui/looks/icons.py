"""One set of line icons, drawn in the colours in force and sharp on every screen."""

from __future__ import annotations

from typing import Literal, Protocol, cast

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QLabel

from ilacs_desktop.paths import resource
from ilacs_desktop.ui.looks import dress

Ink = Literal["text", "soft", "accent", "accent_text", "good", "caution", "alert"]

_NAME = "ilacs_icon"
_INK = "ilacs_icon_ink"
_SIDE = "ilacs_icon_px"
_GAP = "ilacs_icon_gap"
_SIZE_PX = 16


class TakesIcon(Protocol):
    """Whatever can carry an icon: a button or an action."""

    def setIcon(self, icon: QIcon) -> None:  # noqa: N802 - Qt's name
        """Take the icon."""


def pixmap(name: str, ink: Ink, size: int, ratio: float = 1.0) -> QPixmap:
    """Draw one icon.

    Args:
        name: the file's name in ``resources/icons`` without its ending.
        ink: the token of the colour.
        size: side in device-independent pixels.
        ratio: device pixels per device-independent pixel.

    Returns:
        The picture, from the cache where it was drawn before.
    """
    colour = getattr(dress.current_tokens(), ink)
    key = f"ilacs/{name}/{colour}/{size}/{ratio:.2f}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = _draw(name, colour, round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, ink: Ink = "text", size: int = _SIZE_PX, gap: int = 0) -> QIcon:
    """Make an icon in the colours in force now; ``set_icon`` also follows later changes.

    Args:
        name: the file's name in ``resources/icons`` without its ending.
        ink: the token of the colour.
        size: side in pixels at the usual text size.
        gap: empty room at its right, for a text that follows, in the same pixels.
    """
    side = dress.px(size)
    made = QIcon()
    for ratio in {screen.devicePixelRatio() for screen in QGuiApplication.screens()}:
        drawn = pixmap(name, ink, side, ratio)
        made.addPixmap(_with_room(drawn, dress.px(gap)) if gap else drawn)
    return made


def set_icon(
    target: QObject, name: str, ink: Ink = "text", size: int = _SIZE_PX, gap: int = 0
) -> None:
    """Give a button, an action or a picture an icon that follows colours and text size.

    Args:
        target: anything with ``setIcon``.
        name: the file's name in ``resources/icons`` without its ending; empty for none.
        ink: the token of the colour.
        size: side in pixels at the usual text size.
        gap: empty room at its right, for a text that follows, in the same pixels.
    """
    target.setProperty(_NAME, name)
    target.setProperty(_INK, ink)
    target.setProperty(_SIDE, size)
    target.setProperty(_GAP, gap)
    refresh(target)


def refresh(target: QObject) -> None:
    """Draw a target's icon again, where it has one."""
    name, ink, size = target.property(_NAME), target.property(_INK), target.property(_SIDE)
    if not isinstance(name, str):
        return
    gap = target.property(_GAP) or 0
    resize = getattr(target, "setIconSize", None)
    if resize is not None:
        resize(QSize(dress.px(size) + (dress.px(gap) if gap else 0), dress.px(size)))
    made = icon(name, cast("Ink", ink), size, gap) if name else QIcon()
    cast("TakesIcon", target).setIcon(made)


class Picture(QLabel):
    """An icon that stands by itself; it says nothing that words beside it do not say."""

    def __init__(self, name: str, ink: Ink = "soft", size: int = _SIZE_PX) -> None:
        super().__init__()
        self._side = QSize()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_icon(self, name, ink, size)

    def setIconSize(self, side: QSize) -> None:  # noqa: N802 - as buttons name it
        """Take the size of the picture."""
        self._side = side

    def setIcon(self, icon: QIcon) -> None:  # noqa: N802 - as buttons name it
        """Show the picture."""
        self.setPixmap(icon.pixmap(self._side, self.devicePixelRatioF()))


def _with_room(drawn: QPixmap, gap: int) -> QPixmap:
    ratio = drawn.devicePixelRatio()
    wider = QPixmap(drawn.width() + round(gap * ratio), drawn.height())
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return wider


def _draw(name: str, colour: str, side: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return drawn
