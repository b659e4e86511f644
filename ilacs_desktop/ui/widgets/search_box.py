"""Search or go to: one field for everything, with what it finds below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.fields.values import SearchHit
from ilacs_desktop.ui.looks import dress, icons
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.search_rows import HitDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

_MOST_SHOWN = 9
_COLUMNS = (
    Column[SearchHit](
        "Found",
        lambda hit: " · ".join(part for part in (hit.name, hit.text) if part),
        second=lambda hit: hit.second,
    ),
)
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_SHOWN - 1,
    Qt.Key.Key_PageUp: 1 - _MOST_SHOWN,
}


class SearchBox(QLineEdit):
    """A line that tells what is typed, and lists what others found for it.

    Signals:
        searched: the text, at every key, and when the search is begun by its key.
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
        self._is_asking = False
        self.textEdited.connect(self._on_edited)

    def begin(self) -> None:
        """Take the focus and say at once what can be typed."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._on_edited(self.text())

    def show_hits(self, text: str, hits: Sequence[SearchHit], words: str = "") -> None:
        """Show what was found, unless something else has been typed meanwhile.

        Args:
            text: what it was found for.
            hits: best first.
            words: a line below them, such as "12 found".
        """
        if text != self.text() or not self._is_asking or not self.hasFocus():
            return
        if self._drop is None:
            self._drop = _Drop(self.window())
            self._drop.hits.record_opened.connect(self._on_opened)
            self._drop.hits.clicked.connect(self._on_clicked)
        self._drop.show_under(self, hits, words)
        self._say_chosen()

    def close_hits(self) -> None:
        """Take the list away; what is still being searched for is not shown any more."""
        self._is_asking = False
        if self._drop is not None:
            self._drop.hide()
            self._drop.forget()

    def leave(self) -> None:
        """Forget what was typed and found."""
        self.clear()
        self.close_hits()

    @property
    def drop(self) -> QWidget | None:
        """Return the list below while it is shown."""
        return self._drop if self._drop is not None and self._drop.isVisible() else None

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
        if self._drop is None or not self._drop.underMouse():
            self.close_hits()

    @override
    def event(self, event: QEvent) -> bool:
        # Before the window moves the focus on: Tab takes what is offered.
        if event.type() == QEvent.Type.KeyPress and self._takes_offer(event):
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        drop = self._drop if self.drop is not None else None
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            event.ignore()  # the window gives the focus back to the page
            return
        if drop is not None and event.key() in _STEPS:
            drop.step(_STEPS[Qt.Key(event.key())])
            self._say_chosen()
            return
        if drop is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened(drop.hits.current_key())
            return
        super().keyPressEvent(event)

    def _takes_offer(self, event: QEvent) -> bool:
        key = getattr(event, "key", lambda: 0)()
        if key != Qt.Key.Key_Tab or self._drop is None or self.drop is None:
            return False
        hit = self._drop.hit(self._drop.hits.current_key())
        if hit is None or not hit.fills:
            return False
        self._fill(hit.fills)
        return True

    def _fill(self, text: str) -> None:
        self.setText(text)
        self._on_edited(text)

    def _say_chosen(self) -> None:
        """Let a screen reader say the hit that Enter would open; the focus stays in the field."""
        said = self._drop.said() if self._drop is not None else ""
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(
                QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            )

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        self._is_asking = True
        self.searched.emit(text)

    @Slot(object)
    def _on_opened(self, key: object) -> None:
        hit = self._drop.hit(key) if self._drop is not None else None
        if hit is None:
            return
        if hit.fills:
            self._fill(hit.fills)
            return
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
        self.hits.setItemDelegate(HitDelegate(self.hits))
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words = Words("", "caption", wrap=True)
        column = QVBoxLayout(self)
        dress.set_space(column, 1, 1)
        column.addWidget(self.hits)
        column.addWidget(self._words)
        self.hide()

    def hit(self, key: object) -> SearchHit | None:
        """Return a hit by its key."""
        return next((hit for hit in self._model.rows if hit.key == key), None)

    def forget(self) -> None:
        """Hold nothing of what was found."""
        self._model.set_rows(())

    def said(self) -> str:
        """Return the chosen hit as a screen reader says it, then what stands below the list."""
        rows = self._model.rows
        at = self._model.row_of(self.hits.current_key())
        chosen = f"{self._model.sentence(at)}, {at + 1} of {len(rows)}" if at >= 0 else ""
        return ". ".join(part for part in (chosen, self._words.text()) if part)

    def step(self, by: int) -> None:
        """Choose another hit, round from the last to the first; a page stops at the ends."""
        rows = self._model.rows
        if rows:
            at = self._model.row_of(self.hits.current_key()) + by
            at = at % len(rows) if abs(by) == 1 else max(0, min(at, len(rows) - 1))
            self.hits.choose(rows[at].key)

    def show_under(self, field: QWidget, hits: Sequence[SearchHit], words: str) -> None:
        """Show hits below a field, as wide as it or wider."""
        self._model.set_rows(hits)
        if hits:
            self.hits.choose(hits[0].key)
        self._words.setText(words)
        self._words.setIndent(dress.space(2))
        self._words.setVisible(bool(words))
        self.hits.setVisible(bool(hits))
        window = self.window()
        width = min(max(field.width(), dress.space(170)), window.width() - dress.space(4))
        below = field.mapTo(window, QPoint(0, field.height() + 2))
        row = self.hits.verticalHeader().defaultSectionSize()
        room = window.height() - below.y() - dress.space(16)
        fitting = max(1, min(_MOST_SHOWN, room // row))
        self.hits.setFixedHeight(row * min(len(hits), fitting) + 2)
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
