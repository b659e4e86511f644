"""Rows of what a search found: the words whole and heavier, with as much around them as fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ilacs_desktop.ui.fields.values import SearchHit
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import TableModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters set in one weight."""

    text: str
    marked: bool = False


def tokens_of(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[Run, ...]]:
    """Return the words of a line, each in runs of marked and other letters."""
    found, at = [], 0
    for word in text.split(" "):
        runs, here, end = [], at, at + len(word)
        for low, high in marks:
            low, high = max(low, at), min(high, end)
            if low < high:
                if here < low:
                    runs.append(Run(text[here:low]))
                runs.append(Run(text[low:high], marked=True))
                here = high
        if here < end:
            runs.append(Run(text[here:end]))
        if runs:
            found.append(tuple(runs))
        at = end + 1
    return found


def fitted(
    tokens: Sequence[tuple[Run, ...]], room: int, width: Callable[[Run], int]
) -> list[tuple[Run, ...]]:
    """Return as many words as there is room for, those marked first and then their neighbours.

    Args:
        tokens: the words of a line.
        room: pixels there are.
        width: measures letters.
    """
    blank, gap = width(Run(" ")), width(Run(f"{_LEFT_OUT} "))
    sizes = [sum(map(width, token)) + blank for token in tokens]
    marked = [at for at, token in enumerate(tokens) if any(run.marked for run in token)]
    if sum(sizes) - blank <= room:
        return list(tokens)
    nearest = sorted(
        range(len(tokens)),
        key=lambda at: (min((_distance(at, mark) for mark in marked), default=at), at),
    )
    kept: set[int] = set()
    left = room - gap
    for at in nearest:
        # A part on its own costs a sign for what is left out before it.
        cost = sizes[at] + (0 if at - 1 in kept or at + 1 in kept else gap)
        if cost > left and kept:
            if at in marked:
                continue
            break
        kept.add(at)
        left -= cost
    return _parted(tokens, sorted(kept))


def _distance(at: int, mark: int) -> float:
    """Return how far a word is from a marked one; what follows is a little nearer."""
    return (mark - at) * 1.5 if at < mark else at - mark


def _parted(tokens: Sequence[tuple[Run, ...]], kept: Sequence[int]) -> list[tuple[Run, ...]]:
    shown: list[tuple[Run, ...]] = []
    before = -1
    for at in kept:
        if at != before + 1 and tokens[at][0].text[0] != _LEFT_OUT:
            shown.append((Run(_LEFT_OUT),))
        shown.append(tokens[at])
        before = at
    if before != len(tokens) - 1:
        shown.append((Run(_LEFT_OUT),))
    return shown


class HitDelegate(QStyledItemDelegate):
    """Paint a hit: its name and the words in their surroundings, then what it is and about whom."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        hit = model.value_at(index.row()) if isinstance(model, TableModel) else None
        if not isinstance(hit, SearchHit):
            super().paint(painter, option, index)
            return
        shown = dress.current_tokens()
        box: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(shown.accent_on))
            # A bar as well: the choice is not told by a ground alone.
            painter.fillRect(box.left(), box.top(), dress.px(3), box.height(), QColor(shown.accent))
        painter.setPen(QColor(shown.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(dress.space(3), 0, -dress.space(2), -1)
        line = QFontMetrics(option.font).height()
        top = inner.top() + (inner.height() - 2 * line - dress.px(2)) // 2
        _paint_first(painter, QRect(inner.left(), top, inner.width(), line), hit, option.font)
        lower = QRect(inner.left(), top + line + dress.px(2), inner.width(), line)
        painter.setFont(option.font)
        painter.setPen(QColor(shown.soft))
        metrics = QFontMetrics(option.font)
        told = metrics.elidedText(hit.second, Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, _LEFT, told)
        painter.restore()


def _paint_first(painter: QPainter, box: QRect, hit: SearchHit, font: QFont) -> None:
    heavy = QFont(font)
    heavy.setWeight(QFont.Weight.Bold)
    measures = {False: QFontMetrics(font), True: QFontMetrics(heavy)}

    def width(run: Run) -> int:
        return measures[run.marked].horizontalAdvance(run.text)

    tokens = tokens_of(hit.name, hit.name_marks) if hit.name else []
    if tokens and hit.text:
        tokens.append((Run("·"),))
    used = sum(sum(map(width, token)) + width(Run(" ")) for token in tokens)
    tokens += fitted(tokens_of(hit.text, hit.marks), box.width() - used, width)
    painter.setPen(QColor(dress.current_tokens().text))
    at = box.left()
    for token in tokens:
        for run in token:
            painter.setFont(heavy if run.marked else font)
            painter.drawText(
                QRect(at, box.top(), box.right() - at + 1, box.height()), _LEFT, run.text
            )
            at += width(run)
        at += width(Run(" "))
