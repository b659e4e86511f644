"""Ties a field on the screen to a field of a record: shows it, saves it, never loses a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ilacs_desktop.services.record import editing
from ilacs_desktop.ui.widgets.choices import ChoiceField, NumberField, TickBox, TickList
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit, TimeEdit
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.domain.entry import JsonValue, Ref
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class _About:
    """The record and the entries behind what a field shows."""

    record: str
    seen: tuple[Ref, ...]


class Binding(QObject):
    """One field of one kind of record on one page.

    Text is saved as it is typed (one burst, one entry); choices, dates and ticks at once. What
    was on the screen when the edit began is what the edit replaces, whatever arrived since.
    """

    def __init__(
        self,
        desk: Desk,
        widget: QWidget,
        kind: type[Any],
        field: str,
        step: str,
    ) -> None:
        """Tie a widget.

        Args:
            desk: the open inspection in the window.
            widget: one of this project's own input widgets.
            kind: the record's class.
            field: its field.
            step: the command in the person's words, for undo and history.
        """
        super().__init__(widget)
        self._desk, self._widget = desk, widget
        self._kind, self._field, self._step = kind, field, step
        self._about = _About("", ())
        self._listen()

    def _listen(self) -> None:
        widget = self._widget
        if isinstance(widget, ProseEdit | LineField):
            widget.text_committed.connect(self._type)
        elif isinstance(widget, ChoiceField):
            widget.key_chosen.connect(self._choose)
        elif isinstance(widget, OptionalDateEdit):
            widget.date_committed.connect(self._date)
        elif isinstance(widget, TimeEdit):
            widget.time_committed.connect(self._time)
        elif isinstance(widget, TickBox):
            widget.ticked.connect(self._put)
        elif isinstance(widget, TickList):
            widget.ticks_changed.connect(self._ticks)
        elif isinstance(widget, NumberField):
            widget.number_committed.connect(self._put)
        else:
            raise TypeError(f"{type(widget).__name__} cannot be tied to a record")

    def show(self, record: Record[Any] | None) -> None:
        """Show a record's value; the same record again keeps cursor and unsaved typing."""
        same = record is not None and record.value.id == self._about.record
        value = None if record is None else getattr(record.value, self._field)
        seen = () if record is None else record.seen(self._field)
        about = _About("" if record is None else record.value.id, seen)
        self._widget.setProperty("record", about.record)
        widget = self._widget
        if isinstance(widget, ProseEdit | LineField):
            if not same:
                widget.set_text(str(value or ""), about)
            elif widget.set_text_if_different(str(value or "")) or not widget.unsaved:
                widget.about = about
        else:
            self._load(value)
        self._about = about

    def _load(self, value: Any) -> None:
        widget = self._widget
        if isinstance(widget, ChoiceField):
            widget.set_key(value or None)
        elif isinstance(widget, OptionalDateEdit):
            widget.set_date(date.fromisoformat(value) if value else None)
        elif isinstance(widget, TimeEdit):
            widget.set_time(time.fromisoformat(value) if value else None)
        elif isinstance(widget, TickBox):
            widget.set_ticked(bool(value))
        elif isinstance(widget, TickList):
            widget.set_ticked(value or ())
        elif isinstance(widget, NumberField):
            widget.set_number(int(value or 0))

    def flush(self) -> None:
        """Save now what is unsaved."""
        if isinstance(self._widget, ProseEdit | LineField | OptionalDateEdit | TimeEdit):
            self._widget.flush()

    def _type(self, text: str) -> None:
        widget = self._widget
        about = widget.about if isinstance(widget, ProseEdit | LineField) else self._about
        if not isinstance(about, _About) or not about.record:
            return
        self._desk.type_text(
            self._kind,
            about.record,
            self._field,
            text,
            seen=about.seen,
            step=self._step,
            failed=self._not_typed,
        )

    def _not_typed(self, _error: BaseException) -> None:
        if isinstance(self._widget, ProseEdit | LineField):
            self._widget.commit_failed()

    def _choose(self, key: object) -> None:
        self._put("" if key is None else str(key))

    def _date(self, value: date | None) -> None:
        self._put("" if value is None else value.isoformat())

    def _time(self, value: time | None) -> None:
        self._put("" if value is None else value.strftime("%H:%M"))

    def _ticks(self, keys: Any) -> None:
        self._put([str(key) for key in keys])

    def _put(self, value: JsonValue) -> None:
        about = self._about
        if not about.record:
            return
        work, kind, step = self._desk.work, self._kind, self._step
        field, seen = self._field, about.seen
        self._desk.do(
            lambda: editing.edit(
                work, kind, about.record, step, seen={field: seen}, **{field: value}
            ),
            failed=self._not_put,
        )

    def _not_put(self, error: BaseException) -> None:
        """Show again what holds, so that the screen never claims what was not saved."""
        self._desk.trouble.emit(error)
        record = self._desk.snapshot.record(self._kind, self._about.record)
        if record is not None:
            self._load(getattr(record.value, self._field))


class Bindings:
    """The bindings of one card or form, shown and flushed together."""

    def __init__(self, desk: Desk, kind: type[Any]) -> None:
        self._desk, self._kind = desk, kind
        self._all: list[Binding] = []

    def tie(self, widget: QWidget, field: str, step: str) -> None:
        """Tie a widget to a field."""
        self._all.append(Binding(self._desk, widget, self._kind, field, step))

    def show(self, record: Record[Any] | None) -> None:
        """Show a record in every field."""
        for binding in self._all:
            binding.show(record)

    def flush(self) -> None:
        """Save now what is unsaved in any field."""
        for binding in self._all:
            binding.flush()
