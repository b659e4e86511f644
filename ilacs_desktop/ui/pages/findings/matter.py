"""One matter on which the evidence disagrees: both sides, and what is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Finding
from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.findings import disagreement
from ilacs_desktop.services.findings.findings import SUPPORT
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue
from ilacs_desktop.ui.pages.findings.quotes import QuoteList
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.short_list import ShortRow

if TYPE_CHECKING:
    from ilacs_desktop.services.findings.disagreement import Disagreement
    from ilacs_desktop.services.findings.finding_rows import Rest
    from ilacs_desktop.ui.desk import Desk

_KIND_WORDS = {
    "claim": "The LA says of itself",
    "finding": "We say",
    "topic": "Notes on this topic",
}
_HEADS = {
    "claim": ("Speaks for the claim", "Speaks against the claim"),
    "finding": ("For it", "Against it"),
    "topic": ("Strengths", "Concerns"),
}


class MatterView(QWidget):
    """A claim, finding or topic with what speaks for and against it.

    Signals:
        opened: (kind, id) of a record to show on its page.
        left: the person wants to go back to the list.
    """

    opened = Signal(str, str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._row: Disagreement | None = None
        self._what = Words("", "soft", wrap=True)
        self._text = Words("", "name", wrap=True)
        self._second = Words("", "soft", wrap=True)
        self._done = Words("", "soft", wrap=True)
        self.say = Button("Say why… (R)")
        self.ask = Button("Ask at KIT (K)")
        self.line = Button("Line of enquiry (L)")
        self.word = ChoiceField(options=SUPPORT)
        self.reason = LineField(placeholder="Why it stands as it stands; Enter records it")
        self.beside = ChoiceField()
        self.stance = ChoiceField(options=(("against", "Against"), ("for", "For")))
        self.findings = QuoteList("Findings concerned")
        self.sides = (QuoteList("What speaks for it"), QuoteList("What speaks against it"))
        self._heads = (Words("", "heading", wrap=True), Words("", "heading", wrap=True))
        self._findings_head = Words("", "heading", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        panel = Panel()
        buttons = FlowRow()
        for button in (self.say, self.ask, self.line):
            buttons.add(button)
        self._reason_form = FormRows()
        self._reason_form.add_row("The finding is", self.word)
        self._reason_form.add_row("Because", self.reason)
        self._beside_form = FormRows(columns=2)
        self._beside_form.add_row("Which side", self.stance)
        self._beside_form.add_row("Set it beside a finding", self.beside)
        self.stance.set_key("against")
        for widget in (
            self._what,
            self._text,
            self._second,
            self._done,
            buttons,
            self._reason_form,
            self._findings_head,
            self.findings,
            self._beside_form,
        ):
            panel.add(widget)
        columns = Columns(1, 1)
        for at, (head, side) in enumerate(zip(self._heads, self.sides, strict=True)):
            columns.add(at, head)
            columns.add(at, side)
            columns.end(at)
        panel.add(columns)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(panel)
        column.addStretch(1)
        self._reason_form.hide()

    def _connect(self) -> None:
        self.say.clicked.connect(self.begin_reason)
        self.ask.clicked.connect(self.ask_at_kit)
        self.line.clicked.connect(self.make_line)
        self.reason.returnPressed.connect(self._on_reason)
        self._half = HalfWritten(self._desk, "matter", {"reason": self.reason}, self._key)
        self.beside.key_chosen.connect(self._on_beside)
        self.findings.row_opened.connect(self._on_finding)
        for side in self.sides:
            side.row_opened.connect(self._on_note)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._on_leave)

    def show_matter(self, row: Disagreement) -> None:
        """Show a matter; the same one again keeps a reason that is being written."""
        other = self._row is None or self._row.key != row.key
        self._row = row
        if other:
            self._reason_form.hide()
        self._what.setText(
            " · ".join(part for part in (_KIND_WORDS[row.kind], row.area_label) if part)
        )
        self._text.setText(row.text)
        self._second.setText(row.second)
        self._second.setVisible(bool(row.second))
        self._done.setText(_done_words(row))
        self._done.setVisible(bool(self._done.text()))
        self.ask.setEnabled(not row.asked)
        self.line.setEnabled(not row.line)
        self.say.setEnabled(not row.is_open)
        self._reason_form.set_row_shown(self.word, row.kind == "finding")
        self._show_findings(row)
        self._beside_form.setVisible(row.kind == "claim")
        if row.kind == "claim":
            self._offer_findings(row)
        for head, words, listed, rests in zip(
            self._heads, _HEADS[row.kind], self.sides, (row.pro, row.con), strict=True
        ):
            head.setText(f"{words} · {len(rests)}" if rests else f"{words}: nothing noted")
            listed.setAccessibleName(words)
            listed.show_rows([_rest_row(one) for one in rests])
            listed.setVisible(bool(rests))

    def _show_findings(self, row: Disagreement) -> None:
        held = () if row.kind == "finding" else row.findings
        found = [one for key in held if (one := self._desk.snapshot.get(Finding, key)) is not None]
        signs = {one.key: one.sign for one in self._desk.edition.kinds}
        self.findings.show_rows(
            [
                ShortRow(
                    one.id,
                    one.text or "Nothing written yet",
                    "",
                    ChipValue("strength" if signs.get(one.kind) == "+" else "concern"),
                )
                for one in found
            ]
        )
        self.findings.setVisible(bool(found))
        self._findings_head.setText(f"What we say · {counted(len(found), 'finding')}")
        self._findings_head.setVisible(bool(found))

    def _offer_findings(self, row: Disagreement) -> None:
        places = {one.key: at for at, one in enumerate(self._desk.edition.areas_in_body_order())}
        free = [
            one
            for one in self._desk.snapshot.all(Finding)
            if one.state != "withdrawn" and one.id not in row.findings and one.text.strip()
        ]
        free.sort(key=lambda one: (one.area != row.area, places.get(one.area, 99), one.rank))
        self.beside.set_options((("", "Choose…"), *((one.id, one.text) for one in free)))
        self.beside.set_key("")

    def enter(self) -> None:
        """Put the focus on the first thing to read or do."""
        for listed in (self.findings, *self.sides):
            if listed.rows:
                listed.setFocus()
                return
        self.line.setFocus()

    def _key(self) -> str:
        return str(self._row.key) if self._row is not None else ""

    # ---- doing -------------------------------------------------------------------------------

    @Slot()
    def begin_reason(self) -> None:
        """Open the field for the reason."""
        row = self._row
        if row is None or row.is_open:
            return
        self._reason_form.show()
        self.word.set_key(row.word or "disputed")
        self.reason.set_text(row.reason)
        self.reason.setFocus()

    @Slot()
    def ask_at_kit(self) -> None:
        """Put it on the agenda of the next KIT meeting."""
        row, work = self._row, self._desk.work
        if row is not None and not row.asked:
            self._desk.do(lambda: disagreement.ask_at_kit(work, row))

    @Slot()
    def make_line(self) -> None:
        """Make a line of enquiry of it."""
        row, work = self._row, self._desk.work
        if row is not None and not row.line:
            self._desk.do(lambda: disagreement.make_line(work, row))

    @Slot()
    def _on_reason(self) -> None:
        row, work, reason = self._row, self._desk.work, self.reason.text()
        if row is None or not reason.strip():
            return
        word = str(self.word.key() or "disputed")
        self._reason_form.hide()
        self._half.do(lambda: disagreement.record_reason(work, row, reason, word))
        self.left.emit()

    @Slot()
    def _on_leave(self) -> None:
        if self._reason_form.isVisible():
            self._reason_form.hide()
        self.left.emit()

    @Slot(object)
    def _on_beside(self, key: object) -> None:
        row, work, stance = self._row, self._desk.work, str(self.stance.key() or "against")
        if key and row is not None:
            self._desk.do(lambda: disagreement.set_beside(work, row, str(key), stance))

    @Slot(str)
    def _on_finding(self, finding: str) -> None:
        self.opened.emit("finding", finding)

    @Slot(str)
    def _on_note(self, note: str) -> None:
        self.opened.emit("evidence", note)


def _done_words(row: Disagreement) -> str:
    lines = []
    if row.is_open:
        lines.append("This claim is set beside no finding yet.")
    if row.reason:
        word = f"Called {row.word} by" if row.word else "Said by"
        lines.append(f"{word} {row.reason_by}: {row.reason}")
    if row.asked:
        lines.append(f"On the agenda: {row.asked}.")
    if row.line:
        lines.append("There is a line of enquiry on it.")
    return "\n".join(lines)


def _rest_row(rest: Rest) -> ShortRow:
    child = f"Child {rest.child}" if rest.child else ""
    second = " · ".join(part for part in (rest.source, child) if part)
    kind = {"strength": "strength", "concern": "concern"}.get(rest.stance)
    return ShortRow(rest.id, rest.text, second, ChipValue(kind) if kind else None)  # type: ignore[arg-type]
