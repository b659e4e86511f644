"""What a finding rests on: notes and claims for, against and neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.evidence.finding import SIDE_OPTIONS
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Line, Words

if TYPE_CHECKING:
    from ilacs_desktop.services.findings.finding_rows import FindingCard, Rest

_HEADINGS = (("for", "For"), ("against", "Against"), ("neutral", "Neither for nor against"))
_SPOKEN_LENGTH = 50


class Rests(QWidget):
    """Each note or claim with its side; the side can be changed until the finding is agreed.

    Signals:
        side_chosen: (id, side, whether it is a claim of the LA).
        taken_off: (id, whether it is a claim of the LA).
        opened: id of a note to read on its page.
    """

    side_chosen = Signal(str, str, bool)
    taken_off = Signal(str, bool)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._rows: dict[str, list[RestRow]] = {}
        self._heads: dict[str, Words] = {}
        self._empty: dict[str, Words] = {}
        self._columns: dict[str, QVBoxLayout] = {}
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for side, _ in _HEADINGS:
            self._heads[side] = Words("", "heading")
            self._empty[side] = Words(_EMPTY[side], "soft", wrap=True)
            self._columns[side] = QVBoxLayout()
            dress.set_space(self._columns[side], 0, 2)
            self._rows[side] = []
            column.addWidget(self._heads[side])
            column.addWidget(self._empty[side])
            column.addLayout(self._columns[side])

    def show_card(self, card: FindingCard) -> None:
        """Show what a finding rests on."""
        wanted = (card.row.id, card.rests, card.is_frozen)
        if wanted == self._shown:
            return
        self._shown = wanted
        for side, label in _HEADINGS:
            held = card.side(side)
            is_shown = bool(held) or side != "neutral"
            self._heads[side].setText(f"{label} · {len(held)}")
            self._heads[side].setVisible(is_shown)
            self._empty[side].setVisible(is_shown and not held)
            rows = self._rows[side]
            # Rows are kept: making one takes longer than filling it.
            while len(rows) < len(held):
                rows.append(RestRow(self))
                self._columns[side].addWidget(rows[-1])
            for at, row in enumerate(rows):
                row.setVisible(at < len(held))
                if at < len(held):
                    row.show_rest(held[at], frozen=card.is_frozen)

    def rows(self, side: str) -> tuple[RestRow, ...]:
        """Return the rows shown on one side."""
        return tuple(row for row in self._rows[side] if not row.isHidden())


class RestRow(QWidget):
    """One note or claim."""

    def __init__(self, whole: Rests) -> None:
        super().__init__(whole)
        self._whole = whole
        self._rest: Rest | None = None
        self._chip = Chip()
        self._child = Words("", "caption")
        self.side = ChoiceField(options=SIDE_OPTIONS)
        self.side.setMinimumContentsLength(6)
        self.off = IconButton("x", "Take off")
        self.read = Button("Read the note", "link")
        self._text = Words("", wrap=True)
        head = FlowRow(gap=1)
        for widget in (self._chip, self._child):
            head.add(widget)
        head.add_end(self.side)
        head.add_end(self.off)
        head.add_end(self.read)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        for part in (head, self._text, Line()):
            column.addWidget(part)
        self.side.key_chosen.connect(self._on_side)
        self.off.clicked.connect(self._on_off)
        self.read.clicked.connect(self._on_read)

    def show_rest(self, rest: Rest, *, frozen: bool) -> None:
        """Show a note or claim; frozen ones cannot change side."""
        self._rest = rest
        spoken = rest.text[:_SPOKEN_LENGTH]
        self._chip.show_chip("accent" if rest.is_claim else "neutral", rest.source)
        self._child.setText(f"Child {rest.child}" if rest.child else "")
        self._child.setVisible(bool(rest.child))
        self.side.set_key(rest.side)
        name_field(self.side, f"Side of: {spoken}")
        self.off.setAccessibleName(f"Take off: {spoken}")
        self.read.setAccessibleName(f"Read the note: {spoken}")
        self.side.setVisible(not frozen)
        self.off.setVisible(not frozen)
        self.read.setVisible(not rest.is_claim)
        self._text.setText(rest.text)

    @Slot(object)
    def _on_side(self, key: object) -> None:
        if self._rest is not None:
            self._whole.side_chosen.emit(self._rest.id, str(key), self._rest.is_claim)

    @Slot()
    def _on_off(self) -> None:
        if self._rest is not None:
            self._whole.taken_off.emit(self._rest.id, self._rest.is_claim)

    @Slot()
    def _on_read(self) -> None:
        if self._rest is not None:
            self._whole.opened.emit(self._rest.id)


_EMPTY = {
    "for": "Nothing for it yet. Choose notes on the Evidence page and add them to this finding.",
    "against": "Nothing against it has been noted.",
    "neutral": "",
}
