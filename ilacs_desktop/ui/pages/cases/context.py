"""Beside a child's card: the journey from Annex A, referrals back, evidence, the family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.journey_list import JourneyList
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.cases.case_cards import Card, EvidenceLine
    from ilacs_desktop.services.cases.referral_rows import ReferralLine
    from ilacs_desktop.services.data.journeys import ChildJourney


class CaseContext(QWidget):
    """What is read while writing a card.

    Signals:
        opened: (kind, id) of a record to show on its page.
        case_asked: id of another child's card.
        sibling_named: id of the card of a brother or sister.
    """

    opened = Signal(str, str)
    case_asked = Signal(str)
    sibling_named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journey = JourneyPanel()
        self._referrals = _Lines("Referrals back", "referral_back")
        self._evidence = _Lines("Evidence about this child", "evidence")
        self._family = Panel("Brothers and sisters")
        self._siblings: list[Button] = []
        self.sibling = ChoiceField()
        self.sibling.setPlaceholderText("Add a brother or sister…")
        name_field(self.sibling, "Add a brother or sister")
        self._family.add(self.sibling)
        self.sibling.key_chosen.connect(self._on_named)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for panel in (self._journey, self._referrals, self._evidence, self._family):
            column.addWidget(panel)
        column.addStretch(1)
        self._referrals.opened.connect(self.opened)
        self._evidence.opened.connect(self.opened)

    def show_card(self, card: Card) -> None:
        """Show what belongs to a card."""
        self._referrals.show_referrals(card.referrals)
        self._evidence.show_evidence(card.evidence)
        self._show_family(card)

    def show_journey(self, journey: ChildJourney | None) -> None:
        """Show the child's journey; None while it is being read."""
        self._journey.show_journey(journey)

    def _show_family(self, card: Card) -> None:
        for button in self._siblings:
            self._family.body.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._siblings = []
        for case, child in card.siblings:
            button = Button(f"Child {child}", "link")
            button.setProperty("case", case)
            button.clicked.connect(self._on_sibling)
            self._family.body.insertWidget(len(self._siblings), button)
            self._siblings.append(button)
        self.sibling.set_options(card.strangers)
        self.sibling.set_key(None)
        may_add = bool(card.strangers) and not card.is_locked
        self.sibling.setVisible(may_add)
        self._family.setVisible(may_add or bool(card.siblings))

    @Slot(object)
    def _on_named(self, case: object) -> None:
        self.sibling_named.emit(str(case))

    @Slot()
    def _on_sibling(self) -> None:
        self.case_asked.emit(str(self.sender().property("case")))


class JourneyPanel(Panel):
    """A child's journey with its short form and what does not fit together."""

    def __init__(self, heading: str = "Journey (from Annex A)") -> None:
        super().__init__(heading)
        self._about = Words("", "soft", wrap=True)
        self.list = JourneyList()
        self._short = Words("", "soft", wrap=True)
        self._notes = Words("", "caution", wrap=True)
        for widget in (self._about, self.list, self._short, self._notes):
            self.add(widget)
        self.show_journey(None)

    def show_journey(self, journey: ChildJourney | None, *, waiting: str = "") -> None:
        """Show a journey, or what to say while there is none."""
        lines = () if journey is None else journey.lines
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        about = waiting if journey is None else journey.about
        for words, text in (
            (self._about, about),
            (self._short, "" if journey is None else journey.short),
            (self._notes, "" if journey is None else "\n".join(f"△ {n}" for n in journey.notes)),
        ):
            words.setText(text)
            words.setVisible(bool(text))


class _Lines(Panel):
    """A few records below each other, opened by Enter or a double click.

    Signals:
        opened: (kind, id).
    """

    opened = Signal(str, str)

    def __init__(self, heading: str, kind: str) -> None:
        super().__init__(heading)
        self._kind = kind
        self._model: TableModel[tuple[str, str, str, ChipValue | None]] = TableModel(
            (Column("", lambda row: row[1], second=lambda row: row[2], chip=lambda row: row[3]),),
            key=lambda row: row[0],
            parent=self,
        )
        self._list = ShortTable(heading, self._model, lines=6, second=2)
        self._list.record_opened.connect(self._on_opened)
        self.add(self._list)

    def show_referrals(self, lines: Sequence[ReferralLine]) -> None:
        """Show referrals back."""
        self._show(
            [
                (
                    one.id,
                    f"{one.number} {one.concern}",
                    " · ".join(part for part in (one.destination, one.due or one.next_step) if part)
                    if one.is_open
                    else one.state,
                    ChipValue("risk") if one.immediate and one.is_open else None,
                )
                for one in lines
            ]
        )

    def show_evidence(self, lines: Sequence[EvidenceLine]) -> None:
        """Show evidence."""
        kinds = {"strength": "strength", "concern": "concern"}
        self._show(
            [
                (
                    one.id,
                    " ".join(one.text.split()),
                    " · ".join(part for part in (one.source, one.by) if part),
                    ChipValue(kinds[one.stance]) if one.stance in kinds else None,  # type: ignore[arg-type]
                )
                for one in lines
            ]
        )

    def _show(self, rows: list[tuple[str, str, str, ChipValue | None]]) -> None:
        self._model.set_rows(rows)
        self.setVisible(bool(rows))

    @Slot(object)
    def _on_opened(self, key: object) -> None:
        if key is not None:
            self.opened.emit(self._kind, str(key))
