"""What people decide about a finding: supported or disputed, put to the LA, agreed, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Finding
from ilacs_desktop.services.findings import finding_states
from ilacs_desktop.services.findings.findings import RESPONSES, SUPPORT
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.findings.finding_rows import FindingCard
    from ilacs_desktop.ui.desk import Desk


def moment_words(moment: str) -> str:
    """Return the day and hour of an ISO moment."""
    day = read_day(moment)
    return f"{short_day(day)} {moment[11:16]}".strip() if day else ""


class SupportPart(QWidget):
    """A named person's word on support, with the reason."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._finding = ""
        self.word = ChoiceField(options=(("", "Not said yet"), *SUPPORT))
        self.reason = ProseEdit(lines=1, placeholder="What it rests on, or what speaks against it")
        self._say = Button("Say so")
        self._said = Words("", "soft", wrap=True)
        self._form = FormRows()
        self._form.add_row("Is it supported?", self.word)
        self._form.add_row("Because", self.reason)
        row = FlowRow()
        row.add(self._say)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for widget in (self._form, row, self._said):
            column.addWidget(widget)
        self._say.clicked.connect(self.say)
        self.reason.finished.connect(self.say)
        words = {"reason": self.reason}
        self._half = HalfWritten(desk, "support", words, lambda: self._finding)

    def show_card(self, card: FindingCard) -> None:
        """Show what was said; a reason half written stays."""
        other = card.row.id != self._finding
        if other or not self.reason.hasFocus():
            self.word.set_key(card.row.support)
            self.reason.set_text(card.support_reason)
        self._finding = card.row.id
        if other:
            self._half.offer()
        self._form.show_wrong(self.reason, "")
        self._said.setText(f"The word of {card.support_by}." if card.support_by else "")
        self._said.setVisible(bool(card.support_by))

    @Slot()
    def say(self) -> None:
        """Record the word as it stands."""
        word, reason = str(self.word.key() or ""), self.reason.text()
        if word and not reason.strip():
            self._form.show_wrong(self.reason, "Say in a sentence why.")
            self.reason.setFocus()
            return
        work, finding = self._desk.work, self._finding
        self._half.do(lambda: finding_states.say_support(work, finding, word, reason))


