"""The findings one by one: list, card, and what belongs to the one being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.errors import NotAllowedError
from ilacs_desktop.services.findings import finding_rows, merging
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.evidence.finding import MakeFinding
from ilacs_desktop.ui.pages.findings.aside import FindingAside
from ilacs_desktop.ui.pages.findings.card import FindingView
from ilacs_desktop.ui.pages.findings.list import FindingList
from ilacs_desktop.ui.pages.findings.meeting import TeamMeeting
from ilacs_desktop.ui.pages.findings.reshape import MergeSheet, SplitSheet
from ilacs_desktop.ui.widgets.lazy_stack import LazyStack
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.scrolled import scrolled, scrolling
from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.evidence.evidence_rows import NoteRow
    from ilacs_desktop.services.findings.finding_rows import FindingRow
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.pages.findings.reshape import ReshapeSheet


_DONE = {
    "make": "Finding made",
    "merge": "Findings merged. Ctrl+Z takes it back",
    "split": "Finding split in two. Ctrl+Z takes it back",
}


class FindingsView(QWidget):
    """List, work, context of findings.

    Signals:
        opened: (kind, id) of a record to show on its page.
        made: id of a finding just made, and what was done, in words.
    """

    opened = Signal(str, str)
    made = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.findings = FindingList(desk.edition)
        self.card = FindingView(desk, wide=True)
        self.aside = FindingAside(desk)
        self._middle = LazyStack()
        self._middle.add_view(
            "none",
            lambda: EmptyState("list-checks", "No finding is open", "Choose one at the left."),
        )
        self._middle.add_view("card", lambda: scrolling(self.card))
        self._middle.add_view("make", self._make_sheet)
        self._middle.add_view("merge", lambda: self._reshaping(MergeSheet(desk)))
        self._middle.add_view("split", lambda: self._reshaping(SplitSheet(desk)))
        self._middle.put("none")
        holder = QWidget()
        inner = QVBoxLayout(holder)
        dress.set_space(inner, 0, 0)
        inner.addWidget(self.aside)
        inner.addStretch(1)
        self.panes = ThreePane(
            self.findings,
            self._middle,
            scrolling(holder),
            list_title="Findings",
            context_title="Topics and next steps",
        )
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self.panes)
        self.findings.finding_chosen.connect(self._on_chosen)
        self.findings.new_asked.connect(self.begin)
        for asker in (self.findings, self.card):
            asker.merge_asked.connect(self.begin_merge)
            asker.split_asked.connect(self.begin_split)
        self.findings.meeting_asked.connect(self._on_meeting)
        self.card.opened.connect(self.opened)
        self.card.state.settled.connect(self.findings.list.setFocus)
        self.aside.opened.connect(self.opened)

    def _make_sheet(self) -> QWidget:
        sheet = MakeFinding(self._desk)
        sheet.made.connect(self._on_made)
        sheet.left.connect(self._on_left)
        return scrolling(sheet)

    def _reshaping(self, sheet: ReshapeSheet) -> QWidget:
        sheet.made.connect(self._on_made)
        sheet.left.connect(self._on_left)
        return scrolling(sheet)

    @property
    def merge(self) -> MergeSheet:
        """Return the sheet on which findings are merged."""
        return scrolled(self._middle.view("merge"), MergeSheet)

    @property
    def split(self) -> SplitSheet:
        """Return the sheet on which a finding is split."""
        return scrolled(self._middle.view("split"), SplitSheet)

    @property
    def make(self) -> MakeFinding:
        """Return the sheet on which a finding is begun."""
        return scrolled(self._middle.view("make"), MakeFinding)

    @property
    def is_making(self) -> bool:
        """Say whether a finding is being begun, merged or split."""
        return self._middle.key in ("make", "merge", "split")

    def show_rows(self, rows: Sequence[FindingRow]) -> None:
        """Show the findings as they are now."""
        self.findings.show_rows(rows)
        if not self.is_making:
            self._show_current()

    def choose(self, finding: str) -> bool:
        """Show one finding."""
        if self.is_making:
            self._middle.put("card")
        found = self.findings.choose(finding)
        self._show_current()
        return found

    def begin_from(self, notes: Sequence[NoteRow]) -> None:
        """Begin a finding from these notes."""
        self._middle.put("make")
        self.panes.front("work")
        self.make.begin(notes)

    @Slot()
    def begin(self) -> None:
        """Begin a finding that has no note yet."""
        self.begin_from(())

    @Slot()
    def begin_merge(self) -> None:
        """Begin to merge the findings chosen in the list."""
        chosen = self.findings.chosen()
        reason = merging.why_not_merge(self._desk.work, chosen)
        if reason:
            self._desk.trouble.emit(NotAllowedError(reason, kept="Nothing was changed."))
            return
        self._middle.put("merge")
        self.panes.front("work")
        self.merge.begin(chosen)

    @Slot()
    def begin_split(self) -> None:
        """Begin to split the current finding."""
        finding = self.findings.current()
        reason = merging.why_not_split(self._desk.work, finding) if finding else ""
        if reason:
            self._desk.trouble.emit(NotAllowedError(reason, kept="Nothing was changed."))
        elif finding:
            self._middle.put("split")
            self.panes.front("work")
            self.split.begin(finding)

    @Slot()
    def _on_meeting(self) -> None:
        shown, current = self.findings.shown(), self.findings.current()
        if shown:
            self._desk.over_asked.emit(TeamMeeting(self._desk, shown, current))

    def _show_current(self) -> None:
        finding = self.findings.current()
        card = finding_rows.card(self._desk.work, finding) if finding else None
        self.aside.setVisible(card is not None)
        if card is None:
            self._middle.put("none")
            return
        self.card.show_card(card)
        self.aside.show_card(card)
        self._middle.put("card")

    @Slot(str)
    def _on_made(self, finding: str) -> None:
        done = _DONE.get(self._middle.key, _DONE["make"])
        self._middle.put("card")
        self.made.emit(finding, done)

    @Slot()
    def _on_left(self) -> None:
        self._middle.put("card")
        self._show_current()
        self.findings.list.setFocus()

    @Slot(object)
    def _on_chosen(self, _finding: object) -> None:
        if not self.is_making:
            self._show_current()
