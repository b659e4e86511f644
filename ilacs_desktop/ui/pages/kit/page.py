"""The KIT page: meetings with their agenda, the request log, the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import KitItem, KitMeeting
from ilacs_desktop.services.kit import kit, requests
from ilacs_desktop.services.kit.kit_agenda import agenda
from ilacs_desktop.ui.late_page import LatePage
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.page import Count
from ilacs_desktop.ui.pages.kit.actions import ActionsView
from ilacs_desktop.ui.pages.kit.agenda import AgendaView
from ilacs_desktop.ui.pages.kit.meeting import MeetingView
from ilacs_desktop.ui.pages.kit.meetings import MeetingList
from ilacs_desktop.ui.pages.kit.notes import STAMP_KEYS
from ilacs_desktop.ui.pages.kit.requests import RequestsView
from ilacs_desktop.ui.pages.kit.spoken import SpokenView
from ilacs_desktop.ui.paper_export import PaperExport
from ilacs_desktop.ui.widgets.lazy_stack import LazyStack
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.scrolled import scrolled, scrolling
from ilacs_desktop.ui.widgets.three_pane import ThreePane
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.kit.kit_agenda import Line
    from ilacs_desktop.ui.desk import Desk

_KINDS = (
    *("kit_meeting", "kit_item", "request", "finding", "evidence", "referral_back"),
    *("link", "activity", "case", "member", "line_of_enquiry", "inspection", "pinned"),
    *("seen_document", "grading_meeting", "judgement", "setting"),
)
_VIEWS = (
    *(("meetings", "Meetings"), ("requests", "Requests"), ("actions", "Actions")),
    *(("mid_point", "Mid-point summary"), ("feedback", "Final feedback")),
)
_SPOKEN = ("mid_point", "feedback")


class KitPage(LatePage):
    """Keep-in-touch meetings with the director of children's services, requests, actions."""

    key: ClassVar[str] = "kit"
    title: ClassVar[str] = "KIT"
    commands: ClassVar[tuple[str, ...]] = ("new-record", "next-record", "last-record")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_new = True
        self.switch = ViewSwitch("View", _VIEWS)
        self.meetings = MeetingList(desk)
        self.meeting = MeetingView(desk)
        self.agenda = AgendaView()
        none = EmptyState(
            "messages-square",
            "No KIT meeting is open",
            "Plan one at the left. Its agenda builds itself from what the team has found.",
        )
        self._middle = QStackedWidget()
        for widget in (none, self.meeting):
            self._middle.addWidget(scrolling(widget))
        self.three = ThreePane(
            self.meetings,
            self._middle,
            scrolling(self.agenda),
            list_title="KIT meetings",
            context_title="Agenda",
        )
        self._views = LazyStack()
        self._views.add_view("meetings", lambda: self.three)
        self._views.add_view("requests", self._make_requests)
        self._views.add_view("actions", self._make_actions)
        self._views.add_view("mid_point", lambda: self._make_spoken("mid_point"))
        self._views.add_view("feedback", lambda: self._make_spoken("feedback"))
        self._views.put("meetings")
        self.papers = PaperExport(desk, self)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self.switch)
        column.addWidget(self._views, 1)
        self._connect()

    def _connect(self) -> None:
        self.switch.view_chosen.connect(self._set_view)
        self.meetings.meeting_chosen.connect(self._on_chosen)
        self.meetings.plan_asked.connect(self.plan)
        self.meetings.timetable_asked.connect(self._on_timetable)
        self.meeting.opened.connect(self._on_opened)
        self.agenda.taken.connect(self._on_taken)
        self.agenda.opened.connect(self._on_opened)
        self.meeting.begun.connect(self._on_begun)
        self.meeting.export_asked.connect(self._on_export)
        for keys, slot in (
            ("Ctrl+B", self.begin_or_end),
            ("Ctrl+Shift+K", self.add_action),
            (STAMP_KEYS, self.stamp_time),
            ("Ctrl+Down", self._to_next_point),
            ("Ctrl+Up", self._to_last_point),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _make_requests(self) -> QWidget:
        view = RequestsView(self._desk)
        view.opened.connect(self._on_opened)
        view.export_asked.connect(self._on_export)
        return view

    def _make_actions(self) -> QWidget:
        view = ActionsView(self._desk)
        view.opened.connect(self._on_opened)
        view.new_asked.connect(self.add_action)
        return view

    def _make_spoken(self, purpose: str) -> QWidget:
        view = SpokenView(self._desk, purpose)
        view.opened.connect(self._on_opened)
        view.export_asked.connect(self._on_export)
        return view

    def spoken(self, purpose: str) -> SpokenView:
        """Return the mid-point summary or the final feedback."""
        return scrolled(self._views.view(purpose), SpokenView)

    @property
    def requests(self) -> RequestsView:
        """Return the request log."""
        return scrolled(self._views.view("requests"), RequestsView)

    @property
    def actions_view(self) -> ActionsView:
        """Return the actions of all meetings."""
        return scrolled(self._views.view("actions"), ActionsView)

    # ---- showing -------------------------------------------------------------------------------

    @override
    def show_changes(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_KINDS):
            return
        work = self._desk.work
        asked = requests.asked(work)
        waiting = sum(
            one.kind == "action" and one.state == "open" for one in work.snapshot.all(KitItem)
        )
        self.switch.set_figure("meetings", len(kit.meetings(work)))
        self.switch.set_figure("requests", asked.open)
        self.switch.set_figure("actions", waiting)
        self.count_changed.emit(Count(asked.open + waiting))
        self._refresh_view()

    def _refresh_view(self) -> None:
        key = self._views.key
        if key == "requests":
            self.requests.show_work()
        elif key == "actions":
            self.actions_view.show_work()
        elif key in _SPOKEN:
            self.spoken(key).show_work()
        else:
            self.meetings.show_work()
            if self._is_new and self.meetings.choose_next():
                self._is_new = False
            self._show_current()

    def _show_current(self) -> None:
        meeting = self._desk.snapshot.get(KitMeeting, self.meetings.current())
        self.agenda.setVisible(meeting is not None)
        self._middle.setCurrentIndex(0 if meeting is None else 1)
        if meeting is not None:
            self.meeting.show_meeting(meeting)
            found = agenda(self._desk.work, meeting.id)
            self.agenda.show_agenda(found, given=bool(meeting.given_at))

    @Slot(str)
    def _set_view(self, view: str) -> None:
        self.switch.set_current(view)
        self._views.put(view)
        self._refresh_view()

    @override
    def show_record(self, kind: str, record: str) -> bool:
        self.catch_up()
        self._is_new = False
        if kind == "request":
            self._set_view("requests")
            found = self.requests.choose(record)
            if found:
                self.requests.card.next_step().setFocus(Qt.FocusReason.OtherFocusReason)
            return found
        item = self._desk.snapshot.get(KitItem, record) if kind == "kit_item" else None
        meeting = item.meeting if item is not None else record
        if kind not in ("kit_meeting", "kit_item"):
            return False
        held = self._desk.snapshot.get(KitMeeting, meeting)
        if held is not None and held.purpose in _SPOKEN:
            self._set_view(held.purpose)
            return True
        self._set_view("meetings")
        found = self.meetings.choose(meeting)
        self._show_current()
        row = self.meeting.points.rows.get(record)
        if row is not None:
            row.text.setFocus()
        return found

    @override
    def first_focus(self) -> QWidget:
        key = self._views.key
        if key == "requests":
            return self.requests.list
        if key == "actions":
            return self.actions_view.table
        if key in _SPOKEN:
            return self.spoken(key).first_focus()
        listed = self.meetings.list
        return listed if listed.isVisibleTo(self) else super().first_focus()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        key = self._views.key
        if key == "meetings":
            return self.three.shown_panes()
        if key == "requests":
            return self.requests.panes.shown_panes()
        return (self.spoken(key) if key in _SPOKEN else self.actions_view,)

    # ---- commands ------------------------------------------------------------------------------

    @override
    def run_command(self, name: str) -> None:
        key = self._views.key
        if name == "new-record":
            if key == "requests":
                self.requests.begin()
            elif key == "actions":
                self.add_action()
            elif key in _SPOKEN:
                self.spoken(key).begin()
            else:
                self.plan()
        elif name in ("next-record", "last-record"):
            step = 1 if name == "next-record" else -1
            if key == "requests":
                self.requests.step(step)
            elif key in _SPOKEN:
                self.spoken(key).move_focused(step)
            elif key == "meetings":
                self.meetings.step(step)

    @Slot()
    def plan(self) -> None:
        """Plan a meeting for today."""
        work = self._desk.work
        day = work.now().date().isoformat()
        self._set_view("meetings")
        self._desk.do(lambda: kit.plan(work, day), self._on_planned)

    def _on_planned(self, changes: Changes) -> None:
        self.show_record("kit_meeting", changes.made)
        self.three.front("work")
        # Its day is today already; what comes next stands at the top, with its key.
        self.meeting.clock.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def begin_or_end(self) -> None:
        """Stamp the beginning of the meeting on the screen, or its end where it goes on."""
        if self._to_meeting():
            self.meeting.begin_or_end()

    @Slot()
    def stamp_time(self) -> None:
        """Go to the minutes of the meeting, with the time at the beginning of a line."""
        if self.meeting.private.hasFocus():
            self.message_told.emit("The time is stamped in the minutes, in the note for the DCS.")
        elif self._to_meeting():
            self.meeting.note.stamp_time()

    @Slot()
    def add_action(self) -> None:
        """Begin an action of the meeting on the screen, else of the one that goes on."""
        if self._to_meeting():
            self.meeting.points.add_action()

    def _to_meeting(self) -> bool:
        """Go to the meeting on the screen, else to the one that goes on; say whether there is one.

        Its keys work from the other views of the page too: nobody looks for a meeting that is on.
        """
        meeting = kit.current(self._desk.work)
        if self._views.key != "meetings" and meeting is not None:
            self.show_record("kit_meeting", meeting.id)
        if self._views.key != "meetings" or not self.meetings.current():
            self.message_told.emit("Plan a KIT meeting first: Ctrl+Shift+N under Meetings.")
            return False
        self.three.front("work")
        self.meeting.show_part("note")
        return True

    @Slot()
    def _to_next_point(self) -> None:
        self._to_point(1)

    @Slot()
    def _to_last_point(self) -> None:
        self._to_point(-1)

    def _to_point(self, by: int) -> None:
        if self._views.key == "meetings":
            self.three.front("work")
            self.meeting.show_part("note")
            self.meeting.points.step(by)

    @Slot()
    def _on_begun(self) -> None:
        if "context" not in self.three.folded:
            self.agenda.to_next_line()

    @Slot()
    def _on_timetable(self) -> None:
        work = self._desk.work
        self._desk.do(lambda: kit.plan_timetable(work))

    @Slot(object)
    def _on_chosen(self, _meeting: object) -> None:
        self._show_current()

    @Slot(object)
    def _on_taken(self, lines: Sequence[Line]) -> None:
        work, meeting = self._desk.work, self.meetings.current()
        points: list[dict[str, Any]] = [
            {"kind": one.kind, "text": one.text, "about": one.about, "area": one.area}
            for one in lines
        ]
        self._desk.do(lambda: kit.add_items(work, meeting, points))

    @Slot(str)
    def _on_export(self, document: str) -> None:
        is_meeting = document in ("kit-notes", "kit-private")
        self.papers.ask(document, self.meetings.current() if is_meeting else "")

    @Slot(str, str)
    def _on_opened(self, kind: str, record: str) -> None:
        if not self.show_record(kind, record):
            self._desk.show(kind, record)
