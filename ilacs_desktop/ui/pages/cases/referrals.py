"""Referrals back: the list, immediate risk first, and what has become of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilacs_desktop.domain.records import ReferralBack
from ilacs_desktop.services import referral_rows, referrals
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.binding import Bindings
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.cases.refer import ReferForm
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.list_panel import ListPanel
from ilacs_desktop.ui.widgets.moments import MomentField
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.stack import CurrentStack
from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from ilacs_desktop.services.referral_rows import ReferralLine
    from ilacs_desktop.ui.desk import Desk


class ReferralsView(QWidget):
    """Every referral back of the inspection.

    Signals:
        case_asked: id of a child's card to show.
    """

    case_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model: TableModel[ReferralLine] = TableModel(
            (
                Column(
                    "Referral back",
                    lambda one: f"{one.number} · {one.about}",
                    second=_second,
                    chip=_chip,
                    strong=True,
                ),
            ),
            key=lambda one: one.id,
            parent=self,
        )
        self.list = MasterList("Referrals back", self._model)
        self._detail = FollowUp(desk)
        self.form = ReferForm(desk)
        self._empty = EmptyState(
            "flag",
            "Nothing referred back",
            "On a child's card, Ctrl+R refers the child back. A concern about a home or a "
            "professional is raised from here.",
            "Refer back",
        )
        self._middle = CurrentStack()
        for widget in (self._detail, self.form, self._empty):
            self._middle.addWidget(widget)
        new = Button("&New", icon="plus")
        new.setAccessibleName("New referral back about a home or a professional")
        panel = ListPanel("Referrals back", self.list, end=new)
        self.panes = ThreePane(panel, self._middle, list_title="Referrals back")
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self.panes)
        self.list.record_chosen.connect(self._on_chosen)
        new.clicked.connect(self.begin)
        self._empty.acted.connect(self.begin)
        self.form.raised.connect(self.show_referral)
        self.form.left.connect(self.show_work)
        self._detail.case_asked.connect(self.case_asked)

    @Slot()
    def show_work(self) -> None:
        """Show the referrals back as they are now."""
        lines = referral_rows.lines(self._desk.work)
        self._model.set_rows(lines)
        if self._middle.currentWidget() is self.form and self.form.isVisible():
            return
        self._show_current()

    @Slot(str)
    def show_referral(self, referral: str) -> bool:
        """Show one referral back."""
        self._model.set_rows(referral_rows.lines(self._desk.work))
        self._middle.setCurrentWidget(self._detail)
        found = self.list.choose(referral)
        self._show_current()
        return found

    @Slot()
    def begin(self) -> None:
        """Begin one about a home or a professional."""
        self._middle.setCurrentWidget(self.form)
        self.form.begin("", "")
        self.panes.front("work")

    @Slot(object)
    def _on_chosen(self, _key: object) -> None:
        if self._middle.currentWidget() is not self.form:
            self._show_current()

    def _show_current(self) -> None:
        key = self.list.current_key()
        line = self._model.value_of(key) if key is not None else None
        if line is None:
            self._middle.setCurrentWidget(self._empty)
            return
        self._detail.show_line(line)
        self._middle.setCurrentWidget(self._detail)


def _second(one: ReferralLine) -> str:
    state = referrals.STATE_WORDS.get(one.state, one.state)
    return " · ".join(part for part in (one.due or state, one.concern) if part)


def _chip(one: ReferralLine) -> ChipValue | None:
    if not one.is_open:
        return ChipValue("done") if one.state == "closed" else ChipValue("neutral", "withdrawn")
    if one.immediate:
        return ChipValue("risk")
    return ChipValue("concern") if one.state == "escalated" else None


class FollowUp(QWidget):
    """One referral back: who was told, what was answered, whether that is enough.

    Signals:
        case_asked: id of the child's card.
    """

    case_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._line: ReferralLine | None = None
        self._bindings = Bindings(desk, ReferralBack)
        self._title = Words("", "title")
        self._chip = Chip()
        self._state = Chip()
        self._card = Button("Open the child's card", "link")
        self._raised = Words("", "soft", wrap=True)
        self._concern = Words("", "prose", wrap=True)
        self._next = Words("", "strong")
        self._whom = LineField(placeholder="By role, never a name")
        self._what = ProseEdit(lines=1, placeholder="What was said, beyond the concern")
        self._means = ChoiceField(options=referrals.MEANS)
        self._told_at = MomentField("Told at")
        self._due = MomentField("Answer due", now=False)
        self._answer = ProseEdit(lines=2, placeholder="What was answered, by role")
        self._save_answer = Button("Record the answer")
        self._satisfied = ChoiceField(options=(("", "Not said yet"), *referrals.SATISFIED))
        self._to = LineField(placeholder="Role of whoever it goes to")
        self._escalate = Button("Escalate")
        self._reason = ProseEdit(lines=1, placeholder="The reason, as it will stand in the record")
        self._close = Button("Close")
        self._withdraw = Button("Withdraw")
        self._ended = Words("", "soft", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = FlowRow()
        for part in (self._title, self._chip, self._state):
            head.add(part)
        head.add_end(self._card)
        panel = Panel()
        panel.add(self._raised)
        panel.add(self._concern)
        panel.add(self._ended)
        panel.add(Line())
        panel.add(self._next)
        self._form = FormRows(columns=2)
        for label, widget, wide in (
            ("Told whom", self._whom, False),
            ("By which means", self._means, False),
            ("Told at", self._told_at, False),
            ("Answer due", self._due, False),
            ("Told what", self._what, True),
            ("Answer", self._answer, True),
        ):
            self._form.add_row(label, widget, wide=wide)
        self._form.add_wide(_row(self._save_answer))
        self._form.add_row("Is the answer enough?", self._satisfied)
        self._form.add_row("Escalate to", self._to)
        self._form.add_wide(_row(self._escalate))
        self._form.add_row("Reason for closing or withdrawing", self._reason, wide=True)
        self._form.add_wide(_row(self._close, self._withdraw))
        panel.add(self._form)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(head)
        column.addWidget(panel)
        column.addStretch(1)

    def _connect(self) -> None:
        for widget, field, step in (
            (self._whom, "told_whom", "Say who was told"),
            (self._what, "told_what", "Say what was told"),
            (self._means, "means", "Say by which means"),
            (self._satisfied, "satisfied", "Say whether the answer is enough"),
            (self._answer, "answer", "Write the answer"),
            (self._to, "escalated_to", "Say whom to escalate to"),
            (self._reason, "close_reason", "Write the reason"),
        ):
            self._bindings.tie(widget, field, step)
        self._told_at.moment_committed.connect(self._on_told_at)
        self._due.moment_committed.connect(self._on_due)
        self._save_answer.clicked.connect(self._on_answer)
        self._answer.finished.connect(self._on_answer)
        self._escalate.clicked.connect(self._on_escalate)
        self._close.clicked.connect(self._on_close)
        self._withdraw.clicked.connect(self._on_withdraw)
        self._card.clicked.connect(self._on_card)

    def show_line(self, line: ReferralLine) -> None:
        """Show a referral back; the same one again keeps what is being typed."""
        value = line.record.value
        self._line = line
        self._title.setText(f"{line.number} · {line.about}")
        self._chip.show_chip("risk" if line.immediate else "neutral", _level_words(line))
        state = referrals.STATE_WORDS.get(line.state, line.state)
        self._state.show_chip("done" if line.state == "closed" else "neutral", line.due or state)
        self._card.setVisible(bool(line.case))
        self._raised.setText(f"Put to: {line.destination}. Raised by {line.raised}.")
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

    def _id(self) -> str:
        return "" if self._line is None else self._line.id

    @Slot(str)
    def _on_told_at(self, moment: str) -> None:
        work, one = self._desk.work, self._id()
        self._desk.do(lambda: referrals.change(work, one, told_at=moment))

    @Slot(str)
    def _on_due(self, moment: str) -> None:
        work, one = self._desk.work, self._id()
        self._desk.do(lambda: referrals.change(work, one, answer_due=moment))

    @Slot()
    def _on_answer(self) -> None:
        work, one, text = self._desk.work, self._id(), self._answer.text()
        if not text.strip():
            self._form.show_wrong(self._answer, "Write what was answered.")
            return
        self._form.show_wrong(self._answer, "")
        self._desk.do(lambda: referrals.record_answer(work, one, text))

    @Slot()
    def _on_escalate(self) -> None:
        work, one, to = self._desk.work, self._id(), self._to.text()
        if not to.strip():
            self._form.show_wrong(self._to, "Say by role whom it goes to.")
            return
        self._form.show_wrong(self._to, "")
        self._desk.do(lambda: referrals.escalate(work, one, to))

    @Slot()
    def _on_close(self) -> None:
        self._end(withdrawn=False)

    @Slot()
    def _on_withdraw(self) -> None:
        self._end(withdrawn=True)

    def _end(self, *, withdrawn: bool) -> None:
        work, one, reason = self._desk.work, self._id(), self._reason.text()
        if not reason.strip():
            self._form.show_wrong(self._reason, "The reason is needed.")
            self._reason.setFocus()
            return
        self._form.show_wrong(self._reason, "")
        end = referrals.withdraw if withdrawn else referrals.close
        self._desk.do(lambda: end(work, one, reason))

    @Slot()
    def _on_card(self) -> None:
        if self._line is not None and self._line.case:
            self.case_asked.emit(self._line.case)


def _level_words(line: ReferralLine) -> str:
    return line.level[:1].lower() + line.level[1:]


def _row(*buttons: Button) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    dress.set_space(row, 0, 2)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return holder
