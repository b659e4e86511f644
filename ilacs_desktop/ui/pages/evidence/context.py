"""Beside a note: topics, findings, lines of enquiry, documents, the child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Evidence, Finding, LineOfEnquiry, SeenDocument
from ilacs_desktop.services.evidence import evidence, evidence_rows
from ilacs_desktop.services.findings import findings
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.evidence.list import brief
from ilacs_desktop.ui.pages.evidence.ties import FindingTies
from ilacs_desktop.ui.pages.topic_picker import TopicPicker
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.short_list import ShortList, ShortRow

if TYPE_CHECKING:
    from ilacs_desktop.services.evidence.evidence_rows import NoteContext
    from ilacs_desktop.ui.desk import Desk


class NoteAside(QWidget):
    """What a note is tied to.

    Signals:
        opened: (kind, id) of a record to show on its page.
    """

    opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._note = ""
        self.topics = TopicPicker(desk.edition)
        self.findings = FindingTies()
        self._no_findings = Words("In no finding yet.", "soft", wrap=True)
        self.add_to = ChoiceField()
        self.lines = ShortList("Lines of enquiry of this note", most=6)
        self.line = ChoiceField()
        self._line_off = Button("Take off", "link")
        self.documents = ShortList("Documents cited", most=6)
        self.document = ChoiceField()
        self.page = LineField(placeholder="Page")
        self._cite = Button("Cite")
        self._uncite = Button("Take off", "link")
        self._child = Button("Open the child's card", "link")
        self._others = ShortList("Other notes about this child", most=6)
        self._half = HalfWritten(desk, "cite", {"page": self.page}, lambda: self._note)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        topics = Panel("Topics")
        topics.add(self.topics)
        found = Panel("Findings")
        for widget in (self.findings, self._no_findings):
            found.add(widget)
        form = FormRows()
        form.add_row("Add to a finding", self.add_to)
        found.add(form)
        self._lines_panel = Panel("Lines of enquiry")
        self._lines_panel.add(self.lines)
        self._lines_panel.add(self._line_off)
        lines = FormRows()
        lines.add_row("Add to a line of enquiry", self.line)
        self._lines_panel.add(lines)
        self._documents_panel = Panel("Documents")
        self._documents_panel.add(self.documents)
        self._documents_panel.add(self._uncite)
        cite = FormRows(columns=2)
        cite.add_row("Document", self.document)
        cite.add_row("Page", self.page)
        self._documents_panel.add(cite)
        self._documents_panel.add(self._cite)
        self._child_panel = Panel("Child")
        self._child_panel.add(self._child)
        self._child_panel.add(self._others)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for panel in (
            topics,
            found,
            self._child_panel,
            self._lines_panel,
            self._documents_panel,
        ):
            column.addWidget(panel)
        column.addStretch(1)

    def _connect(self) -> None:
        self.topics.topics_changed.connect(self._on_topics)
        self.findings.opened.connect(self._on_finding)
        self.findings.side_chosen.connect(self._on_side)
        self.findings.taken_off.connect(self._on_off)
        self.add_to.key_chosen.connect(self._on_add_to)
        self.line.key_chosen.connect(self._on_line)
        self._line_off.clicked.connect(self._on_line_off)
        self.lines.row_opened.connect(self._on_line_opened)
        self._cite.clicked.connect(self._on_cite)
        self._uncite.clicked.connect(self._on_uncite)
        self._child.clicked.connect(self._on_child)
        self._others.row_opened.connect(self._on_other)

    def show_note(self, note: str, context: NoteContext) -> None:
        """Show what a note is tied to."""
        if note != self._note:
            self.page.set_text("")
            self._note = note
            self._half.offer()
        self.topics.show_topics([tie.id for tie in context.topics])
        self.findings.show_ties(context.findings)
        self.findings.setVisible(bool(context.findings))
        self._no_findings.setVisible(not context.findings)
        self._offer_findings({tie.id for tie in context.findings})
        self._show_lines(context)
        self._show_documents(context)
        self._child_panel.setVisible(bool(context.child))
        self._child.setText(f"Open the card of child {context.child}")
        self._others.show_rows(
            [
                ShortRow(row.id, row.first_line, f"{brief(row.seen_at)} · {row.inspector_name}")
                for row in context.about_child
            ]
        )
        self._others.setVisible(bool(context.about_child))

    def _offer_findings(self, held: set[str]) -> None:
        snapshot = self._desk.snapshot
        note = snapshot.get(Evidence, self._note)
        area = note.area if note else ""
        offered = sorted(
            (one for one in snapshot.all(Finding) if one.id not in held and one.state in _OPEN),
            key=lambda one: (one.area != area, one.rank),
        )
        signs = {kind.key: kind.sign for kind in self._desk.edition.kinds}
        self.add_to.set_options(
            (
                ("", "Choose…"),
                *((one.id, f"{signs.get(one.kind, '')} {one.text}") for one in offered),
            )
        )
        self.add_to.set_key("")

    def _show_lines(self, context: NoteContext) -> None:
        held = {tie.id for tie in context.lines}
        every = sorted(self._desk.snapshot.all(LineOfEnquiry), key=lambda one: one.rank)
        offered = [(one.id, one.question) for one in every if one.id not in held]
        self.lines.show_rows([ShortRow(tie.id, tie.label, tie.second) for tie in context.lines])
        self.lines.setVisible(bool(held))
        self._line_off.setVisible(bool(held))
        self.line.set_options((("", "Choose…"), *offered))
        self.line.set_key("")
        self._lines_panel.setVisible(bool(every))

    def _show_documents(self, context: NoteContext) -> None:
        register = [
            (one.id, f"{one.number} {one.title}".strip())
            for one in self._desk.snapshot.all(SeenDocument)
        ]
        self.documents.show_rows(
            [
                ShortRow(tie.id, tie.label, f"page {tie.second}" if tie.second else "")
                for tie in context.documents
            ]
        )
        self.documents.setVisible(bool(context.documents))
        self._uncite.setVisible(bool(context.documents))
        self.document.set_options((("", "Choose…"), *register))
        if self.document.key() is None:
            self.document.set_key("")
        self._documents_panel.setVisible(bool(register))

    # ---- doing ---------------------------------------------------------------------------------

    @Slot(object)
    def _on_topics(self, keys: tuple[str, ...]) -> None:
        work, note = self._desk.work, self._note
        self._desk.do(lambda: evidence.set_topics(work, note, keys))

    @Slot(str, str)
    def _on_side(self, finding: str, side: str) -> None:
        work, note = self._desk.work, self._note
        self._desk.do(lambda: findings.set_side(work, finding, note, side), failed=self._not_done)

    @Slot(str)
    def _on_off(self, finding: str) -> None:
        work, note = self._desk.work, self._note
        self._desk.do(lambda: findings.detach(work, finding, note))

    def _not_done(self, error: BaseException) -> None:
        """Say why not, and show the sides that hold."""
        self._desk.trouble.emit(error)
        self.findings.show_ties(())
        self.findings.show_ties(evidence_rows.context(self._desk.work, self._note).findings)

    @Slot(object)
    def _on_line(self, key: object) -> None:
        if key:
            self._set_lines([*(row.key for row in self.lines.rows), str(key)])

    @Slot()
    def _on_line_off(self) -> None:
        off = self.lines.current_key()
        self._set_lines([row.key for row in self.lines.rows if row.key != off])

    def _set_lines(self, keys: list[str]) -> None:
        work, note = self._desk.work, self._note
        self._desk.do(lambda: evidence.set_lines(work, note, keys))

    @Slot(str)
    def _on_line_opened(self, key: str) -> None:
        self.opened.emit("line_of_enquiry", key)

    @Slot(object)
    def _on_add_to(self, key: object) -> None:
        if key:
            work, note = self._desk.work, self._note
            self._desk.do(lambda: findings.attach(work, str(key), (note,)))

    @Slot()
    def _on_cite(self) -> None:
        work, note, page = self._desk.work, self._note, self.page.text().strip()
        document = str(self.document.key() or "")
        if document:
            self._half.do(lambda: evidence.cite(work, note, document, page))
            self.page.set_text("")

    @Slot()
    def _on_uncite(self) -> None:
        work, note, document = self._desk.work, self._note, self.documents.current_key()
        if document is not None:
            self._desk.do(lambda: evidence.uncite(work, note, str(document)))

    @Slot(str)
    def _on_finding(self, key: str) -> None:
        self.opened.emit("finding", key)

    @Slot()
    def _on_child(self) -> None:
        note = self._desk.snapshot.get(Evidence, self._note)
        if note is not None and note.case:
            self.opened.emit("case", note.case)

    @Slot(str)
    def _on_other(self, key: str) -> None:
        self.opened.emit("evidence", key)


_OPEN = ("emerging", "put_to_la")
