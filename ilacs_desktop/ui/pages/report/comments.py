"""Beside the text: what the QA reader says of it, answered and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot

from ilacs_desktop.services.comments import comments
from ilacs_desktop.services.record.time_words import read_moment, short_day
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import TickBox
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit
from ilacs_desktop.ui.widgets.record_table import MasterList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.comments.comments import CommentRow
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.widgets.chip import ChipKind

_CHIPS: dict[str, ChipKind] = {"": "ask", "answered": "neutral", "closed": "done"}


class CommentsPanel(Panel):
    """All comments, the open ones alone if wanted, and the one at hand in full.

    Signals:
        place_asked: (paragraph, first, last character) of the words a comment stands on.
    """

    place_asked = Signal(str, int, int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Comments", parent, pad=2)
        self._desk = desk
        self._rows: tuple[CommentRow, ...] = ()
        self._about, self._quote = "", ""
        self.only_open = TickBox("&Open ones alone")
        self._model: TableModel[CommentRow] = TableModel(
            (
                Column(
                    "Comment",
                    lambda row: row.text,
                    second=lambda row: f"{row.by} · {row.place}",
                    chip=lambda row: ChipValue(
                        _CHIPS.get(row.state, "neutral"), comments.STATES.get(row.state, row.state)
                    ),
                ),
            ),
            key=lambda row: row.id,
            parent=self,
        )
        self.list = MasterList("Comments on the draft", self._model)
        self._none = Words("", "soft", wrap=True)
        self._detail = Words("", wrap=True)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.answer = ProseEdit(placeholder="Your answer", lines=2, most_lines=6)
        name_field(self.answer, "Answer to the comment")
        self.send = Button("&Answer")
        self.close_it = Button("&Close")
        self.reopen = Button("Open again")
        self.go = Button("Show the words", "link")
        self.new = ProseEdit(placeholder="A new comment on the paragraph", lines=2, most_lines=6)
        name_field(self.new, "New comment")
        self.by = LineField(placeholder="Reader’s name")
        name_field(self.by, "Reader: who comments, on the team or not")
        self.add_it = Button("Comme&nt")
        self._on = Words("", "caption", wrap=True)
        self._lay_out()
        self._connect()
        self._new_half = HalfWritten(
            desk, "new-comment", {"new": self.new, "by": self.by}, lambda: self._about
        )
        self._answer_half = HalfWritten(desk, "answer-comment", {"answer": self.answer}, self._key)

    def _lay_out(self) -> None:
        answers = FlowRow()
        for button in (self.send, self.close_it, self.reopen, self.go):
            answers.add(button)
        news = FlowRow()
        self.by.setMinimumWidth(dress.px(200))
        news.add(self.by)
        news.add_end(self.add_it)
        self.add(self.only_open)
        self.add(self._none)
        self.add(self.list, 1)
        for widget in (self._detail, self.answer, answers, self._on, self.new, news):
            self.add(widget)

    def _connect(self) -> None:
        self.only_open.ticked.connect(self._show_list)
        self.list.record_chosen.connect(self._on_row)
        self.list.record_opened.connect(self._on_go)
        self.send.clicked.connect(self._on_answer)
        self.answer.finished.connect(self._on_answer)
        self.close_it.clicked.connect(self._on_close)
        self.reopen.clicked.connect(self._on_reopen)
        self.go.clicked.connect(self._on_go)
        self.add_it.clicked.connect(self._on_add)
        self.new.finished.connect(self._on_add)
        self.by.returnPressed.connect(self._on_add)

    def show_rows(self, rows: Sequence[CommentRow]) -> None:
        """Show the comments."""
        self._rows = tuple(rows)
        self._show_list()

    def show_about(self, paragraph: str, place: str, quote: str) -> None:
        """Say what a new comment would stand on.

        Args:
            paragraph: id of the paragraph at hand; empty for none.
            place: its name.
            quote: the words selected in it.
        """
        is_other = paragraph != self._about
        self._about, self._quote = paragraph, quote
        on = f"New comment on {place}"
        self._on.setText(f"{on}, on “{_short(quote)}”" if quote else on)
        for widget in (self._on, self.new, self.by, self.add_it):
            widget.setVisible(bool(paragraph))
        if is_other:
            self.new.set_text("")
            self._new_half.offer()

    def begin(self) -> None:
        """Put the cursor where a new comment is written."""
        if not self.by.text():
            known = comments.readers(self._desk.work)
            self.by.set_text(known[0] if known else "")
        self.new.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _show_list(self) -> None:
        shown = [row for row in self._rows if row.is_open or not self.only_open.isChecked()]
        self._model.set_rows(shown)
        self.list.setVisible(bool(shown))
        self._none.setVisible(not shown)
        self._none.setText(
            "No comment is open."
            if self._rows
            else "No comments yet. Select words of a paragraph and press Ctrl+Shift+M."
        )
        self._on_row()

    def _key(self) -> str:
        return str(self.list.current_key() or "")

    def _row(self) -> CommentRow | None:
        return self._model.value_of(self._key())

    @Slot()
    def _on_row(self, _key: object = None) -> None:
        row = self._row()
        for widget in (self._detail, self.answer, self.send, self.close_it, self.reopen, self.go):
            widget.setVisible(row is not None)
        if row is None:
            return
        self._detail.setText(_in_full(row))
        self.close_it.setVisible(row.state != "closed")
        self.reopen.setVisible(bool(row.state))
        # An answer is given to what is open; opening again lets it be given anew.
        self.send.setVisible(row.is_open)
        self.answer.setVisible(row.is_open)
        self.go.setVisible(bool(row.paragraph))
        if self.answer.about != row.id:
            self.answer.set_text("", row.id)
            self._answer_half.offer()

    @Slot()
    def _on_answer(self) -> None:
        row, work, words = self._row(), self._desk.work, self.answer.text()
        if row is not None:
            self._answer_half.do(
                lambda: comments.answer(work, row.id, words),
                lambda _: self.answer.set_text("", row.id),
            )

    @Slot()
    def _on_close(self) -> None:
        row, work = self._row(), self._desk.work
        if row is not None:
            self._desk.do(lambda: comments.close(work, row.id))

    @Slot()
    def _on_reopen(self) -> None:
        row, work = self._row(), self._desk.work
        if row is not None:
            self._desk.do(lambda: comments.open_again(work, row.id))

    @Slot()
    def _on_go(self, _key: object = None) -> None:
        row = self._row()
        if row is not None and row.paragraph:
            self.place_asked.emit(row.paragraph, row.start, row.end)

    @Slot()
    def _on_add(self) -> None:
        work, about, quote = self._desk.work, self._about, self._quote
        text, by = self.new.text(), self.by.text()
        if not about:
            return

        def done(changes: object) -> None:
            self.new.set_text("")
            self.list.choose(getattr(changes, "made", ""))

        self._new_half.do(lambda: comments.add(work, about, text, quote=quote, by=by), done)


def _in_full(row: CommentRow) -> str:
    moment = read_moment(row.at)
    when = f"{short_day(moment.date())} {moment:%H:%M}" if moment else ""
    lines = [f"{row.by}, {when}" if when else row.by]
    if row.quote:
        gone = " (these words are gone)" if row.words_gone else ""
        lines.append(f"On “{_short(row.quote)}”{gone}")
    lines.append(row.text)
    if row.answer:
        lines.append(f"Answer: {row.answer}")
    if row.state:
        lines.append(f"{comments.STATES.get(row.state, row.state).capitalize()} by {row.state_by}")
    return "\n".join(lines)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 70 else f"{line[:69]}…"
