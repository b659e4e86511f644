"""The Judgements page: what the team found in each area, and the grade once it may be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services.judgements import judgement_cards, judgements
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.page import Page
from ilacs_desktop.ui.pages.judgements.card import JudgementView
from ilacs_desktop.ui.pages.judgements.context import JudgementContext
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Panel
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.judgements.judgement_cards import Card
    from ilacs_desktop.ui.desk import Desk

_KINDS = (
    *("judgement", "grading_meeting", "finding", "evidence", "link"),
    *("member", "inspection", "pinned", "setting"),
)

_WIDTHS = {"list": 230, "context": 380}
"""Areas have short names and findings are sentences: the context gets the room to begin with."""


class JudgementsPage(Page):
    """Areas at the left, the judgement in the middle, findings and changes beside it."""

    key: ClassVar[str] = "judgements"
    title: ClassVar[str] = "Judgements"
    commands: ClassVar[tuple[str, ...]] = ("next-record", "last-record")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model: TableModel[Card] = TableModel(
            (
                Column(
                    "Area",
                    lambda card: card.area.short,
                    second=lambda card: card.shown,
                    chip=_chip,
                    strong=True,
                ),
            ),
            key=lambda card: card.area.key,
            parent=self,
        )
        self.areas = MasterList("Judgement areas", self._model)
        self.card = JudgementView(desk)
        self.context = JudgementContext(desk)
        self._none = EmptyState("scale", "Nothing is graded here")
        left = Panel("Areas", pad=2)
        left.add(self.areas, 1)
        self._panes = ThreePane(
            left,
            self.card,
            self.context,
            list_title="Areas",
            context_title="Findings",
        )
        self._panes.restore_state(_WIDTHS)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._panes)
        self._stack.addWidget(self._none)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self._stack)
        self.areas.record_chosen.connect(self._on_chosen)
        self.context.area_asked.connect(self.show_area)

    @override
    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_KINDS):
            return
        cards = judgement_cards.cards(self._desk.work)
        if not cards:
            self._show_ungraded()
            return
        self._stack.setCurrentWidget(self._panes)
        self._model.set_rows(cards)
        self._show(changes)

    def _show_ungraded(self) -> None:
        event = self._desk.work.event.title
        index = self._stack.indexOf(self._none)
        self._stack.removeWidget(self._none)
        self._none.deleteLater()
        self._none = EmptyState(
            "scale",
            f"{event}: nothing is graded",
            "What was found is said in words. Write it on the Report page.",
        )
        self._stack.insertWidget(max(index, 0), self._none)
        self._stack.setCurrentWidget(self._none)

    def _show(self, changes: Changes | None) -> None:
        card = self._current()
        if card is not None:
            self.card.show_card(card)
            self.context.show_card(card, changes)

    def _current(self) -> Card | None:
        key = self.areas.current_key()
        return None if key is None else self._model.value_of(key)

    @Slot(object)
    def _on_chosen(self, _key: object) -> None:
        self._show(None)

    @Slot(str)
    def show_area(self, area: str) -> bool:
        """Show one area's judgement."""
        return self.areas.choose(area)

    @override
    def first_focus(self) -> QWidget:
        return self.areas if self._stack.currentWidget() is self._panes else self

    @override
    def panes(self) -> tuple[QWidget, ...]:
        return self._panes.shown_panes() if self._stack.currentIndex() == 0 else (self,)

    @override
    def run_command(self, name: str) -> None:
        row = self.areas.currentIndex().row() + (1 if name == "next-record" else -1)
        key = self._model.key_at(row)
        if key is not None:
            self.areas.choose(key)

    @override
    def show_record(self, kind: str, record: str) -> bool:
        if kind == "grading_meeting":
            return self._stack.currentWidget() is self._panes
        if kind != "judgement":
            return False
        areas = [card.area.key for card in self._model.rows]
        return any(judgements.judgement_id(one) == record and self.show_area(one) for one in areas)


def _chip(card: Card) -> ChipValue | None:
    if card.two_versions:
        return ChipValue("concern", "two versions")
    if card.final:
        return ChipValue("done", "final")
    return ChipValue("neutral", "provisional") if card.provisional else None
