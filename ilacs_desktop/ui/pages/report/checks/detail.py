"""One remark: what is wrong and where, why it matters, what to do; accepted by name or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from ilacs_desktop.services.checks import acceptance
from ilacs_desktop.services.checks.catalogue import BY_KEY, LEVELS
from ilacs_desktop.services.checks.remark import sentence_at
from ilacs_desktop.services.record.time_words import moment_words
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.checks.remark import Remark
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.widgets.chip import ChipKind

_CHIPS: dict[str, ChipKind] = {"stop": "concern", "warning": "concern", "info": "neutral"}
_LEAD = "Only the lead inspector may let a hard stop stand, with a reason."


class CheckDetail(Panel):
    """What can be known and done of one remark.

    Signals:
        go_asked: (remark, place) to go to.
        decided: it was accepted, or that was taken back.
    """

    go_asked = Signal(object, object)
    decided = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Remark", parent, pad=3)
        self._desk = desk
        self._remark: Remark | None = None
        self._check = ""
        self._turn_place = 0
        self._chip = Chip()
        self._title = Words("", "title", wrap=True)
        self._words = Words("", "strong", wrap=True)
        self._where = Words("", "soft", wrap=True)
        self._quote = Words("", "prose", wrap=True)
        self._why = Words("", "", wrap=True)
        self._todo = Words("", "", wrap=True)
        self._told = Words("", "soft", wrap=True)
        self.go = Button("Go to the words", "primary", keys="F8")
        self.finding = Button("Open the finding")
        self.reason = LineField(placeholder="Why it may stand, without repeating it")
        name_field(self.reason, "Reason for accepting the remark")
        self.reason.setMinimumWidth(dress.px(300))
        self.accept = Button("Accept")
        self.back = Button("Take back")
        self.off = Button("Turn this check off", "link")
        self.on = Button("Turn it on again")
        self._none = Words("Choose a remark to see why it matters and what to do.", "soft")
        self._lay_out()
        self._half = HalfWritten(desk, "accept-remark", {"reason": self.reason}, self._about)
        for button, slot in (
            (self.go, self._on_go),
            (self.finding, self._on_finding),
            (self.accept, self._on_accept),
            (self.back, self._on_back),
            (self.off, self._on_off),
            (self.on, self._on_on),
        ):
            button.clicked.connect(slot)
        self.reason.returnPressed.connect(self._on_accept)
        self.show_nothing()

    def _lay_out(self) -> None:
        head = FlowRow()
        head.add(self._title)
        head.add(self._chip)
        going, accepting, turning = FlowRow(), FlowRow(), FlowRow()
        going.add(self.go)
        going.add(self.finding)
        for widget in (self.reason, self.accept, self.back):
            accepting.add(widget)
        for widget in (self.off, self.on):
            turning.add(widget)
        self._rows = (head, going, accepting, turning)
        texts = (self._words, self._where, self._quote, self._why, self._todo)
        for part in (self._none, head, *texts, going, self._told, accepting, turning):
            self.add(part)
        self.body.addStretch(1)

    # ---- showing -------------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._remark, self._check = None, ""
        for widget in self._parts():
            widget.hide()
        self._none.show()

    def show_off(self, check: str) -> None:
        """Show a check that is turned off."""
        self.show_nothing()
        self._check = check
        self._show_check()
        self._told.setText("This check is turned off for this inspection.")
        self._told.show()
        self.on.setVisible(self._desk.work.is_lead)
        self._rows[3].show()

    def show_remark(self, remark: Remark, where: str, text: str) -> None:
        """Show a remark.

        Args:
            remark: what the check says.
            where: in words.
            text: the paragraph that it speaks of.
        """
        is_new = self._remark is None or self._remark.key != remark.key
        if is_new:
            self.show_nothing()
        self._remark, self._check = remark, remark.check
        self._show_check()
        self._words.setText(remark.words)
        self._where.setText(where)
        quote = sentence_at(text, remark.start, remark.end) if remark.end > remark.start else ""
        self._quote.setText(f"“{quote.strip()}”" if quote.strip() else "")
        for one in (self._words, self._where):
            one.show()
        self._quote.setVisible(bool(self._quote.text()))
        self.go.setVisible(bool(remark.paragraph or remark.section))
        self.go.setText("Go to the words" if remark.end > remark.start else "Go there")
        self.finding.setVisible(bool(remark.finding))
        self._rows[1].setVisible(bool(remark.paragraph or remark.section or remark.finding))
        self._show_acceptance(remark)
        self.off.setVisible(self._desk.work.is_lead)
        self._rows[3].setVisible(self._desk.work.is_lead)
        if is_new:
            self._turn_place = 0
            self.reason.set_text("")
            self._half.offer()

    def _show_check(self) -> None:
        check = BY_KEY[self._check]
        self._none.hide()
        self._title.setText(check.title)
        self._chip.show_chip(_CHIPS[check.level], LEVELS[check.level].lower())
        self._why.setText(f"Why it matters: {check.why}")
        self._todo.setText(f"What to do: {check.todo}")
        for one in (self._rows[0], self._title, self._chip, self._why, self._todo):
            one.show()

    def _show_acceptance(self, remark: Remark) -> None:
        may = acceptance.may_accept(self._desk.work, remark)
        accepted = remark.accepted
        told = "" if may else _LEAD
        if accepted is not None:
            at = moment_words(accepted.at)
            told = f"Accepted by {accepted.by}, {at}: {accepted.reason}"
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self.reason.setVisible(may and accepted is None)
        self.accept.setVisible(may and accepted is None)
        self.back.setVisible(may and accepted is not None)
        self._rows[2].setVisible(may)

    def _parts(self) -> tuple[QWidget, ...]:
        texts = (self._words, self._where, self._quote, self._why, self._todo, self._told)
        buttons = (self.go, self.finding, self.accept, self.back, self.off, self.on, self.reason)
        return (*self._rows, *texts, *buttons)

    def _about(self) -> str:
        return self._remark.key if self._remark is not None else ""

    # ---- doing ---------------------------------------------------------------------------------

    @Slot()
    def _on_go(self) -> None:
        remark = self._remark
        if remark is not None:
            place = remark.places[self._turn_place % len(remark.places)]
            self._turn_place += 1
            self.go_asked.emit(remark, place)

    @Slot()
    def _on_finding(self) -> None:
        if self._remark is not None:
            self._desk.show("finding", self._remark.finding)

    @Slot()
    def _on_accept(self) -> None:
        remark, reason, work = self._remark, self.reason.text(), self._desk.work
        if remark is not None and remark.accepted is None:
            self._half.do(lambda: acceptance.accept(work, remark, reason), self._on_decided)

    @Slot()
    def _on_back(self) -> None:
        remark, work = self._remark, self._desk.work
        if remark is not None:
            self._desk.do(lambda: acceptance.take_back(work, remark), self._on_decided)

    def _on_decided(self, _changes: Changes) -> None:
        self.decided.emit()

    @Slot()
    def _on_off(self) -> None:
        self._turn(on=False)

    @Slot()
    def _on_on(self) -> None:
        self._turn(on=True)

    def _turn(self, *, on: bool) -> None:
        check, work = self._check, self._desk.work
        if check:
            self._desk.do(lambda: acceptance.turn(work, check, on=on))
