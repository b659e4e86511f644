"""The newest changes of the inspection, by whom and about what, and the way to take mine back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from ilacs_desktop.services.record import change_log, undoing
from ilacs_desktop.services.record.time_words import read_moment, short_day
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.record.change_log import LogRow
    from ilacs_desktop.services.record.undoing import Offer
    from ilacs_desktop.ui.desk import Desk

_LEAST_ROWS = 9
_STEP_LENGTH = 32


class LogPanel(Panel):
    """Newest changes, narrowed by person and by kind of record.

    Signals:
        chosen: the ``LogRow`` that became the current one.
        opened: the ``LogRow`` whose record is to be shown on its page.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Newest changes", parent)
        self._desk = desk
        self._log: tuple[LogRow, ...] = ()
        self._today = ""
        self.person = ChoiceField(options=(("", "Everyone"),))
        self.kind = ChoiceField(options=(("", "Every kind"),))
        self.undo = Button("Undo", icon="undo-2", keys="Ctrl+Z")
        self._why_not = Words("", "caption", wrap=True)
        self.model: TableModel[LogRow] = TableModel(
            (
                Column("When", self._when, second=lambda row: row.author, width=20),
                Column("What", lambda row: row.step, second=lambda row: row.about, chip=_chip),
            ),
            key=lambda row: row.step_id,
            parent=self,
        )
        self.table = RecordTable("Newest changes", self.model)
        self._lay_out()
        self.person.key_chosen.connect(self._on_narrowed)
        self.kind.key_chosen.connect(self._on_narrowed)
        self.table.record_chosen.connect(self._on_chosen)
        self.table.record_opened.connect(self._on_opened)
        self.undo.clicked.connect(self._on_undo)

    def _lay_out(self) -> None:
        for field, words in ((self.person, "Whose changes"), (self.kind, "Changes to what")):
            name_field(field, words)
            field.setMinimumContentsLength(14)
        filters = FlowRow()
        filters.add(self.person)
        filters.add(self.kind)
        filters.add_end(self.undo)
        self._why_not.hide()
        self.table.horizontalHeader().hide()
        self.table.setMinimumHeight(_LEAST_ROWS * self.table.verticalHeader().defaultSectionSize())
        self.add(filters)
        self.add(self._why_not)
        self.add(self.table, 1)

    def show_log(self, log: tuple[LogRow, ...], now: datetime) -> None:
        """Show the newest changes.

        Args:
            log: newest first.
            now: the wall clock, to say "today" by.
        """
        self._log, self._today = log, now.date().isoformat()
        people = sorted({row.author for row in log}, key=str.casefold)
        kinds = sorted({row.kind for row in log}, key=str.casefold)
        self.person.set_options((("", "Everyone"), *((one, one) for one in people)))
        self.kind.set_options((("", "Every kind"), *((one, one) for one in kinds)))
        for field in (self.person, self.kind):
            if field.key() is None:
                field.set_key("")
        self._narrow()

    def ask_undo(self) -> None:
        """Find out what undo would take back now."""
        work = self._desk.work
        self._desk.runner.write(lambda: undoing.offer(work), self._show_offer)

    def _show_offer(self, offer: Offer) -> None:
        self.undo.setText(f"Undo: {_short(offer.undo)}" if offer.undo else "Undo")
        self.undo.setToolTip(f"Undo: {offer.undo} (Ctrl+Z)" if offer.undo else "")
        self.undo.setEnabled(bool(offer.undo))
        self._why_not.setText(offer.why_not)
        self._why_not.setVisible(bool(offer.why_not))

    def _narrow(self) -> None:
        self.model.set_rows(
            change_log.chosen(self._log, str(self.person.key() or ""), str(self.kind.key() or ""))
        )

    def _when(self, row: LogRow) -> str:
        at = read_moment(row.at)
        if at is None:
            return row.at
        clock = f"{at:%H:%M}"
        if at.date().isoformat() == self._today:
            return f"today {clock}"
        return f"{short_day(at.date())} {clock}"

    @Slot()
    def _on_narrowed(self) -> None:
        self._narrow()

    @Slot(object)
    def _on_chosen(self, step: str | None) -> None:
        row = self.model.value_of(step) if step is not None else None
        if row is not None:
            self.chosen.emit(row)

    @Slot(object)
    def _on_opened(self, step: str) -> None:
        row = self.model.value_of(step)
        if row is not None:
            self.opened.emit(row)

    @Slot()
    def _on_undo(self) -> None:
        work = self._desk.work
        self._desk.do(lambda: undoing.undo(work))


def _short(step: str) -> str:
    return step if len(step) <= _STEP_LENGTH else f"{step[: _STEP_LENGTH - 1]}…"


def _chip(row: LogRow) -> ChipValue | None:
    return ChipValue("neutral", "being typed") if row.is_open else None
