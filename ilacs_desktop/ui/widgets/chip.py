"""Chips: a word and a shape first, then the colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ilacs_desktop.ui.looks import dress, tokens

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

ChipKind = Literal["strength", "concern", "risk", "one", "ask", "done", "neutral", "accent"]

SHAPES: dict[ChipKind, str] = {
    "strength": "+",
    "concern": "△",
    "risk": "!",
    "one": "1",
    "ask": "?",
    "done": "✓",
    "neutral": "",
    "accent": "",
}

SPOKEN: dict[ChipKind, str] = {
    "strength": "strength",
    "concern": "concern",
    "risk": "immediate risk",
    "one": "one source",
    "ask": "ask at KIT",
    "done": "done",
    "neutral": "",
    "accent": "",
}

_INKS: dict[ChipKind, tuple[str, str]] = {
    "strength": ("good", "good_on"),
    "done": ("good", "good_on"),
    "concern": ("caution", "caution_on"),
    "risk": ("alert", "alert_on"),
    "one": ("soft", "neutral_on"),
    "ask": ("soft", "neutral_on"),
    "neutral": ("soft", "neutral_on"),
    "accent": ("accent", "accent_on"),
}


def chip_words(kind: ChipKind, text: str) -> str:
    """Return what a chip shows: its shape, then its word."""
    return " ".join(part for part in (SHAPES[kind], text) if part)


def chip_spoken(kind: ChipKind, text: str) -> str:
    """Return what a screen reader says for a chip, without naming a thing twice."""
    spoken = SPOKEN[kind]
    if not text or text.casefold() == spoken.casefold():
        return spoken or text
    return f"{spoken}: {text}" if spoken else text


class Chip(QLabel):
    """A small word on a quiet ground, whose shape says its kind even without colour."""

    def __init__(
        self, kind: ChipKind = "neutral", text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._kind: ChipKind = kind
        self.show_chip(kind, text)

    @property
    def kind(self) -> ChipKind:
        """Say what kind of meaning the chip has."""
        return self._kind

    def show_chip(self, kind: ChipKind, text: str) -> None:
        """Show another kind and word."""
        self._kind = kind
        self.setText(chip_words(kind, text))
        self.setAccessibleName(chip_spoken(kind, text))
        dress.set_role(self, kind, "chip")


def chip_font(font: QFont) -> QFont:
    """Return the font of a chip beside text in the given font."""
    made = QFont(font)
    made.setPixelSize(dress.px(tokens.CAPTION_PX))
    made.setWeight(QFont.Weight.DemiBold)
    return made


def chip_size(kind: ChipKind, text: str, font: QFont) -> QSize:
    """Return how much room a painted chip takes."""
    metrics = QFontMetrics(chip_font(font))
    width = metrics.horizontalAdvance(chip_words(kind, text)) + dress.px(12)
    return QSize(width, metrics.height() + dress.px(4))


def paint_chip(painter: QPainter, box: QRect, kind: ChipKind, text: str, font: QFont) -> None:
    """Paint a chip into a box, as list rows do."""
    shown = dress.current_tokens().as_dict()
    ink, ground = _INKS[kind]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(shown[ground]))
    painter.drawRoundedRect(QRectF(box), 4, 4)
    painter.setFont(chip_font(font))
    painter.setPen(QColor(shown[ink]))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chip_words(kind, text))
    painter.restore()
