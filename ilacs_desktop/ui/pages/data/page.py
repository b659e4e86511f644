"""The Data page: Annex A as received, its quality, cohorts, samples, journeys, documents seen."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services.data import data_sets
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.page import Page
from ilacs_desktop.ui.pages.data.child import ChildView
from ilacs_desktop.ui.pages.data.documents import DocumentsView
from ilacs_desktop.ui.pages.data.lists import ListsView
from ilacs_desktop.ui.pages.data.quality import QualityView
from ilacs_desktop.ui.pages.data.receive import ReceiveBar, dropped_paths
from ilacs_desktop.ui.pages.data.received import ReceivedView
from ilacs_desktop.ui.pages.data.samples import SamplesView
from ilacs_desktop.ui.paper_export import PaperExport
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.record_table import RecordTable
from ilacs_desktop.ui.widgets.stack import CurrentStack
from ilacs_desktop.ui.widgets.three_pane import ThreePane
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.desk import Desk

_VIEWS = (
    ("lists", "Lists"),
    ("quality", "Quality"),
    ("samples", "Cohorts and samples"),
    ("child", "A child’s journey"),
    ("documents", "Documents seen"),
    ("received", "Received"),
)
_NEED_DATA = frozenset({"lists", "quality", "samples", "child"})
_PAPERS = {"quality": "data-quality", "samples": "sampling-record"}
"""The document that a view is printed as."""
_PAPER_WORDS = {"quality": "Note on data quality", "samples": "Sampling record"}
_KINDS = ("data_set", "sample_draw", "seen_document", "case", "request", "member", "link", "pinned")


_V = TypeVar("_V", bound=QWidget)


class _View(Protocol):
    def show_work(self) -> None:
        """Show the inspection as it is now."""


class DataPage(Page):
    """What the local authority sent."""

    key: ClassVar[str] = "data"
    title: ClassVar[str] = "Data"
    commands: ClassVar[tuple[str, ...]] = ("new-record", "find-here")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAcceptDrops(True)
        self.receive = ReceiveBar(desk)
        self.switch = ViewSwitch("View", _VIEWS)
        self._papers = PaperExport(desk, self)
        self.export = Button("Export P&DF…")
        self.export.hide()
        self.switch.add_end(self.export)
        self.switch.add_end(self.receive.button)
        self._first = EmptyState(
            "table-2",
            "No Annex A yet",
            "Choose the workbook or the CSV files of lists 1 to 11 as the LA sent them, or drop "
            "them here. The files are kept encrypted as they came; nothing is sent anywhere.",
            "Receive Annex A…",
        )
        self._views = CurrentStack(fills=True, least=320)
        self._views.addWidget(self._first)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self.switch)
        column.addWidget(self.receive)
        column.addWidget(self._views, 1)
        self.switch.view_chosen.connect(self._on_view)
        self._first.acted.connect(self.receive.choose)
        self.export.clicked.connect(self._on_export)

    # Each view is made when it is first looked at: the page opens in the time of one.

    @cached_property
    def lists(self) -> ListsView:
        """Return the lists as received."""
        return self._held(ListsView(self._desk))

    @cached_property
    def quality(self) -> QualityView:
        """Return what is wrong with the data."""
        view = self._held(QualityView(self._desk))
        view.list_asked.connect(self.show_list)
        return view

    @cached_property
    def samples(self) -> SamplesView:
        """Return the cohorts and the draws from them."""
        return self._held(SamplesView(self._desk))

    @cached_property
    def child(self) -> ChildView:
        """Return one child's journey."""
        view = self._held(ChildView(self._desk))
        view.case_asked.connect(self._on_case)
        return view

    @cached_property
    def documents(self) -> DocumentsView:
        """Return the documents seen."""
        return self._held(DocumentsView(self._desk))

    @cached_property
    def received(self) -> ReceivedView:
        """Return the data sets received."""
        return self._held(ReceivedView(self._desk))

    def _held(self, view: _V) -> _V:
        self._views.addWidget(view)
        return view

    @override
    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_KINDS):
            return
        if changes is None or changes.touches("data_set", "member"):
            self.receive.show_work()
        self._show_view(self.switch.current)

    def show_view(self, key: str) -> None:
        """Show one of the views."""
        self.switch.set_current(key)
        self._show_view(key)

    def _show_view(self, key: str) -> None:
        work = self._desk.work
        needs = key in _NEED_DATA and data_sets.current(work) is None
        # What was received and destroyed is still listed; where nothing was, it is asked for.
        needs = needs or (key == "received" and not data_sets.history(work))
        view = self._first if needs else cast("QWidget", getattr(self, key))
        self._views.setCurrentWidget(view)
        self.export.setVisible(key in _PAPERS and view is not self._first)
        self.export.setAccessibleDescription(_PAPER_WORDS.get(key, ""))
        if view is not self._first:
            cast("_View", view).show_work()

    @Slot(int)
    def show_list(self, number: int) -> None:
        """Show one list with its rows."""
        self.show_view("lists")
        self.lists.choose(number)

    @override
    def show_record(self, kind: str, record: str) -> bool:
        if kind == "seen_document":
            self.show_view("documents")
            return self.documents.choose(record)
        if kind == "sample_draw":
            self.show_view("samples")
            return self.samples.choose_draw(record)
        if kind == "data_set":
            self.show_view("received")
            return True
        return False

    def show_child(self, child: str) -> None:
        """Show a child's journey."""
        self.show_view("child")
        self.child.show_child(child)

    @override
    def first_focus(self) -> QWidget:
        if self._views.currentWidget() is self._first:
            return self._first.button
        view = self._views.currentWidget()
        table = view.findChild(RecordTable) if view is not None else None
        return table if isinstance(table, RecordTable) else super().first_focus()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        view = self._views.currentWidget()
        three = view.findChild(ThreePane) if view is not None else None
        if isinstance(three, ThreePane):
            return three.shown_panes()
        return (view or self,)

    @override
    def run_command(self, name: str) -> None:
        if name == "new-record":
            self.show_view("documents")
            self.documents.begin()
        elif name == "find-here":
            self.show_view("child")
            self.child.finder.setFocus()
        elif name == "import-annex-a":
            self.receive.choose()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.receive.receive(paths)

    @Slot(str)
    def _on_view(self, key: str) -> None:
        self._show_view(key)

    @Slot()
    def _on_export(self) -> None:
        self._papers.ask(_PAPERS[self.switch.current])

    @Slot(str)
    def _on_case(self, case: str) -> None:
        self._desk.show("case", case)
