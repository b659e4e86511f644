"""One KIT meeting: where and who, its points, the minutes, the private note, the correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import KitMeeting
from ilacs_desktop.services import kit
from ilacs_desktop.services.time_words import day_words, read_day
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.binding import Bindings
from ilacs_desktop.ui.pages.findings.decide import moment_words
from ilacs_desktop.ui.pages.kit.points import Points
from ilacs_desktop.ui.prompts import Question
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import TickBox
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit, TimeEdit
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from ilacs_desktop.ui.desk import Desk


class MeetingView(QWidget):
    """The work of the KIT page: one meeting.

    Signals:
        opened: (kind, id) of a record to show on its page.
    """

    opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._meeting: KitMeeting | None = None
        self._title = Words("", "title")
        self._chip = Chip()
        self.hold = Button("Hold no&w", "primary")
        self.give = Button("Give t&o the LA")
        self.withdraw = Button("Withdraw note…")
        self._delete = Button("Delete", "link")
        self.reason = LineField(placeholder="Why the note is withdrawn")
        self.reason.setAccessibleName("Reason for withdrawing the note")
        self._locked = Words("", "soft", wrap=True)
        self.day, self.start, self.end = OptionalDateEdit(), TimeEdit(), TimeEdit()
        self.place = LineField(placeholder="Where, or how")
        self.in_person = TickBox("In person")
        self.attended = LineField(placeholder="Roles, parted by commas: DCS, link officer")
        self.handed = LineField(placeholder="What was handed over")
        self.points = Points(desk)
        self.minutes = ProseEdit(lines=3, placeholder="The note that is given to the LA")
        self.private = ProseEdit(lines=2, placeholder="For the team alone; never given to the LA")
        self.correction = ProseEdit(lines=2, placeholder="What the LA corrects, beside our note")
        self._bindings = Bindings(desk, KitMeeting)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = FlowRow()
        head.add(self._title)
        head.add(self._chip)
        for button in (self._delete, self.withdraw, self.give, self.hold):
            head.add_end(button)
        facts = Panel()
        self._facts = FormRows(columns=3)
        self._facts.add_row("&Day", self.day)
        self._facts.add_row("&From", self.start)
        self._facts.add_row("&To", self.end)
        self._facts.add_row("P&lace", self.place)
        self._facts.add_row("&Attended", self.attended)
        self._facts.add_row("Handed over", self.handed)
        self._facts.add_wide(self.in_person)
        facts.add(self._facts)
        points = Panel("Points")
        points.add(self.points)
        notes = Panel()
        form = FormRows()
        form.add_row("&Minutes", self.minutes)
        form.add_row("Private note", self.private, "Stays with the team; not in what is given.")
        self._corrections = FormRows()
        self._corrections.add_row("The LA's &correction", self.correction)
        notes.add(form)
        notes.add(self._corrections)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for widget in (head, self.reason, self._locked, points, notes, facts):
            column.addWidget(widget)
        column.addStretch(1)
        self.reason.hide()

    def _connect(self) -> None:
        for widget, field, step in (
            (self.day, "day", "Change day of KIT meeting"),
            (self.start, "start", "Change start of KIT meeting"),
            (self.end, "end", "Change end of KIT meeting"),
            (self.place, "place", "Change place of KIT meeting"),
            (self.in_person, "in_person", "Change manner of KIT meeting"),
            (self.handed, "handed_over", "Note what was handed over"),
            (self.minutes, "minutes", "Write minutes"),
            (self.private, "private_note", "Write private note"),
            (self.correction, "la_correction", "Write the LA's correction"),
        ):
            self._bindings.tie(widget, field, step)
        self.attended.editingFinished.connect(self._on_attended)
        self.hold.clicked.connect(self._on_hold)
        self.give.clicked.connect(self._on_give)
        self.withdraw.clicked.connect(self._on_withdraw)
        self.reason.returnPressed.connect(self._on_reason)
        self._delete.clicked.connect(self._on_delete)
        self.points.opened.connect(self.opened)

    # ---- showing -------------------------------------------------------------------------------

    def show_meeting(self, meeting: KitMeeting) -> None:
        """Show a meeting; the same one again keeps what is being typed."""
        other = self._meeting is None or self._meeting.id != meeting.id
        self._meeting = meeting
        work = self._desk.work
        number = kit.number_of(work, meeting.id)
        day = read_day(meeting.day)
        when = f"{day_words(day)} {meeting.start[:5]}".strip() if day else ""
        self._title.setText(f"KIT {number}" + (f" · {when}" if when else ""))
        given = bool(meeting.given_at)
        state = ("done", "given to the LA") if given else ("neutral", meeting.state)
        self._chip.show_chip(*state)  # type: ignore[arg-type]
        held = meeting.state == "held"
        self.hold.setVisible(not held)
        self.give.setVisible(held and not given and work.is_lead)
        self.withdraw.setVisible(given and work.is_lead)
        self._delete.setVisible(not held)
        if other:
            self.reason.hide()
        self._locked.setText(
            f"Given to the LA {moment_words(meeting.given_at)}. It is not edited; the LA's "
            "correction stands beside it."
            if given
            else ""
        )
        self._locked.setVisible(given)
        self.minutes.setReadOnly(given)
        self._facts.setEnabled(not given)
        self._corrections.setVisible(given or bool(meeting.la_correction))
        self._bindings.show(self._desk.snapshot.record(KitMeeting, meeting.id))
        if other or not self.attended.hasFocus():
            self.attended.set_text(", ".join(meeting.attended))
        self.points.show_points(meeting.id, kit.items_of(work, meeting.id), given=given)

    def flush(self) -> None:
        """Save now what is typed."""
        self._bindings.flush()

    # ---- doing ---------------------------------------------------------------------------------

    def _id(self) -> str:
        return self._meeting.id if self._meeting else ""

    @Slot()
    def _on_attended(self) -> None:
        roles = [part.strip() for part in self.attended.text().split(",") if part.strip()]
        meeting = self._meeting
        if meeting is not None and tuple(roles) != meeting.attended:
            work = self._desk.work
            self._desk.do(lambda: kit.set_attended(work, meeting.id, roles))

    @Slot()
    def _on_hold(self) -> None:
        work, meeting = self._desk.work, self._id()
        self._desk.do(lambda: kit.hold(work, meeting))

    @Slot()
    def _on_give(self) -> None:
        self.flush()
        work, meeting = self._desk.work, self._id()

        def answered(yes: bool) -> None:  # noqa: FBT001 - the prompt's own answer
            if yes:
                self._desk.do(lambda: kit.give(work, meeting))

        self._desk.prompts.ask(
            Question(
                "Give this note to the LA?",
                "The points and minutes are closed to change from then on; the private note is "
                "not given. It can be withdrawn with a reason, not undone.",
                "Give to the LA",
                grave=True,
            ),
            answered,
        )

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
            work, meeting = self._desk.work, self._id()
            self._desk.do(lambda: kit.withdraw(work, meeting, reason))

    @Slot()
    def _on_delete(self) -> None:
        work, meeting = self._desk.work, self._id()
        self._desk.do(lambda: kit.delete(work, meeting))
