"""The ten pages at the left, with the counts that matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ilacs_desktop.ui.looks import dress, icons, tokens
from ilacs_desktop.ui.page import Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QEnterEvent, QPaintEvent, QResizeEvent

NO_COUNT = Count(0)
_WIDE_PX = 196


class PageButton(QAbstractButton):
    """One page: icon, name, count; only the icon and a dot when the sidebar is folded."""

    def __init__(self, key: str, title: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._title = title
        self._icon = icon
        self._count = NO_COUNT
        self._folded = False
        self.setText(title)
        self.setCheckable(True)
        self.setObjectName(f"page_{key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(title)

    def set_count(self, count: Count) -> None:
        """Show a figure; it is red only when it needs a person."""
        self._count = count
        said = f", {count.number}{' need you' if count.needs_person else ''}"
        self.setAccessibleName(self._title + (said if count.number else ""))
        self.update()

    def set_folded(self, folded: bool) -> None:  # noqa: FBT001 - one property
        """Show the icon alone, with the name on hover."""
        self._folded = folded
        self.setText("" if folded else self._title)
        self.setToolTip(self._title if folded else "")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        if self._folded:
            badge = QFontMetrics(self.font()).horizontalAdvance("000") + dress.space(2)
            return QSize(dress.space(8) + badge, dress.row_height())
        room = QFontMetrics(self._bold()).horizontalAdvance(self._title)
        badge = QFontMetrics(self.font()).horizontalAdvance("0000") + dress.space(2)
        return QSize(room + badge + dress.space(13), dress.row_height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        shown = dress.current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = shown.accent_on if self.isChecked() else shown.neutral_on
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, tokens.CONTROL_RADIUS_PX, tokens.CONTROL_RADIUS_PX)
        if self.hasFocus():
            painter.setPen(QPen(QColor(shown.accent), tokens.FOCUS_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, tokens.CONTROL_RADIUS_PX, tokens.CONTROL_RADIUS_PX)
        self._paint_icon(painter)
        if not self._folded:
            self._paint_title(painter)
        self._paint_count(painter)

    def _paint_icon(self, painter: QPainter) -> None:
        side = dress.px(16)
        drawn = icons.pixmap(
            self._icon, "accent" if self.isChecked() else "soft", side, self.devicePixelRatioF()
        )
        left = dress.space(2) if self._folded else dress.space(3)
        painter.drawPixmap(left, (self.height() - side) // 2, drawn)

    def _paint_title(self, painter: QPainter) -> None:
        shown = dress.current_tokens()
        painter.setFont(self._bold() if self.isChecked() else self.font())
        painter.setPen(QColor(shown.accent if self.isChecked() else shown.text))
        room = self.rect().adjusted(dress.space(9), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._title)

    def _paint_count(self, painter: QPainter) -> None:
        if not self._count.number:
            return
        shown = dress.current_tokens()
        ink, ground = shown.soft, shown.neutral_on
        if self._count.needs_person:
            ink, ground = shown.alert, shown.alert_on
        font = QFont(self.font())
        font.setPixelSize(dress.px(tokens.CAPTION_PX - 1))
        metrics = QFontMetrics(font)
        text = str(self._count.number)
        height = metrics.height() + dress.px(2)
        width = max(metrics.horizontalAdvance(text) + dress.px(12), height)
        right = dress.px(3) if self._folded else dress.space(2)
        top = (self.height() - height) // 2
        box = QRect(self.width() - width - right, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(box), height / 2, height / 2)
        painter.setPen(QColor(ink))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Medium)
        return font


class Sidebar(QScrollArea):
    """The list of pages; arrows move within it, Tab passes it by in one step.

    Signals:
        page_asked: the key of the page that was chosen.
    """

    page_asked = Signal(str)

    def __init__(
        self,
        pages: Sequence[tuple[str, str, str]],
        last: tuple[str, str, str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the sidebar.

        Args:
            pages: key, title and icon of each page.
            last: the same for what stands apart at the bottom.
            parent: the owning widget.
        """
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inner = QFrame()
        inner.setProperty("role", "side")
        self._column = QVBoxLayout(inner)
        dress.set_space(self._column, 2, 0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, PageButton] = {}
        for key, title, icon in pages:
            self._add(key, title, icon)
        self._column.addStretch(1)
        self._add(*last)
        self.setWidget(inner)
        self._group.buttonClicked.connect(self._on_button_clicked)
        self._folded = False
        self._fit()

    def button(self, key: str) -> PageButton:
        """Return the button of a page."""
        return self._buttons[key]

    def set_current(self, key: str) -> None:
        """Mark a page as the one on the screen."""
        self._buttons[key].setChecked(True)
        self.ensureWidgetVisible(self._buttons[key])

    def set_count(self, key: str, count: Count) -> None:
        """Show a page's figure."""
        self._buttons[key].set_count(count)

    def set_folded(self, folded: bool) -> None:  # noqa: FBT001 - one property
        """Show icons alone, as a narrow window does."""
        if folded != self._folded:
            self._folded = folded
            for button in self._buttons.values():
                button.set_folded(folded)
            self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), dress.space(20))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().height() != event.size().height():
            self._fit()

    def _add(self, key: str, title: str, icon: str) -> None:
        button = PageButton(key, title, icon)
        self._buttons[key] = button
        self._group.addButton(button)
        self._column.addWidget(button)

    def _fit(self) -> None:
        inner = self.widget()
        if inner is None:
            return
        widest = max((button.sizeHint().width() for button in self._buttons.values()), default=0)
        width = widest + dress.space(4)
        if self.height() < inner.sizeHint().height():
            width += self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(width if self._folded else max(width, dress.px(_WIDE_PX)))

    @Slot(QAbstractButton)
    def _on_button_clicked(self, button: PageButton) -> None:
        self.page_asked.emit(button.key)
