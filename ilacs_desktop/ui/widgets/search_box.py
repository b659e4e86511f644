"""Search or go to: one field for everything, with what it finds below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui import dress, icons
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.values import SearchHit
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.record_table import MasterList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

_MOST_SHOWN = 9
_COLUMNS = (
    Column[SearchHit](
        "Found",
        lambda hit: hit.text,
        second=lambda hit: hit.second,
        chip=lambda hit: ChipValue("neutral", hit.kind) if hit.kind else None,
    ),
)


class SearchBox(QLineEdit):
    """A line that tells what is typed, and lists what others found for it.

    Signals:
        searched: the text, at every key; empty when it is cleared.
        hit_chosen: the ``SearchHit`` that was opened.
    """

    searched = Signal(str)
    hit_chosen = Signal(object)

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self._hints = (
            f"Search or go to…   {keys.replace('+', ' ')}",
            "Search or go to…",
            "Search…",
        )
        self.setAccessibleName("Search or go to")
        self.setToolTip(f"Search or go to ({keys})")
        # A picture of our own: an action's icon does not grow with the text.
        self._glass = icons.Picture("search", "soft")
        self._glass.setParent(self)
        self._glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._drop: _Drop | None = None
        self.textEdited.connect(self.searched)

    def show_hits(self, hits: Sequence[SearchHit], words: str = "") -> None:
        """Show what was found for the text on the screen.

        Args:
            hits: best first.
            words: a line below them, such as "12 more" or "Nothing found".
        """
        if not self.text() or not self.hasFocus():
            self.close_hits()
            return
        if self._drop is None:
            self._drop = _Drop(self.window())
            self._drop.hits.record_opened.connect(self._on_opened)
            self._drop.hits.clicked.connect(self._on_clicked)
        self._drop.show_under(self, hits, words)

    def close_hits(self) -> None:
        """Take the list away."""
        if self._drop is not None:
            self._drop.hide()

    def leave(self) -> None:
        """Forget what was typed."""
        self.clear()
        self.close_hits()
        self.searched.emit("")

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.space(30), super().minimumSizeHint().height())

    @override
    def sizeHint(self) -> QSize:
        return QSize(dress.space(75), super().sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - dress.space(14)
        measure = self.fontMetrics().horizontalAdvance
        side = self._glass.sizeHint().width()
        self._glass.setGeometry(dress.space(2), 0, side, self.height())
        self.setTextMargins(side + dress.space(1), 0, 0, 0)
        fitting = [hint for hint in self._hints if measure(hint) <= room]
        self.setPlaceholderText(fitting[0] if fitting else self._hints[-1])

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        drop = self._drop
        if drop is None or not drop.underMouse():
            self.close_hits()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        drop = self._drop if self._drop is not None and self._drop.isVisible() else None
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            event.ignore()  # the window gives the focus back to the page
            return
        if drop is not None and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            drop.step(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        if drop is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened(drop.hits.current_key())
            return
        super().keyPressEvent(event)

    @Slot(object)
    def _on_opened(self, key: object) -> None:
        hit = self._drop.hit(key) if self._drop is not None else None
        if hit is not None:
            self.leave()
            self.hit_chosen.emit(hit)

    @Slot()
    def _on_clicked(self) -> None:
        if self._drop is not None:
            self._on_opened(self._drop.hits.current_key())


class _Drop(QFrame):
    """The list of hits; it lies over the page and never takes the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "popup")
        self._model = TableModel(_COLUMNS, lambda hit: hit.key, self)
        self.hits = MasterList("Found", self._model)
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words = Words("", "caption")
        column = QVBoxLayout(self)
        dress.set_space(column, 1, 1)
        column.addWidget(self.hits)
        column.addWidget(self._words)
        self.hide()

    def hit(self, key: object) -> SearchHit | None:
        """Return a hit by its key."""
        return next((hit for hit in self._model.rows if hit.key == key), None)

    def step(self, by: int) -> None:
        """Choose the next or the previous hit."""
        rows = self._model.rows
        if rows:
            at = (self._model.row_of(self.hits.current_key()) + by) % len(rows)
            self.hits.choose(rows[at].key)

    def show_under(self, field: QWidget, hits: Sequence[SearchHit], words: str) -> None:
        """Show hits below a field, as wide as it or wider."""
        self._model.set_rows(hits)
        if hits:
            self.hits.choose(hits[0].key)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.hits.setVisible(bool(hits))
        row = self.hits.verticalHeader().defaultSectionSize()
        self.hits.setFixedHeight(row * min(len(hits), _MOST_SHOWN) + 2)
        window = self.window()
        width = min(max(field.width(), dress.space(110)), window.width() - dress.space(4))
        below = field.mapTo(window, QPoint(0, field.height() + 2))
        left = max(dress.space(2), min(below.x(), window.width() - width - dress.space(2)))
        self.setFixedWidth(width)
        self.move(left, below.y())
        self.adjustSize()
        self.show()
        self.raise_()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            return True
        return super().event(event)
