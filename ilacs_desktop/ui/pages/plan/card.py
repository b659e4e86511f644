"""One activity on the board: hours, what, who and where, on a card that can be moved by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress, tokens
from ilacs_desktop.ui.models.table import ChipValue
from ilacs_desktop.ui.widgets.chip import chip_size, paint_chip
from ilacs_desktop.ui.widgets.wrapping import broken

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from ilacs_desktop.services.plan.timetable import Card

_TITLE_LINES = 5
_PEOPLE_LINES = 5
_PLACE_LINES = 2
_STATE_CHIPS = {
    "done": ChipValue("done", "done"),
    "cancelled": ChipValue("neutral", "cancelled"),
}
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class ActivityCard(QAbstractButton):
    """A card of the board; Enter and a click open it, the board handles the arrows.

    Signals:
        focused: the card has taken the focus.
        lettered: its activity's id and the letter that was pressed.
        dragged: the card is being dragged; the point on the screen.
        dropped: it was let go; the point on the screen.
        drag_left: the person thought better of it (Esc).
    """

    focused = Signal()
    lettered = Signal(str, str)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    drag_left = Signal()

    def __init__(self, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self._is_open = False
        self._pressed_at: QPoint | None = None
        self._is_dragged = False
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_card(card)

    def show_card(self, card: Card) -> None:
        """Show an activity as it is now."""
        self.card = card
        self.setObjectName(f"activity_{card.id}")
        # What "history of this record" goes by.
        self.setProperty("record", card.id)
        self.setAccessibleName(_sentence(card))
        self.setToolTip(card.title)
        self.updateGeometry()
        self.update()

    @property
    def is_open(self) -> bool:
        """Say whether the card's form is open."""
        return self._is_open

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - one property
        """Mark the card whose form is open."""
        if is_open != self._is_open:
            self._is_open = is_open
            self.update()

    @override
    def sizeHint(self) -> QSize:
        width = dress.space(46)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.space(20), dress.row_height())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        height = 2 * dress.space(2)
        for text, font, _ in self._lines(width):
            height += QFontMetrics(font).height() if text else dress.px(2)
        return height

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Arrows belong to the board, whatever a button makes of them.
        if event.key() in _ARROWS or event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Escape and self._is_dragged:
            self._let_go()
            self.drag_left.emit()
        elif _is_letter(event):
            self.lettered.emit(self.card.id, event.text().upper())
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        moved = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if not self._is_dragged and moved >= QApplication.startDragDistance():
            self._is_dragged = True
            self.setDown(False)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()
        if self._is_dragged:
            self.dragged.emit(event.globalPosition().toPoint())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._is_dragged:
            self._pressed_at = None
            super().mouseReleaseEvent(event)
            return
        # A drag is no click: the card is not opened by it.
        self._let_go()
        self.dropped.emit(event.globalPosition().toPoint())

    def _let_go(self) -> None:
        self._is_dragged, self._pressed_at = False, None
        self.setDown(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        shown = dress.current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = shown.accent if self._is_open or self.hasFocus() else shown.line
        painter.setPen(QPen(QColor(edge), tokens.FOCUS_PX if self.hasFocus() else 1))
        painter.setBrush(QColor(shown.accent_on if self._is_open else self._ground()))
        inset = tokens.FOCUS_PX / 2
        radius = tokens.CONTROL_RADIUS_PX
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius
        )
        self._paint_lines(painter)
        painter.end()

    def _ground(self) -> str:
        shown = dress.current_tokens()
        if self._is_dragged:
            return shown.accent_on
        if self.card.state != "planned":
            return shown.window
        return shown.neutral_on if self.underMouse() else shown.panel

    def _paint_lines(self, painter: QPainter) -> None:
        shown = dress.current_tokens().as_dict()
        pad = dress.space(2)
        top = pad
        chip = _STATE_CHIPS.get(self.card.state)
        if chip is not None:
            size = chip_size(chip.kind, chip.text, self.font())
            box = QRect(self.width() - pad - size.width(), pad - dress.px(2), size.width(), 0)
            box.setHeight(size.height())
            paint_chip(painter, box, chip.kind, chip.text, self.font())
        for text, font, ink in self._lines(self.width()):
            height = QFontMetrics(font).height()
            if not text:
                top += dress.px(2)
                continue
            painter.setFont(font)
            painter.setPen(QColor(shown[ink]))
            painter.drawText(
                QRect(pad, top, self.width() - 2 * pad, height),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                text,
            )
            top += height

    def _lines(self, width: int) -> list[tuple[str, QFont, str]]:
        """Return the lines of text with font and ink; an empty one is a little air."""
        card = self.card
        room = width - 2 * dress.space(2)
        small, title = _small(self.font()), _title(self.font(), card)
        off = card.state == "cancelled"
        lines: list[tuple[str, QFont, str]] = [(card.hours, small, "soft")]
        words = card.title or "Without a title yet"
        ink = "soft" if off or not card.title else "text"
        lines += [(one, title, ink) for one in broken(words, title, room, _TITLE_LINES)]
        lines.append(("", small, "soft"))
        people = ", ".join(card.people) or "nobody named yet"
        lines += [(one, small, "soft") for one in broken(people, small, room, _PEOPLE_LINES)]
        lines += [(one, small, "soft") for one in broken(card.place, small, room, _PLACE_LINES)]
        if card.clash:
            clash = f"△ {card.clash}"
            lines += [(one, small, "caution") for one in broken(clash, small, room, _PEOPLE_LINES)]
        return lines


def _is_letter(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return held == Qt.KeyboardModifier.NoModifier and event.text().isalpha()


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPixelSize(dress.px(tokens.CAPTION_PX))
    return made


def _title(font: QFont, card: Card) -> QFont:
    made = QFont(font)
    if card.is_mine:
        made.setWeight(QFont.Weight.DemiBold)
    made.setStrikeOut(card.state == "cancelled")
    return made


def _sentence(card: Card) -> str:
    people = ", ".join(card.people) or "nobody named yet"
    parts = (card.hours, card.title, people, card.place, card.clash)
    state = "" if card.state == "planned" else card.state
    return ", ".join(part for part in (*parts, state) if part)
