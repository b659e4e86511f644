"""Lines of enquiry: the list in the team's order, the question with its answer, its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import Evidence, LineOfEnquiry
from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.plan import enquiries
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.plan.ordered_view import OrderedView
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import ProseEdit
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.plan.enquiries import EvidenceLine, LineRow
    from ilacs_desktop.ui.desk import Desk


class LinesView(OrderedView):
    """What the team sets out to answer."""

    def __init__(self, desk: Desk) -> None:
        self.form = LineForm(desk)
        self.context = LineContext(desk)
        empty = EmptyState(
            "list-checks",
            "No line of enquiry yet",
            "A question the team sets out to answer. Each point of the last inspection becomes "
            "one by itself, once it is entered under Local authority.",
            "Add line of enquiry",
        )
        super().__init__(
            desk,
            "Lines of enquiry",
            Column("Line of enquiry", _first, second=_second, chip=_chip),
            (self.form, self.context, empty),
            ("Lines of enquiry", "Evidence"),
        )
        self.tie_moves(self.form.up, self.form.down)

    @override
    def read_rows(self) -> Sequence[LineRow]:
        return enquiries.rows(self._desk.work)

    @override
    def show_row(self, row: LineRow) -> None:
        self.form.show_line(row)
        self.context.show_line(row)

    @override
    def first_field(self) -> QWidget:
        return self.form.question

    @override
    def adding(self) -> Callable[[], Changes]:
        work = self._desk.work
        return lambda: enquiries.add_line(work, "")

    @override
    def removing(self, record: str) -> Callable[[], Changes]:
        work = self._desk.work
        return lambda: enquiries.remove_line(work, record)

    @override
    def shifting(self, record: str, by: int) -> Callable[[], Changes]:
        work = self._desk.work
        return lambda: enquiries.shift_line(work, record, by)


def _first(row: LineRow) -> str:
    return f"{row.number}  {row.question or 'Not written yet'}"


def _second(row: LineRow) -> str:
    parts = [row.area_label, row.owner_name, counted(row.evidence, "note") if row.evidence else ""]
    return " · ".join(part for part in parts if part) or row.origin_words


def _chip(row: LineRow) -> ChipValue | None:
    return None if row.is_open else ChipValue("done", "answered")


class LineForm(QWidget):
    """One line of enquiry: question, where it comes from, who follows it, the answer."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._line = ""
        self._is_open = True
        self._bindings = Bindings(desk, LineOfEnquiry)
        self._title = Words("", "title")
        self._state = Chip()
        self.up = Button("Move &up", icon="arrow-up", keys="Alt+↑")
        self.down = Button("Move &down", icon="arrow-down", keys="Alt+↓")
        self.question = ProseEdit(lines=2, placeholder="What do we want to find out?")
        self.area = ChoiceField()
        self.origin = ChoiceField(options=enquiries.ORIGINS)
        self.owner = ChoiceField()
        self.answer = ProseEdit(lines=4, placeholder="What was found, in a sentence or two")
        self.close_button = Button("Close with this answer")
        self._form = FormRows(columns=2)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = FlowRow()
        head.add(self._title)
        head.add(self._state)
        head.add_end(self.up)
        head.add_end(self.down)
        self._form.add_row("&Question", self.question, wide=True)
        self._form.add_row("Area", self.area)
        self._form.add_row("&Follows it", self.owner)
        self._form.add_row("&Comes from", self.origin)
        self._form.add_row("A&nswer so far", self.answer, wide=True)
        foot = FlowRow()
        foot.add(self.close_button)
        panel = Panel()
        panel.add(self._form)
        panel.add(foot)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(head)
        column.addWidget(panel)
        column.addStretch(1)

    def _connect(self) -> None:
        for widget, field, step in (
            (self.question, "question", "Write line of enquiry"),
            (self.area, "area", "Change area of line of enquiry"),
            (self.origin, "origin", "Change origin of line of enquiry"),
            (self.owner, "owner", "Change who follows line of enquiry"),
            (self.answer, "answer", "Answer line of enquiry"),
        ):
            self._bindings.tie(widget, field, step)
        self.close_button.clicked.connect(self._on_close)
        self.answer.finished.connect(self._on_finished)

    def show_line(self, row: LineRow) -> None:
        """Show a line; the same one again keeps what is being typed."""
        work = self._desk.work
        self._line, self._is_open = row.id, row.is_open
        self.setProperty("record", row.id)
        self._title.setText(f"Line of enquiry {row.number}")
        self._state.show_chip("neutral" if row.is_open else "done", _state_words(row))
        self.area.set_options(
            (("", "No single area"), *((one.key, one.short) for one in work.edition.areas))
        )
        self.owner.set_options((("", "Nobody yet"), *((one.id, one.name) for one in work.members)))
        self._bindings.show(work.snapshot.record(LineOfEnquiry, row.id))
        for field in (self.area, self.owner):
            if field.key() is None:
                field.set_key("")
        self.close_button.setText("Close with this answer" if row.is_open else "Open again")
        self._form.show_wrong(self.answer, "")

    @Slot()
    def _on_finished(self) -> None:
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_close(self) -> None:
        work, line = self._desk.work, self._line
        if not self._is_open:
            self._desk.do(lambda: enquiries.reopen_line(work, line))
            return
        if not self.answer.text().strip():
            self._form.show_wrong(self.answer, "Write what was found before it is closed.")
            self.answer.setFocus()
            return
        self._form.show_wrong(self.answer, "")
        # What is typed goes first, so that it is one entry; closing comes behind it.
        self._bindings.flush()
        self._desk.do(lambda: enquiries.close_line(work, line))


def _state_words(row: LineRow) -> str:
    return "open" if row.is_open else "answered"


class LineContext(Panel):
    """The evidence tied to a line of enquiry."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Evidence", parent)
        self._desk = desk
        self.model: TableModel[EvidenceLine] = TableModel(
            (Column("Note", lambda one: one.text, second=_source, chip=_stance),),
            key=lambda one: one.id,
            parent=self,
        )
        self.table = ShortTable("Evidence", self.model, lines=3)
        self._counts = Words("", "soft", wrap=True)
        self.add(self._counts)
        self.add(self.table)
        self.body.addStretch(1)
        self.table.record_opened.connect(self._on_opened)

    def show_line(self, row: LineRow) -> None:
        """Show what is tied to a line."""
        found = enquiries.evidence_of(self._desk.work, row.id)
        self.model.set_rows(found)
        self.table.setVisible(bool(found))
        parts = [counted(row.evidence, "note")]
        if row.strengths:
            parts.append(counted(row.strengths, "strength"))
        if row.concerns:
            parts.append(counted(row.concerns, "concern"))
        if row.requests:
            parts.append(counted(row.requests, "request"))
        self._counts.setText(
            ", ".join(parts) + "."
            if found or row.requests
            else "No note is tied to it yet. On a note, choose this line of enquiry."
        )

    @Slot(object)
    def _on_opened(self, note: str) -> None:
        self._desk.show(Evidence.KIND, note)


def _source(one: EvidenceLine) -> str:
    day = read_day(one.seen_at)
    return " · ".join(part for part in (one.source, short_day(day) if day else "") if part)


def _stance(one: EvidenceLine) -> ChipValue | None:
    if one.stance == "strength":
        return ChipValue("strength")
    return ChipValue("concern") if one.stance == "concern" else None
