"""The LA's own claims: what it says of itself, where, and what it is set beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import Finding, LaClaim
from ilacs_desktop.services.findings import claims
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.plan.ordered_view import OrderedView
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.findings.claims import ClaimRow, ClaimUse, Stance
    from ilacs_desktop.ui.desk import Desk


class ClaimsView(OrderedView):
    """Every claim, by area."""

    def __init__(self, desk: Desk) -> None:
        self.form = ClaimForm(desk)
        self.context = ClaimContext(desk)
        empty = EmptyState(
            "quote",
            "No claim yet",
            "What the LA says of itself, from its self-evaluation and other documents. Each can "
            "stand for or against a finding.",
            "Add claim",
        )
        super().__init__(
            desk,
            "The LA’s own claims",
            Column("Claim", _first, second=_second, chip=_chip),
            (self.form, self.context, empty),
            ("Claims", "Findings"),
        )
        self.tie_moves(self.form.up, self.form.down)

    @override
    def read_rows(self) -> Sequence[ClaimRow]:
        return claims.rows(self._desk.work)

    @override
    def show_row(self, row: ClaimRow) -> None:
        self.form.show_claim(row)
        self.context.show_claim(row)

    @override
    def first_field(self) -> QWidget:
        return self.form.text

    @override
    def adding(self) -> Callable[[], Changes]:
        # To the area and from the document of the current one.
        work, row = self._desk.work, self.current_row
        area, document = (row.area, row.document) if row is not None else ("", "")
        return lambda: claims.add_claim(work, area=area, document=document)

    @override
    def removing(self, record: str) -> Callable[[], Changes]:
        work = self._desk.work
        return lambda: claims.remove_claim(work, record)

    @override
    def shifting(self, record: str, by: int) -> Callable[[], Changes]:
        work = self._desk.work
        return lambda: claims.shift_claim(work, record, by)


def _first(row: ClaimRow) -> str:
    return row.text or "Not written yet"


def _second(row: ClaimRow) -> str:
    page = f"page {row.page}" if row.page else ""
    return " · ".join(part for part in (row.area_label, row.document_title, page) if part)


def _chip(row: ClaimRow) -> ChipValue | None:
    against = sum(use.stance == "against" for use in row.uses)
    if against:
        return ChipValue("neutral", "against")
    return ChipValue("neutral", "for") if row.uses else None


class ClaimForm(QWidget):
    """One claim: its words, its area, and the document and page it stands on."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._claim = ""
        self._bindings = Bindings(desk, LaClaim)
        self.text = ProseEdit(lines=3, placeholder="In the LA’s own words")
        self.area = ChoiceField()
        self.document = ChoiceField()
        self.page = LineField(placeholder="Page")
        self.title = LineField(placeholder="Title as it stands on the document")
        self._name = Button("Use this &title")
        self.up = Button("Move &up", icon="arrow-up", keys="Alt+↑")
        self.down = Button("Move d&own", icon="arrow-down", keys="Alt+↓")
        form = FormRows(columns=2)
        form.add_row("&What the LA says", self.text, wide=True)
        form.add_row("Area", self.area, wide=True)
        form.add_row("&Document", self.document)
        form.add_row("&Page", self.page)
        form.add_row(
            "Another document",
            self.title,
            "A new title joins the register of documents.",
            wide=True,
        )
        row = FlowRow()
        row.add(self._name)
        row.add_end(self.up)
        row.add_end(self.down)
        panel = Panel()
        panel.add(form)
        panel.add(row)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(panel)
        column.addStretch(1)
        for widget, field, step in (
            (self.text, "text", "Write LA's own claim"),
            (self.area, "area", "Change area of claim"),
            (self.document, "document", "Change document of claim"),
            (self.page, "page", "Change page of claim"),
        ):
            self._bindings.tie(widget, field, step)
        self._name.clicked.connect(self._on_name)
        self.title.returnPressed.connect(self._on_name)
        words = {"title": self.title}
        self._half = HalfWritten(self._desk, "name-document", words, lambda: self._claim)

    def show_claim(self, row: ClaimRow) -> None:
        """Show a claim; the same one again keeps what is being typed."""
        work = self._desk.work
        other = row.id != self._claim
        if other:
            self.title.set_text("")
        self._claim = row.id
        if other:
            self._half.offer()
        self.setProperty("record", row.id)
        self.area.set_options(
            (("", "No area yet"), *((one.key, one.short) for one in work.edition.areas))
        )
        known = claims.documents(work.snapshot)
        if row.document and row.document not in dict(known):
            known = (*known, (row.document, row.document_title))
        self.document.set_options((("", "Not said"), *known))
        self._bindings.show(work.snapshot.record(LaClaim, row.id))
        for field in (self.area, self.document):
            if field.key() is None:
                field.set_key("")

    @Slot()
    def _on_name(self) -> None:
        work, claim, title = self._desk.work, self._claim, self.title.text()
        if title.strip():
            self._half.do(lambda: claims.name_document(work, claim, title), self._on_named)

    def _on_named(self, _changes: object) -> None:
        self.title.set_text("")


