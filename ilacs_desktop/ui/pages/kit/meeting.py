"""One KIT meeting: who is there, its points and the note for the DCS; apart from it, our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import KitMeeting
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.record.time_words import day_words, read_day
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.findings.decide import moment_words
from ilacs_desktop.ui.pages.kit.attendance import Attendance
from ilacs_desktop.ui.pages.kit.notes import DcsNote, PrivateNote
from ilacs_desktop.ui.pages.kit.points import Points
from ilacs_desktop.ui.prompts import Question
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import TickBox
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit, TimeEdit
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.one_of import OneOf
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.widgets.prose import ProseEdit

_PARTS = (("note", "Meeting, and note for the DCS"), ("private", "Private note"))


class MeetingView(QWidget):
    """The work of the KIT page: one meeting.

    The private note is a surface of its own, and never the one that opens: the meeting is held
    beside the people whom it is not for.

    Signals:
        opened: (kind, id) of a record to show on its page.
        begun: the meeting was begun, and who is there is known already.
        export_asked: which document of this meeting is wanted as a file: its key.
    """

    opened = Signal(str, str)
    begun = Signal()
    export_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._meeting: KitMeeting | None = None
        self._title = Words("", "title")
        self._chip = Chip()
        self.clock = Button("Begin no&w", "primary", keys="Ctrl+B")
        self.give = Button("Give t&o the LA…")
        self.export = Button("E&xport note for the DCS…")
        self.withdraw = Button("Withdraw note…")
        self._delete = Button("Delete", "link")
        self.reason = LineField(placeholder="Why the note is withdrawn")
        self.reason.setAccessibleName("Reason for withdrawing the note")
        self._locked = Words("", "soft", wrap=True)
        self.part = ViewSwitch("Part of the meeting", _PARTS)
        self.day, self.start, self.end = OptionalDateEdit(), TimeEdit(), TimeEdit()
        self.place = LineField(placeholder="Where, or how")
        self.in_person = TickBox("In person; otherwise by call")
        self.attended = Attendance()
        self.handed = LineField(placeholder="What was handed over")
        self.points = Points(desk)
        self.note = DcsNote(self._desk)
        self.private_note = PrivateNote()
        self._bindings = Bindings(desk, KitMeeting)
        self._lay_out()
        self._connect()

    @property
    def private(self) -> ProseEdit:
        """Return the field of the private note."""
        return self.private_note.text

    @property
    def minutes(self) -> ProseEdit:
        """Return the field of the minutes."""
        return self.note.minutes

    def _lay_out(self) -> None:
        head = FlowRow()
        head.add(self._title)
        head.add(self._chip)
        for button in (self._delete, self.withdraw, self.export, self.give, self.clock):
            head.add_end(button)
        self._who = Panel("Who is here")
        self._who.add(self.attended)
        facts = Panel("When and where")
        self._facts = FormRows(columns=3)
        self._facts.add_row("&Day", self.day)
        self._facts.add_row("&From", self.start)
        self._facts.add_row("&To", self.end)
        self._facts.add_row("P&lace", self.place)
        self._facts.add_row("Handed over", self.handed)
        self._facts.add_wide(self.in_person)
        facts.add(self._facts)
        points = Panel("Points")
        points.add(self.points)
        self._open_part = QWidget()
        whole = QVBoxLayout(self._open_part)
        dress.set_space(whole, 0, 2)
        for panel in (self._who, points, self.note, facts):
            whole.addWidget(panel)
        self._parts = OneOf((self._open_part, self.private_note))
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for widget in (head, self.reason, self._locked, self.part, self._parts):
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
            (self.note.minutes, "minutes", "Write minutes"),
            (self.private_note.text, "private_note", "Write private note"),
            (self.note.correction, "la_correction", "Write the LA's correction"),
        ):
            self._bindings.tie(widget, field, step)
        self.attended.roles_changed.connect(self._on_roles)
        self.attended.same_asked.connect(self._on_same)
        self.clock.clicked.connect(self.begin_or_end)
        self.give.clicked.connect(self._on_give)
        self.export.clicked.connect(self._on_export)
        self.withdraw.clicked.connect(self._on_withdraw)
        self.reason.returnPressed.connect(self._on_reason)
        self._half = HalfWritten(self._desk, "withdraw", {"reason": self.reason}, self._id)
        self._delete.clicked.connect(self._on_delete)
        self.part.view_chosen.connect(self.show_part)
        self.points.opened.connect(self.opened)

    # ---- showing -------------------------------------------------------------------------------

    def show_meeting(self, meeting: KitMeeting) -> None:
        """Show a meeting; the same one again keeps what is being typed."""
        other = self._meeting is None or self._meeting.id != meeting.id
        self._meeting = meeting
        work = self._desk.work
        given = bool(meeting.given_at)
        self._show_head(meeting)
        if other:
            self.reason.hide()
            self.show_part("note")
        self._locked.setText(
            f"Given to the LA {moment_words(meeting.given_at)}. It is not edited; the LA's "
            "correction stands beside it."
            if given
            else ""
        )
        self._locked.setVisible(given)
        self._facts.setEnabled(not given)
        self._who.setEnabled(not given)
        self.note.show_state(given=given, corrected=bool(meeting.la_correction))
        self._bindings.show(self._desk.snapshot.record(KitMeeting, meeting.id))
        self.attended.show_roles(
            meeting.attended, kit.roles(work), kit.last_attended(work, meeting.id)
        )
        self.points.show_points(
            meeting.id,
            kit.items_of(work, meeting.id),
            kit.carried(work, meeting.id),
            given=given,
        )

    def _show_head(self, meeting: KitMeeting) -> None:
        work = self._desk.work
        number = kit.number_of(work, meeting.id)
        day = read_day(meeting.day)
        hours = "–".join(part[:5] for part in (meeting.start, meeting.end) if part)
        when = f"{day_words(day)} {hours}".strip() if day else ""
        self._title.setText(f"KIT {number}" + (f" · {when}" if when else ""))
        given, held, going = bool(meeting.given_at), meeting.state == "held", False
        if given:
            self._chip.show_chip("done", "given to the LA")
        elif kit.is_going_on(meeting):
            going = True
            self._chip.show_chip("accent", "going on")
        else:
            self._chip.show_chip("neutral", meeting.state)
        self.clock.setVisible(not given and (going or not held))
        self.clock.setText("End no&w" if going else "Begin no&w")
        self.give.setVisible(held and not given and work.is_lead)
        self.withdraw.setVisible(given and work.is_lead)
        self._delete.setVisible(not held)

    @Slot(str)
    def show_part(self, part: str) -> None:
        """Bring the meeting, or the private note, to the screen; never both."""
        self.part.set_current(part)
        # Two documents, and one of them is never given: the button says which it makes.
        which = "private note" if part == "private" else "note for the DCS"
        self.export.setText(f"E&xport {which}…")
        self._parts.show_view(self.private_note if part == "private" else self._open_part)

    def flush(self) -> None:
        """Save now what is typed."""
        self._bindings.flush()

    # ---- doing ---------------------------------------------------------------------------------

    def _id(self) -> str:
        return self._meeting.id if self._meeting else ""

    @Slot(object)
    def _on_roles(self, roles: tuple[str, ...]) -> None:
        meeting = self._meeting
        if meeting is not None and roles != meeting.attended:
            work = self._desk.work
            self._desk.do(lambda: kit.set_attended(work, meeting.id, roles))

    @Slot()
    def _on_same(self) -> None:
        work, meeting = self._desk.work, self._id()
        roles = kit.last_attended(work, meeting)
        self._desk.do(lambda: kit.set_attended(work, meeting, roles), self._on_known)

    def _on_known(self, _changes: Changes) -> None:
        self.begun.emit()

    @Slot()
    def begin_or_end(self) -> None:
        """Stamp the beginning of the meeting, or its end where it goes on."""
        work, meeting = self._desk.work, self._meeting
        if meeting is None or meeting.given_at:
            return
        self.flush()
        self.show_part("note")
        if kit.is_going_on(meeting):
            self._desk.do(lambda: kit.end_now(work, meeting.id), self._on_ended)
        elif meeting.state != "held":
            self._desk.do(lambda: kit.begin_now(work, meeting.id), self._on_begun)

    def _on_begun(self, _changes: Changes) -> None:
        if self._meeting is not None and self._meeting.attended:
            self.begun.emit()
        else:
            self.attended.first_field().setFocus()

    def _on_ended(self, _changes: Changes) -> None:
        if self.give.isVisibleTo(self):
            self.give.setFocus()

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
    def _on_export(self) -> None:
        self.flush()
        self.export_asked.emit("kit-private" if self.part.current == "private" else "kit-notes")

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
            self._half.do(lambda: kit.withdraw(work, meeting, reason))

    @Slot()
    def _on_delete(self) -> None:
        work, meeting = self._desk.work, self._id()
        self._desk.do(lambda: kit.delete(work, meeting))
