"""The Today page: what needs me now, and where I am today."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import Activity, Case, Evidence
from ilacs_desktop.services.today import briefing, today
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.page import Count, Page
from ilacs_desktop.ui.pages.today.panels import AgendaPanel, NeedsPanel
from ilacs_desktop.ui.pages.today.start import StartPanel
from ilacs_desktop.ui.pages.two_versions import TwoVersions
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.today.today import Need
    from ilacs_desktop.ui.desk import Desk

_MINUTE_MS = 60_000


class TodayPage(Page):
    """The page a day begins and ends with."""

    key: ClassVar[str] = "today"
    title: ClassVar[str] = "Today"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._headline = Words("", "title")
        self._place = Words("", "soft", wrap=True)
        self.needs = NeedsPanel()
        self.versions = TwoVersions(desk)
        self.start = StartPanel()
        self.agenda = AgendaPanel()
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        dress.set_space(head, 0, 0.5)
        head.addWidget(self._headline)
        head.addWidget(self._place)
        columns = Columns(7, 5)
        for at, panels in enumerate(((self.needs, self.start), (self.agenda,))):
            for panel in panels:
                columns.add(at, panel)
            columns.end(at)
        self.versions.hide()
        self.start.hide()
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 3)
        column.addLayout(head)
        column.addWidget(self.versions)
        column.addWidget(columns, 1)

    def _connect(self) -> None:
        self._minute.timeout.connect(self._read)
        self.needs.opened.connect(self._on_need_opened)
        self.versions.settled.connect(self._on_versions_left)
        self.versions.left.connect(self._on_versions_left)
        self.start.asked.connect(self._on_start_asked)
        self.agenda.opened.connect(self._on_activity_opened)

    @override
    def refresh(self, changes: Changes | None) -> None:
        if changes is None:
            self._read()
            return
        # Each burst of typing anywhere comes by; nothing is counted for a page nobody sees.
        self._stale = True
        if self.isVisible():
            self._read()

    @override
    def first_focus(self) -> QWidget:
        return self.needs.table if self.needs.has_needs else self.agenda.table

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()
        if self._stale:
            self._read()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._minute.stop()
        super().hideEvent(event)

    @Slot()
    def _read(self) -> None:
        self._stale = False
        work = self._desk.work
        needs, agenda = today.needs(work), briefing.agenda(work)
        self._headline.setText(briefing.headline(work))
        # The header says which day of the week on site it is; before and after, we do.
        place = "" if agenda.place.startswith("day ") else agenda.place.capitalize()
        self._place.setText(place)
        self._place.setVisible(bool(place))
        self.needs.show_needs(needs)
        self.agenda.show_agenda(agenda)
        begun = bool(work.snapshot.all(Evidence) or work.snapshot.all(Case))
        self.start.setVisible(not begun)
        self.versions.recheck()
        wished = self.first_focus()
        if self.hasFocus() and wished.isVisibleTo(self):
            # It was empty when it came up; what has come since has the keys at once.
            wished.setFocus(Qt.FocusReason.OtherFocusReason)
        red = today.has_immediate_risk(needs)
        self.count_changed.emit(Count(today.waiting(needs), needs_person=red))

    @Slot(object)
    def _on_need_opened(self, need: Need) -> None:
        if need.field:
            self.versions.show_dispute(need.kind, need.id, need.field)
        else:
            self._desk.show(need.kind, need.id)

    @Slot()
    def _on_versions_left(self) -> None:
        self.versions.hide()
        self.first_focus().setFocus()

    @Slot(str)
    def _on_start_asked(self, kind: str) -> None:
        self._desk.show(kind, "")

    @Slot(object)
    def _on_activity_opened(self, activity: str) -> None:
        self._desk.show(Activity.KIND, activity)
