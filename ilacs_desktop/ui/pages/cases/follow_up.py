"""One referral back followed to its end: who was told, what was answered, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import ReferralBack
from ilacs_desktop.services.cases import referral_rows, referrals
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.cases.refer import NAMED_HERE
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.moments import MomentField
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from ilacs_desktop.services.cases.referral_rows import ReferralLine
    from ilacs_desktop.ui.desk import Desk


class FollowUp(QWidget):
    """One referral back; the line at the top says the next step, and its field is one key away.

    Signals:
        case_asked: id of the child's card.
        record_asked: (kind, id) of the note it was raised from.
        paper_asked: id of the referral back whose note to the LA is wanted as a file.
        ended: it was closed or withdrawn, and takes no more words.
    """

    case_asked = Signal(str)
    paper_asked = Signal(str)
    record_asked = Signal(str, str)
    ended = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._line: ReferralLine | None = None
        self._bindings = Bindings(desk, ReferralBack)
        self._title = Words("", "title")
        self._chip = Chip()
        self._state = Chip()
        self._card = Button("Open the child's card", "link")
        self._note = Button("Open the note", "link")
        self._paper = Button("Note to the LA (&PDF)…")
        self._raised = Words("", "soft", wrap=True)
        self._concern = Words("", "prose", wrap=True)
        self._next = Words("", "strong", wrap=True)
        edition = desk.edition
        self._level = ChoiceField(
            options=tuple((one.key, one.label) for one in edition.referral_levels)
        )
        self._place = ChoiceField(
            options=tuple((one.key, one.label) for one in edition.referral_destinations)
        )
        self.whom = LineField(placeholder="The official who was told")
        self._what = ProseEdit(lines=1, placeholder="Where it was more than the concern")
        self._means = ChoiceField(options=referrals.MEANS)
        self._told_at = MomentField("Told at")
        self._due = MomentField("Answer due", now=False)
        self.answer = ProseEdit(lines=2, placeholder="What was answered, by role")
        self._save_answer = Button("Record the answer", keys="Ctrl+Enter")
        self.satisfied = ChoiceField(options=(("", "Not said yet"), *referrals.SATISFIED))
        self.to = LineField(placeholder="Role of whoever it goes to")
        self._why = LineField(placeholder="Why the answer does not do")
        self._escalate = Button("Escalate")
        self.reason = ProseEdit(lines=1, placeholder="The reason, as it will stand in the record")
        self._close = Button("&Close", keys="Ctrl+Enter")
        self._withdraw = Button("With&draw")
        self._ended = Words("", "soft", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = FlowRow()
        for part in (self._title, self._chip, self._state):
            head.add(part)
        head.add_end(self._paper)
        head.add(self._card)
        head.add(self._note)
        panel = Panel()
        for widget in (self._raised, self._concern, self._ended, Line(), self._next):
            panel.add(widget)
        form = FormRows(columns=2)
        form.add_row("Told &whom", self.whom, NAMED_HERE)
        form.add_row("By which &means", self._means)
        form.add_row("Told at", self._told_at)
        form.add_row("Answer d&ue", self._due)
        form.add_row("Told what", self._what, wide=True)
        form.add_row("&Answer", self.answer, wide=True)
        form.add_wide(_row(self._save_answer))
        form.add_row("Is the answer en&ough?", self.satisfied, wide=True)
        form.add_row("Escalate &to", self.to)
        form.add_row("Why escalate", self._why)
        form.add_wide(_row(self._escalate))
        form.add_row("Rea&son for closing or withdrawing", self.reason, wide=True)
        form.add_wide(_row(self._close, self._withdraw))
        form.add_row("&Level", self._level)
        form.add_row("Put to", self._place)
        self._form = form
        panel.add(form)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(head)
        column.addWidget(panel)
        column.addStretch(1)

    def _connect(self) -> None:
        for widget, field, step in (
            (self.whom, "told_whom", "Say who was told"),
            (self._what, "told_what", "Say what was told"),
            (self._means, "means", "Say by which means"),
            (self.answer, "answer", "Write the answer"),
            (self.satisfied, "satisfied", "Say whether the answer is enough"),
            (self.to, "escalated_to", "Say whom to escalate to"),
            (self.reason, "close_reason", "Write the reason"),
            (self._level, "level", "Change the level"),
            (self._place, "destination", "Say whom it is put to"),
        ):
            self._bindings.tie(widget, field, step)
        self.whom.editingFinished.connect(self._on_whom)
        self.whom.returnPressed.connect(self._means.setFocus)
        self._told_at.moment_committed.connect(self._on_told_at)
        self._due.moment_committed.connect(self._on_due)
        self._save_answer.clicked.connect(self._on_answer)
        self.answer.finished.connect(self._on_answer)
        self.satisfied.key_chosen.connect(self._on_satisfied)
        self.to.returnPressed.connect(self._why.setFocus)
        self._why.returnPressed.connect(self._on_escalate)
        self._half = HalfWritten(self._desk, "escalate", {"why": self._why}, self._id)
        self._escalate.clicked.connect(self._on_escalate)
        self.reason.finished.connect(self._on_close)
        self._close.clicked.connect(self._on_close)
        self._withdraw.clicked.connect(self._on_withdraw)
        self._card.clicked.connect(self._on_card)
        self._note.clicked.connect(self._on_note)
        self._paper.clicked.connect(self._on_paper)

    def show_line(self, line: ReferralLine) -> None:
        """Show a referral back; the same one again keeps what is being typed."""
        value = line.record.value
        other = self._line is None or self._line.id != line.id
        if other:
            self._why.set_text("")
        self._line = line
        if other:
            self._half.offer()
        self._title.setText(f"{line.number} · {line.about}")
        self._chip.show_chip("risk" if line.immediate else "neutral", _level_words(line))
        state = referrals.STATE_WORDS.get(line.state, line.state)
        self._state.show_chip("done" if line.state == "closed" else "neutral", line.due or state)
        self._card.setVisible(bool(line.case))
        self._note.setVisible(bool(line.evidence))
        raised = f"Put to: {line.destination}. Raised by {line.raised}"
        self._raised.setText(f"{raised} ({line.age})." if line.age else f"{raised}.")
        self._concern.setText(line.concern)
        self._next.setText(f"Next: {line.next_step[:1].lower()}{line.next_step[1:]}")
        self._next.setVisible(bool(line.next_step))
        ended = referral_rows.ended_words(self._desk.work, line)
        self._ended.setText(ended)
        self._ended.setVisible(bool(ended))
        self._bindings.show(line.record)
        self._told_at.set_moment(value.told_at)
        self._due.set_moment(value.answer_due)
        self._form.setEnabled(line.is_open)

    def next_field(self) -> QWidget:
        """Return the field of the next step, so that it is taken in seconds."""
        value = None if self._line is None else self._line.record.value
        if value is None or not value.told_whom:
            return self.whom
        if value.state in ("open", "escalated"):
            return self.answer
        if not value.satisfied:
            return self.satisfied
        return self.reason if value.satisfied == "yes" else self.to

    def _id(self) -> str:
        return "" if self._line is None else self._line.id

    @Slot()
    def _on_whom(self) -> None:
        line, whom = self._line, self.whom.text()
        if line is None or not whom.strip() or line.record.value.told_at or not line.is_open:
            return
        work, one = self._desk.work, line.id
        self._desk.do(lambda: referrals.record_told(work, one, whom))

    @Slot(str)
    def _on_told_at(self, moment: str) -> None:
        work, one = self._desk.work, self._id()
        wrong = referrals.telling_wrong(work, moment, one)
        self._form.show_wrong(self._told_at, wrong)
        if not wrong:
            self._desk.do(lambda: referrals.change(work, one, told_at=moment))

    @Slot(str)
    def _on_due(self, moment: str) -> None:
        work, one = self._desk.work, self._id()
        self._desk.do(lambda: referrals.change(work, one, answer_due=moment))

    @Slot()
    def _on_answer(self) -> None:
        work, one, text = self._desk.work, self._id(), self.answer.text()
        if not self._is_said(self.answer, text, "Write what was answered."):
            return
        self._desk.do(lambda: referrals.record_answer(work, one, text))
        self.satisfied.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_satisfied(self, key: object) -> None:
        fields: dict[object, QWidget] = {"yes": self.reason, "no": self.to}
        if key in fields:
            fields[key].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_escalate(self) -> None:
        work, one, to, why = self._desk.work, self._id(), self.to.text(), self._why.text()
        if not self._is_said(self.to, to, "Say by role whom it goes to."):
            return
        self._half.do(lambda: referrals.escalate(work, one, to, why))
        self._why.set_text("")
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_close(self) -> None:
        self._end(withdrawn=False)

    @Slot()
    def _on_withdraw(self) -> None:
        self._end(withdrawn=True)

    def _end(self, *, withdrawn: bool) -> None:
        work, one, reason = self._desk.work, self._id(), self.reason.text()
        if not self._is_said(self.reason, reason, "The reason is needed."):
            return
        end = referrals.withdraw if withdrawn else referrals.close
        self._desk.do(lambda: end(work, one, reason), lambda _changes: self.ended.emit())

    def _is_said(self, field: QWidget, text: str, wrong: str) -> bool:
        """Say whether a field that a step needs is filled in, and what is wrong if not."""
        is_said = bool(text.strip())
        self._form.show_wrong(field, "" if is_said else wrong)
        if not is_said:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        return is_said

    @Slot()
    def _on_card(self) -> None:
        if self._line is not None and self._line.case:
            self.case_asked.emit(self._line.case)

    @Slot()
    def _on_note(self) -> None:
        if self._line is not None and self._line.evidence:
            self.record_asked.emit("evidence", self._line.evidence)

    @Slot()
    def _on_paper(self) -> None:
        if self._line is not None:
            self.paper_asked.emit(self._line.id)


def _level_words(line: ReferralLine) -> str:
    return line.level[:1].lower() + line.level[1:]


def _row(*buttons: Button) -> QWidget:
    row = FlowRow()
    for button in buttons:
        row.add(button)
    return row
