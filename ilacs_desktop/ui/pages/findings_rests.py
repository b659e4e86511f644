"""What a finding rests on: notes and claims for, against and neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.ui import dress
from ilacs_desktop.ui.pages.evidence_finding import SIDE_OPTIONS
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Line, Words

if TYPE_CHECKING:
    from ilacs_desktop.services.finding_rows import FindingCard, Rest

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
        self._column = QVBoxLayout(self)
        dress.set_space(self._column, 0, 2)

    def show_card(self, card: FindingCard) -> None:
        """Show what a finding rests on."""
        wanted = (card.row.id, card.rests, card.is_frozen)
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for side, label in _HEADINGS:
            held = card.side(side)
            if not held and side == "neutral":
                continue
            self._column.addWidget(Words(f"{label} · {len(held)}", "heading"))
            if not held:
                self._column.addWidget(Words(_EMPTY[side], "soft", wrap=True))
            for one in held:
                self._column.addWidget(_RestRow(self, one, frozen=card.is_frozen))
                self._column.addWidget(Line())

    @Slot(object)
    def _on_side(self, key: object) -> None:
        field = self.sender()
        self.side_chosen.emit(
            str(field.property("rest")), str(key), bool(field.property("is_claim"))
        )

    @Slot()
    def _on_off(self) -> None:
        button = self.sender()
        self.taken_off.emit(str(button.property("rest")), bool(button.property("is_claim")))

    @Slot()
    def _on_open(self) -> None:
        self.opened.emit(str(self.sender().property("rest")))


class _RestRow(QWidget):
    """One note or claim."""

    def __init__(self, whole: Rests, rest: Rest, *, frozen: bool) -> None:
        super().__init__(whole)
        spoken = rest.text[:_SPOKEN_LENGTH]
        head = FlowRow(gap=1)
        head.add(Chip("accent" if rest.is_claim else "neutral", rest.source))
        if rest.child:
            head.add(Words(f"Child {rest.child}", "caption"))
        if not frozen:
            side = ChoiceField(options=SIDE_OPTIONS)
            side.setMinimumContentsLength(6)
            side.set_key(rest.side)
            name_field(side, f"Side of: {spoken}")
            self._about(side, rest)
            side.key_chosen.connect(whole._on_side)  # noqa: SLF001 - one widget in two classes
            head.add_end(side)
            off = IconButton("x", f"Take off: {spoken}")
            self._about(off, rest)
            off.clicked.connect(whole._on_off)  # noqa: SLF001
            head.add(off)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        column.addWidget(head)
        column.addWidget(Words(rest.text, wrap=True))
        if not rest.is_claim:
            link = Button("Read the note", "link")
            link.setAccessibleName(f"Read the note: {spoken}")
            self._about(link, rest)
            link.clicked.connect(whole._on_open)  # noqa: SLF001
            head.add(link)

    def _about(self, widget: QWidget, rest: Rest) -> None:
        widget.setProperty("rest", rest.id)
        widget.setProperty("is_claim", rest.is_claim)


_EMPTY = {
    "for": "Nothing for it yet. Choose notes on the Evidence page and add them to this finding.",
    "against": "Nothing against it has been noted.",
}
