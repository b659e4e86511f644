"""Dip samples: one row for each child, one question for all, answered from the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Case
from ilacs_desktop.services import case_lists, cases
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.binding import Bindings
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows, name_field
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit
from ilacs_desktop.ui.widgets.record_table import RecordTable
from ilacs_desktop.ui.widgets.stack import CurrentStack

if TYPE_CHECKING:
    from ilacs_desktop.services.case_lists import DipRow
    from ilacs_desktop.ui.desk import Desk

_NO_QUESTION = "No question yet"


class DipView(QWidget):
    """A table of the children who are asked one question.

    Signals:
        case_asked: id of a child's card to show.
    """

    case_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.question = ChoiceField()
        name_field(self.question, "Question of the dip sample")
        self.words = LineField(placeholder="One question for all of these children")
        self._count = Words("", "soft")
        self._model: TableModel[DipRow] = TableModel(
            (
                Column("Child", lambda row: row.child, width=12, strong=True),
                Column("About", lambda row: row.about, width=26, soft=True),
                Column("Answer", lambda row: " ".join(row.answer.split())),
                Column("Inspector", lambda row: row.inspector_name, width=18, soft=True),
                Column("", lambda _row: "", chip=_chip, width=9),
            ),
            key=lambda row: row.id,
            parent=self,
        )
        self.table = RecordTable("Dip sample", self._model, sortable=True)
        self.answer = ProseEdit(lines=2, placeholder="What does this record say?")
        self._child = Words("", "heading")
        self._bindings = Bindings(desk, Case)
        self._bindings.tie(self.answer, "dip_answer", "Answer the dip sample")
        self._open = Button("Open the card", "link")
        self._empty = EmptyState(
            "list-checks",
            "No dip sample yet",
            "On the Data page, draw a sample and add its children as dip-sampled, with one "
            "question for all of them.",
        )
        self._stack = CurrentStack(fills=True)
        self._lay_out()
        self.question.key_chosen.connect(self._on_question)
        self.words.editingFinished.connect(self._on_words)
        self.table.record_chosen.connect(self._on_chosen)
        self.table.record_opened.connect(self._on_opened)
        self.answer.finished.connect(self._on_finished)
        self._open.clicked.connect(self._on_card)

    def _lay_out(self) -> None:
        panel = Panel(pad=0)
        top = QVBoxLayout()
        dress.set_space(top, (3, 3, 3, 1), 2)
        form = FormRows()
        form.add_row("Dip sample", self.question)
        form.add_row("Its &question", self.words, "Asked of every child below.")
        top.addWidget(form)
        top.addWidget(self._count)
        panel.add_layout(top)
        panel.add(self.table, 1)
        panel.add(Line())
        foot = QVBoxLayout()
        dress.set_space(foot, (3, 1, 3, 3), 1)
        head = FlowRow()
        head.add(self._child)
        head.add_end(self._open)
        foot.addWidget(head)
        foot.addWidget(self.answer)
        foot.addWidget(Words("Ctrl+Enter goes to the next child.", "caption"))
        name_field(self.answer, "Answer for this child")
        panel.add_layout(foot)
        self._stack.addWidget(panel)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self._stack)

    def show_work(self) -> None:
        """Show the dip samples as they are now."""
        work = self._desk.work
        asked = case_lists.dip_questions(work)
        self._stack.setCurrentIndex(0 if asked else 1)
        self.question.set_options(tuple((one, one or _NO_QUESTION) for one in asked))
        if self.question.key() is None and asked:
            self._choose(asked[0])
        rows = case_lists.dip_rows(work, str(self.question.key() or ""))
        answered = sum(bool(row.answer.strip()) for row in rows)
        self._count.setText(f"{answered} of {len(rows)} children answered")
        self._model.set_rows(rows)
        self.words.setReadOnly(all(row.state == "signed_off" for row in rows))
        self._show_current()

    def _choose(self, question: str) -> None:
        self.question.set_key(question)
        self.words.set_text(question)

    def _show_current(self) -> None:
        key = self.table.current_key()
        record = self._desk.snapshot.record(Case, str(key)) if key is not None else None
        self._bindings.show(record)
        row = self._model.value_of(key) if key is not None else None
        self._child.setText(f"Child {row.child}" if row else "")
        locked = record is None or record.value.signed_off
        self.answer.setReadOnly(locked)

    @Slot()
    def _on_question(self) -> None:
        self._choose(str(self.question.key() or ""))
        self.show_work()

    @Slot()
    def _on_words(self) -> None:
        work, words = self._desk.work, " ".join(self.words.text().split())
        asked = [row.id for row in self._model.rows if row.state != "signed_off"]
        if not words or not asked or words == self.question.key():
            return

        def kept(_changes: object) -> None:
            self._choose(words)
            self.show_work()

        self._desk.do(lambda: cases.set_question(work, asked, words), kept)

    @Slot(object)
    def _on_chosen(self, _key: object) -> None:
        self._show_current()

    @Slot(object)
    def _on_opened(self, _key: object) -> None:
        self.answer.setFocus()

    @Slot()
    def _on_finished(self) -> None:
        at = self._model.row_of(self.table.current_key()) + 1
        key = self._model.key_at(at)
        if key is not None:
            self.table.choose(key)

    @Slot()
    def _on_card(self) -> None:
        key = self.table.current_key()
        if key is not None:
            self.case_asked.emit(str(key))


def _chip(row: DipRow) -> ChipValue | None:
    if row.state in ("done", "signed_off"):
        return ChipValue("done", "signed" if row.state == "signed_off" else "")
    return None
