"""A child's journey by the LA's child ID."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.data import journeys, sampling
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.cases.context import JourneyPanel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows, name_field
from ilacs_desktop.ui.widgets.panel import Panel
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.data.journeys import ChildJourney
    from ilacs_desktop.ui.desk import Desk


class ChildView(Scrolled):
    """Type a child ID, read the child's whole story.

    Signals:
        case_asked: id of a card to show.
    """

    case_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._child = ""
        self.finder = LineField(placeholder="The LA’s child ID")
        self._show = Button("Show", "primary")
        self._card = Button("Open the card")
        self._add = FormRows()
        self.reason = LineField(placeholder="Why this child, as the sampling record shows")
        self._add_button = Button("Add to cases, not in sample")
        self._panel = JourneyPanel("Journey (from Annex A)")
        self._lay_out()
        self.finder.returnPressed.connect(self._on_show)
        self._show.clicked.connect(self._on_show)
        self._card.clicked.connect(self._on_card)
        self._add_button.clicked.connect(self._on_add)

    def _lay_out(self) -> None:
        name_field(self.finder, "LA child ID")
        self.finder.setMinimumWidth(dress.px(220))
        row = FlowRow()
        row.add(self.finder)
        row.add(self._show)
        row.add(self._card)
        self._add.add_row("Reason for looking at this child", self.reason)
        words = {"reason": self.reason}
        self._half = HalfWritten(self._desk, "add-from-data", words, lambda: self._child)
        self._add.add_wide(self._add_button)
        self._adding = Panel()
        self._adding.add(self._add)
        self._card.hide()
        self._adding.hide()
        column = self.column
        column.addWidget(row)
        column.addWidget(self._panel)
        column.addWidget(self._adding)
        column.addStretch(1)
        self._panel.show_journey(
            None,
            waiting="Type a child ID and press Enter: contacts, plans, care and visits.",
        )

    def show_work(self) -> None:
        """Show the child again, as the data are now."""
        if self._child:
            self.show_child(self._child)

    def show_child(self, child: str) -> None:
        """Show one child's journey."""
        if child.strip() != self._child:
            self.reason.set_text("")
        self._child = child.strip()
        if self.finder.text().strip() != self._child:
            self.finder.set_text(self._child)
        held = cases.known_child(self._desk.work, self._child)
        self._card.setVisible(held is not None)
        work, wanted = self._desk.work, self._child
        self._desk.runner.read(
            lambda: journeys.journey(work, wanted), self._show_journey, key="data-journey"
        )

    def _show_journey(self, journey: ChildJourney | None) -> None:
        self._panel.set_heading(f"Journey of child {self._child} (from Annex A)")
        self._panel.show_journey(journey, waiting="No Annex A has been received yet.")
        held = cases.known_child(self._desk.work, self._child)
        self._adding.setVisible(bool(journey and journey.lines) and held is None)

    @Slot()
    def _on_show(self) -> None:
        if self.finder.text().strip():
            self.show_child(self.finder.text())

    @Slot()
    def _on_card(self) -> None:
        held = cases.known_child(self._desk.work, self._child)
        if held is not None:
            self.case_asked.emit(held.id)

    @Slot()
    def _on_add(self) -> None:
        reason, child, work = self.reason.text(), self._child, self._desk.work
        if not reason.strip():
            self._add.show_wrong(self.reason, "The reason is needed.")
            self.reason.setFocus()
            return
        self._add.show_wrong(self.reason, "")

        def command() -> Changes:
            facts = sampling.facts_of(work, child)
            return cases.add_by_hand(work, child_id=child, reason=reason, **facts)

        self._half.do(command, self._after_add)

    def _after_add(self, changes: Changes) -> None:
        self.reason.set_text("")
        self.case_asked.emit(changes.made)
