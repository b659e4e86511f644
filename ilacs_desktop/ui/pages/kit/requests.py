"""The request log: what was asked, how long ago, what has come, who has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Request
from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.kit import requests
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.kit.request import RequestCard, RequestForm
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.lazy_stack import LazyStack
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.scrolled import scrolled, scrolling
from ilacs_desktop.ui.widgets.three_pane import ThreePane
from ilacs_desktop.ui.widgets.wrapping import WrappingList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.services.kit.requests import Asked, RequestRow
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.ui.desk import Desk


class RequestsView(QWidget):
    """Requests: the log, one request, what has been asked so far.

    Signals:
        opened: (kind, id) of a record to show on its page.
        export_asked: which document is wanted as a file: its key.
    """

    opened = Signal(str, str)
    export_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model: TableModel[RequestRow] = TableModel(
            (Column("Request", _text, second=_second, chip=_chip),),
            key=lambda row: row.id,
            parent=self,
        )
        self.list = WrappingList("Requests", self.model)
        self.list.setObjectName("request_list")
        self._count = Words("", "soft")
        self._add = Button("&New", icon="plus")
        self.card = RequestCard(desk)
        self._asked = Words("", wrap=True)
        first = EmptyState(
            "send",
            "No requests yet",
            "Ask only for what Annex A and the first documents do not hold. Each request gets a "
            "number that never changes.",
            "Log a request",
        )
        self._middle = LazyStack()
        self._middle.add_view("first", lambda: scrolling(first))
        self._middle.add_view("card", lambda: scrolling(self.card))
        self._middle.add_view("form", self._make_form)
        left = Panel(pad=0)
        head_column = QVBoxLayout()
        dress.set_space(head_column, (3, 3, 3, 1), 2)
        head = FlowRow()
        head.add(Words("Requests", "strong"))
        head.add(self._count)
        head.add_end(self._add)
        head_column.addWidget(head)
        left.add_layout(head_column)
        left.add(Line())
        left.add(self.list, 1)
        right = QWidget()
        aside = QVBoxLayout(right)
        dress.set_space(aside, 0, 2)
        burden = Panel("Asked of the LA so far")
        burden.add(self._asked)
        self.export = Button("E&xport PDF…")
        foot = FlowRow()
        foot.add(self.export)
        burden.add(foot)
        aside.addWidget(burden)
        aside.addStretch(1)
        self.panes = ThreePane(
            left, self._middle, right, list_title="Requests", context_title="Asked so far"
        )
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self.panes)
        self.list.record_chosen.connect(self._on_chosen)
        self._add.clicked.connect(self.begin)
        self.export.clicked.connect(self._on_export)
        first.acted.connect(self.begin)
        self.card.opened.connect(self.opened)

    def _make_form(self) -> QWidget:
        form = RequestForm(self._desk)
        form.made.connect(self._on_made)
        form.left.connect(self._on_left)
        return scrolling(form)

    @property
    def form(self) -> RequestForm:
        """Return the form of a new request."""
        return scrolled(self._middle.view("form"), RequestForm)

    def show_work(self) -> None:
        """Show the log as it is now."""
        work = self._desk.work
        rows = requests.rows(work)
        self.model.set_rows(rows)
        asked = requests.asked(work)
        self._count.setText(f"{asked.open} open" if asked.total else "")
        self._asked.setText("\n".join(_asked_lines(work, asked)))
        self.export.setVisible(bool(asked.total))
        if self._middle.key != "form":
            self._show_current()

    def _show_current(self) -> None:
        key = self.list.current_key()
        row = self.model.value_of(key) if key is not None else None
        record = self._desk.snapshot.record(Request, row.id) if row else None
        if row is None or record is None:
            self._middle.put("first")
            return
        self.card.show_request(row, record)
        self._middle.put("card")

    def choose(self, request: str) -> bool:
        """Show one request."""
        self.model.set_rows(requests.rows(self._desk.work))
        if self._middle.key == "form":
            self._middle.put("card")
        found = self.list.choose(request)
        self._show_current()
        return found

    def step(self, by: int) -> None:
        """Move to the next or the previous request."""
        key = self.model.key_at(self.model.row_of(self.list.current_key()) + by)
        if key is not None:
            self.list.choose(key)

    @Slot()
    def begin(self) -> None:
        """Begin a new request."""
        self._middle.put("form")
        self.panes.front("work")
        self.form.begin()

    @Slot(object)
    def _on_chosen(self, _key: object) -> None:
        if self._middle.key != "form":
            self._show_current()

    @Slot(str)
    def _on_made(self, request: str) -> None:
        self.choose(request)
        # Not on the card: what its first key does must never be "Withdraw".
        if self.panes.folded:
            self.panes.front("work")
            self.card.fields.what.setFocus()
        else:
            self.list.setFocus()

    @Slot()
    def _on_export(self) -> None:
        self.export_asked.emit("requests")

    @Slot()
    def _on_left(self) -> None:
        self._middle.put("card")
        self._show_current()
        self.list.setFocus()


def _asked_lines(work: Work, asked: Asked) -> Iterator[str]:
    yield counted(asked.total, "request")
    yield f"{asked.open} open" + (f", {asked.late} late" if asked.late else "")
    unread = f", {asked.unread} read by nobody yet" if asked.unread else ""
    yield f"{asked.received} received{unread}"
    if asked.withdrawn:
        yield f"{asked.withdrawn} withdrawn"
    if len(asked.by_person) > 1:
        yield ""
        yield "Asked by"
        yield from (f"{name}: {count}" for name, count in asked.by_person)
    if len(asked.by_day) > 1:
        yield ""
        yield "Asked on"
        for day, count in asked.by_day:
            read = read_day(day)
            yield f"{short_day(read) if read else day}: {count}"
    said = requests.burden_words(work)
    if said:
        yield ""
        yield said


def _text(row: RequestRow) -> str:
    return f"{row.number} {row.what}"


def _second(row: RequestRow) -> str:
    if row.state == "open":
        age = "asked today" if row.age == 0 else f"{counted(row.age, 'working day')} ago"
        return " · ".join(part for part in (row.due_words, age, row.owner) if part)
    if row.state == "received":
        read = f"read by {', '.join(row.read_by)}" if row.read_by else "read by nobody yet"
        return f"received · {read}"
    return row.state


def _chip(row: RequestRow) -> ChipValue | None:
    if row.state == "received":
        return ChipValue("neutral", "unread") if row.is_unread else ChipValue("done")
    if row.state == "withdrawn":
        return None
    # Late is a fact, not an alarm: the colour stays neutral.
    return ChipValue("neutral", "late") if row.late else None
