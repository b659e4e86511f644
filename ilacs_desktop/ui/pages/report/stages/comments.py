"""The LA's comments on the draft: taken in from its table, decided and answered one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain import crossrefs
from ilacs_desktop.domain.records import LaComment, Paragraph
from ilacs_desktop.services.report import crossing
from ilacs_desktop.services.report.paragraph_drafts import document_now
from ilacs_desktop.services.stages import la_comments
from ilacs_desktop.services.stages.la_comments import ACCURACY, CONDUCT
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows, name_field
from ilacs_desktop.ui.widgets.list_panel import ListPanel
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.scrolled import scrolling
from ilacs_desktop.ui.widgets.stack import CurrentStack
from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.stages.la_comments import CommentRow
    from ilacs_desktop.ui.desk import Desk

_KINDS = ("la_comment", "paragraph", "member", "pinned")
_DECIDE = (("Ctrl+1", "accepted"), ("Ctrl+2", "in_part"), ("Ctrl+3", "not_accepted"))
_EMPTY = {
    ACCURACY: "Copy the rows of the LA’s table in its file and press Ctrl+V here, or add them one "
    "by one. Each is decided and answered; “Answers…” makes the table that goes back.",
    CONDUCT: "What the LA says of how the inspection was carried out stands apart: it changes "
    "nothing in the document and is answered by itself.",
}


class LaCommentsView(QWidget):
    """Both tables of comments, factual accuracy and process or conduct, one at a time.

    Signals:
        opened: (kind, id) of a record to show on its page.
        export_asked: key of the paper that answers them.
    """

    opened = Signal(str, str)
    export_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.sort = ChoiceField(options=la_comments.SORTS)
        self.sort.set_key(ACCURACY)
        self.model: TableModel[CommentRow] = TableModel(
            (Column("Comment", _first, second=_second, chip=_chip),),
            key=lambda row: row.id,
            parent=self,
        )
        self.list = MasterList("Comments of the LA", self.model)
        self.list.setObjectName("la_comment_list")
        self.form = CommentForm(desk)
        self._count = Words("", "soft")
        self._new = Button("&New", icon="plus")
        self._paste = Button("&Paste table", keys="Ctrl+V")
        self._answers = Button("&Answers…")
        self._answers.setToolTip("Make the table of answers that goes back to the LA")
        self._empty = EmptyState("messages-square", "No comments yet", _EMPTY[ACCURACY])
        self._empty_conduct = EmptyState("messages-square", "No comments yet", _EMPTY[CONDUCT])
        self._stack = CurrentStack(fills=True)
        for one in (self.list, self._empty, self._empty_conduct):
            self._stack.addWidget(one)
        row = FlowRow()
        row.add(self._paste)
        row.add(self._answers)
        name_field(self.sort, "Which comments")
        panel = ListPanel(
            "The LA’s comments",
            self._stack,
            count=self._count,
            end=self._new,
            fields=(self.sort, row),
        )
        self._none = Words("", "soft", wrap=True)
        work = QWidget()
        above = QVBoxLayout(work)
        dress.set_space(above, 0, 0)
        above.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        above.addWidget(self.form)
        self.panes_shown = ThreePane(panel, scrolling(work), list_title="Comments")
        self.panes_shown.restore_state({"list": 420})
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self.panes_shown)
        self._connect()

    def _connect(self) -> None:
        self.sort.key_chosen.connect(self._on_sort)
        self.list.record_chosen.connect(self._on_chosen)
        self.list.record_opened.connect(self._on_opened)
        self._new.clicked.connect(self.add)
        self._paste.clicked.connect(self.paste)
        self._answers.clicked.connect(self._on_answers)
        self.form.opened.connect(self.opened)
        for asked, stops in (
            (self.paste, (self.list, self.sort, self._paste, self._new)),
            (self.delete, (self.list,)),
        ):
            for stop in stops:
                keys = "Ctrl+V" if asked == self.paste else "Del"
                shortcut = QShortcut(QKeySequence(keys), stop)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(asked)
        for keys, decision in _DECIDE:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setObjectName(decision)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_decide)

    # ---- showing -------------------------------------------------------------------------------

    def show_changes(self, changes: Changes | None) -> None:
        """Show the comments as they are now."""
        if changes is not None and not changes.touches(*_KINDS):
            return
        sort = str(self.sort.key())
        rows = la_comments.rows(self._desk.work, sort)
        self.model.set_rows(rows)
        left = sum(bool(row.lacks) for row in rows)
        self._count.setText(f"{len(rows)}, {left} to answer" if rows else "")
        empty = self._empty if sort == ACCURACY else self._empty_conduct
        self._stack.setCurrentWidget(self.list if rows else empty)
        self._answers.setEnabled(bool(la_comments.answered(self._desk.work)[1]))
        self._show_current()

    def _show_current(self) -> None:
        key = self.list.current_key()
        row = self.model.value_of(key) if key is not None else None
        self.form.setVisible(row is not None)
        self._none.setVisible(row is None)
        if row is not None:
            self.form.show_comment(row)
        else:
            # Where the list is folded away, this is all there is to see.
            self._none.setText(f"No comments yet. {_EMPTY[str(self.sort.key())]}")

    def choose(self, record: str) -> bool:
        """Show one comment, in the table it belongs to."""
        held = self._desk.snapshot.get(LaComment, record)
        if held is None:
            return False
        self.sort.set_key(held.sort)
        self.show_changes(None)
        return self.list.choose(record)

    def first_focus(self) -> QWidget:
        """Return what takes the focus: the list, or what to begin with."""
        return self.list if self.model.rows else self.sort

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return self.panes_shown.shown_panes()

    @Slot(object)
    def _on_sort(self, _key: object) -> None:
        self.show_changes(None)

    @Slot(object)
    def _on_chosen(self, _key: object) -> None:
        self._show_current()

    @Slot(object)
    def _on_opened(self, _key: object) -> None:
        self.panes_shown.front("work")
        self.form.point.setFocus()

    # ---- doing ---------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Add a comment at the end, to be typed."""
        work, sort = self._desk.work, str(self.sort.key())
        self._desk.do(lambda: la_comments.add(work, sort), self._on_added)

    def _on_added(self, changes: Changes) -> None:
        self.choose(changes.made)
        self.panes_shown.front("work")
        self.form.place.setFocus()

    @Slot()
    def paste(self) -> None:
        """Take in the table or list that was copied."""
        data = QGuiApplication.clipboard().mimeData()
        text = data.text() if data is not None else ""
        html = data.html() if data is not None and data.hasHtml() else ""
        work, sort = self._desk.work, str(self.sort.key())
        self._desk.do(lambda: la_comments.take_table(work, sort, text, html), self._on_pasted)

    def _on_pasted(self, changes: Changes) -> None:
        self.choose(changes.made)
        self.list.setFocus()

    @Slot()
    def delete(self) -> None:
        """Delete the current comment; undo brings it back."""
        work, key = self._desk.work, self.list.current_key()
        if key is not None:
            self._desk.do(lambda: la_comments.delete(work, str(key)))

    @Slot()
    def _on_decide(self) -> None:
        sender, key = self.sender(), self.list.current_key()
        if sender is not None and key is not None:
            work, decision = self._desk.work, sender.objectName()
            self._desk.do(lambda: la_comments.decide(work, str(key), decision))

    @Slot()
    def _on_answers(self) -> None:
        self.export_asked.emit("la-comments")


