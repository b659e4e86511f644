"""Cards given to a member of the team, several at once, from the rows chosen above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from ilacs_desktop.services.cases import cases
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.widgets.record_table import RecordTable


class GiveRow(FlowRow):
    """Gives the chosen rows of a table of cards to a member, or takes them back.

    Signals:
        told: what was given to whom, for the status line.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, table: RecordTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._table = desk, table
        self.member = ChoiceField()
        self.member.setMinimumContentsLength(22)
        name_field(self.member, "Give the chosen cards to")
        self.give = Button("Give the &chosen cards")
        self.add(Words("Shift and the arrows choose rows, Ctrl+A all. To", "soft"))
        self.add(self.member)
        self.add(self.give)
        self.give.clicked.connect(self._on_give)

    def show_work(self) -> None:
        """Offer the team as it is now."""
        work = self._desk.work
        self.member.set_options((*((one.id, one.name) for one in work.members), ("", "nobody")))
        if self.member.key() is None and work.my_member is not None:
            self.member.set_key(work.my_member.id)

    @Slot()
    def _on_give(self) -> None:
        chosen = tuple(str(key) for key in self._table.chosen_keys())
        work, member = self._desk.work, str(self.member.key() or "")
        name = next((one.name for one in work.members if one.id == member), "nobody")
        count = f"{len(chosen)} {'card' if len(chosen) == 1 else 'cards'}"

        def told(_changes: object) -> None:
            self.told.emit(f"{count} given to {name}.")

        if chosen:
            self._desk.do(lambda: cases.assign(work, chosen, member), told)
