"""The list of notes at the left of the Evidence page, with what narrows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services.evidence.evidence_rows import NoteRow, Notes, Wanted, choices, chosen
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.list_panel import ListPanel
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.stack import CurrentStack

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.record.work import Work

_ONLY = (
    ("", "All notes"),
    ("to_write_up", "To write up"),
    ("ask_at_kit", "Ask at KIT"),
    ("immediate", "Immediate risk"),
    ("no_topic", "Without a topic"),
    ("no_source", "Source not said"),
    ("no_finding", "In no finding"),
    ("lacks", "Something not said yet"),
    ("assumed", "Something assumed"),
    ("late", "Written later"),
)
# A field that narrows nothing shows its own name: the list is too narrow for labels.
_FILTERS: tuple[tuple[str, str], ...] = (
    ("area", "Area"),
    ("inspector", "Inspector"),
    ("case", "Child"),
    ("day", "Day"),
    ("method", "Method"),
    ("stance", "Stance"),
    ("topic", "Topic"),
)
_NAMES = {"case": "child", "inspector": "inspector"}


class _NoteModel(TableModel[NoteRow]):
    """Says in words what the small mark in a row means."""

    @override
    def sentence(self, row: int) -> str:
        said = super().sentence(row)
        note = self.value_at(row)
        return f"{said}, {note.lacks}" if note is not None and note.lacks else said

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        shown = super().data(index, role)
        note = self.value_at(index.row()) if role == Qt.ItemDataRole.ToolTipRole else None
        return f"{shown}\n○ {note.lacks}" if note is not None and note.lacks else shown


class NoteList(QWidget):
    """Every note, the newest first; several can be chosen at once.

    Signals:
        notes_chosen: the tuple of ids chosen now.
        note_asked: the person wants to write a note.
    """

    notes_chosen = Signal(object)
    note_asked = Signal()

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.notes = Notes(work)
        self._told: tuple[str, ...] = ()
        self.finder = LineField(placeholder="Find in notes")
        self.only = ChoiceField(options=_ONLY)
        self._more = Button("&Filters", icon="funnel")
        self._clear = Button("Clear", "link")
        self.fields = {key: ChoiceField(options=(("", label),)) for key, label in _FILTERS}
        self.model = _NoteModel(
            (Column("Note", lambda row: row.first_line, second=_second, chip=_chip),),
            key=lambda row: row.id,
            parent=self,
        )
        self.list = MasterList("Notes", self.model)
        self.list.setObjectName("note_list")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._count = Words("", "soft")
        self._none = EmptyState(
            "funnel", "No note fits", "Nothing fits what is chosen above.", "Show all notes"
        )
        self._first = EmptyState(
            "notebook-pen",
            "No notes yet",
            "Write what you see as you see it: Ctrl+N from anywhere. It is safe as you type.",
            "Write a note",
        )
        self._stack = CurrentStack(fills=True)
        for one in (self.list, self._none, self._first):
            self._stack.addWidget(one)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        name_field(self.finder, "Find in notes")
        name_field(self.only, "Show only")
        self.only.set_key("")
        self._filters = QWidget()
        grid = QGridLayout(self._filters)
        dress.set_space(grid, 0, 1)
        for at, (key, field) in enumerate(self.fields.items()):
            name_field(field, f"Show: {_NAMES.get(key, key)}")
            field.setObjectName(f"filter_{key}")
            field.setMinimumContentsLength(4)
            grid.addWidget(field, at // 2, at % 2)
        grid.addWidget(self._clear, len(self.fields) // 2, 1)
        self._filters.hide()
        self._more.setCheckable(True)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(
            ListPanel(
                "Notes",
                self._stack,
                count=self._count,
                end=self._more,
                fields=(self.finder, self.only, self._filters),
            )
        )

    def _connect(self) -> None:
        self.list.selectionModel().selectionChanged.connect(self._tell)
        self.list.record_chosen.connect(self._tell)
        self._more.toggled.connect(self._filters.setVisible)
        self._clear.clicked.connect(self.show_all)
        self._none.acted.connect(self.show_all)
        self._first.acted.connect(self.note_asked)
        self.finder.textEdited.connect(self._on_narrowed)
        for field in (self.only, *self.fields.values()):
            field.key_chosen.connect(self._on_narrowed)

    # ---- showing -------------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> bool:
        """Take what changed; say whether any note was touched."""
        touched = self.notes.refresh(changes)
        if touched is not None and not touched:
            return False
        self._offer_choices()
        self._narrow()
        return True

    def _offer_choices(self) -> None:
        found = choices(self._work, self.notes.rows)
        for key, label in _FILTERS:
            options = tuple((value, _day(words)) for value, words in found[key])
            self.fields[key].set_options((("", label), *options))
            if self.fields[key].key() is None:
                self.fields[key].set_key("")

    def wanted(self) -> Wanted:
        """Return what the list is narrowed to."""
        said = {key: str(field.key() or "") for key, field in self.fields.items()}
        return Wanted(words=self.finder.text(), only=str(self.only.key() or ""), **said)

    def _narrow(self) -> None:
        rows = self.notes.rows
        shown = chosen(rows, self.wanted())
        self.model.set_rows(shown)
        count = f"{len(shown)} of {len(rows)}" if len(shown) != len(rows) else str(len(rows))
        self._count.setText(count)
        page = self.list if shown else self._none if rows else self._first
        self._stack.setCurrentWidget(page)
        active = sum(bool(field.key()) for field in self.fields.values())
        self._more.setText(f"&Filters {active}" if active else "&Filters")
        self._tell()

    def chosen_notes(self) -> tuple[str, ...]:
        """Return the ids of the notes chosen, from the top down."""
        return tuple(str(key) for key in self.list.chosen_keys())

    def choose(self, note: str) -> bool:
        """Make a note the only one chosen, widening the filters where they hide it."""
        if self._select(note):
            return True
        if self.notes.row(note) is None:
            return False
        self.show_all()
        return self._select(note)

    def _select(self, note: str) -> bool:
        row = self.model.row_of(note)
        if row < 0:
            return False
        # Said outright: a list of several would go by the keys that are held down just now.
        flags = QItemSelectionModel.SelectionFlag
        self.list.selectionModel().setCurrentIndex(
            self.model.index(row, 0), flags.ClearAndSelect | flags.Rows
        )
        self.list.scrollTo(self.model.index(row, 0))
        return True

    def show_topic(self, topic: str) -> None:
        """Narrow to one coverage topic."""
        self.show_all()
        self.fields["topic"].set_key(topic)
        self._more.setChecked(True)
        self._narrow()

    def step(self, by: int) -> None:
        """Move to the next or the previous note."""
        key = self.model.key_at(self.model.row_of(self.list.current_key()) + by)
        if key is not None:
            self._select(str(key))

    @Slot()
    def show_all(self) -> None:
        """Take every narrowing back."""
        self.finder.set_text("")
        for field in (self.only, *self.fields.values()):
            field.set_key("")
        self._narrow()

    @Slot()
    def _on_narrowed(self) -> None:
        self._narrow()

    @Slot()
    def _tell(self) -> None:
        now = self.chosen_notes()
        if now != self._told:
            self._told = now
            self.notes_chosen.emit(now)


def _day(words: str) -> str:
    day = read_day(words) if len(words) == len("2026-07-06") else None
    return words if day is None else short_day(day)


def when(seen_at: str) -> str:
    """Return the day and hour of an ISO moment for a narrow column."""
    day = read_day(seen_at)
    return f"{short_day(day)} {seen_at[11:16]}".strip() if day else ""


def brief(seen_at: str) -> str:
    """Return weekday and hour of an ISO moment, for a list too narrow for the date."""
    day = read_day(seen_at)
    return f"{short_day(day)[:3]} {seen_at[11:16]}".strip() if day else ""


def _second(row: NoteRow) -> str:
    """Return what is known of a note in few words: the list is narrow."""
    mark = "○" if row.lacks else ""
    state = "to write up" if row.to_write_up else ""
    time = brief(row.seen_at)
    where = f"{mark} {state or time}".strip()
    parts = (where, time if state else "", row.source_label, row.child)
    return " · ".join(part for part in parts if part)


def _chip(row: NoteRow) -> ChipValue | None:
    if row.immediate:
        return ChipValue("risk")
    if row.ask_at_kit:
        return ChipValue("ask")
    if row.stance == "strength":
        return ChipValue("strength")
    return ChipValue("concern") if row.stance == "concern" else None
