"""The Plan page: the timetable, who goes where, what the team asks, the LA and the team."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.page import Page
from ilacs_desktop.ui.pages.plan.claims import ClaimsView
from ilacs_desktop.ui.pages.plan.la import LaView
from ilacs_desktop.ui.pages.plan.lines import LinesView
from ilacs_desktop.ui.pages.plan.looked import LookedView
from ilacs_desktop.ui.pages.plan.team import TeamView
from ilacs_desktop.ui.pages.plan.timetable import TimetableView
from ilacs_desktop.ui.pages.plan.where import WhereView
from ilacs_desktop.ui.paper_export import PaperExport
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.one_of import OneOf
from ilacs_desktop.ui.widgets.three_pane import ThreePane
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.desk import Desk

_VIEWS = (
    ("timetable", "Timetable"),
    ("where", "Who goes where"),
    ("looked", "Who has looked"),
    ("lines", "Lines of enquiry"),
    ("claims", "LA’s own claims"),
    ("la", "Local authority"),
    ("team", "Team"),
)
_ADD_WORDS = {
    "timetable": "&Add activity",
    "lines": "&Add line of enquiry",
    "claims": "&Add claim",
    "team": "&Add member",
}
_VIEW_OF = {
    "activity": "timetable",
    "line_of_enquiry": "lines",
    "la_claim": "claims",
    "la_profile": "la",
    "previous_inspection": "la",
    "inspection": "la",
    "member": "team",
}
_KINDS = frozenset(
    {
        *_VIEW_OF,
        *("case", "case_answer", "evidence", "finding", "link", "request", "seen_document"),
    }
)


_V = TypeVar("_V", bound=QWidget)


class _View(Protocol):
    def show_work(self) -> None:
        """Show what the records say now."""


class PlanPage(Page):
    """Everything that is settled before and between the days on site."""

    key: ClassVar[str] = "plan"
    title: ClassVar[str] = "Plan"
    commands: ClassVar[tuple[str, ...]] = ("new-record", "delete-record")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._papers = PaperExport(desk, self)
        self.switch = ViewSwitch("Views of the plan", _VIEWS)
        self._stale = {key for key, _ in _VIEWS}
        self.add = Button("", "primary", icon="plus", keys="Ctrl+Shift+N")
        self._stack = OneOf()
        head = QHBoxLayout()
        dress.set_space(head, 0, 3)
        head.addWidget(self.switch, 1)
        head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 3)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.switch.view_chosen.connect(self.show_view)
        self.add.clicked.connect(self._on_add)
        self.show_view("timetable")

    # Each view is made when it is first looked at: the page opens in the time of one.

    @cached_property
    def timetable(self) -> TimetableView:
        """Return the days with their activities."""
        view = self._held(TimetableView(self._desk))
        view.export.clicked.connect(self._on_export)
        return view

    @cached_property
    def where(self) -> WhereView:
        """Return who goes where."""
        return self._held(WhereView(self._desk))

    @cached_property
    def looked(self) -> LookedView:
        """Return who has looked at what."""
        return self._held(LookedView(self._desk))

    @cached_property
    def lines(self) -> LinesView:
        """Return the lines of enquiry."""
        return self._held(LinesView(self._desk))

    @cached_property
    def claims(self) -> ClaimsView:
        """Return what the LA says of itself."""
        return self._held(ClaimsView(self._desk))

    @cached_property
    def la(self) -> LaView:
        """Return the LA and its earlier inspections."""
        return self._held(LaView(self._desk))

    @cached_property
    def team(self) -> TeamView:
        """Return the team."""
        return self._held(TeamView(self._desk))

    def _held(self, view: _V) -> _V:
        self._stack.add(view)
        return view

    def _view(self, key: str) -> _View:
        return cast("_View", getattr(self, key))

    @property
    def view(self) -> str:
        """Return the key of the view on the screen."""
        return self.switch.current

    @Slot(str)
    def show_view(self, key: str) -> None:
        """Bring a view to the screen."""
        self.switch.set_current(key)
        self._stack.show_view(cast("QWidget", self._view(key)))
        words = _ADD_WORDS.get(key, "")
        self.add.setText(words)
        self.add.setVisible(bool(words) and (key != "team" or self._desk.work.is_lead))
        self._show_current()

    @override
    def refresh(self, changes: Changes | None) -> None:
        if changes is None or not changes.kinds.isdisjoint(_KINDS):
            self._stale = {key for key, _ in _VIEWS}
            self._show_current()

    def _show_current(self) -> None:
        if self.view in self._stale:
            self._stale.discard(self.view)
            self._view(self.view).show_work()

    @override
    def run_command(self, name: str) -> None:
        if name == "new-record":
            self._on_add()
        elif name == "delete-record":
            self._delete()

    @override
    def show_record(self, kind: str, record: str) -> bool:
        view = _VIEW_OF.get(kind)
        if view is None:
            return False
        self.show_view(view)
        if kind == "previous_inspection":
            # Below the visit's own facts, and the thing that was asked for.
            self.la.previous.was.setFocus(Qt.FocusReason.OtherFocusReason)
        if not record:
            return True
        if view == "timetable":
            return self.timetable.open(record)
        if view == "lines":
            return self.lines.choose(record)
        if view == "claims":
            return self.claims.choose(record)
        return self.team.choose(record) if view == "team" else True

    @override
    def first_focus(self) -> QWidget:
        view = self._view(self.view)
        if isinstance(view, TimetableView):
            return view.board.card(view.board.current) or self.add
        if isinstance(view, (LinesView, ClaimsView)):
            return view.list
        if isinstance(view, (WhereView, LookedView, TeamView)):
            return view.table
        return self.la.visit.la_name

    @override
    def state(self) -> dict[str, Any]:
        return {**super().state(), "view": self.view}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        super().restore_state(state)
        kept = str(state.get("view", ""))
        if any(kept == key for key, _ in _VIEWS):
            self.show_view(kept)

    @override
    def panes(self) -> tuple[QWidget, ...]:
        shown = self._stack.current
        three = shown.findChild(ThreePane) if shown is not None else None
        return three.shown_panes() if isinstance(three, ThreePane) else (self,)

    @Slot()
    def _on_export(self) -> None:
        self._papers.ask("timetable")

    @Slot()
    def _on_add(self) -> None:
        if self.view == "timetable":
            self.timetable.begin_line()
        elif self.view == "lines":
            self.lines.add()
        elif self.view == "claims":
            self.claims.add()
        elif self.view == "team":
            self.team.add()

    def _delete(self) -> None:
        if self.view == "timetable":
            self.timetable.delete_current()
        elif self.view == "lines":
            self.lines.delete()
        elif self.view == "claims":
            self.claims.delete()
        elif self.view == "team":
            self.team.remove()
