"""Buttons: one strong action a page, the rest plain or links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress, icons, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

ButtonKind = Literal["plain", "primary", "link"]


class KeyHint(QLabel):
    """The keys that do the same as what stands beside it."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(keys.replace("+", " "), parent)
        self.setProperty("role", "keys")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Keys: {keys}")


class Button(QPushButton):
    """A button that can carry an icon and name its own keys."""

    def __init__(
        self,
        text: str,
        kind: ButtonKind = "plain",
        *,
        icon: str = "",
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make a button.

        Args:
            text: what it does, as a verb where it can be.
            kind: primary for the one strong action of a page; plain; or link.
            icon: the name of an icon before the text.
            keys: the keys that do the same, shown inside; they are bound elsewhere.
            parent: the owning widget.
        """
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self._kind = kind
        self._keys = keys.replace("+", " ")
        self._keys_shown = bool(keys)
        if icon:
            icons.set_icon(self, icon, "accent_text" if kind == "primary" else "text", gap=4)
        if keys:
            self.setToolTip(f"{text} ({keys})")
            self.setAccessibleDescription(f"Keys: {keys}")

    def show_keys(self, shown: bool) -> None:  # noqa: FBT001 - a slot's one argument
        """Show or hide the key hint, as a narrow window does."""
        self._keys_shown = shown and bool(self._keys)
        self.updateGeometry()
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt presses a button with Space alone outside dialogs; people expect Enter as well.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint + QSize(self._keys_width(), 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._keys_shown:
            super().paintEvent(event)
        else:
            self._paint_with_keys()
        if self._kind == "primary" and self.hasFocus():
            self._paint_inner_ring()

    def _keys_width(self) -> int:
        if not self._keys_shown:
            return 0
        metrics = QFontMetrics(self._keys_font())
        return metrics.horizontalAdvance(self._keys) + dress.space(4)

    def _keys_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(dress.px(tokens.CAPTION_PX - 1))
        font.setWeight(QFont.Weight.Normal)
        return font

    def _paint_with_keys(self) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        room = self._keys_width()
        whole = QRect(option.rect)  # a copy: the option hands out its own
        option.rect = whole.adjusted(0, 0, -room, 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        metrics = QFontMetrics(self._keys_font())
        height = metrics.height() + dress.px(2)
        box = QRectF(
            whole.right() - room,
            (whole.height() - height) / 2,
            room - dress.space(2),
            height,
        )
        ink = QColor(self._ink())
        pen = QColor(ink)
        pen.setAlphaF(0.6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(pen, 1))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(ink)
        painter.setFont(self._keys_font())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._keys)

    def _paint_inner_ring(self) -> None:
        # The strong button is filled with the accent, so its ring has to be of the other colour.
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(dress.current_tokens().accent_text), tokens.FOCUS_PX))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 4, 4)

    def _ink(self) -> str:
        shown = dress.current_tokens()
        if not self.isEnabled():
            return shown.soft
        return shown.accent_text if self._kind == "primary" else shown.soft


class IconButton(QToolButton):
    """A button of an icon alone; its name is said and shown on hover."""

    def __init__(
        self, icon: str, name: str, *, keys: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        icons.set_icon(self, icon, "soft")
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
