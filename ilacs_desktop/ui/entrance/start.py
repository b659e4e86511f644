"""The start page: this laptop's inspections, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from ilacs_desktop.services.record.time_words import month_day
from ilacs_desktop.ui.entrance.full_view import FullView
from ilacs_desktop.ui.fields.values import InspectionRow
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.progress import ProgressPanel
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.ui.entrance.restore_panel import RestorePanel

_MOST_ROWS_SHOWN = 8
_DISPOSE, _THROW_AWAY = "Dispose of…", "Throw away…"


def _when(row: InspectionRow) -> str:
    if row.start is None:
        return ""
    if row.end is None:
        return month_day(row.start, year=True)
    same_year = row.start.year == row.end.year
    return f"{month_day(row.start, year=not same_year)} to {month_day(row.end, year=True)}"


def _opened(row: InspectionRow) -> str:
    return f"{month_day(row.opened, year=True)}, {row.opened:%H:%M}" if row.opened else "never"


def _chip(row: InspectionRow) -> ChipValue | None:
    if row.training:
        return ChipValue("accent", "TRAINING")
    return ChipValue("neutral", "ON HOLD") if row.on_hold else None


_COLUMNS = (
    Column[InspectionRow](
        "Local authority",
        lambda row: row.la,
        second=lambda row: " · ".join(part for part in (row.event, row.note) if part),
        chip=_chip,
        strong=True,
    ),
    Column[InspectionRow]("Fieldwork", _when, width=22, sort=lambda row: str(row.start or "")),
    Column[InspectionRow](
        "Opened last", _opened, width=20, soft=True, sort=lambda row: str(row.opened or "")
    ),
)


class StartView(FullView):
    """Lists the inspections on this laptop.

    Signals:
        open_asked: the ``file_id`` of the inspection to open.
        dispose_asked: the ``InspectionRow`` to dispose of; whoever listens asks first.
        disposals_asked: the list of what was disposed of is wanted.
        sheet_asked: the lost-laptop sheet is wanted.
        protection_asked: how the data is protected is to be shown.
        new_asked: a new inspection is wanted.
        tour_asked: the tour on a training inspection is wanted.
        restore_asked: a backup is to be restored from a file.
        training_asked: another training inspection is wanted.
        passphrase_asked: the passphrase is to be changed.
        pin_asked: the PIN that lifts the cover is to be set.
        lock_asked: the laptop is to be locked.
    """

    open_asked = Signal(str)
    dispose_asked = Signal(object)
    disposals_asked = Signal()
    sheet_asked = Signal()
    protection_asked = Signal()
    new_asked = Signal()
    tour_asked = Signal()
    restore_asked = Signal()
    training_asked = Signal()
    passphrase_asked = Signal()
    pin_asked = Signal()
    lock_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Inspections on this laptop", parent, width=860, on_panel=False)
        self._who = Words("", "soft", wrap=True)
        self._model = TableModel(_COLUMNS, lambda row: row.file_id, self)
        self._table = RecordTable("Inspections on this laptop", self._model, sortable=True)
        self._panel = Panel(pad=0)
        self._panel.add(self._table, 1)
        self.progress = ProgressPanel()
        self._empty_panel = Panel()
        self._empty = EmptyState(
            "folder-open",
            "No inspection on this laptop yet",
            "Begin one when the call has been made. To look round first, take the tour: ten short "
            "steps on a training inspection in which everything is made up.",
            "New inspection",
        )
        self._empty_panel.add(self._empty)
        self._open = Button("Open", "primary", icon="folder-open")
        self._new = Button("New inspection", icon="plus")
        self._dispose = Button(_DISPOSE, icon="trash-2")
        self._tour = Button("Tour on a training inspection", icon="map")
        self._restore = Button("Restore a backup…", "link")
        self._training = Button("New training inspection", "link")
        self._passphrase = Button("Change passphrase…", "link")
        self._pin = Button("Set the PIN…", "link")
        self._lock = Button("Lock", "link")
        self._disposals = Button("Disposals…", "link")
        self._sheet = Button("Lost-laptop sheet…", "link")
        self._protection = Button("How your data is protected", "link")
        self._lay_out()
        self._connect()
        self.show_disposals(0)
        self.show_inspections(())

    @override
    def first_focus(self) -> QWidget:
        return self._table if self._model.rows else self._empty.button

    def show_name(self, name: str) -> None:
        """Say whose laptop it is."""
        self._who.setText(name)

    def show_disposals(self, count: int) -> None:
        """Offer the list of disposals where there is one."""
        self._disposals.setVisible(count > 0)

    def show_inspections(self, rows: Sequence[InspectionRow]) -> None:
        """List the inspections; the one last opened stands first."""
        self._model.set_rows(rows)
        self._on_chosen()
        self._panel.setVisible(bool(rows))
        self._empty_panel.setVisible(not rows)
        for button in (self._open, self._dispose, self._new):
            button.setVisible(bool(rows))
        shown = min(max(len(rows), 3), _MOST_ROWS_SHOWN)
        row = self._table.verticalHeader().defaultSectionSize()
        head = self._table.horizontalHeader().sizeHint().height()
        self._table.setMinimumHeight(row * shown + head + 4)

    def set_restoring(self, panel: RestorePanel) -> None:
        """Take in what restores backups; it shows itself while it is wanted."""
        self._place.addWidget(panel)
        self.restore_asked.connect(panel.ask_file)
        panel.begun.connect(self._on_restoring)
        panel.ended.connect(self._on_restored)

    @Slot()
    def _on_restoring(self) -> None:
        self._set_wishes(can=False)

    @Slot()
    def _on_restored(self) -> None:
        self._set_wishes(can=True)

    def show_busy(self, words: str) -> None:
        """Say what is being done that can be stopped, and take no other wish meanwhile."""
        self._set_wishes(can=False)
        self.progress.begin(words)
        self.progress.stop.setFocus()

    def end_busy(self) -> None:
        """Take wishes again."""
        self.progress.hide()
        self._set_wishes(can=True)

    def _set_wishes(self, *, can: bool) -> None:
        for widget in (self._panel, self._empty_panel, self._actions, self._links):
            widget.setEnabled(can)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.content)
        dress.set_space(column, 0, 3)
        head = QHBoxLayout()
        dress.set_space(head, 0, 3)
        head.addWidget(Words("Inspections on this laptop", "title", wrap=True), 1)
        column.addLayout(head)
        column.addWidget(self._who)
        column.addWidget(self.progress)
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        column.addWidget(self._panel)
        column.addWidget(self._empty_panel)
        actions = self._actions = FlowRow()
        for button in (self._open, self._new):
            actions.add(button)
        actions.add(self._tour)
        actions.add_end(self._dispose)
        column.addWidget(actions)
        links = self._links = FlowRow(gap=3)
        for button in (
            self._restore,
            self._training,
            self._passphrase,
            self._pin,
            self._lock,
            self._disposals,
            self._sheet,
            self._protection,
        ):
            links.add(button)
        column.addWidget(links)

    def _connect(self) -> None:
        self._table.record_opened.connect(self._on_opened)
        self._open.clicked.connect(self._on_open)
        self._dispose.clicked.connect(self._on_dispose)
        self._table.record_chosen.connect(self._on_chosen)
        for button, signal in (
            (self._new, self.new_asked),
            (self._empty.button, self.new_asked),
            (self._tour, self.tour_asked),
            (self._restore, self.restore_asked),
            (self._training, self.training_asked),
            (self._passphrase, self.passphrase_asked),
            (self._pin, self.pin_asked),
            (self._lock, self.lock_asked),
            (self._disposals, self.disposals_asked),
            (self._sheet, self.sheet_asked),
            (self._protection, self.protection_asked),
        ):
            button.clicked.connect(signal)

    @Slot(object)
    def _on_opened(self, key: object) -> None:
        if isinstance(key, str):
            self.open_asked.emit(key)

    @Slot()
    def _on_open(self) -> None:
        self._on_opened(self._table.current_key())

    @Slot()
    def _on_chosen(self) -> None:
        row = self._model.value_of(self._table.current_key())
        self._dispose.setText(_THROW_AWAY if row is not None and row.training else _DISPOSE)

    @Slot()
    def _on_dispose(self) -> None:
        row = self._model.value_of(self._table.current_key())
        if row is not None:
            self.dispose_asked.emit(row)
