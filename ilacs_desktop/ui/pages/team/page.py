"""The Team page: the digest of a day, two versions to choose between, who changed what."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services.papers import evidence_record
from ilacs_desktop.services.record import change_log, history, settling
from ilacs_desktop.services.today import evening
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.page import Count, Page
from ilacs_desktop.ui.pages.team.check import CheckPanel
from ilacs_desktop.ui.pages.team.digest import DigestView
from ilacs_desktop.ui.pages.team.disputes import DisputesPanel
from ilacs_desktop.ui.pages.team.evidence_record import EvidenceRecordView
from ilacs_desktop.ui.pages.team.log import LogPanel
from ilacs_desktop.ui.pages.team.record import RecordPanel
from ilacs_desktop.ui.pages.two_versions import TwoVersions
from ilacs_desktop.ui.paper_export import PaperExport
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.one_of import OneOf
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.record.change_log import LogRow
    from ilacs_desktop.services.record.checking import Checked
    from ilacs_desktop.services.record.history import Line
    from ilacs_desktop.ui.desk import Desk


_VIEWS = (
    ("digest", "Digest of the day"),
    ("changes", "Changes and record"),
    ("evidence-record", "Evidence record"),
)


class TeamPage(Page):
    """What the team has written, and proof that nothing of it was lost or altered."""

    key: ClassVar[str] = "team"
    title: ClassVar[str] = "Team"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._record = ""
        self._is_chosen = False
        self._papers = PaperExport(desk, self)
        self.switch = ViewSwitch("Views of the team’s work", _VIEWS)
        self.digest = DigestView(desk)
        self.check = CheckPanel(desk)
        self.disputes = DisputesPanel()
        self.versions = TwoVersions(desk)
        self.log = LogPanel(desk)
        self.record = RecordPanel()
        self.evidence_record = EvidenceRecordView(desk)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._changes = columns = Columns(3, 2)
        columns.add(0, self.log, 1)
        columns.add(1, self.check)
        columns.add(1, self.record)
        columns.end(1)
        self.disputes.hide()
        self.versions.hide()
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 3)
        column.addWidget(self.switch)
        column.addWidget(self.disputes)
        column.addWidget(self.versions)
        self._stack = OneOf((self.digest, columns, self.evidence_record))
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.switch.view_chosen.connect(self._on_view_chosen)
        self.digest.export_asked.connect(self._on_export_asked)
        self.disputes.opened.connect(self._on_dispute_opened)
        self.versions.settled.connect(self._on_versions_left)
        self.versions.left.connect(self._on_versions_left)
        self.log.chosen.connect(self._on_row_chosen)
        self.log.opened.connect(self._on_row_opened)
        self.record.opened.connect(self._on_record_opened)
        self.evidence_record.told.connect(self.message_told)

    @override
    def refresh(self, changes: Changes | None) -> None:
        self._stale = True
        if changes is None or self.isVisible():
            self._read()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_chosen:
            # By day one looks for a change, in the evening at what the day brought.
            self.show_view("digest" if evening.is_evening(self._desk.work) else "changes")
        if self._stale:
            self._read()

    @property
    def view(self) -> str:
        """Return the key of the view on the screen."""
        return self.switch.current

    def show_view(self, key: str) -> None:
        """Bring a view to the screen."""
        self.switch.set_current(key)
        views = {"digest": self.digest, "evidence-record": self.evidence_record}
        self._stack.show_view(views.get(key, self._changes))
        if self.isVisible():
            self._read()

    def show_check(self, found: Checked) -> None:
        """Show what a check of the record found."""
        self._on_view_chosen("changes")
        self.check.show_found(found)
        self.check.button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_view_chosen(self, key: str) -> None:
        self._is_chosen = True
        self.show_view(key)

    @Slot(str)
    def _on_export_asked(self, day: str) -> None:
        self._papers.ask("digest", day)

    @override
    def first_focus(self) -> QWidget:
        if not self.disputes.isHidden():
            return self.disputes.table
        if self.view == "evidence-record":
            return self.evidence_record.scope
        return self.digest.first_focus() if self.view == "digest" else self.log.table

    @override
    def show_record(self, kind: str, record: str) -> bool:
        if kind == evidence_record.DOCUMENT:
            # No record, but the place where all of them are asked for as a document.
            self._on_view_chosen(kind)
            self.evidence_record.scope.set_key(record)
            return True
        self._on_view_chosen("changes")
        self._show_history(record)
        return self._desk.snapshot.find(record) is not None

    @Slot()
    def _read(self) -> None:
        self._stale = False
        work = self._desk.work
        disputes = settling.disputes(work)
        self.disputes.show_disputes(disputes)
        self.versions.recheck()
        self.count_changed.emit(Count(len(disputes)))
        if self.view == "digest":
            self.digest.show_work()
            return
        if self.view == "evidence-record":
            self.evidence_record.show_work()
            return
        self.log.ask_undo()
        self._desk.runner.read(lambda: change_log.newest(work), self._show_log, key="team-log")
        if self._record:
            self._show_history(self._record)

    def _show_log(self, rows: tuple[LogRow, ...]) -> None:
        self.log.show_log(rows, self._desk.work.now())

    def _show_history(self, record: str) -> None:
        self._record = record
        work = self._desk.work
        self._desk.runner.read(
            lambda: history.of_record(work, record), self._show_lines, key="team-record"
        )

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        self.record.show_history(self._desk.snapshot.find(self._record), lines)

    @Slot(object)
    def _on_dispute_opened(self, key: tuple[str, str, str]) -> None:
        self.versions.show_dispute(*key)

    @Slot()
    def _on_versions_left(self) -> None:
        self.versions.hide()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_row_chosen(self, row: LogRow) -> None:
        if row.record != self._record:
            self._show_history(row.record)

    @Slot(object)
    def _on_row_opened(self, row: LogRow) -> None:
        self._on_record_opened(row.record)

    @Slot(str)
    def _on_record_opened(self, record: str) -> None:
        found = self._desk.snapshot.find(record)
        if found is not None:
            self._desk.show(found.state.kind, record)