def _first(row: CommentRow) -> str:
    return f"{row.number}  {' '.join(row.point.split()) or 'Nothing written yet'}"


def _second(row: CommentRow) -> str:
    lacks = f"{row.lacks[:1].lower()}{row.lacks[1:]}" if row.lacks and row.decision else ""
    decision = row.decision_words if row.sort == ACCURACY else ""
    return " · ".join(part for part in (row.place, decision, lacks) if part)


def _chip(row: CommentRow) -> ChipValue | None:
    return ChipValue("ask", "to answer") if row.lacks else ChipValue("done", "answered")


class CommentForm(QWidget):
    """One comment: what the LA says, what was decided, what changed, what is answered.

    Signals:
        opened: (kind, id) of a record to show on its page.
    """

    opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._row: CommentRow | None = None
        self._title = Words("", "title")
        self.place = LineField(placeholder="Number of the paragraph, or as the LA wrote it")
        self._paragraph = Words("", "soft", wrap=True)
        self.go = Button("Go to the paragraph", "link")
        self.quote = ProseEdit(lines=1, placeholder="The draft’s words it is about")
        self.point = ProseEdit(lines=2, placeholder="What the LA says")
        self.evidence = ProseEdit(lines=1, placeholder="What it offers to support it")
        self.decision = ChoiceField(options=(("", "Not decided yet"), *la_comments.DECISIONS))
        self.change = ProseEdit(lines=1, placeholder="What was changed in the draft, or nothing")
        self.answer = ProseEdit(lines=2, placeholder="What the LA is told")
        self._decided = Words("", "caution", wrap=True)
        self.other_table = Button("")
        self._bindings = Bindings(desk, LaComment)
        for widget, field, step in (
            (self.quote, "quote", "Write what a comment is about"),
            (self.point, "point", "Write comment of the LA"),
            (self.evidence, "evidence", "Write evidence of a comment"),
            (self.change, "change", "Write what a comment changed"),
            (self.answer, "answer", "Write answer to a comment"),
        ):
            self._bindings.tie(widget, field, step)
        self._lay_out()
        self.place.text_committed.connect(self._on_place)
        self.decision.key_chosen.connect(self._on_decision)
        self.go.clicked.connect(self._on_go)
        self.other_table.clicked.connect(self._on_move)

    def _lay_out(self) -> None:
        self._says, self._ours = FormRows(), FormRows()
        self._says.add_row("&Where", self.place)
        self._says.add_row("Words of the &draft", self.quote)
        self._says.add_row("The LA’s &point", self.point)
        self._says.add_row("What it o&ffers in evidence", self.evidence)
        self._ours.add_row(
            "De&cision", self.decision, "Ctrl+1 accepted, Ctrl+2 in part, Ctrl+3 not."
        )
        self._ours.add_row("Change &made", self.change)
        self._ours.add_row("Our ans&wer", self.answer)
        says, ours = Panel("What the LA says"), Panel("What became of it")
        above: tuple[QWidget, ...] = (self._title, self._says, self._paragraph, self.go)
        below: tuple[QWidget, ...] = (self._ours, self._decided, self.other_table)
        for widget in above:
            says.add(widget)
        for widget in below:
            ours.add(widget)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(says)
        column.addWidget(ours)
        column.addStretch(1)

    def show_comment(self, row: CommentRow) -> None:
        """Show a comment; the same one again keeps what is being typed."""
        other = self._row is None or row.id != self._row.id
        self._row = row
        record = self._desk.snapshot.record(LaComment, row.id)
        self._title.setText(f"Comment {row.number}")
        held = record.value if record is not None else None
        if held is not None and (other or not self.place.hasFocus()):
            self.place.set_text(held.place, row.id)
        paragraph = self._desk.snapshot.get(Paragraph, row.paragraph) if row.paragraph else None
        words = " ".join(paragraph.text.split()) if paragraph is not None else ""
        if any(crossrefs.found_in(words)):
            words = crossing.read(words, document_now(self._desk.work))
        self._paragraph.setText(f"{row.place[:1].upper()}{row.place[1:]} now: {words}")
        self._paragraph.setVisible(bool(words))
        self.go.setVisible(bool(words))
        self._bindings.show(record)
        self.decision.set_key(row.decision)
        factual = row.sort == ACCURACY
        self._ours.set_row_shown(self.change, shown=factual)
        self._ours.set_row_shown(self.decision, shown=factual)
        said = f"Decided by {row.decided}. " if row.decided else ""
        self._decided.setText(f"{said}{row.lacks}")
        dress.set_role(self._decided, "caution" if row.lacks else "caption")
        self._decided.setVisible(bool(self._decided.text()))
        self.other_table.setText(
            "It is about process or conduct" if factual else "It is about facts"
        )

    @Slot(str)
    def _on_place(self, text: str) -> None:
        record, work = str(self.place.about or ""), self._desk.work
        if record:
            self._desk.do(lambda: la_comments.set_place(work, record, text))

    @Slot(object)
    def _on_decision(self, key: object) -> None:
        if self._row is not None:
            work, record = self._desk.work, self._row.id
            self._desk.do(lambda: la_comments.decide(work, record, str(key or "")))

    @Slot()
    def _on_go(self) -> None:
        if self._row is not None and self._row.paragraph:
            self.opened.emit(Paragraph.KIND, self._row.paragraph)

    @Slot()
    def _on_move(self) -> None:
        if self._row is not None:
            work, record = self._desk.work, self._row.id
            sort = CONDUCT if self._row.sort == ACCURACY else ACCURACY
            self._desk.do(lambda: la_comments.set_sort(work, record, sort))
