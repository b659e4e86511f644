"""The Findings page: coverage, findings with their support, children heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services.evidence.evidence_rows import Notes
from ilacs_desktop.services.findings import finding_rows
from ilacs_desktop.ui.late_page import LatePage
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.page import Count
from ilacs_desktop.ui.pages.findings.coverage import CoverageView
from ilacs_desktop.ui.pages.findings.disagree import DisagreementView
from ilacs_desktop.ui.pages.findings.heard import HeardView
from ilacs_desktop.ui.pages.findings.view import FindingsView
from ilacs_desktop.ui.widgets.lazy_stack import LazyStack
from ilacs_desktop.ui.widgets.scrolled import scrolled
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.findings.finding_rows import FindingRow
    from ilacs_desktop.ui.desk import Desk

_KINDS = (
    *("finding", "link", "evidence", "topic_note", "case", "la_claim", "kit_item"),
    *("kit_meeting", "request", "member", "inspection", "pinned", "case_answer"),
    *("line_of_enquiry", "seen_document"),
)
_VIEWS = (
    ("coverage", "Coverage"),
    ("findings", "Findings"),
    ("heard", "Children heard"),
    ("disagreement", "Disagreement"),
)


class FindingsPage(LatePage):
    """What do we know, how well is it supported, and what has nobody looked at yet."""

    key: ClassVar[str] = "findings"
    title: ClassVar[str] = "Findings"
    commands: ClassVar[tuple[str, ...]] = ("new-record", "next-record", "last-record")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.switch = ViewSwitch("View", _VIEWS)
        self._views = LazyStack()
        self._views.add_view("coverage", self._make_coverage)
        self._views.add_view("findings", self._make_findings)
        self._views.add_view("heard", lambda: HeardView(desk))
        self._views.add_view("disagreement", self._make_disagreement)
        self._views.put("coverage")
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self.switch)
        column.addWidget(self._views, 1)
        self.switch.view_chosen.connect(self._set_view)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_shortcut)

    def _make_coverage(self) -> QWidget:
        view = CoverageView(self._desk)
        view.opened.connect(self._desk.show)
        view.finding_asked.connect(self.begin_from)
        return view

    def _make_findings(self) -> QWidget:
        view = FindingsView(self._desk)
        view.opened.connect(self._desk.show)
        view.made.connect(self._on_made)
        return view

    def _make_disagreement(self) -> QWidget:
        view = DisagreementView(self._desk)
        view.opened.connect(self._desk.show)
        return view

    @property
    def coverage(self) -> CoverageView:
        """Return the coverage view."""
        return scrolled(self._views.view("coverage"), CoverageView)

    @property
    def listed(self) -> FindingsView:
        """Return the view of the findings one by one."""
        return scrolled(self._views.view("findings"), FindingsView)

    @property
    def heard(self) -> HeardView:
        """Return the view of the children heard."""
        return scrolled(self._views.view("heard"), HeardView)

    @property
    def disagreement(self) -> DisagreementView:
        """Return the view of evidence that disagrees."""
        return scrolled(self._views.view("disagreement"), DisagreementView)

    # ---- showing -------------------------------------------------------------------------------

    @override
    def show_changes(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_KINDS):
            return
        rows = finding_rows.rows(self._desk.work)
        self.count_changed.emit(Count(len(rows)))
        self.switch.set_figure("findings", len(rows))
        if self._views.key == "findings":
            self.listed.show_rows(rows)
        else:
            self._refresh_view(rows)

    def _refresh_view(self, rows: Sequence[FindingRow] | None = None) -> None:
        key = self._views.key
        if key == "coverage":
            self.coverage.show_work(rows)
        elif key == "heard":
            self.heard.show_work()
        elif key == "disagreement":
            self.disagreement.show_work()
        else:
            self.listed.show_rows(finding_rows.rows(self._desk.work))

    @Slot(str)
    def _set_view(self, view: str) -> None:
        at = QApplication.focusWidget()
        goes = view != self._views.key and at is not None and self._views.isAncestorOf(at)
        self.switch.set_current(view)
        self._views.put(view)
        self._refresh_view()
        if goes:
            # Or the keys would go to whatever button comes next.
            self.first_focus().setFocus()

    @override
    def show_record(self, kind: str, record: str) -> bool:
        self.catch_up()
        if kind == "finding":
            self._set_view("findings")
            return self.listed.choose(record)
        if kind in ("topic", "topic_note"):
            self._set_view("coverage")
            note = self._desk.snapshot.find(record) if kind == "topic_note" else None
            return self.coverage.choose_topic(note.value.topic if note is not None else record)
        return False

    @override
    def first_focus(self) -> QWidget:
        key = self._views.key
        if key == "coverage":
            return self.coverage.matrix
        if key == "heard":
            return self.heard.table
        if key == "disagreement":
            return self.disagreement.list
        listed = self.listed.findings.list
        return listed if listed.isVisibleTo(self) else super().first_focus()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        key = self._views.key
        if key == "findings":
            return self.listed.panes.shown_panes()
        if key == "coverage":
            return (self.coverage.matrix, self.coverage.side)
        if key == "disagreement":
            return self.disagreement.panes.shown_panes()
        return (self.heard,)

    # ---- commands ------------------------------------------------------------------------------

    @override
    def run_command(self, name: str) -> None:
        if name == "new-record":
            self.begin_from(())
        elif name in ("next-record", "last-record") and self._views.key == "findings":
            self.listed.findings.step(1 if name == "next-record" else -1)

    @Slot(object)
    def begin_from(self, notes: Sequence[str]) -> None:
        """Begin a finding from these notes."""
        held = Notes(self._desk.work) if notes else None
        rows = [row for one in notes if held is not None and (row := held.row(one)) is not None]
        self._set_view("findings")
        self.listed.begin_from(rows)

    @Slot()
    def _on_shortcut(self) -> None:
        if self._views.key == "coverage":
            self.coverage.topic.ask_finding()
        else:
            self.begin_from(())

    @Slot(str, str)
    def _on_made(self, finding: str, done: str) -> None:
        self.show_record("finding", finding)
        self.listed.findings.list.setFocus()
        self.message_told.emit(done)
