"""The register of the LA's documents that were read: cited by page, never copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Request, SeenDocument
from ilacs_desktop.services.data import data_sets, seen_documents
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.prompts import Question
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.flow_ticks import FlowTicks
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.list_panel import ListPanel
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Panel
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.stack import CurrentStack
from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.data.seen_documents import Citation, DocumentRow
    from ilacs_desktop.ui.desk import Desk


class DocumentsView(QWidget):
    """Documents at the left, one of them with its citations in the middle."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model: TableModel[DocumentRow] = TableModel(
            (
                Column(
                    "Document",
                    lambda row: f"{row.number}  {row.title or 'no title yet'}",
                    second=_second,
                    chip=lambda row: ChipValue("neutral", f"{row.cited}") if row.cited else None,
                    strong=True,
                ),
            ),
            key=lambda row: row.id,
            parent=self,
        )
        self.list = MasterList("Documents seen", self._model)
        self.title = LineField(placeholder="As it stands on the document")
        self._form = self._make_form()
        self._citations: TableModel[Citation] = TableModel(
            (
                Column("Evidence", lambda one: " ".join(one.text.split())),
                Column("Page", lambda one: one.page, width=8, soft=True),
            ),
            key=lambda one: one.evidence,
            parent=self,
        )
        self._cited = MasterList("Evidence that cites it", self._citations)
        self._empty = EmptyState(
            "file-text",
            "No documents yet",
            "Note each document of the LA that you read, with its date. Evidence cites it from "
            "here by page; the document itself is not copied.",
            "Add a document",
        )
        self._stack = CurrentStack()
        self._lay_out()
        self.list.record_chosen.connect(self._on_chosen)
        self._empty.acted.connect(self.begin)
        self._cited.record_opened.connect(self._on_evidence)

    def _make_form(self) -> FormRows:
        self._bindings = Bindings(self._desk, SeenDocument)
        self._dated, self._received = OptionalDateEdit(), OptionalDateEdit()
        self._request = ChoiceField()
        self._readers = FlowTicks()
        self._note = ProseEdit(lines=3, placeholder="What is in it that matters")
        form = FormRows(columns=2)
        form.add_row("&Title", self.title, wide=True)
        form.add_row("&Dated", self._dated)
        form.add_row("Re&ceived", self._received)
        form.add_row("Answers re&quest", self._request)
        form.add_row("Read &by", self._readers, wide=True)
        form.add_row("&Note", self._note, wide=True)
        for widget, field, step in (
            (self.title, "title", "Change title of document"),
            (self._dated, "dated", "Change date of document"),
            (self._received, "received", "Change day received"),
            (self._request, "request", "Tie document to request"),
            (self._readers, "read_by", "Say who read the document"),
            (self._note, "note", "Note on document"),
        ):
            self._bindings.tie(widget, field, step)
        return form

    def _lay_out(self) -> None:
        add = Button("&Add", icon="plus")
        add.setAccessibleName("Add a document")
        add.clicked.connect(self.begin)
        remove = Button("Remove…", "link")
        remove.clicked.connect(self._on_remove)
        left = ListPanel("Documents seen", self.list, end=add)
        work = QWidget()
        column = QVBoxLayout(work)
        dress.set_space(column, 0, 2)
        panel = Panel()
        panel.add(self._form)
        row = FlowRow()
        row.add_end(remove)
        panel.add(row)
        self._cites = Panel("Evidence that cites it")
        self._cites.add(self._cited)
        column.addWidget(panel)
        column.addWidget(self._cites)
        column.addStretch(1)
        self._stack.addWidget(work)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        dress.set_space(whole, 0, 0)
        whole.addWidget(ThreePane(left, self._stack, list_title="Documents"))

    def show_work(self) -> None:
        """Show the register as it is now."""
        work = self._desk.work
        self._readers.set_options(tuple((one.id, one.name) for one in work.members))
        requests = sorted(work.snapshot.all(Request), key=lambda one: one.number)
        self._request.set_options(
            (("", "None"), *((one.id, f"{one.number} {one.what[:60]}") for one in requests))
        )
        self._model.set_rows(seen_documents.rows(work))
        self._show_current()

    def choose(self, document: str) -> bool:
        """Show one document."""
        return self.list.choose(document)

    @Slot()
    def begin(self) -> None:
        """Add a document and begin with its title."""
        work = self._desk.work
        self._desk.do(lambda: seen_documents.add(work, "New document"), self._after_add)

    def _after_add(self, changes: Changes) -> None:
        self.show_work()
        self.list.choose(changes.made)
        self._show_current()
        self.title.setFocus()
        self.title.selectAll()

    @Slot(object)
    def _on_chosen(self, _key: object) -> None:
        self._show_current()

    def _show_current(self) -> None:
        key = self.list.current_key()
        row = self._model.value_of(key) if key is not None else None
        self._stack.setCurrentIndex(1 if row is None else 0)
        self._bindings.show(None if row is None else row.record)
        found = () if row is None else seen_documents.citations(self._desk.work, row.id)
        self._citations.set_rows(found)
        self._cites.setVisible(bool(found))
        height = self._cited.verticalHeader().defaultSectionSize()
        self._cited.setFixedHeight(min(len(found), 8) * height + dress.px(4))

    @Slot(object)
    def _on_evidence(self, key: object) -> None:
        if key is not None:
            self._desk.show("evidence", str(key))

    @Slot()
    def _on_remove(self) -> None:
        key = self.list.current_key()
        row = self._model.value_of(key) if key is not None else None
        if row is None:
            return
        work, document = self._desk.work, row.id

        def answered(yes: bool) -> None:  # noqa: FBT001 - the prompt's own answer
            if yes:
                self._desk.do(lambda: seen_documents.remove(work, document))

        words = f"{row.cited} pieces of evidence cite it." if row.cited else ""
        self._desk.prompts.ask(
            Question(f"Remove {row.number} from the register?", words, "Remove"), answered
        )


def _second(row: DocumentRow) -> str:
    parts = (
        row.dated and f"of {data_sets.day_text(row.dated)}",
        row.read_by and f"read by {row.read_by}",
    )
    return " · ".join(part for part in parts if part) or "not read yet"
