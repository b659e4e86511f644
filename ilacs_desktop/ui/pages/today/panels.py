"""The panels of the Today page, each a few lines to act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.more_button import MoreButton
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.today.briefing import Agenda
    from ilacs_desktop.services.today.briefing import Slot as On
    from ilacs_desktop.services.today.today import Need

_FEW = 8
"""So many lines are shown before the rest is one button away."""

_TEACHES = (
    "What waits for you comes here by itself: immediate risk and referrals back first, then two "
    "versions of one text, notes left to write up, today’s KIT meeting, requests and actions due. "
    "Enter opens each where it is dealt with."
)
_NOTHING_PLANNED = "Nothing is planned for you. The whole team’s timetable is under Plan."

_CHIPS = {
    "done": ChipValue("done", "done"),
    "now": ChipValue("accent", "now"),
    "next": ChipValue("neutral", "next"),
    "cancelled": ChipValue("neutral", "cancelled"),
}


def _nothing(_row: object) -> str:
    return ""


class NeedsPanel(Panel):
    """What needs me now, the gravest first.

    Signals:
        opened: the ``Need`` that was opened.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Needs you now", parent)
        self._needs: tuple[Need, ...] = ()
        self.model: TableModel[Need] = TableModel(
            (
                Column(
                    "Kind", _nothing, chip=lambda need: ChipValue(need.sign, need.tag), width=15
                ),
                Column("What", lambda need: need.title, second=lambda need: need.detail),
                Column("When", lambda need: need.when, right=True, soft=True, width=14),
            ),
            key=lambda need: (need.kind, need.id, need.field),
            parent=self,
        )
        self.table = ShortTable("Needs you now", self.model, lines=5, second=4)
        self._none = Words("✓ Nothing needs you now.", "good")
        self._teaches = Words(_TEACHES, "soft", wrap=True)
        self._more = MoreButton()
        self.add(self._none)
        self.add(self._teaches)
        self.add(self.table)
        self.add(self._more)
        self.table.record_opened.connect(self._on_opened)
        self._more.clicked.connect(self._on_more)

    @property
    def has_needs(self) -> bool:
        """Say whether there is a line to open."""
        return bool(self._needs)

    def show_needs(self, needs: tuple[Need, ...]) -> None:
        """Show what waits now."""
        self._needs = needs
        self._show()

    @Slot()
    def _on_more(self) -> None:
        self._show()

    def _show(self) -> None:
        shown = self._needs if self._more.isChecked() else self._needs[:_FEW]
        self.model.set_rows(shown)
        self._more.show_kept_back(max(0, len(self._needs) - _FEW))
        self.table.setVisible(bool(shown))
        waits = any(not need.is_next for need in self._needs)
        self._none.setVisible(not waits)
        self._teaches.setVisible(not waits)

    @Slot(object)
    def _on_opened(self, key: tuple[str, str, str]) -> None:
        need = self.model.value_of(key)
        if need is not None:
            self.opened.emit(need)


class AgendaPanel(Panel):
    """What this person does today.

    Signals:
        opened: the id of the activity that was opened.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Your day", parent)
        self.model: TableModel[On] = TableModel(
            (
                Column("Time", _time, strong=True, width=5),
                Column(
                    "Activity",
                    lambda slot: slot.card.title,
                    second=_people,
                    chip=lambda slot: _CHIPS.get(slot.when),
                ),
            ),
            key=lambda slot: slot.card.id,
            parent=self,
        )
        self.table = ShortTable("Activities", self.model, lines=4, second=6)
        self._none = Words(_NOTHING_PLANNED, "soft", wrap=True)
        self.add(self._none)
        self.add(self.table)
        self.table.record_opened.connect(self.opened)

    def show_agenda(self, agenda: Agenda) -> None:
        """Show the activities of a day."""
        self.set_heading(agenda.title)
        self.model.set_rows(agenda.slots)
        self.table.setVisible(bool(agenda.slots))
        self._none.setVisible(not agenda.slots)


def _time(slot: On) -> str:
    return slot.card.start or "any"


def _people(slot: On) -> str:
    people = ", ".join(slot.card.people) or "nobody named yet"
    parts = [people, slot.card.place]
    if slot.card.clash:
        parts.append(slot.card.clash)
    return " · ".join(part for part in parts if part)
