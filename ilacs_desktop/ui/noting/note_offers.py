"""What ``@`` or ``#`` may mean, listed under the note while the mark is being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.ui.noting.note_marks import Meaning


class NoteOffers(QWidget):
    """A short list that is gone through while the focus stays in the text.

    Signals:
        taken: the ``Meaning`` that was clicked.
    """

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meanings: tuple[Meaning, ...] = ()
        self._moved = False
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName("What the mark means")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._hint = Words("", "caption", wrap=True)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        column.addWidget(self._list)
        column.addWidget(self._hint)
        self._list.itemClicked.connect(self._on_clicked)
        self.hide()

    @property
    def chosen(self) -> Meaning | None:
        """Return what Tab would take; None while nothing is offered."""
        at = self._list.currentRow()
        return self._meanings[at] if 0 <= at < len(self._meanings) else None

    @property
    def is_moved(self) -> bool:
        """Say whether an arrow chose something, so that Enter means it."""
        return self._moved

    def meanings(self) -> tuple[Meaning, ...]:
        """Return what is offered now."""
        return self._meanings

    def hint(self) -> str:
        """Return what is said under the list."""
        return self._hint.text()

    def offer(self, meanings: Sequence[Meaning], hint: str = "") -> None:
        """Offer meanings, or say why there are none; nothing of both hides the list."""
        meanings = tuple(meanings)
        self._hint.setText(hint or "Tab or Enter takes it, arrows choose, Esc closes the list")
        if meanings != self._meanings:
            self._meanings, self._moved = meanings, False
            self._fill()
        self._list.setVisible(bool(meanings))
        shown = bool(meanings or hint)
        if shown and self.isHidden():
            self._fit()
        if self.isHidden() == shown:
            self.setVisible(shown)

    def step(self, by: int) -> None:
        """Choose the next meaning, or the one before."""
        if self._meanings:
            self._moved = True
            self._list.setCurrentRow((self._list.currentRow() + by) % len(self._meanings))
            self._say()

    def _fill(self) -> None:
        self._list.clear()
        for meaning in self._meanings:
            words = f"{meaning.label} · {meaning.second}" if meaning.second else meaning.label
            item = QListWidgetItem(words)
            item.setSizeHint(QSize(0, dress.row_height(self._list.font())))
            self._list.addItem(item)
        if self._meanings:
            self._list.setCurrentRow(0)
            self._fit()
            self._say()

    def _fit(self) -> None:
        row = dress.row_height(self._list.font())
        self._list.setFixedHeight(row * max(1, len(self._meanings)) + 2)

    def _say(self) -> None:
        chosen = self.chosen
        if chosen is not None and self.isVisible():
            place = f"{self._list.currentRow() + 1} of {len(self._meanings)}"
            announce(self, f"{chosen.label}, {place}")

    @Slot(object)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.taken.emit(self._meanings[self._list.row(item)])
