"""One activity: what, when, where, who goes, and what became of it."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import Activity
from ilacs_desktop.services.plan import plan, timetable
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.choices import ChoiceField, TickList
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit, TimeEdit
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.ui.desk import Desk


class ActivityForm(Panel):
    """The form of the activity that was opened; every change is saved at once.

    Signals:
        left: the person is done with it.
        removed: the activity was deleted.
    """

    left = Signal()
    removed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Activity", parent)
        self._desk = desk
        self._activity = ""
        self._bindings = Bindings(desk, Activity)
        self.title = ProseEdit(lines=2, placeholder="What is done, with whom, by role")
        self.kind = ChoiceField()
        self.day = OptionalDateEdit(today=self._today)
        self.start = TimeEdit()
        self.end = TimeEdit()
        self.place = LineField(placeholder="Building, room")
        self.who = TickList(columns=1)
        self.note = ProseEdit(lines=1, placeholder="Anything to know beforehand")
        self._clash = Words("", "caution", wrap=True)
        self.done = Button("Done", icon="check")
        self.cancelled = Button("Cancelled")
        self.delete = Button("Delete", "link")
        self._close = IconButton("x", "Close the activity", keys="Esc")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.head.addWidget(self._close)
        for button in (self.done, self.cancelled):
            button.setCheckable(True)
        state = FlowRow()
        state.add(self.done)
        state.add(self.cancelled)
        state.add_end(self.delete)
        form = FormRows(columns=2)
        form.add_row("&What", self.title, wide=True)
        form.add_row("Da&y", self.day, wide=True)
        form.add_row("&From and until", self._hours(), wide=True)
        form.add_row("&Kind", self.kind, wide=True)
        form.add_row("&Place", self.place, wide=True)
        form.add_row("Who goe&s", self.who, wide=True)
        form.add_row("N&ote", self.note, wide=True)
        self.add(state)
        self.add(self._clash)
        self.add(form)
        self.body.addStretch(1)

    def _hours(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        dress.set_space(row, 0, 2)
        row.addWidget(self.start)
        row.addWidget(Words("to", "soft"))
        row.addWidget(self.end)
        holder.setFocusProxy(self.start)
        self.end.setAccessibleName("Until")
        return holder

    def _connect(self) -> None:
        self._bindings.tie(self.title, "title", "Change activity")
        self._bindings.tie(self.kind, "kind", "Change activity")
        self._bindings.tie(self.place, "place", "Change place")
        self._bindings.tie(self.who, "who", "Change who goes")
        self._bindings.tie(self.note, "note", "Write note on activity")
        self.day.date_committed.connect(self._on_day)
        self.start.time_committed.connect(self._on_start)
        self.end.time_committed.connect(self._on_end)
        self.done.clicked.connect(self._on_state)
        self.cancelled.clicked.connect(self._on_state)
        self.delete.clicked.connect(self._on_delete)
        self._close.clicked.connect(self.left)
        self.title.finished.connect(self.left)
        self.note.finished.connect(self.left)

    @property
    def activity(self) -> str:
        """Return the id of the activity shown; empty for none."""
        return self._activity

    def _today(self) -> date:
        return self._desk.work.now().date()

    def show_activity(self, activity: str) -> bool:
        """Show an activity as it is now; the same one again keeps what is being typed."""
        work = self._desk.work
        record = work.snapshot.record(Activity, activity)
        if record is None or record.meta.deleted:
            self._activity = ""
            return False
        self._activity = activity
        self.setProperty("record", activity)
        value = record.value
        kinds = timetable.kinds(work.edition)
        if value.kind and value.kind not in dict(kinds):
            kinds = (*kinds, (value.kind, timetable.kind_words(work.edition, value.kind)))
        self.kind.set_options(kinds)
        self.who.set_options(tuple((one.id, one.name) for one in work.members))
        self._bindings.show(record)
        self._show_when(record)
        card = next((one for one in timetable.cards(work, value.day) if one.id == activity), None)
        clash = card.clash if card is not None else ""
        self._clash.setText(f"△ {clash}")
        self._clash.setVisible(bool(clash))
        self.done.setChecked(value.state == "done")
        self.cancelled.setChecked(value.state == "cancelled")
        return True

    def _show_when(self, record: Record[Activity]) -> None:
        value = record.value
        self.day.set_date(_day(value.day))
        self.start.set_time(_time(value.start))
        self.end.set_time(_time(value.end))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _change(self, **values: Any) -> None:
        work, activity = self._desk.work, self._activity
        if activity:
            self._desk.do(
                lambda: plan.change_activity(work, activity, **values), failed=self._not_changed
            )

    def _not_changed(self, error: BaseException) -> None:
        """Show again what holds: the screen never claims what was not saved."""
        self._desk.trouble.emit(error)
        record = self._desk.snapshot.record(Activity, self._activity)
        if record is not None:
            self._show_when(record)

    @Slot(object)
    def _on_day(self, day: date | None) -> None:
        work, activity = self._desk.work, self._activity
        if activity:
            iso = day.isoformat() if day is not None else ""
            self._desk.do(lambda: plan.move_to_day(work, activity, iso), failed=self._not_changed)

    @Slot(object)
    def _on_start(self, start: time | None) -> None:
        self._change(start=start.strftime("%H:%M") if start is not None else "")

    @Slot(object)
    def _on_end(self, end: time | None) -> None:
        self._change(end=end.strftime("%H:%M") if end is not None else "")

    @Slot()
    def _on_state(self) -> None:
        work, activity = self._desk.work, self._activity
        sender = self.sender()
        is_done = sender is self.done
        checked = self.done.isChecked() if is_done else self.cancelled.isChecked()
        state = ("done" if is_done else "cancelled") if checked else "planned"
        if activity:
            self._desk.do(lambda: plan.set_state(work, activity, state))

    @Slot()
    def _on_delete(self) -> None:
        work, activity = self._desk.work, self._activity
        if activity:
            self._desk.do(lambda: plan.remove_activity(work, activity), self._on_removed)

    def _on_removed(self, _changes: object) -> None:
        self._activity = ""
        self.removed.emit()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None
