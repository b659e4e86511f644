"""A table too wide for its place shows each record as a few lines instead of scrolling sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.chip import chip_words

if TYPE_CHECKING:
    from typing import Any

    from PySide6.QtGui import QPainter

    from ilacs_desktop.ui.models.table import DeclaredModel, Face

_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_LEAST_CHARACTERS = 14
"""What a column that takes the room left needs at least."""
_MEASURED = 200
"""So many rows are measured one by one; in a longer table all are as high as the highest."""
_NO_END = 1 << 20


def needed_width(model: DeclaredModel[Any], font: QFont) -> int:
    """Return how wide a table of a model must be to show every column, in pixels."""
    one = QFontMetrics(font).averageCharWidth()
    return sum(
        (column.width or _LEAST_CHARACTERS) * one + dress.space(4) for column in model.columns
    )


def row_heights(model: DeclaredModel[Any], width: int, font: QFont) -> tuple[tuple[int, ...], int]:
    """Return how high folded rows are, in pixels.

    Args:
        model: the rows.
        width: the room from edge to edge.
        font: what they are painted in.

    Returns:
        The height of each row that was measured, and the height of all others.
    """
    count = model.rowCount()
    measured = tuple(_height(model, row, width, font) for row in range(min(count, _MEASURED)))
    highest = max(measured, default=dress.row_height(font))
    return (measured, highest) if count <= _MEASURED else ((), highest)


def paint_row(
    painter: QPainter, model: DeclaredModel[Any], row: int, box: QRect, font: QFont
) -> None:
    """Paint a record as lines: its first column, then every other value after its heading."""
    shown = dress.current_tokens()
    inner = box.adjusted(dress.space(2), dress.space(1), -dress.space(2), -dress.space(1))
    heading, rest = _words(model, row)
    first = _first_font(font)
    painter.setFont(first)
    painter.setPen(QColor(shown.text))
    taken = _wrapped(first, heading, inner.width())
    painter.drawText(inner, _WRAPPED, heading)
    painter.setFont(font)
    painter.setPen(QColor(shown.soft))
    painter.drawText(inner.adjusted(0, taken + dress.px(2), 0, 0), _WRAPPED, rest)


def _height(model: DeclaredModel[Any], row: int, width: int, font: QFont) -> int:
    inner = width - 2 * dress.space(2)
    heading, rest = _words(model, row)
    lines = _wrapped(_first_font(font), heading, inner)
    lines += dress.px(2) + _wrapped(font, rest, inner) if rest else 0
    return max(lines + 2 * dress.space(1) + 1, dress.row_height(font))


def _wrapped(font: QFont, text: str, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, _NO_END), _WRAPPED, text).height()


def _first_font(font: QFont) -> QFont:
    first = QFont(font)
    first.setWeight(QFont.Weight.DemiBold)
    return first


def _words(model: DeclaredModel[Any], row: int) -> tuple[str, str]:
    said = [(column.title, _said(model.face(row, at))) for at, column in enumerate(model.columns)]
    # A first column without words, such as a mark alone, leads nowhere: the next one heads the row.
    while len(said) > 1 and not said[0][1]:
        said = said[1:]
    rest = " · ".join(f"{title}: {words}" if title else words for title, words in said[1:] if words)
    return said[0][1] or "–", rest


def _said(face: Face) -> str:
    chip = chip_words(face.chip.kind, face.chip.text) if face.chip is not None else ""
    return ", ".join(part for part in (face.text, face.second, chip) if part)
