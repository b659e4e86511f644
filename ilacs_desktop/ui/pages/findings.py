"""The Findings page: coverage, findings with their support, children heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services import finding_rows
from ilacs_desktop.services.evidence_rows import Notes
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.page import Count, Page
from ilacs_desktop.ui.pages.evidence import scrolling
from ilacs_desktop.ui.pages.evidence_finding import MakeFinding
from ilacs_desktop.ui.pages.findings_aside import FindingAside
from ilacs_desktop.ui.pages.findings_card import FindingView
from ilacs_desktop.ui.pages.findings_coverage import CoverageView
from ilacs_desktop.ui.pages.findings_heard import HeardView
from ilacs_desktop.ui.pages.findings_list import FindingList
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.three_pane import ThreePane
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.desk import Desk

_KINDS = (
    *("finding", "link", "evidence", "topic_note", "case", "la_claim", "kit_item"),
    *("kit_meeting", "request", "member", "inspection", "pinned"),
)
_VIEWS = (("coverage", "Coverage"), ("findings", "Findings"), ("heard", "Children heard"))
_PAGES = ("none", "card", "make")


class FindingsPage(Page):
    """What do we know, how well is it supported, and what has nobody looked at yet."""

    key: ClassVar[str] = "findings"
    title: ClassVar[str] = "Findings"
    commands: ClassVar[tuple[str, ...]] = ("new-record", "next-record", "last-record")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.switch = ViewSwitch("View", _VIEWS)
        self.coverage = CoverageView(desk)
        self.findings = FindingList(desk.edition)
        self.card = FindingView(desk, wide=True)
        self.make = MakeFinding(desk)
        self.aside = FindingAside(desk)
        self.heard = HeardView(desk)
        none = EmptyState("list-checks", "No finding is open", "Choose one at the left.")
        self._middle = QStackedWidget()
        for widget in (none, self.card, self.make):
            self._middle.addWidget(scrolling(widget))
        self.three = ThreePane(
            self.findings,
            self._middle,
            scrolling(self.aside),
            list_title="Findings",
            context_title="Topics and next steps",
        )
        self._views = QStackedWidget()
        for view in (self.coverage, self.three, self.heard):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self.switch)
        column.addWidget(self._views, 1)
        self._connect()

    def _connect(self) -> None:
        self.switch.view_chosen.connect(self._set_view)
        self.findings.finding_chosen.connect(self._on_chosen)
        self.findings.new_asked.connect(self.begin)
        self.coverage.opened.connect(self._desk.show)
        self.coverage.finding_asked.connect(self.begin_from)
        self.card.opened.connect(self._desk.show)
        self.make.made.connect(self._on_made)
        self.make.left.connect(self._on_left)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_shortcut)

    # ---- showing -------------------------------------------------------------------------------

    @override
    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_KINDS):
            return
        rows = finding_rows.rows(self._desk.work)
        self.count_changed.emit(Count(len(rows)))
        self.switch.set_figure("findings", len(rows))
        self.findings.show_rows(rows)
        self._refresh_view()

    def _refresh_view(self) -> None:
        view = self._views.currentWidget()
        if view is self.coverage:
            self.coverage.show_work()
        elif view is self.heard:
            self.heard.show_work()
        elif not self._is_making:
            self._show_current()

    @property
    def _is_making(self) -> bool:
        return self._middle.currentIndex() == _PAGES.index("make")

    def _put(self, page: str) -> None:
        self._middle.setCurrentIndex(_PAGES.index(page))

    def _show_current(self) -> None:
        finding = self.findings.current()
        card = finding_rows.card(self._desk.work, finding) if finding else None
        self.aside.setVisible(card is not None)
        if card is None:
            self._put("none")
            return
        self.card.show_card(card)
        self.aside.show_card(card)
        self._put("card")

    @Slot(str)
    def _set_view(self, view: str) -> None:
        self.switch.set_current(view)
        self._views.setCurrentIndex([key for key, _ in _VIEWS].index(view))
        self._refresh_view()

    @override
    def show_record(self, kind: str, record: str) -> bool:
        if kind == "finding":
            self._set_view("findings")
            if self._is_making:
                self._put("card")
            self.findings.show_rows(finding_rows.rows(self._desk.work))
            found = self.findings.choose(record)
            self._show_current()
            return found
        if kind in ("topic", "topic_note"):
            self._set_view("coverage")
            note = self._desk.snapshot.find(record) if kind == "topic_note" else None
            return self.coverage.choose_topic(note.value.topic if note is not None else record)
        return False

    @override
    def first_focus(self) -> QWidget:
        view = self._views.currentWidget()
        if view is self.coverage:
            return self.coverage.matrix
        if view is self.heard:
            return self.heard.table
        listed = self.findings.list
        return listed if listed.isVisibleTo(self) else super().first_focus()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        view = self._views.currentWidget()
        if view is self.three:
            return self.three.shown_panes()
        if view is self.coverage:
            return (self.coverage.matrix, self.coverage.side)
        return (self.heard,)

    # ---- commands ------------------------------------------------------------------------------

    @override
    def run_command(self, name: str) -> None:
        if name == "new-record":
            self.begin()
        elif name in ("next-record", "last-record") and self._views.currentWidget() is self.three:
            self.findings.step(1 if name == "next-record" else -1)

    @Slot()
    def begin(self) -> None:
        """Begin a finding that has no note yet."""
        self.begin_from(())

    @Slot(object)
    def begin_from(self, notes: Sequence[str]) -> None:
        """Begin a finding from these notes."""
        held = Notes(self._desk.work) if notes else None
        rows = [row for one in notes if held is not None and (row := held.row(one)) is not None]
        self._set_view("findings")
        self._put("make")
        self.three.front("work")
        self.make.begin(rows)

    @Slot()
    def _on_shortcut(self) -> None:
        if self._views.currentWidget() is self.coverage:
            self.coverage.topic.ask_finding()
        else:
            self.begin()

    @Slot(str)
    def _on_made(self, finding: str) -> None:
        self._put("card")
        self.show_record("finding", finding)
        self.message_told.emit("Finding made")

    @Slot()
    def _on_left(self) -> None:
        self._put("card")
        self._show_current()
        self.findings.list.setFocus()

    @Slot(object)
    def _on_chosen(self, _finding: object) -> None:
        if not self._is_making:
            self._show_current()
