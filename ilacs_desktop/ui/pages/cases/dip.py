"""Dip samples: one row for each child, one question for all, answered down the column by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import Case
from ilacs_desktop.services.cases import case_lists, cases
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.cases.give import GiveRow
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows, name_field
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.prose import ProseEdit
from ilacs_desktop.ui.widgets.record_table import RecordTable
from ilacs_desktop.ui.widgets.stack import CurrentStack

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from ilacs_desktop.services.cases.case_lists import DipRow
    from ilacs_desktop.ui.desk import Desk

_NO_QUESTION = "No question yet"
_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class DipView(QWidget):
    """A table of the children who are asked one question.

    Signals:
        case_asked: id of a child's card to show.
        told: something to say in the status line.
    """

    case_asked = Signal(str)
    told = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.question = ChoiceField()
        self.words = _OneLine(placeholder="One question for all of these children")
        self._count = Words("", "soft", wrap=True)
        self._model: TableModel[DipRow] = TableModel(
            (
                Column("Child", lambda row: row.child, width=12, strong=True),
                Column("About", lambda row: row.about, width=22, soft=True),
                Column("Answer", lambda row: " ".join(row.answer.split())),
                Column("Given to", lambda row: row.inspector_name, width=18, soft=True),
                Column("State", lambda _row: "", chip=_chip, width=9),
            ),
            key=lambda row: row.id,
            parent=self,
        )
        self.table = RecordTable("Dip sample", self._model, sortable=True, several=True)
        self.answer = _OneLine(placeholder="What does this record say?")
        self._child = Words("", "heading")
        self._bindings = Bindings(desk, Case)
        self._bindings.tie(self.answer, "dip_answer", "Answer the dip sample")
        self._open = Button("Open the card", "link")
        self.give = GiveRow(desk, self.table)
        self._empty = EmptyState(
            "list-checks",
            "No dip sample yet",
            "On the Data page, draw a sample and add its children as dip-sampled, with one "
            "question for all of them. Then each child is one row here, and one answer.",
            "Draw a sample",
        )
        self._stack = CurrentStack(fills=True)
        self._lay_out()
        self._connect()

    @Slot()
    def _on_first(self) -> None:
        self._desk.show("sample_draw", "")

    def _lay_out(self) -> None:
        panel = Panel(pad=0)
        top = QVBoxLayout()
        dress.set_space(top, (3, 3, 3, 1), 2)
        form = FormRows()
        form.add_row("Dip sample", self.question)
        form.add_row("&Question, asked of every child below", self.words)
        self._form = form
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
        foot.addWidget(
            Words(
                "Enter goes to the next child, the arrows go up and down the rows, "
                "Shift+Enter makes a line.",
                "caption",
                wrap=True,
            )
        )
        foot.addWidget(self.give)
        name_field(self.answer, "Answer for this child")
        panel.add_layout(foot)
        self._stack.addWidget(panel)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self._stack)

    def _connect(self) -> None:
        self._empty.acted.connect(self._on_first)
        self.question.key_chosen.connect(self._on_question)
        self.words.entered.connect(self._on_words)
        self.words.left.connect(self._on_words)
        self.table.record_chosen.connect(self._on_chosen)
        self.table.record_opened.connect(self._on_opened)
        self.table.installEventFilter(self)
        self.answer.entered.connect(self._on_entered)
        self.answer.finished.connect(self._on_entered)
        self.answer.way_asked.connect(self.step)
        self.give.told.connect(self.told)
        self._open.clicked.connect(self._on_card)

    def show_work(self) -> None:
        """Show the dip samples as they are now."""
        work = self._desk.work
        asked = case_lists.dip_questions(work)
        self._stack.setCurrentIndex(0 if asked else 1)
        self.question.set_options(tuple((one, one or _NO_QUESTION) for one in asked))
        self._form.set_row_shown(self.question, len(asked) > 1)
        if self.question.key() is None and asked:
            self._choose(asked[0])
        rows = case_lists.dip_rows(work, str(self.question.key() or ""))
        answered = sum(bool(row.answer.strip()) for row in rows)
        signed = sum(row.state == "signed_off" for row in rows)
        free = sum(not row.inspector_name for row in rows)
        parts = [f"{answered} of {len(rows)} children answered", f"{signed} signed off"]
        if free:
            parts.append(f"{free} given to nobody")
        self._count.setText(" · ".join(parts))
        self._model.set_rows(rows)
        self.words.setReadOnly(all(row.state == "signed_off" for row in rows))
        self.give.show_work()
        self._show_current()

    def current(self) -> str:
        """Return the id of the card of the current row; empty where there is none."""
        key = self.table.current_key()
        return str(key) if key is not None and self._stack.currentIndex() == 0 else ""

    def first_focus(self) -> QWidget:
        """Return where the keys go when this is shown: to the answer of the current child."""
        return self.answer if self.current() else self._empty

    @Slot(int)
    def step(self, by: int) -> None:
        """Go up or down the rows; whoever writes goes on writing there."""
        key = self._model.key_at(self._model.row_of(self.table.current_key()) + by)
        if key is not None:
            self.table.choose(key)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin the answer of the row by typing it."""
        if (
            watched is self.table
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.text().isprintable()
            and event.text().strip()
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            and not self.answer.isReadOnly()
        ):
            self._go_to_answer()
            QApplication.sendEvent(self.answer, event)
            return True
        return super().eventFilter(watched, event)

    def _go_to_answer(self) -> None:
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.answer.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.answer.setTextCursor(cursor)

    def _choose(self, question: str) -> None:
        self.question.set_key(question)
        self.words.set_text(question)

    def _show_current(self) -> None:
        key = self.table.current_key()
        record = self._desk.snapshot.record(Case, str(key)) if key is not None else None
        self._bindings.show(record)
        row = self._model.value_of(key) if key is not None else None
        self._child.setText(
            " · ".join(part for part in (f"Child {row.child}", row.about) if part) if row else ""
        )
        locked = record is None or record.value.signed_off
        self.answer.setReadOnly(locked)
        self.answer.setPlaceholderText("" if locked else "What does this record say?")

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
        self._go_to_answer()

    @Slot()
    def _on_entered(self) -> None:
        """Count the row as done where it is answered, and go to the next."""
        row = self._model.value_of(self.table.current_key())
        is_done = bool(self.answer.text().strip())
        if row is not None and row.state != "signed_off" and is_done != (row.state == "done"):
            work, case = self._desk.work, row.id
            self._desk.do(lambda: cases.set_done(work, case, done=is_done))
        self.step(1)

    @Slot()
    def _on_card(self) -> None:
        if self.current():
            self.case_asked.emit(self.current())


class _OneLine(ProseEdit):
    """Prose in which Enter ends the entry; a long one wraps, and Shift+Enter makes a line.

    Signals:
        entered: Enter, after its commit.
        left: the focus went elsewhere.
        way_asked: -1 or 1: an arrow went beyond the first or the last line.
    """

    entered = Signal()
    left = Signal()
    way_asked = Signal(int)

    def __init__(self, *, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder, lines=1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.flush()
            self.entered.emit()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if plain and event.key() in _WAYS and self.textCursor().position() == before:
            self.flush()
            self.way_asked.emit(_WAYS[Qt.Key(event.key())])

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _chip(row: DipRow) -> ChipValue | None:
    if row.state in ("done", "signed_off"):
        return ChipValue("done", "signed" if row.state == "signed_off" else "")
    return ChipValue("neutral", "…") if row.state == "in_progress" else None
