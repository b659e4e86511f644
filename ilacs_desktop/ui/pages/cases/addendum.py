"""Below a card that is signed off: its dated addenda, and a field for the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.record.time_words import moment_words
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from ilacs_desktop.services.cases.case_cards import Card

_WHOLE = ("", "The card as a whole")


class AddendumPart(QWidget):
    """Addenda to the whole card; one that belongs to a prompt is read under that prompt.

    Signals:
        written: key of the prompt, or nothing, and the text of an addendum.
    """

    written = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._earlier = Words("", "prose", wrap=True)
        self._about = ChoiceField(options=(_WHOLE,))
        self._about.set_key("")
        self.edit = ProseEdit(lines=2, placeholder="A dated remark; the card itself stays locked")
        self._add = Button("Add addendum", keys="Ctrl+Enter")
        form = FormRows()
        form.add_row("Addendum to", self._about)
        form.add_row("New addendum", self.edit)
        row = FlowRow()
        row.add(self._add)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(Words("Addenda", "heading"))
        for widget in (self._earlier, form, row):
            column.addWidget(widget)
        self._add.clicked.connect(self._on_add)
        self.edit.finished.connect(self._on_add)

    def show_card(self, card: Card, *, afresh: bool) -> None:
        """Show a card's addenda; nothing where nothing on it is locked."""
        locked = tuple((one.key, one.label) for one in card.prompts if card.is_locked or one.locked)
        self.setVisible(card.is_locked or bool(locked))
        self._about.set_options((*((_WHOLE,) if card.is_locked else ()), *locked))
        if afresh:
            self.edit.set_text("")
        if afresh or self._about.key() is None:
            self._about.set_key("" if card.is_locked else locked[0][0] if locked else None)
        lines = [f"{one.by}, {moment_words(one.at)}: {one.text}" for one in card.addenda]
        self._earlier.setText("\n".join(lines))
        self._earlier.setVisible(bool(lines))

    def begin(self, prompt: str) -> None:
        """Go to the field for a new one.

        Args:
            prompt: key of the prompt that it belongs to; empty for the card as a whole.
        """
        before = self._about.key()
        self._about.set_key(prompt)
        if self._about.key() is None:
            self._about.set_key(before)
        self.edit.setFocus()

    @Slot()
    def _on_add(self) -> None:
        text = self.edit.text().strip()
        if text:
            self.edit.set_text("")
            self.written.emit(str(self._about.key() or ""), text)
