"""The panels of the Today page, each a few lines to act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.briefing import Agenda, AreaLine, Looked, News, SinceKit
    from ilacs_desktop.services.briefing import Slot as On
    from ilacs_desktop.services.today import Need

_FEW = 8
"""So many lines are shown before the rest is one button away."""

_CHIPS = {
    "done": ChipValue("done", "done"),
    "now": ChipValue("accent", "now"),
    "next": ChipValue("neutral", "next"),
    "cancelled": ChipValue("neutral", "cancelled"),
}


def _nothing(_row: object) -> str:
    return ""


class _MoreButton(Button):
    """Shows the lines that a panel keeps back, or keeps them back again."""

    def __init__(self) -> None:
        super().__init__("", "link")
        self.setCheckable(True)

    def show_kept_back(self, kept: int) -> None:
        """Say how many lines are kept back; without any there is no button."""
        self.setVisible(kept > 0)
        self.setText("Show fewer" if self.isChecked() else f"Show {kept} more")


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
        self.table = ShortTable("Needs you now", self.model, second=2)
        self._none = Words("✓ Nothing needs you now.", "good")
        self._more = _MoreButton()
        self.add(self._none)
        self.add(self.table)
        self.add(self._more)
        self.table.record_opened.connect(self._on_opened)
        self._more.clicked.connect(self._on_more)

    @property
    def has_needs(self) -> bool:
        """Say whether anything waits."""
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
        self._none.setVisible(not shown)

    @Slot(object)
    def _on_opened(self, key: tuple[str, str, str]) -> None:
        need = self.model.value_of(key)
        if need is not None:
            self.opened.emit(need)


class NewsPanel(Panel):
    """Findings that are new since the last KIT meeting.

    Signals:
        opened: the id of the finding that was opened.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Since the last KIT meeting", parent)
        self._news: tuple[News, ...] = ()
        self.model: TableModel[News] = TableModel(
            (
                Column("Kind", _nothing, chip=lambda one: ChipValue(one.sign, one.tag), width=17),
                Column("Finding", lambda one: one.text, second=lambda one: one.figures),
            ),
            key=lambda one: one.finding,
            parent=self,
        )
        self.table = ShortTable("New findings", self.model)
        self._none = Words("No finding is new or changed.", "soft")
        self._loose = Words("", "soft", wrap=True)
        self._more = _MoreButton()
        for widget in (self._none, self.table, self._more, self._loose):
            self.add(widget)
        self.table.record_opened.connect(self.opened)
        self._more.clicked.connect(self._on_more)

    def show_since(self, since: SinceKit) -> None:
        """Show what is new."""
        self.set_heading(since.title)
        self._news = since.news
        self._loose.setText(since.loose_words)
        self._loose.setVisible(bool(since.loose_words))
        self._show()

    @Slot()
    def _on_more(self) -> None:
        self._show()

    def _show(self) -> None:
        shown = self._news if self._more.isChecked() else _few_of_each(self._news)
        self.model.set_rows(shown)
        self._more.show_kept_back(len(self._news) - len(_few_of_each(self._news)))
        self.table.setVisible(bool(shown))
        self._none.setVisible(not shown)


def _few_of_each(news: tuple[News, ...]) -> tuple[News, ...]:
    """Keep both sides in sight: a few strengths and a few concerns."""
    half = _FEW // 2
    strengths = [one for one in news if one.sign == "strength"]
    concerns = [one for one in news if one.sign != "strength"]
    spare = max(0, half - len(concerns))
    kept = strengths[: half + spare]
    return (*kept, *concerns[: _FEW - len(kept)])


class AgendaPanel(Panel):
    """What is on today.

    Signals:
        opened: the id of the activity that was opened.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Today", parent)
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
        self.table = ShortTable("Activities", self.model)
        self._none = Words("Nothing is planned.", "soft")
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


class LookedPanel(Panel):
    """What has been looked at, by area: counts of topics, and no score.

    Signals:
        opened: an area was opened.
    """

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Looked at so far", parent)
        self.model: TableModel[AreaLine] = TableModel(
            (
                Column("Area", lambda line: line.label),
                Column("Topics with notes", lambda line: line.words, width=13),
                Column("Of these", lambda line: line.more, soft=True, width=15),
            ),
            key=lambda line: line.key,
            parent=self,
        )
        self.table = ShortTable("Looked at so far, by area", self.model)
        self._heard = Words("", "soft", wrap=True)
        self.add(self.table)
        self.add(self._heard)
        self.table.record_opened.connect(self._on_opened)

    def show_looked(self, looked: Looked) -> None:
        """Show the counts."""
        self.model.set_rows(looked.areas)
        self._heard.setText(looked.heard)

    @Slot(object)
    def _on_opened(self, _key: object) -> None:
        self.opened.emit()