class ClaimContext(Panel):
    """The findings a claim is set beside, and the way to set it beside another."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Set beside findings", parent)
        self._desk = desk
        self._claim = ""
        self.model: TableModel[ClaimUse] = TableModel(
            (
                Column(
                    "Finding",
                    lambda use: use.text,
                    chip=lambda use: ChipValue("neutral", use.stance or "beside"),
                ),
            ),
            key=lambda use: use.finding,
            parent=self,
        )
        self.table = ShortTable("Findings it is set beside", self.model, lines=3)
        self._none = Words("Beside no finding yet.", "soft")
        self.finding = ChoiceField()
        self.use_for = Button("&For it")
        self.use_against = Button("&Against it")
        self.stop = Button("Take away", "link")
        self._lay_out()
        self.table.record_opened.connect(self._on_opened)
        self.use_for.clicked.connect(self._on_for)
        self.use_against.clicked.connect(self._on_against)
        self.stop.clicked.connect(self._on_stop)

    def _lay_out(self) -> None:
        form = FormRows()
        form.add_row("Finding", self.finding)
        row = FlowRow()
        for button in (self.use_for, self.use_against, self.stop):
            row.add(button)
        for widget in (self._none, self.table, Line(), form, row):
            self.add(widget)
        self.body.addStretch(1)

    def show_claim(self, row: ClaimRow) -> None:
        """Show what a claim is set beside."""
        self._claim = row.id
        self.model.set_rows(row.uses)
        self.table.setVisible(bool(row.uses))
        self._none.setVisible(not row.uses)
        findings = [
            (one.id, " ".join(one.text.split()) or "Not written yet")
            for one in self._desk.snapshot.all(Finding)
            if one.state != "withdrawn" and (not row.area or one.area == row.area)
        ]
        self.finding.set_options(findings)
        for button in (self.use_for, self.use_against):
            button.setEnabled(bool(findings))
        self.stop.setVisible(bool(row.uses))

    def _use(self, stance: str) -> None:
        work, claim, finding = self._desk.work, self._claim, self.finding.key()
        if isinstance(finding, str):
            side = cast("Stance", stance)
            self._desk.do(lambda: claims.use_for_finding(work, claim, finding, side))

    @Slot()
    def _on_for(self) -> None:
        self._use("for")

    @Slot()
    def _on_against(self) -> None:
        self._use("against")

    @Slot()
    def _on_stop(self) -> None:
        work, claim = self._desk.work, self._claim
        finding = self.finding.key()
        used = {use.finding for use in self.model.rows}
        chosen = finding if finding in used else self.table.current_key()
        if isinstance(chosen, str):
            self._desk.do(lambda: claims.stop_using(work, claim, chosen))

    @Slot(object)
    def _on_opened(self, finding: str) -> None:
        self._desk.show(Finding.KIND, finding)
