"""One request, and the form on which a new one is begun with a look at what was asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import LineOfEnquiry, Request
from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.kit import requests
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.findings.decide import moment_words
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField, TickBox
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit
from ilacs_desktop.ui.widgets.short_list import ShortList, ShortRow

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.kit.requests import RequestRow
    from ilacs_desktop.ui.desk import Desk


class _Fields:
    """The fields that a new request and one in the log share."""

    def __init__(self, desk: Desk) -> None:
        self.what = ProseEdit(lines=2, placeholder="What the LA is to send")
        self.why = ProseEdit(lines=1, placeholder="What it is to show")
        self.line = ChoiceField()
        self.annex = ChoiceField(options=(("", "Not looked"), *requests.IN_ANNEX_A))
        self.owner = LineField(placeholder="Role at the LA")
        self.due = OptionalDateEdit()
        self.alike = Words("", "caution", wrap=True)
        self._desk = desk

    def add_to(self, form: FormRows) -> None:
        """Put the fields into a form."""
        form.add_row("&What", self.what, wide=True)
        form.add_wide(self.alike)
        form.add_row("Wh&y", self.why, wide=True)
        form.add_row("&Line of enquiry", self.line)
        form.add_row("In &Annex A already?", self.annex)
        form.add_row("Who an&swers", self.owner)
        form.add_row("&Due", self.due)
        self.alike.hide()

    def offer_lines(self) -> None:
        """Offer the lines of enquiry as they are now."""
        lines = sorted(self._desk.snapshot.all(LineOfEnquiry), key=lambda one: one.rank)
        self.line.set_options((("", "None"), *((one.id, one.question) for one in lines)))

    def warn(self, but: str = "", *, annex: bool = True) -> None:
        """Say what was asked before, or is held already.

        Args:
            but: a request that is not compared.
            annex: whether Annex A and the first documents are compared too.
        """
        text, work = self.what.text(), self._desk.work
        held = requests.held_already(work, text) if annex else ()
        found = [
            *(f"{one.label}: {one.words}" for one in held),
            *(f"{one.label}: {one.words}" for one in requests.duplicates(work.snapshot, text, but)),
        ][:4]
        self.alike.setText("△ Much like:\n" + "\n".join(found) if found else "")
        self.alike.setVisible(bool(found))


class RequestForm(QWidget):
    """A new request.

    Signals:
        made: id of the new request.
        left: the person does not want it after all.
    """

    made = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.fields = _Fields(desk)
        self._waits = False
        self._burden = Words("", "soft", wrap=True)
        self._make = Button("Log re&quest", "primary", keys="Ctrl+Enter")
        self._leave = Button("Cancel")
        self._form = FormRows(columns=2)
        self.fields.add_to(self._form)
        panel = Panel()
        panel.add(self._form)
        panel.add(self._burden)
        buttons = FlowRow()
        buttons.add_end(self._leave)
        buttons.add(self._make)
        panel.add(buttons)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(Words("New request", "title"))
        column.addWidget(panel)
        column.addStretch(1)
        self.fields.what.textChanged.connect(self._on_what)
        self.fields.what.finished.connect(self.make)
        self._make.clicked.connect(self.make)
        self._leave.clicked.connect(self.left)
        words: dict[str, ProseEdit | LineField] = {
            "what": self.fields.what,
            "why": self.fields.why,
            "owner": self.fields.owner,
        }
        self._half = HalfWritten(desk, "new-request", words)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.make)

    def begin(self) -> None:
        """Begin with empty fields."""
        fields = self.fields
        fields.offer_lines()
        fields.what.set_text("")
        fields.why.set_text("")
        fields.line.set_key("")
        fields.annex.set_key("")
        fields.owner.set_text("")
        fields.due.set_date(requests.usual_due(self._desk.work.now().date()))
        fields.warn()
        burden = requests.burden_words(self._desk.work)
        self._burden.setText(burden)
        self._burden.setVisible(bool(burden))
        self._form.show_wrong(fields.what, "")
        self._half.offer()
        fields.what.setFocus()

    @Slot()
    def make(self) -> None:
        """Log the request as it is said."""
        fields, work = self.fields, self._desk.work
        if not self.isVisible() or self._waits:
            return
        fields.due.flush()
        what, why, due = fields.what.text(), fields.why.text(), fields.due.value()
        if not what.strip():
            self._form.show_wrong(fields.what, "Say what the LA is to send.")
            fields.what.setFocus()
            return
        line, annex = str(fields.line.key() or ""), str(fields.annex.key() or "")
        owner, day = fields.owner.text().strip(), due.isoformat() if due else ""
        self._waits = True
        self._half.do(
            lambda: requests.make(
                work,
                what,
                why=why,
                line_of_enquiry=line,
                in_annex_a=annex,
                owner_role=owner,
                due=day,
            ),
            self._on_made,
            failed=self._not_made,
        )

    def _on_made(self, changes: Changes) -> None:
        self._waits = False
        self.made.emit(changes.made)

    def _not_made(self, error: BaseException) -> None:
        self._waits = False
        self._desk.trouble.emit(error)

    @Slot()
    def _on_what(self) -> None:
        self.fields.warn()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class RequestCard(QWidget):
    """One request of the log.

    Signals:
        opened: (kind, id) of a record to show on its page.
    """

    opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._request = ""
        self._title = Words("", "title")
        self._chips = [Chip() for _ in range(2)]
        self.receive = Button("Re&ceived today", "primary")
        self.register = Button("Register what ca&me")
        self.register.setToolTip("Put it into the register of documents, tied to this request")
        self.read = TickBox("I have read it")
        self.reopen = Button("Ask again")
        self.withdraw = Button("Withdraw…")
        self.reason = LineField(placeholder="Why it is no longer needed")
        self.reason.setAccessibleName("Reason for withdrawing the request")
        self._told = Words("", "soft", wrap=True)
        self.fields = _Fields(desk)
        self.received = OptionalDateEdit()
        self.outcome = ProseEdit(lines=2, placeholder="What it shows")
        self.uses = ShortList("Used in", lines=1)
        self._used = Panel("Used in")
        self._used.add(self.uses)
        self._kinds: dict[str, str] = {}
        self._bindings = Bindings(desk, Request)
        form = FormRows(columns=2)
        self.fields.add_to(form)
        form.add_row("Received &on", self.received)
        form.add_row("Ou&tcome", self.outcome, wide=True)
        head = FlowRow()
        head.add(self._title)
        for chip in self._chips:
            head.add(chip)
        for button in (self.withdraw, self.reopen, self.register, self.receive):
            head.add_end(button)
        panel = Panel()
        panel.add(form)
        panel.add(self.read)
        panel.add(self._told)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for widget in (head, self.reason, panel, self._used):
            column.addWidget(widget)
        column.addStretch(1)
        self.reason.hide()
        self._connect()

    def _connect(self) -> None:
        fields = self.fields
        for widget, field, step in (
            (fields.what, "what", "Write request"),
            (fields.why, "why", "Say why it is asked"),
            (fields.line, "line_of_enquiry", "Tie request to line of enquiry"),
            (fields.annex, "in_annex_a", "Say whether Annex A holds it"),
            (fields.owner, "owner_role", "Say who answers"),
            (fields.due, "due", "Change due day"),
            (self.received, "received", "Change day of receipt"),
            (self.outcome, "outcome", "Write outcome"),
        ):
            self._bindings.tie(widget, field, step)
        self.receive.clicked.connect(self._on_receive)
        self.register.clicked.connect(self._on_register)
        self.read.ticked.connect(self._on_read)
        self.uses.row_opened.connect(self._on_use)
        self.reopen.clicked.connect(self._on_reopen)
        self.withdraw.clicked.connect(self._on_withdraw)
        self.reason.returnPressed.connect(self._on_reason)
        words = {"reason": self.reason}
        self._half = HalfWritten(self._desk, "withdraw", words, lambda: self._request)

    def next_step(self) -> QWidget:
        """Return what a request waits for: that it comes, or that it is read."""
        return next((one for one in (self.receive, self.read) if not one.isHidden()), self.reopen)

    def show_request(self, row: RequestRow, record: Record[Request]) -> None:
        """Show a request; the same one again keeps what is being typed."""
        if row.id != self._request:
            self.reason.hide()
        self._request = row.id
        self._title.setText(f"Request {row.number}")
        self._chips[0].show_chip("done" if row.state == "received" else "neutral", row.state)
        words = row.due_words
        self._chips[1].show_chip("neutral", words)
        self._chips[1].setVisible(bool(words))
        self.receive.setVisible(row.state == "open")
        mine = self._desk.work.me.person in record.value.read_by
        self.read.setVisible(row.state == "received")
        self.read.set_ticked(mine)
        self.register.setVisible(row.state != "withdrawn")
        self._show_uses(row.id)
        self.reopen.setVisible(row.state != "open")
        self.withdraw.setVisible(row.state == "open")
        self.fields.offer_lines()
        self._bindings.show(record)
        if not record.value.line_of_enquiry:
            self.fields.line.set_key("")
        if not record.value.in_annex_a:
            self.fields.annex.set_key("")
        self.fields.warn(row.id, annex=not record.value.in_annex_a)
        asked = moment_words(row.asked)
        day = read_day(row.received)
        by = f" by {row.issuer}" if row.issuer else ""
        parts = [f"Asked {asked}{by}." if asked else ""]
        if row.state == "open":
            parts.append(f"{counted(row.age, 'working day')} ago." if row.age else "Asked today.")
        if day is not None:
            parts.append(f"Received {short_day(day)} after {counted(row.age, 'working day')}.")
        if row.read_by:
            parts.append(f"Read by {', '.join(row.read_by)}.")
        elif row.state == "received":
            parts.append("Read by nobody yet.")
        self._told.setText(" ".join(part for part in parts if part))

    @Slot()
    def _on_receive(self) -> None:
        work, request = self._desk.work, self._request
        self._desk.do(lambda: requests.receive(work, request))

    def _show_uses(self, request: str) -> None:
        found = requests.uses(self._desk.work, request)
        self._kinds = {one.id: one.kind for one in found}
        self.uses.show_rows([ShortRow(one.id, one.words) for one in found])
        self._used.setVisible(bool(found))

    @Slot(str)
    def _on_use(self, record: str) -> None:
        self.opened.emit(self._kinds[record], record)

    @Slot()
    def _on_register(self) -> None:
        work, request = self._desk.work, self._request
        self._desk.do(lambda: requests.register(work, request))

    @Slot(bool)
    def _on_read(self, read: bool) -> None:  # noqa: FBT001 - the tick's own argument
        work, request = self._desk.work, self._request
        command = requests.mark_read if read else requests.mark_unread
        self._desk.do(lambda: command(work, request))

    @Slot()
    def _on_reopen(self) -> None:
        work, request = self._desk.work, self._request
        self._desk.do(lambda: requests.reopen(work, request))

    @Slot()
    def _on_withdraw(self) -> None:
        self.reason.setVisible(self.reason.isHidden())
        if not self.reason.isHidden():
            self.reason.set_text("")
            self.reason.setFocus()

    @Slot()
    def _on_reason(self) -> None:
        reason = self.reason.text()
        if reason.strip():
            self.reason.hide()
            work, request = self._desk.work, self._request
            self._half.do(lambda: requests.withdraw(work, request, reason))
