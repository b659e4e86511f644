"""The Today page: what needs me now, what is on, what is new, what has been looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import Activity, Case, Evidence, Finding
from ilacs_desktop.services import briefing, today
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.page import Count, Page
from ilacs_desktop.ui.pages.today.panels import AgendaPanel, LookedPanel, NeedsPanel, NewsPanel
from ilacs_desktop.ui.pages.today.start import StartPanel
from ilacs_desktop.ui.pages.two_versions import TwoVersions
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.briefing import Looked, SinceKit
    from ilacs_desktop.services.today import Need
    from ilacs_desktop.services.work import Work
    from ilacs_desktop.ui.desk import Desk

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class _Counted:
    """What takes counting: it is read beside the GUI."""

    since: SinceKit
    looked: Looked


def _count(work: Work) -> _Counted:
    return _Counted(briefing.since_kit(work), briefing.looked(work))


class TodayPage(Page):
    """The page a day begins and ends with."""

    key: ClassVar[str] = "today"
    title: ClassVar[str] = "Today"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._headline = Words("", "title")
        self._next = Words("", "soft", wrap=True)
        self.needs = NeedsPanel()
        self.versions = TwoVersions(desk)
        self.start = StartPanel()
        self.news = NewsPanel()
        self.agenda = AgendaPanel()
        self.looked = LookedPanel()
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        dress.set_space(head, 0, 0.5)
        head.addWidget(self._headline)
        head.addWidget(self._next)
        columns = Columns(7, 5)
        left = (self.needs, self.start, self.news)
        right = (self.agenda, self.looked)
        for at, panels in enumerate((left, right)):
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
        self.news.opened.connect(self._on_finding_opened)
        self.agenda.opened.connect(self._on_activity_opened)
        self.looked.opened.connect(self._on_area_opened)

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
        self._show_now(work)
        self._desk.runner.read(lambda: _count(work), self._show_counted, key="today")

    def _show_now(self, work: Work) -> None:
        needs, agenda = today.needs(work), briefing.agenda(work)
        self._headline.setText(briefing.headline(work))
        # The header says which day of the week on site it is; before and after, we do.
        place = "" if agenda.place.startswith("day ") else agenda.place.capitalize()
        self._next.setText(" · ".join(part for part in (place, agenda.next_words) if part))
        self._next.setVisible(bool(self._next.text()))
        self.needs.show_needs(needs)
        self.agenda.show_agenda(agenda)
        begun = bool(work.snapshot.all(Evidence) or work.snapshot.all(Case))
        self.start.setVisible(not begun)
        self.news.setVisible(begun)
        self.versions.recheck()
        self.count_changed.emit(Count(len(needs), needs_person=today.has_immediate_risk(needs)))

    def _show_counted(self, counted: _Counted) -> None:
        self.news.show_since(counted.since)
        self.looked.show_looked(counted.looked)

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
    def _on_finding_opened(self, finding: str) -> None:
        self._desk.show(Finding.KIND, finding)

    @Slot(object)
    def _on_activity_opened(self, activity: str) -> None:
        self._desk.show(Activity.KIND, activity)

    @Slot()
    def _on_area_opened(self) -> None:
        self._desk.show("topic_note", "")