class ResponsePart(QWidget):
    """What the LA said to a finding that was put to it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._finding = ""
        self._put = Words("", "soft", wrap=True)
        self.kind = ChoiceField(options=(("", "Not recorded yet"), *RESPONSES))
        self.text = ProseEdit(lines=1, placeholder="What the LA said, by role")
        self._bindings = Bindings(desk, Finding)
        self._bindings.tie(self.text, "la_response", "Write the LA's response")
        form = FormRows()
        form.add_row("The LA's response", self.kind)
        form.add_row("In words", self.text)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self._put)
        column.addWidget(form)
        self.kind.key_chosen.connect(self._on_kind)

    def show_card(self, card: FindingCard) -> None:
        """Show when it was put and what was answered; hidden before that."""
        self._finding = card.row.id
        record = self._desk.snapshot.record(Finding, card.row.id)
        self.setVisible(bool(card.row.put_at))
        self._bindings.show(record)
        self.kind.set_key(record.value.la_response_kind if record else "")
        changed = " The statement was changed since." if card.text_changed else ""
        self._put.setText(f"Put to the LA {moment_words(card.row.put_at)}.{changed}")

    @Slot(object)
    def _on_kind(self, key: object) -> None:
        if key:
            work, finding = self._desk.work, self._finding
            self._desk.do(lambda: finding_states.respond(work, finding, str(key)))


class StatePart(QWidget):
    """Where a finding stands, and the one or two steps that can follow.

    Signals:
        was_put: it was put to the LA, by the button: what was answered comes next.
        settled: it was agreed, by the button: another one comes next.
    """

    was_put = Signal()
    settled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._finding = ""
        self._asked = ""
        self._told = Words("", "soft", wrap=True)
        self.put = Button("&Put to the LA")
        self.agree = Button("Agree", "primary")
        self.reopen = Button("Open again…")
        self.withdraw = Button("Withdraw…")
        self.reason = LineField(placeholder="The reason, as it will stand in the record")
        self.reason.setAccessibleName("Reason")
        self._go = Button("Withdraw")
        self._why_not = Words("", "soft", wrap=True)
        buttons = FlowRow()
        for button in (self.put, self.agree, self.reopen, self.withdraw):
            buttons.add(button)
        self._reason_row = FlowRow()
        self._reason_row.add(self._go)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for widget in (self._told, buttons, self._why_not, self.reason, self._reason_row):
            column.addWidget(widget)
        self.put.clicked.connect(self._on_put)
        self.agree.clicked.connect(self._on_agree)
        self.reopen.clicked.connect(self._on_reopen)
        self.withdraw.clicked.connect(self._on_withdraw)
        self._go.clicked.connect(self._on_go)
        self.reason.returnPressed.connect(self._on_go)
        self._half = HalfWritten(
            desk, "end-finding", {"reason": self.reason}, lambda: self._finding
        )
        self._ask("")

    def show_card(self, card: FindingCard) -> None:
        """Show the state with who decided and when."""
        if card.row.id != self._finding:
            self._ask("")
        self._finding = card.row.id
        state = card.row.state
        parts = [card.row.state_words[:1].upper() + card.row.state_words[1:]]
        if card.state_by:
            parts.append(f"by {card.state_by}")
        parts.append(moment_words(card.state_at))
        self._told.setText(
            " ".join(part for part in parts if part)
            + (f": {card.state_reason}" if card.state_reason else ".")
        )
        ended = state in ("agreed", "in_document", "withdrawn")
        reason = "" if ended else finding_states.why_not_agree(self._desk.work, card.row.id)
        lead = self._desk.work.is_lead
        self.put.setVisible(state == "emerging")
        self.agree.setVisible(not ended and lead)
        self.agree.setEnabled(not reason)
        self.reopen.setVisible(ended)
        self.withdraw.setVisible(state != "withdrawn")
        self._why_not.setText(reason)
        self._why_not.setVisible(bool(reason))

    def _ask(self, what: str) -> None:
        self._asked = what
        self.reason.setVisible(bool(what))
        self._reason_row.setVisible(bool(what))
        self._go.setText("Open again" if what == "reopen" else "Withdraw")
        if what:
            self.reason.set_text("")
            self.reason.setFocus()

    def _do(self, command: Callable[[], Changes], button: Button, told: SignalInstance) -> None:
        """Do it; the button then hides, and the keys must not fall on the one beside it."""
        had = button.hasFocus()

        def done(_changes: Changes) -> None:
            if had:
                told.emit()

        self._desk.do(command, done)

    @Slot()
    def _on_put(self) -> None:
        work, finding = self._desk.work, self._finding
        self._do(lambda: finding_states.put_to_la(work, finding), self.put, self.was_put)

    @Slot()
    def _on_agree(self) -> None:
        work, finding = self._desk.work, self._finding
        self._do(lambda: finding_states.agree(work, finding), self.agree, self.settled)

    @Slot()
    def _on_reopen(self) -> None:
        self._ask("" if self._asked == "reopen" else "reopen")

    @Slot()
    def _on_withdraw(self) -> None:
        self._ask("" if self._asked == "withdraw" else "withdraw")

    @Slot()
    def _on_go(self) -> None:
        reason, asked = self.reason.text(), self._asked
        if not asked:
            return
        if not reason.strip():
            self.reason.setFocus()
            return
        work, finding = self._desk.work, self._finding
        command = finding_states.reopen if asked == "reopen" else finding_states.withdraw
        self._half.do(lambda: command(work, finding, reason))
        self._ask("")
