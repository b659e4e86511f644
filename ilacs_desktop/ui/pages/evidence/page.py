"""The Evidence page: every note, the one being read, and what it is tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.evidence import assuming, evidence
from ilacs_desktop.services.evidence.evidence_rows import context
from ilacs_desktop.ui.late_page import LatePage
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.page import Count
from ilacs_desktop.ui.pages.evidence.card import NoteCard
from ilacs_desktop.ui.pages.evidence.context import NoteAside
from ilacs_desktop.ui.pages.evidence.finding import MakeFinding
from ilacs_desktop.ui.pages.evidence.list import NoteList
from ilacs_desktop.ui.pages.evidence.several import SeveralNotes
from ilacs_desktop.ui.prompts import Question
from ilacs_desktop.ui.widgets.lazy_stack import LazyStack
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.scrolled import scrolled, scrolling
from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.evidence.evidence_rows import NoteRow
    from ilacs_desktop.ui.desk import Desk

_KINDS = (
    *("evidence", "link", "case", "finding", "line_of_enquiry", "seen_document"),
    *("member", "inspection", "pinned", "setting"),
)


class EvidencePage(LatePage):
    """Notes: list, note, context; a finding is made from one or from several."""

    key: ClassVar[str] = "evidence"
    title: ClassVar[str] = "Evidence"
    commands: ClassVar[tuple[str, ...]] = (
        "new-record",
        "find-here",
        "refer-back",
        "delete-record",
        "next-record",
        "last-record",
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.notes = NoteList(desk.work)
        self.card = NoteCard(desk)
        self.aside = NoteAside(desk)
        self._none = EmptyState(
            "notebook-pen",
            "No note is open",
            "Choose one at the left, or write one: Ctrl+N from anywhere.",
            "Write a note",
        )
        self._middle = LazyStack()
        self._middle.add_view("none", lambda: self._none)
        self._middle.add_view("card", lambda: scrolling(self.card))
        self._middle.add_view("several", self._make_several)
        self._middle.add_view("finding", self._make_finding)
        self._middle.put("none")
        holder = QWidget()
        inner = QVBoxLayout(holder)
        dress.set_space(inner, 0, 0)
        inner.addWidget(self.aside)
        inner.addStretch(1)
        self._aside = scrolling(holder)
        self.three = ThreePane(
            scrolling(self.notes),
            self._middle,
            self._aside,
            list_title="Notes",
            context_title="Topics and findings",
        )
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self.three)
        self._connect()

    def _connect(self) -> None:
        self._is_reading = False
        self.notes.notes_chosen.connect(self._on_chosen)
        self.notes.note_asked.connect(self._on_note_asked)
        self._none.acted.connect(self._on_note_asked)
        self.card.finding_asked.connect(self.begin_finding)
        self.card.delete_asked.connect(self._on_delete)
        self.aside.opened.connect(self._on_opened)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.begin_finding)

    def _make_several(self) -> QWidget:
        several = SeveralNotes(self._desk)
        several.finding_asked.connect(self.begin_finding)
        return scrolling(several)

    def _make_finding(self) -> QWidget:
        finding = MakeFinding(self._desk)
        finding.made.connect(self._on_made)
        finding.left.connect(self._on_left)
        return scrolling(finding)

    @property
    def several(self) -> SeveralNotes:
        """Return what is shown for several notes."""
        return scrolled(self._middle.view("several"), SeveralNotes)

    @property
    def finding(self) -> MakeFinding:
        """Return the sheet on which a finding is begun."""
        return scrolled(self._middle.view("finding"), MakeFinding)

    # ---- showing -------------------------------------------------------------------------------

    @override
    def show_changes(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_KINDS):
            return
        # What is chosen may be told anew on the way: the note is shown once, at the end.
        self._is_reading = True
        try:
            self.notes.refresh(changes)
        finally:
            self._is_reading = False
        self.count_changed.emit(Count(len(self.notes.notes.rows)))
        if not self._is_making:
            self._show_current()

    @property
    def _is_making(self) -> bool:
        return self._middle.key == "finding"

    def _chosen_rows(self) -> tuple[NoteRow, ...]:
        rows = (self.notes.notes.row(one) for one in self.notes.chosen_notes())
        return tuple(row for row in rows if row is not None)

    def _show_current(self) -> None:
        rows = self._chosen_rows()
        record = self._desk.snapshot.record(Evidence, rows[0].id) if len(rows) == 1 else None
        self.aside.setVisible(record is not None)
        if len(rows) > 1:
            self.several.show_notes(rows)
            self._middle.put("several")
        elif record is None or record.meta.deleted:
            self._middle.put("none")
        else:
            self.card.show_note(record)
            about = context(self._desk.work, record.value.id, self.notes.notes.rows)
            self.aside.show_note(record.value.id, about)
            self._middle.put("card")

    @override
    def show_record(self, kind: str, record: str) -> bool:
        self.catch_up()
        if kind == "topic":
            self.notes.show_topic(record)
            return True
        if kind != "evidence":
            return False
        found = self.notes.choose(record)
        if self._is_making:
            self._middle.put("card")
        self._show_current()
        note = self._desk.snapshot.get(Evidence, record)
        if found and note is not None and note.to_write_up:
            # It was opened to be written up.
            self.card.text.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    @override
    def first_focus(self) -> QWidget:
        if self.notes.list.isVisibleTo(self):
            return self.notes.list
        return self.card.text if self.card.text.isVisibleTo(self) else super().first_focus()

    @override
    def flush(self) -> None:
        self.card.flush()
        super().flush()

    # ---- commands ------------------------------------------------------------------------------

    @override
    def run_command(self, name: str) -> None:
        if name in ("next-record", "last-record"):
            self.notes.step(1 if name == "next-record" else -1)
        elif name == "new-record":
            self._on_note_asked()
        elif name == "find-here":
            self._on_find()
        elif name == "refer-back":
            self._on_refer()
        elif name == "delete-record":
            self._on_delete()

    @Slot()
    def begin_finding(self) -> None:
        """Begin a finding from the notes chosen."""
        rows = self._chosen_rows()
        if not rows:
            return
        self.card.flush()
        self._middle.put("finding")
        self.three.front("work")
        self.finding.begin(rows)

    @Slot(str)
    def _on_made(self, finding: str) -> None:
        self._middle.put("card")
        self._show_current()
        self.message_told.emit("Finding made")
        self._desk.show("finding", finding)

    @Slot()
    def _on_left(self) -> None:
        self._middle.put("card")
        self._show_current()
        self.notes.list.setFocus()

    @Slot(object)
    def _on_chosen(self, _notes: object) -> None:
        if not (self._is_making or self._is_reading):
            self._show_current()

    @Slot()
    def _on_note_asked(self) -> None:
        work = self._desk.work
        assumed = assuming.assume(work)
        self._desk.do(lambda: evidence.add(work, assumed=assumed), self._on_added)

    def _on_added(self, changes: Changes) -> None:
        self.notes.choose(changes.made)
        self._show_current()
        self.three.front("work")
        self.card.text.setFocus()

    @Slot()
    def _on_find(self) -> None:
        self.three.front("list")
        self.notes.finder.setFocus()
        self.notes.finder.selectAll()

    @Slot(str, str)
    def _on_opened(self, kind: str, record: str) -> None:
        if kind == "evidence":
            self.show_record(kind, record)
        else:
            self._desk.show(kind, record)

    def _on_refer(self) -> None:
        """Refer the chosen note back: the form is on Cases, beside the child's card."""
        rows = self._chosen_rows()
        if len(rows) == 1:
            self.card.flush()
            self._desk.show("referral_back", rows[0].id)

    @Slot()
    def _on_delete(self) -> None:
        rows = self._chosen_rows()
        if len(rows) != 1:
            return
        work, row = self._desk.work, rows[0]

        def answered(yes: bool) -> None:  # noqa: FBT001 - the prompt's own answer
            if yes:
                self._desk.do(lambda: evidence.delete(work, row.id))

        if not row.text.strip():
            answered(yes=True)
            return
        self._desk.prompts.ask(
            Question(
                "Delete this note?",
                "It leaves the list and its findings; the history keeps it, undo brings it back.",
                "Delete note",
            ),
            answered,
        )
