"""The findings a note is in: each with its side, in full, changed and taken off where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Line, Words

if TYPE_CHECKING:
    from ilacs_desktop.services.evidence.evidence_rows import Tie

SIDES = (("for", "For"), ("against", "Against"), ("neutral", "Neither"))


class FindingTies(QWidget):
    """Findings below each other; nothing of them is cut short.

    Signals:
        side_chosen: a finding's id, and the side the note is on.
        taken_off: id of the finding the note is to be taken from.
        opened: id of the finding to show.
    """

    side_chosen = Signal(str, str)
    taken_off = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ties: tuple[Tie, ...] = ()
        self.sides: dict[str, ChoiceField] = {}
        self._column = QVBoxLayout(self)
        dress.set_space(self._column, 0, 1)

    def show_ties(self, ties: tuple[Tie, ...]) -> None:
        """Show other findings, or the same with other sides."""
        if ties == self._ties:
            return
        if [tie.id for tie in ties] == [tie.id for tie in self._ties] and [
            tie.label for tie in ties
        ] == [tie.label for tie in self._ties]:
            # Only a side has changed: the field that has the focus keeps it.
            for tie in ties:
                self.sides[tie.id].set_key(tie.stance or "neutral")
        else:
            self._make(ties)
        self._ties = ties

    def _make(self, ties: tuple[Tie, ...]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.sides = {}
        for at, tie in enumerate(ties):
            if at:
                self._column.addWidget(Line())
            self._column.addWidget(Words(f"{tie.second} {tie.label}".strip(), wrap=True))
            self._column.addWidget(self._actions(tie))

    def _actions(self, tie: Tie) -> QWidget:
        side = ChoiceField(options=SIDES)
        side.set_key(tie.stance or "neutral")
        side.setMinimumContentsLength(4)
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        side.setProperty("finding", tie.id)
        name_field(side, f"Side of this note in: {tie.label}")
        side.key_chosen.connect(self._on_side)
        self.sides[tie.id] = side
        row = FlowRow(gap=1)
        row.add(side)
        for words, slot in (("Open", self._on_open), ("Take off", self._on_off)):
            button = Button(words, "link")
            button.setProperty("finding", tie.id)
            button.setAccessibleName(f"{words}: {tie.label}")
            button.clicked.connect(slot)
            row.add(button)
        return row

    def _finding(self) -> str:
        return str(self.sender().property("finding"))

    @Slot(object)
    def _on_side(self, key: object) -> None:
        self.side_chosen.emit(self._finding(), str(key or "neutral"))

    @Slot()
    def _on_open(self) -> None:
        self.opened.emit(self._finding())

    @Slot()
    def _on_off(self) -> None:
        self.taken_off.emit(self._finding())
